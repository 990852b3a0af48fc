/** What the commands of a script mean: names of rules, places, parameters and parts of the state, found in a system. */
import { nearest } from "../nearest.ts"
import type { Instance, Reading } from "../ir/reading.ts"
import { placed, type RuleIr, type SystemIr } from "../ir/system.ts"
import { wrongAt, type Command } from "./parse.ts"

export type Action =
  | { readonly kind: "system" }
  /** The run goes on from the end of another script's. */
  | { readonly kind: "after" }
  /** One event after the other, each so often. */
  | { readonly kind: "steps"; readonly events: readonly { readonly instance: Instance; readonly times: number }[] }
  /** None of these instances is enabled. */
  | { readonly kind: "refused"; readonly instances: readonly Instance[] }
  /** Paths of parts of the state: of a leaf, of what is above or inside leaves. */
  | { readonly kind: "show"; readonly paths: readonly string[] }
  /** World rules until nothing moves, and protocol rules too where `all` is true. */
  | { readonly kind: "settle"; readonly all: boolean }
  | { readonly kind: "check" }

/** A system at a size, as commands refer to it. */
export interface Stage {
  readonly ir: SystemIr
  readonly reading: Reading
}

const words: readonly string[] = ["system", "after", "refused", "show", "settle", "check"]
const list = (names: readonly string[]): string => [...new Set(names)].join(", ")
const meant = (word: string, names: readonly string[]): string => {
  const found = nearest(word, names)
  return found === undefined ? "" : `Did you mean ${found}? `
}
const event = (r: RuleIr): string => (r.place === "" ? r.id : `${r.place}: ${r.id}`)

/** The rule that stands at a place. @throws InputError */
const ruleAt = (ir: SystemIr, at: Command, place: string, id: string): RuleIr => {
  const own = ir.rules.filter((r) => r.id === id)
  const found = own.find((r) => r.place === place)
  if (found !== undefined) return found
  if (own.length > 0) throw wrongAt(at, place === "" ? `${id} stands at a place, which is missing` : `${place} has no rule ${id}`, `Write ${own.map(event).join(" or ")}.`)
  const places = ir.rules.filter((r) => r.place === place)
  if (places.length === 0) throw wrongAt(at, `there is no rule ${id} in ${ir.id}`, `${meant(id, ir.rules.map((r) => r.id))}Places and rules: ${list(ir.rules.map(event))}.`)
  throw wrongAt(at, `there is no rule ${id} in ${ir.id}`, `${meant(id, [...places, ...ir.rules].map((r) => r.id))}At ${place}: ${list(places.map((r) => r.id))}.`)
}

/** `(a: 1, b: white)` as names and values. @throws InputError */
const paramsIn = (at: Command, text: string): ReadonlyMap<string, string> => {
  const inner = text.slice(1, -1).trim()
  const parts = inner === "" ? [] : inner.split(",").map((p) => p.trim())
  return new Map(parts.map((part): readonly [string, string] => {
    const [, name, value] = /^(\w+)\s*:\s*(\S+)$/.exec(part) ?? []
    if (name === undefined || value === undefined) throw wrongAt(at, `\`${part}\` is no parameter`, "Parameters are written with a colon, as outputs print them: (frame: white).")
    return [name, value]
  }))
}

/** The instances of a rule that have these values; all of them where no parameters are given. @throws InputError if there is none */
const instancesOf = ({ reading }: Stage, at: Command, rule: RuleIr, params: string | undefined): readonly Instance[] => {
  const all = reading.instances.filter((x) => x.rule === rule)
  if (params === undefined) return all
  const wanted = paramsIn(at, params)
  const found = all.filter((x) => wanted.size === Object.keys(x.params).length && Object.entries(x.params).every(([name, v]) => wanted.get(name) === String(v)))
  if (found.length > 0) return found
  const first = all.slice(0, 6).map((x) => x.label)
  throw wrongAt(at, `${placed(rule)} does not take ${params}`, rule.params.length === 0 ? `It has no parameters: ${event(rule)}.` : `It takes ${first.join(", ")}${all.length > first.length ? ", …" : ""}.`)
}

const eventPattern = /^(?:([^\s:()]+):\s*)?([^\s:()]+)\s*(\(.*\))?(?:\s+[×x](\d+))?$/

