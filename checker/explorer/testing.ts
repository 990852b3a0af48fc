/** For tests: small systems as text, and a naive explorer to compare the compiled one with. */
import { Reading } from "../ir/reading.ts"
import type { Sizes, SystemIr } from "../ir/system.ts"
import { printValue, type State } from "../ir/value.ts"
import { lowerText } from "../lowering/testing.ts"

/** The parts of a small system's text that a test gives. */
export interface Tiny {
  /** Fields of the state. */
  readonly fields: string
  readonly init: string
  /** Rules by the last word of their id: everything but id and text. */
  readonly rules: Readonly<Record<string, string>>
  /** Properties by the last word of their id: the word that makes them, and everything but id and text. */
  readonly properties?: Readonly<Record<string, readonly ["invariant" | "step" | "leadsTo" | "reachable" | "forbidden", string]>>
  readonly quiescent?: string
  readonly sizeFields?: string
  readonly sizes?: string
  /** Declarations before the rules. */
  readonly before?: string
  /** Further fields of the system. */
  readonly system?: string
}

const list = (names: readonly string[], prefix: string): string => `[${names.map((name) => prefix + name).join(", ")}]`

/** The text of a system, one declaration a line. */
export const tinyText = (t: Tiny): string => {
  const properties = t.properties ?? {}
  return `import { at, blank, blue, counter, eventuallyAlways, every, fill, forget, head, infinitelyOften, machine, max, min, model, next, push, put, range, red, refinement, rest, set, some, take, white } from "tcnet"
import type { Bag, Below, Counter, Fifo, Identity, Machine, Opaque, System, Upto, Vec } from "tcnet"
interface Sizes { ${t.sizeFields ?? "readonly n: number"} }
interface State { ${t.fields} }
const { rule, invariant, step, leadsTo, reachable, forbidden } = model<State, Sizes>()
${t.before ?? ""}
${Object.entries(t.rules).map(([name, body]) => `const r_${name} = rule({ id: "t.${name}", text: "Rule ${name}.", ${body} })`).join("\n")}
${Object.entries(properties).map(([name, [word, body]]) => `const p_${name} = ${word}({ id: "t.${name}", text: "Property ${name}.", ${body} })`).join("\n")}
const tiny: Machine<State, Sizes> = machine({ id: "t", rules: ${list(Object.keys(t.rules), "r_")}, properties: ${list(Object.keys(properties), "p_")} })
export const system: System<State, Sizes> = {
  id: "test.tiny", text: "A small system.", sizes: { ${t.sizes ?? "small: { n: 3 }"} },
  init: (n) => ({ ${t.init} }),
  parts: ({ whole }) => [whole(tiny)],
  quiescent: ${t.quiescent ?? "() => true"},
  ${t.system ?? ""}
}
`
}

/** A small system, lowered. @throws Rejected */
export const tiny = (t: Tiny, others: Readonly<Record<string, string>> = {}): SystemIr => lowerText(tinyText(t), others)[0] as SystemIr

/** A counter from 0 to the size `n` in steps of 1: what most tests add to. */
export const counting: Tiny = {
  fields: `readonly x: Upto<Sizes["n"]>`,
  init: "x: 0",
  rules: { up: "when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })" },
  quiescent: "(s, n) => s.x === n.n",
}

/** One line a state; equal states have equal lines. */
export const keyOf = (state: State): string => state.map(printValue).join(" | ")

export interface Naive {
  /** Least number of steps to each state. */
  readonly depths: ReadonlyMap<string, number>
  readonly states: readonly State[]
  /** Fired triples of state, rule and parameters. */
  readonly transitions: number
}
/** Breadth first over the interpreter, with a `Map` of texts: slow, and too simple to be wrong. */
export const naive = (ir: SystemIr, sizes: Sizes): Naive => {
  const reading = new Reading(ir, sizes)
  const first = reading.initial()
  const states: State[] = [first]
  const depths = new Map([[keyOf(first), 0]])
  let transitions = 0
  for (const state of states) {
    const depth = depths.get(keyOf(state)) as number
    for (const { rule, params } of reading.instances) {
      if (!reading.enabled(rule, state, params)) continue
      transitions++
      const after = reading.step(rule, state, params)
      if (depths.has(keyOf(after))) continue
      depths.set(keyOf(after), depth + 1)
      states.push(after)
    }
  }
  return { depths, states, transitions }
}
