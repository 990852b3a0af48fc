/** For tests: logs made from random runs of a system, mutations of them, and the plainest judge there can be. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Instance, Reading } from "../../checker/ir/reading.ts"
import { colours, isSequence, mostOf, sortAt, type Sort } from "../../checker/ir/sort.ts"
import type { RuleIr, Sizes, SystemIr } from "../../checker/ir/system.ts"
import { same, scalarOf, type State, type Value } from "../../checker/ir/value.ts"
import { format, writeTrace, type TraceLine } from "./format.ts"
import type { Log } from "./log.ts"
import { sees } from "./vocabulary.ts"

/** Random choices, the same for the same seed. */
export class Dice {
  #state: number
  constructor(seed: number) { this.#state = seed | 0 }
  below(count: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % count
  }
  chance(percent: number): boolean { return this.below(100) < percent }
  /** @throws RangeError for an empty list */
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new RangeError("nothing to choose from")
    return item
  }
}

type Plain = string | number | boolean
export type Event = Omit<TraceLine, "n">
interface Visible {
  readonly name: string
  readonly value: Plain
  readonly sort: Sort
}

const scalars = (name: string, sort: Sort, v: Value): readonly Visible[] => {
  if (sort.kind === "record") return sort.fields.flatMap((f) => scalars(`${name}.${f.name}`, f.sort, (v as { readonly [f: string]: Value })[f.name] as Value))
  if (!isSequence(sort)) return [{ name, value: v as Plain, sort }]
  const items = (v as readonly Value[]).flatMap((x, i) => scalars(`${name}[${i}]`, sort.of, x))
  return sort.kind === "vec" ? items : [...items, { name: `${name}.length`, value: (v as readonly Value[]).length, sort: { kind: "upto", most: sort.capacity } }]
}

/** Every word that the place of a rule can see, by the place's own names. */
const visible = (ir: SystemIr, sizes: Sizes, rule: RuleIr, state: State): readonly Visible[] => ir.leaves.flatMap((leaf, i) => {
  const [part, ...others] = leaf.path.split(".")
  const at = rule.parts.indexOf(part as string)
  if (leaf.ghost || (at < 0 && rule.parts.length > 0)) return []
  const own = rule.parts.length === 0 ? leaf.path : rule.names.length > 0 ? [rule.names[at], ...others].join(".") : others.join(".")
  return own === "" ? [] : scalars(own, sortAt(leaf.sort, sizes), state[i] as Value)
})

const otherValue = (dice: Dice, sort: Sort): Plain => (sort.kind === "opaque" ? dice.pick(colours) : scalarOf(sort, dice.below(mostOf(sort) + 1)) as Plain)

/** What a random run of the system would log, one list for each of some processes. */
export const randomLogs = (ir: SystemIr, reading: Reading, dice: Dice, length: number): readonly Event[][] => {
  const places = [...new Set(ir.rules.map((r) => r.place))]
  const processes = 1 + dice.below(3)
  const processOf = new Map(places.map((p) => [p, dice.below(processes)]))
  const sight = dice.pick([0, 15, 50, 100])
  const logs: Event[][] = Array.from({ length: processes }, () => [])
  let state = reading.initial()
  for (let i = 0; i < length; i++) {
    const enabled = reading.instances.filter((x) => reading.conjuncts(x.rule, state, x.params).every(Boolean))
    if (enabled.length === 0) break
    const x = dice.pick(enabled)
    if (!x.rule.hidden) {
      const seen = visible(ir, reading.sizes, x.rule, state).filter(() => dice.chance(sight))
      logs[processOf.get(x.rule.place) as number]?.push({ endpoint: x.rule.place, rule: x.rule.id, params: x.params as Event["params"], seen: Object.fromEntries(seen.map((s) => [s.name, s.value])) })
    }
    state = reading.step(x.rule, state, x.params, false)
  }
  return logs.filter((log) => log.length > 0)
}

/** Changes logs in one place: an event less, twice, or with its neighbour exchanged, or another value or parameter. */
export const mutate = (ir: SystemIr, reading: Reading, dice: Dice, logs: readonly Event[][]): readonly Event[][] => {
  const changed = logs.map((log) => [...log])
  const log = dice.pick(changed)
  const i = dice.below(log.length)
  const e = log[i] as Event
  const kind = dice.below(5)
  if (kind === 0) log.splice(i, 1)
  if (kind === 1) log.splice(i, 0, e)
  if (kind === 2 && i + 1 < log.length) log.splice(i, 2, log[i + 1] as Event, e)
  if (kind === 3) {
    const rule = ir.rules.find((r) => r.place === e.endpoint && r.id === e.rule) as RuleIr
    const word = dice.pick([...visible(ir, reading.sizes, rule, reading.initial()), { name: "", value: 0, sort: { kind: "bool" } as Sort }])
    if (word.name !== "") log[i] = { ...e, seen: { ...e.seen, [word.name]: otherValue(dice, word.sort) } }
  }
  if (kind === 4) {
    const x = dice.pick(reading.instances.filter((y) => y.rule.place === e.endpoint && y.rule.id === e.rule))
    log[i] = { ...e, params: x.params as Event["params"] }
  }
  return changed.filter((l) => l.length > 0)
}

/** Writes one file for each log; gives back their paths. */
export const writeLogs = (folder: string, system: string, sizes: Sizes, logs: readonly (readonly Event[])[]): readonly string[] => logs.map((events, i) => {
  const file = join(folder, `p${i}.jsonl`)
  writeFileSync(file, writeTrace({ format, system, sizes, process: `p${i}` }, events))
  return file
})

/**
 * Judges by trying everything: every interleaving, with every hidden step between any two events. `unknown` if there
 * are more than `limit` configurations. With `ended` the end counts only where the system is at rest.
 *
 * @throws RangeError where the model reads outside a sequence
 */
export const bruteForce = (ir: SystemIr, reading: Reading, logs: readonly Log[], limit: number, ended = false): "conforms" | "violated" | "unknown" => {
  interface Place { readonly positions: readonly number[]; readonly state: State }
  const hidden: readonly Instance[] = reading.instances.filter((x) => x.rule.hidden)
  const ends = logs.map((log) => log.facts.events)
  const queue: Place[] = [{ positions: logs.map(() => 0), state: reading.initial() }]
  const known = new Set([JSON.stringify(queue[0])])
  const add = (c: Place): void => {
    const key = JSON.stringify(c)
    if (!known.has(key)) queue.push(c)
    known.add(key)
  }
  for (const { positions, state } of queue) {
    if (queue.length > limit) return "unknown"
    if (same(positions, ends) && (!ended || reading.evaluate(ir.quiescent.node, { state, params: {} }) === true)) return "conforms"
    for (const x of hidden) if (reading.conjuncts(x.rule, state, x.params).every(Boolean)) add({ positions, state: reading.step(x.rule, state, x.params, false) })
    for (const [log, of] of logs.entries()) {
      const e = of.at(positions[log] as number)
      if (e === undefined) continue
      const rule = ir.rules[e.rule] as RuleIr
      const possible = reading.conjuncts(rule, state, e.params).every(Boolean)
      if (possible && e.seen.every((s) => sees(s, state))) add({ positions: positions.with(log, (positions[log] as number) + 1), state: reading.step(rule, state, e.params, false) })
    }
  }
  return "violated"
}