interface Event {
  readonly rule: RuleIr
  readonly instances: readonly Instance[]
  readonly times: number | undefined
}
const eventIn = (stage: Stage, at: Command, text: string): Event => {
  const [, place, id, params, times] = eventPattern.exec(text) ?? []
  if (id === undefined) throw wrongAt(at, `\`${text}\` is no event`, "An event is a place, a rule, its parameters and how often: a: ring.write(frame: white) ×2.")
  if (place === undefined && !id.includes(".")) throw wrongAt(at, `there is no command ${id}`, `${meant(id, words)}Commands: PLACE: RULE, ${list(words.slice(2))}.`)
  const rule = ruleAt(stage.ir, at, place ?? "", id)
  return { rule, instances: instancesOf(stage, at, rule, params), times: times === undefined ? undefined : Number(times) }
}

/** Most steps of one command: a script is read by people. */
export const limit_steps = 1000

const stepIn = (stage: Stage, at: Command, text: string): { readonly instance: Instance; readonly times: number } => {
  const { rule, instances, times = 1 } = eventIn(stage, at, text)
  const [instance, other] = instances
  if (instance === undefined) throw wrongAt(at, `${placed(rule)} has no instance at this size`, "Choose a larger size.")
  if (other !== undefined) throw wrongAt(at, `${placed(rule)} has parameters, which are missing`, `For example ${event(rule)}${instance.label.slice(placed(rule).length)}.`)
  if (times < 1 || times > limit_steps) throw wrongAt(at, `${times} is not 1 … ${limit_steps} times`, "Leave out how often, or give a number of that range.")
  return { instance, times }
}

/** `a: x.y, x.z(i: 1, j: 2) ×2` as events: the commas outside brackets separate, and an event without a place stands at that of the one before. */
const stepsIn = (stage: Stage, at: Command): Action => {
  let place = ""
  const events = at.text.split(/,(?![^(]*\))/).map((part) => {
    const text = part.trim()
    const own = /^[^\s:()]+(?=:)/.exec(text)?.[0]
    place = own ?? place
    return stepIn(stage, at, own === undefined && place !== "" ? `${place}: ${text}` : text)
  })
  return { kind: "steps", events }
}

const refusedIn = (stage: Stage, at: Command, text: string): Action => {
  const { instances, times } = eventIn(stage, at, text)
  if (times !== undefined) throw wrongAt(at, "what is refused is refused once", "Leave out how often.")
  return { kind: "refused", instances }
}

const showIn = ({ ir }: Stage, at: Command, paths: readonly string[]): Action => {
  if (paths.length === 0) throw wrongAt(at, "nothing to show is named", `For example: show ${ir.leaves[0]?.path ?? "a"}`)
  for (const path of paths) {
    const isKnown = ir.leaves.some((l) => l.path === path || l.path.startsWith(`${path}.`) || (path.startsWith(`${l.path}[`) && /^(?:\[\d+\]|\.\w+)+$/.test(path.slice(l.path.length))))
    if (!isKnown) throw wrongAt(at, `no part of the state is called ${path}`, `${meant(path, ir.leaves.map((l) => l.path))}Parts: ${list(ir.leaves.map((l) => l.path))}.`)
  }
  return { kind: "show", paths }
}

/** What a command asks for. @throws InputError with file and line */
export const readAction = (stage: Stage, at: Command): Action => {
  const [word, ...rest] = at.text.split(/[\s,]+/).filter((w) => w !== "")
  const none = (kind: "check" | "system" | "after"): Action => {
    if (kind === "check" && rest.length > 0) throw wrongAt(at, `\`${at.text}\`: check stands alone`, "It judges all properties; leave out the rest.")
    return { kind }
  }
  switch (word) {
    case "system": case "after": case "check": return none(word)
    case "show": return showIn(stage, at, rest)
    case "refused": return refusedIn(stage, at, at.text.slice("refused".length).trim())
    case "settle": {
      if (rest.length > 1 || (rest[0] ?? "all") !== "all") throw wrongAt(at, `\`${at.text}\` is no way to settle`, "Write settle, for what the world does, or settle all, for what the protocol does too.")
      return { kind: "settle", all: rest[0] === "all" }
    }
    default: return stepsIn(stage, at)
  }
}
