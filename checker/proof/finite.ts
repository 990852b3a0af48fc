/** States of a given size, out of a solver's model: to see a rule fire among the lemmas, and to show how an obligation fails. */
import { Interpreter } from "../ir/interpret.ts"
import type { Params } from "../ir/reading.ts"
import { colours, extentAt, isSequence, sortAt, type Sort } from "../ir/sort.ts"
import { placed, type ProofIr, type RuleIr, type Sizes, type SystemIr, type Update } from "../ir/system.ts"
import { scalarOf, type State, type Value } from "../ir/value.ts"
import { quoted, scalarsOf, solverSort } from "./symbol.ts"
import { colourOf, wordOf } from "./terms.ts"

/** Positions of a log that are written out, and values of a quantifier. More than a state of a small size has. */
export const most_positions = 16
/** As many as a state has in which a rule fires that needs little behind it. */
export const few_positions = 6

/** Names a term in a script, so that its value stands in the model. */
interface Wanted {
  readonly name: string
  readonly text: string
  readonly sort: Sort
}

/** What of the state before the step, of the memory and of the parameters is to be known. */
const wantedOf = (ir: SystemIr, proof: ProofIr, rule: RuleIr | undefined, sizes: Sizes): readonly Wanted[] => {
  const found: Wanted[] = []
  const want = (text: string, sort: Sort): void => { found.push({ name: `? ${text.replaceAll("|", "")}`, text, sort }) }
  for (const l of [...ir.leaves, ...proof.leaves]) {
    if (!isSequence(l.sort)) { want(quoted(l.path), l.sort); continue }
    if (l.sort.kind !== "vec") want(quoted(`${l.path} to`), { kind: "integer" })
    const n = positionsOf(l.sort, sizes)
    for (const { path, sort } of scalarsOf(l.sort.of)) for (let i = 0; i < n; i++) want(`(${quoted(`${l.path} ${path === "" ? "element" : path}`)} ${i})`, sort)
  }
  for (const p of rule?.params ?? []) want(quoted(`p ${p.name}`), p.sort)
  return found
}
const isLog = (sort: Sort, sizes: Sizes): boolean => sort.kind === "vec" && typeof sort.size !== "number" && sizes[sort.size.size] === undefined
const positionsOf = (sort: Sort, sizes: Sizes): number => {
  if (!isSequence(sort)) return 1
  return isLog(sort, sizes) ? most_positions : extentAt(sort.kind === "vec" ? sort.size : sort.capacity, sizes)
}

/** The script with the values named that `decode` needs. */
export const withNames = (script: string, ir: SystemIr, proof: ProofIr, rule: RuleIr | undefined, sizes: Sizes): string =>
  script + wantedOf(ir, proof, rule, sizes).map((w) => `(declare-const ${quoted(w.name)} ${solverSort(w.sort)})\n(assert (= ${quoted(w.name)} ${w.text}))\n`).join("")

export interface Found {
  readonly state: State
  readonly memory: State
  readonly params: Params
}

/** A state, what is remembered, and the parameters, from the values of a model. */
export const decode = (values: ReadonlyMap<string, string>, ir: SystemIr, proof: ProofIr, rule: RuleIr | undefined, sizes: Sizes): Found => {
  const literals = new Map<string, string>()
  for (const [name, value] of values) if (name.startsWith("\"") || name.startsWith("c_")) literals.set(value, name)
  const raw = (text: string): string => {
    const name = `? ${text.replaceAll("|", "")}`
    return values.get(name) ?? values.get(quoted(name)) ?? ""
  }
  const scalar = (text: string, sort: Sort): Value => {
    const value = raw(text)
    if (sort.kind === "bool") return value === "true"
    if (sort.kind === "opaque") return colours.find((c) => literals.get(value) === colourOf(c)) ?? "blank"
    // A word that nothing says anything of may be none of the enumeration: it is read nowhere.
    if (sort.kind === "enum") return sort.values.find((v) => quoted(literals.get(value) ?? "") === wordOf(v)) ?? (scalarOf(sort, 0) as string)
    return Number(value === "" ? 0 : value)
  }
  const element = (path: string, of: Sort, i: number, below = ""): Value => (of.kind === "record"
    ? Object.fromEntries(of.fields.map((f) => [f.name, element(path, f.sort, i, below === "" ? f.name : `${below}.${f.name}`)]))
    : scalar(`(${quoted(`${path} ${below === "" ? "element" : below}`)} ${i})`, of))
  const leaf = (l: { readonly path: string; readonly sort: Sort }): Value => {
    if (!isSequence(l.sort)) return scalar(quoted(l.path), l.sort)
    const of = l.sort.of
    const length = l.sort.kind === "vec" ? positionsOf(l.sort, sizes) : Number(raw(quoted(`${l.path} to`)))
    return Array.from({ length }, (_, i) => element(l.path, of, i))
  }
  return { state: ir.leaves.map(leaf), memory: proof.leaves.map(leaf), params: Object.fromEntries((rule?.params ?? []).map((p) => [p.name, scalar(quoted(`p ${p.name}`), sortAt(p.sort, sizes))])) }
}

/** Reads lemmas and memory of a proof as the interpreter does: nothing of this comes from a solver. */
export class Replay {
  readonly #ir: SystemIr
  readonly #proof: ProofIr
  readonly #interpreter: Interpreter
  readonly #index: ReadonlyMap<string, number>

  constructor(ir: SystemIr, proof: ProofIr, sizes: Sizes) {
    this.#ir = ir
    this.#proof = proof
    const leaves = [...ir.leaves, ...proof.leaves]
    this.#interpreter = new Interpreter(leaves, sizes)
    this.#index = new Map(leaves.map((l, i) => [l.path, i]))
  }

  /** True if a lemma holds; undefined where it reads outside of what is written out. */
  lemma(id: string, at: { readonly state: State; readonly memory: State }): boolean | undefined {
    const l = this.#proof.lemmas.find((x) => x.id === id)
    if (l === undefined) throw new RangeError(`no lemma ${id}`)
    return this.#total(() => this.#interpreter.evaluate(l.holds, { state: [...at.state, ...at.memory], params: {} }) === true)
  }
  #total(f: () => boolean): boolean | undefined {
    try {
      return f()
    } catch (error) {
      if (error instanceof RangeError) return undefined
      throw error
    }
  }
  /** The ids of the lemmas that do not hold. */
  broken(at: { readonly state: State; readonly memory: State }): readonly string[] {
    return this.#proof.lemmas.map((l) => l.id).filter((id) => this.lemma(id, at) === false)
  }
  isEnabled(rule: RuleIr, f: Found): boolean {
    return rule.when.every((c) => this.#interpreter.evaluate(c.node, { state: f.state, params: f.params }) === true)
  }
  /** The state after a rule, and what is then remembered. */
  step(rule: RuleIr, f: Found): { readonly state: State; readonly memory: State } {
    const after = [...f.state]
    for (const u of [...rule.then, ...rule.note]) after[this.#index.get(u.path) as number] = this.#interpreter.evaluate(u.node, { state: f.state, params: f.params })
    const memory = [...f.memory]
    const updates: readonly Update[] = this.#proof.after.get(placed(rule)) ?? []
    for (const u of updates) memory[(this.#index.get(u.path) as number) - this.#ir.leaves.length] = this.#interpreter.evaluate(u.node, { state: [...f.state, ...f.memory], after, params: {} })
    return { state: after, memory }
  }
}
