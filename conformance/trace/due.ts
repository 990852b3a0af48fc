/**
 * What was due where logs end and the system is not at rest: the rules of the protocol that some process could still
 * have taken. Which log stops too early is not known, but these are the rules whose absence keeps the system from rest.
 */
import { printNode } from "../../checker/ir/print.ts"
import { operand, type Node } from "../../checker/ir/node.ts"
import type { Params } from "../../checker/ir/reading.ts"
import { printSource, type RuleIr } from "../../checker/ir/system.ts"
import type { State } from "../../checker/ir/value.ts"
import { arrivals } from "./rest.ts"
import type { Configuration, Steps } from "./steps.ts"

/** A rule that was due and not taken. */
export interface Due {
  readonly place: string
  readonly rule: string
  /** Of the first instance that is possible; payloads are left out, since any will do. */
  readonly params: Params
  /** How many other values of the parameters would do as well. */
  readonly others: number
  /** `always`: whatever of what is under way has arrived; `once` all has arrived; `maybe` only before some of it has. */
  readonly when: "always" | "arrived" | "maybe"
  /** It is the last event of its log: the process did it, but would have done it again. */
  readonly again: boolean
  readonly text: string
  /** Where the rule stands. */
  readonly source: string
  /** The ends of the logs of the processes that do things at this place. */
  readonly ends: readonly { readonly process: string; readonly file: string; readonly line: number }[]
}

/** Rules that are named, and states that are asked what is possible in them. */
const mostDue = 12
const mostAsked = 40

/** The instances of a rule that are possible, without payloads; only the first where `all` is false. */
const possible = (steps: Steps, rule: RuleIr, state: State, all: boolean): readonly Params[] => {
  const found = new Map<string, Params>()
  const opaque = new Set(rule.params.flatMap((p) => (p.sort.kind === "opaque" ? [p.name] : [])))
  for (const x of steps.reading.instances) {
    if (x.rule !== rule || !steps.reading.enabled(rule, state, x.params)) continue
    const params = Object.fromEntries(Object.entries(x.params).filter(([name]) => !opaque.has(name)))
    found.set(JSON.stringify(params), params)
    if (!all) break
  }
  return [...found.values()]
}

/** True for a step that leaves itself possible: what is done again and again brings a run less far than what is done once. */
const isRepeatable = (steps: Steps, rule: RuleIr, state: State, params: Params): boolean => {
  const instance = steps.reading.instances.find((x) => x.rule === rule && Object.entries(params).every(([name, v]) => x.params[name] === v))
  return instance !== undefined && steps.reading.enabled(rule, steps.reading.step(rule, state, instance.params, false), instance.params)
}

/** The less, the more telling. */
const order = (d: Due, isRepeated: boolean): number =>
  16 * Number(d.others > 0) + 8 * Number(d.again) + { always: 0, arrived: 2, maybe: 4 }[d.when] + Number(isRepeated)

/**
 * The visible rules of the protocol that are possible where a run has ended, or once what is under way there has
 * arrived, faults left out. First those that leave the process no choice, since what it might send next it need not
 * send, and that it had not just done; of these first the ones that are due in every one of those states; and last
 * among equals what is done again and again anyway.
 */
export const dueAt = (steps: Steps, { state }: Configuration): readonly Due[] => {
  const { all, last } = arrivals(steps, state)
  const asked = [...new Set([...last, ...all])].slice(0, mostAsked)
  const settled = asked.filter((s) => last.includes(s))
  const found = steps.ir.rules.filter((rule) => !rule.hidden && rule.by === "protocol").flatMap((rule): readonly (readonly [number, Due])[] => {
    const has = new Set(asked.filter((s) => possible(steps, rule, s, false).length > 0))
    const where = asked.find((s) => has.has(s))
    if (where === undefined) return []
    const [params, ...others] = possible(steps, rule, where, true)
    const when = has.size === asked.length ? "always" : settled.length > 0 && settled.every((s) => has.has(s)) ? "arrived" : "maybe"
    const due: Due = { place: rule.place, rule: rule.id, params: params as Params, others: others.length, when, again: steps.logs.some((log) => steps.ir.rules[log.facts.last] === rule), text: rule.text, source: printSource(rule.source), ends: endsOf(steps, rule) }
    return [[order(due, isRepeatable(steps, rule, where, params as Params)), due]]
  })
  return found.toSorted(([a], [b]) => a - b).slice(0, mostDue).map(([, due]) => due)
}

/** Where the logs end that have events of the rule's place. */
const endsOf = (steps: Steps, { place }: RuleIr): Due["ends"] => steps.logs
  .filter((log) => [...log.facts.seen.keys()].some((i) => steps.ir.rules[i]?.place === place))
  .map((log) => ({ process: log.header.process, file: log.file, line: log.facts.events + 1 }))

const conjunction = (n: Node): readonly Node[] => (n.op === "and" ? n.args.flatMap(conjunction) : [n])

/** The parts of `quiescent` that fail where all that was under way has arrived. */
export const restlessParts = (steps: Steps, { state }: Configuration): readonly string[] => {
  const { all, last } = arrivals(steps, state)
  const at = last[0] ?? all[0] as State
  return conjunction(steps.ir.quiescent.node).filter((n) => {
    try {
      return steps.reading.evaluate(n, { state: at, params: {} }) !== true
    } catch (error) {
      // What follows a false part may read what is not there.
      if (error instanceof RangeError) return false
      throw error
    }
  }).map(printNode)
}

/**
 * The sizes that rest asks to be reached exactly, such as the number of frames. Where the header has more than the
 * application sent, the system waits for the others for ever.
 */
export const reachedSizes = (steps: Steps): readonly string[] => {
  const found = new Set<string>()
  const visit = (n: Node): void => {
    if (n.op === "eq") for (const i of [0, 1]) if (operand(n, i).op === "size") found.add(operand(n, i).name as string)
    n.args.forEach(visit)
  }
  visit(steps.ir.quiescent.node)
  return [...found]
}
