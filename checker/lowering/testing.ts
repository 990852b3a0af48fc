/** For tests: the text of a small model with parts of it exchanged, and what the lowering says to it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import type { SystemIr } from "../ir/system.ts"
import { lowerModule, Rejected, type Code } from "./index.ts"

/** The parts of the model's text that a test may exchange. */
const defaults = {
  imports: `import { at, blank, blue, counter, eventuallyAlways, every, fill, forget, head, identities, infinitelyOften, machine, max, min, model, next, old, prefix, push, put, range, red, refinement, rest, sealed, set, some, take, white } from "tcnet"
import type { Bag, Below, Counter, Fifo, Identity, Machine, Opaque, Peer, System, Upto, Vec, Word } from "tcnet"`,
  sizeFields: "readonly slots: number; readonly frames: number",
  cell: "readonly word: Upto<Sizes[\"frames\"]>; readonly flag: boolean",
  count: "readonly count: Upto<Sizes[\"frames\"]>",
  fields: "",
  helpers: "",
  tags: "",
  choose: "() => ({ bit: [true, false] })",
  when: "(s) => ({ on: s.isOn })",
  then: "(s) => next(s, { isOn: false })",
  note: "(g) => g",
  machine: "rules: [step]",
  more: "",
  annotation: ": System<State, Sizes>",
  sizes: "small: { slots: 2, frames: 3 }",
  arrow: "(n) => ",
  init: "",
  parts: "({ whole }) => [whole(steps)]",
  quiescent: "(s) => !s.isOn",
  system: "",
}
export type Parts = typeof defaults

/** A model that the lowering accepts, but for the parts that are given. */
export const modelText = (parts: Partial<Parts> = {}): string => {
  const p = { ...defaults, ...parts }
  return `${p.imports}
interface Sizes { ${p.sizeFields} }
interface Cell { ${p.cell} }
interface State {
  ${p.count}
  readonly isOn: boolean
  readonly mode: "idle" | "busy" | "done"
  readonly queue: Fifo<Sizes["slots"], Below<Sizes["slots"]>>
  readonly cells: Vec<Sizes["slots"], Cell>
  readonly bag: Bag<Sizes["slots"], Upto<Sizes["frames"]>>
  readonly lap: Counter<Sizes["frames"]>
  readonly lead: Counter<Sizes["frames"]>
  readonly payload: Opaque
  readonly ghost: { readonly seen: "none" | "red" }
  ${p.fields}
}
const { forbidden, invariant, leadsTo, reachable, rule, step: stepLaw } = model<State, Sizes>()
${p.helpers}
const step = rule({
  id: "t.step", text: "A step.", ${p.tags}
  choose: ${p.choose},
  when: ${p.when},
  then: ${p.then},
  note: ${p.note},
})
const steps: Machine<State, Sizes> = machine({ id: "t", ${p.machine} })
${p.more}
export const system${p.annotation} = {
  id: "test.system",
  text: "A system.",
  sizes: { ${p.sizes} },
  init: ${p.arrow}({
    count: 0, isOn: true, mode: "idle", queue: [], cells: fill(n.slots, { word: 0, flag: false }), bag: [],
    lap: counter.zero(), lead: counter.zero(), payload: blank, ghost: { seen: "none" }, ${p.init}
  }),
  parts: ${p.parts},
  quiescent: ${p.quiescent},
  ${p.system}
}
`
}

/** The mark that a test puts where it expects the lowering to point. */
const mark = "«"

/** The text without its mark, and where the mark stood: line and column from 1. */
export const unmark = (text: string): { readonly text: string; readonly line: number; readonly column: number } => {
  const before = text.split(mark)[0] as string
  return { text: text.replace(mark, ""), line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") }
}

/** Lowers the systems of a module given as text, beside others that it may import. @throws Rejected */
export const lowerText = (text: string, others: Readonly<Record<string, string>> = {}): readonly SystemIr[] => {
  const folder = mkdtempSync(join(tmpdir(), "tcnet-"))
  try {
    for (const [name, content] of Object.entries({ ...others, "model.ts": text })) writeFileSync(join(folder, name), content)
    return lowerModule(join(folder, "model.ts"))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The one system of a model with the given parts. @throws Rejected */
export const lowerParts = (parts: Partial<Parts>): SystemIr => lowerText(unmark(modelText(parts)).text)[0] as SystemIr

/** What a test expects of a refusal. */
export interface Refusal {
  readonly code: Code
  /** `model.ts:line:column`. */
  readonly at: string
  readonly what: string
  readonly fix: string
}

/** How the lowering refuses a text. @throws RangeError if it accepts it */
export const refusalOf = (text: string, others: Readonly<Record<string, string>> = {}): Refusal => {
  try {
    lowerText(text, others)
  } catch (error) {
    if (!(error instanceof Rejected) || error.source === undefined) throw error
    const { file, line, column } = error.source
    const where = `${file}:${line}:${column}: ${error.code} `
    if (!error.message.startsWith(where)) throw new RangeError(`the message does not say where: ${error.message}`, { cause: error })
    return { code: error.code, at: `${basename(file)}:${line}:${column}`, what: error.message.slice(where.length), fix: error.fix }
  }
  throw new RangeError("the lowering accepts what it should refuse")
}

/** The refusal of a model whose text holds the mark, as a test reads it: code, message, and whether it points to the mark. */
export const refusalOfMarked = (marked: string, others: Readonly<Record<string, string>> = {}): readonly [Code, string, string] => {
  const { text, line, column } = unmark(marked)
  const found = refusalOf(text, others)
  return [found.code, found.what, found.at === `model.ts:${line}:${column}` ? "at the mark" : `at ${found.at} instead of model.ts:${line}:${column}`]
}
