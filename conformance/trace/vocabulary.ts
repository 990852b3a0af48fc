/** What a log may say of one system at given sizes: endpoints, rules, parameters and words, each checked and bound to the model. */
import { InputError } from "../../checker/errors.ts"
import { walk } from "../../checker/ir/node.ts"
import { Reading, type Params } from "../../checker/ir/reading.ts"
import { isSequence, mostOf, printSort, sortAt, type Extent, type Sort } from "../../checker/ir/sort.ts"
import type { Param, RuleIr, Sizes, SystemIr } from "../../checker/ir/system.ts"
import { same, type State, type Value } from "../../checker/ir/value.ts"
import { wrongLine, type TraceHeader, type TraceLine, type Where } from "./format.ts"

/** A scalar of the state: its leaf, and the way from there. An index stands as a number, a field or `length` as a string. */
export interface Word {
  readonly path: string
  readonly leaf: number
  readonly steps: readonly (number | string)[]
  readonly sort: Sort
  /** The size of the header that bounds its values, if one does. */
  readonly bound?: string
}
/** A word with the value that the log saw. */
export interface Seen {
  readonly word: Word
  readonly value: Value
}
/** An event of a log, bound to the model. */
export interface TraceEvent {
  readonly line: number
  readonly n: number
  /** Index of the rule in the system. */
  readonly rule: number
  readonly params: Params
  readonly seen: readonly Seen[]
}

/** The value of a word, undefined where a queue has no such element. */
export const valueAt = (state: State, word: Word): Value | undefined => {
  let v: Value | undefined = state[word.leaf]
  for (const step of word.steps) {
    if (v === undefined) return undefined
    v = typeof step === "number" ? (v as readonly Value[])[step] : step === "length" && Array.isArray(v) ? v.length : (v as { readonly [f: string]: Value })[step]
  }
  return v
}

/** True if the model has the word as it was seen. */
export const sees = (s: Seen, state: State): boolean => {
  const v = valueAt(state, s.word)
  return v !== undefined && same(v, s.value)
}

/** `state` with a word replaced; as it is where there is no such element, and for a length. */
export const withValue = (state: State, word: Word, value: Value): State => {
  const put = (v: Value | undefined, steps: readonly (number | string)[]): Value | undefined => {
    const [step, ...others] = steps
    if (step === undefined || v === undefined) return v === undefined ? undefined : value
    if (typeof step === "number") {
      const inner = put((v as readonly Value[])[step], others)
      return inner === undefined ? undefined : (v as readonly Value[]).with(step, inner)
    }
    if (Array.isArray(v)) return undefined
    const inner = put((v as { readonly [f: string]: Value })[step], others)
    return inner === undefined ? undefined : { ...(v as { readonly [f: string]: Value }), [step]: inner }
  }
  const made = put(state[word.leaf], word.steps)
  return made === undefined ? state : state.with(word.leaf, made)
}

const describe = (sort: Sort): string => {
  switch (sort.kind) {
    case "bool": return "true or false"
    case "opaque": return "a string"
    case "enum": return `one of ${sort.values.map((v) => `"${v}"`).join(", ")}`
    default: return `a whole number in 0 … ${mostOf(sort)}`
  }
}
const fits = (sort: Sort, v: unknown): boolean => {
  switch (sort.kind) {
    case "bool": return typeof v === "boolean"
    case "opaque": return typeof v === "string"
    case "enum": return typeof v === "string" && sort.values.includes(v)
    default: return Number.isInteger(v) && (v as number) >= 0 && (v as number) <= mostOf(sort)
  }
}

/** More cells or rule instances than this are no system that a trace can be judged against. */
const most = 4_000_000

const cells = (s: Sort): number => {
  if (s.kind === "record") return s.fields.reduce((sum, f) => sum + cells(f.sort), 0)
  return s.kind === "vec" ? (s.size as number) * cells(s.of) : 1
}

/** Checks a header's sizes against the system's. @throws InputError that names the size. */
export const checkSizes = (ir: SystemIr, header: TraceHeader, at: Where): Sizes => {
  const { sizes } = header
  const fix = `The sizes of ${ir.id} are ${Object.keys(ir.sizes["small"] ?? {}).join(", ")}.`
  for (const name of Object.keys(ir.sizes["small"] ?? {})) if (!Object.hasOwn(sizes, name)) throw wrongLine(at, `the header lacks the size ${name}`, fix)
  for (const name of Object.keys(sizes)) if (!Object.hasOwn(ir.sizes["small"] ?? {}, name)) throw wrongLine(at, `${ir.id} has no size ${name}`, fix)
  walk(ir.nodes.all, (n) => {
    const by = n.op === "mod" ? n.args[1] : n.op === "distance" ? n.args[2] : undefined
    if (by?.op === "size" && sizes[by.name as string] === 0) throw wrongLine(at, `the size ${by.name as string} is 0`, "The model divides by it; give a size of at least 1.")
  })
  refuseLarge(ir, sizes, at)
  return sizes
}

/** The sizes that say how many elements the arrays of a sort have. */
const sizesIn = (s: Sort): readonly string[] => {
  if (s.kind === "record") return s.fields.flatMap((f) => sizesIn(f.sort))
  return s.kind === "vec" ? [...(typeof s.size === "object" ? [s.size.size] : []), ...sizesIn(s.of)] : []
}

/** @throws InputError that names the size to blame and the largest value, where a state has too many cells to be kept. */
const refuseLarge = (ir: SystemIr, sizes: Sizes, at: Where): void => {
  const parts = ir.leaves.map((l) => ({ path: l.path, names: sizesIn(l.sort), cells: cells(sortAt(l.sort, sizes)) })).toSorted((a, b) => b.cells - a.cells)
  const all = parts.reduce((sum, l) => sum + l.cells, 0)
  const [largest] = parts
  const [name] = largest?.names ?? []
  if (all <= most || largest === undefined || name === undefined) return
  const value = sizes[name] as number
  throw wrongLine(at, `sizes.${name} is ${value}: a state of these sizes has more than ${most} cells, ${largest.path} alone ${largest.cells}`, `With the other sizes as they are ${name} is at most ${Math.floor(value * (most / all))}. Give the sizes that the implementation really has.`)
}

interface BoundParam {
  readonly name: string
  readonly isOpaque: boolean
  readonly accepts: (v: unknown) => boolean
  readonly expected: string
}
interface BoundRule {
  readonly index: number
  readonly rule: RuleIr
  readonly params: readonly BoundParam[]
}

/** Binds the events of logs to one system at given sizes. */
export class Vocabulary {
  readonly ir: SystemIr
  readonly reading: Reading
  /** Hidden rules may be logged too, and payloads are colours: a run of the whole system. */
  readonly #total: boolean
  readonly #rules = new Map<string, ReadonlyMap<string, BoundRule>>()
  readonly #words = new Map<string, Map<string, Word>>()
  readonly #sorts: readonly Sort[]

  /** @throws InputError if the system cannot have these sizes. */
  constructor(ir: SystemIr, sizes: Sizes, total = false) {
    this.ir = ir
    this.#total = total
    this.#sorts = ir.leaves.map((l) => sortAt(l.sort, sizes))
    try {
      this.reading = new Reading(ir, sizes)
    } catch (error) {
      if (error instanceof RangeError) throw new InputError(`${ir.id} cannot have the sizes ${JSON.stringify(sizes)}: ${error.message}`, "Give the sizes that the implementation really has.")
      throw error
    }
    for (const place of new Set(ir.rules.map((r) => r.place))) {
      this.#rules.set(place, new Map(ir.rules.flatMap((rule, index) => (rule.place === place ? [[rule.id, { index, rule, params: rule.params.map((p) => this.#param(p)) }] as const] : []))))
      this.#words.set(place, new Map())
    }
  }

  #param(p: Param): BoundParam {
    if (p.sort.kind === "opaque" && !this.#total) return { name: p.name, isOpaque: true, accepts: (v) => typeof v === "string", expected: "a string" }
    if (p.domain.kind === "values") {
      const values = p.domain.values.map((v) => v.value)
      return { name: p.name, isOpaque: false, accepts: (v) => values.includes(v as Value & string), expected: `one of ${values.map((v) => JSON.stringify(v)).join(", ")}` }
    }
    const count = this.reading.evaluate(p.domain.count, { state: [], params: {} }) as number
    return { name: p.name, isOpaque: false, accepts: (v) => Number.isInteger(v) && (v as number) >= 0 && (v as number) < count, expected: `a whole number in 0 … ${count - 1}` }
  }

  /** @throws InputError that names file and line, for everything that the model has no name or no room for. */
  bind(e: TraceLine, at: Where): TraceEvent {
    const bound = this.#rule(e, at)
    return { line: at.line, n: e.n, rule: bound.index, params: this.#params(e, bound, at), seen: this.#seen(e, bound.rule, at) }
  }

  #rule(e: TraceLine, at: Where): BoundRule {
    const rules = this.#rules.get(e.endpoint)
    const may = (r: RuleIr): boolean => this.#total || !r.hidden
    if (rules === undefined) throw wrongLine(at, `unknown endpoint "${e.endpoint}"`, `The endpoints of ${this.ir.id} with events are ${[...new Set(this.ir.rules.filter(may).map((r) => r.place))].join(", ")}.`)
    const bound = rules.get(e.rule)
    const known = `At "${e.endpoint}" the events are ${[...rules.values()].filter((r) => may(r.rule)).map((r) => r.rule.id).join(", ") || "none"}.`
    if (bound === undefined) throw wrongLine(at, `unknown rule ${e.rule} at "${e.endpoint}"`, known)
    if (!may(bound.rule)) throw wrongLine(at, `${e.rule} is hidden: no process can see it happen`, known)
    return bound
  }

  #params(e: TraceLine, bound: BoundRule, at: Where): Params {
    const given = e.params as Readonly<Record<string, unknown>>
    let count = 0
    for (const p of bound.params) {
      if (!Object.hasOwn(given, p.name)) throw wrongLine(at, `${e.rule} lacks its parameter ${p.name}`, `${p.name} is ${p.expected}.`)
      if (!p.accepts(given[p.name])) throw wrongLine(at, `the parameter ${p.name} of ${e.rule} is ${JSON.stringify(given[p.name])}`, `It is ${p.expected}.`)
      count++
    }
    const names = Object.keys(given)
    if (names.length > count) {
      const extra = names.find((name) => !bound.params.some((p) => p.name === name)) as string
      throw wrongLine(at, `${e.rule} has no parameter ${extra}`, `Its parameters are ${bound.params.map((p) => p.name).join(", ") || "none"}.`)
    }
    return e.params
  }

  #seen(e: TraceLine, rule: RuleIr, at: Where): readonly Seen[] {
    const found: Seen[] = []
    for (const name of Object.keys(e.seen)) {
      const value = e.seen[name] as Value
      const word = this.#words.get(e.endpoint)?.get(name) ?? this.#resolve(e.endpoint, name, rule, at)
      if (!fits(word.sort, value)) throw wrongLine(at, `the word ${name} was seen as ${JSON.stringify(value)}`, `It is ${describe(word.sort)}.${this.#bounded(typeof value === "number" ? word.bound : undefined, "that range")}`)
      found.push({ word, value })
    }
    return found
  }

  /** Where a bound comes from: what is out of range may be right, and the header wrong. */
  #bounded(size: string | undefined, what: string): string {
    return size === undefined ? "" : ` The bound of ${what} comes from \`${size}\` in the header, which is ${this.reading.sizes[size]}: is that the size that the implementation has?`
  }

  /** A word as the place names it: below the part that it is placed at, or below its own name for a part, or from the top. */
  #resolve(place: string, name: string, rule: RuleIr, at: Where): Word {
    const unknown = (why: string, size?: string): InputError => wrongLine(at, `unknown word ${name} at "${place}": ${why}`, `For example ${this.#example(rule)}.${this.#bounded(size, "the index")}`)
    const tokens = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\d{1,10}\])*$/.test(name) ? name.match(/[A-Za-z_]\w*|\d+/g) : null
    if (tokens === null) throw unknown("not a path of fields and indices")
    const local = rule.names.indexOf(tokens[0] as string)
    const path = local >= 0 ? [rule.parts[local] as string, ...tokens.slice(1)] : [...(rule.parts.length === 1 && rule.names.length === 0 ? [rule.parts[0] as string] : []), ...tokens]
    const leaf = this.ir.leaves.findIndex((l) => `${path.join(".")}.`.startsWith(`${l.path}.`))
    const facts = this.ir.leaves[leaf]
    if (facts === undefined) throw unknown("the model has no such part")
    if (facts.ghost) throw unknown("history cannot be seen")
    const steps: (number | string)[] = []
    let sort: Sort = this.#sorts[leaf] as Sort
    // The same sort with the names of the sizes.
    let sized: Sort = facts.sort
    for (const token of path.slice(facts.path.split(".").length)) {
      const inner: Sort | undefined = inside(sort, token)
      if (inner === undefined) throw unknown(`${printSort(sort)} has no ${token}`, /^\d/.test(token) ? boundOf(sized) : undefined)
      sized = part(sized, token) ?? sort
      steps.push(/^\d/.test(token) ? Number(token) : token)
      sort = inner
    }
    if (sort.kind === "record" || isSequence(sort)) throw unknown("it is no scalar; name a field or an element of it")
    const word: Word = { path: facts.path + steps.map((s) => (typeof s === "number" ? `[${s}]` : `.${s}`)).join(""), leaf, steps, sort, ...(boundOf(sized) === undefined ? {} : { bound: boundOf(sized) as string }) }
    this.#words.get(place)?.set(name, word)
    return word
  }

  #example(rule: RuleIr): string {
    const part = rule.names.length === 0 ? rule.parts[0] : undefined
    const leaf = this.ir.leaves.find((l) => !l.ghost && !isSequence(l.sort) && (part === undefined || l.path.startsWith(`${part}.`)))
    return leaf === undefined ? "none" : part === undefined ? leaf.path : leaf.path.slice(part.length + 1)
  }
}

/** The sort of a field, an element or the length, whether or not there is an element of that index. */
const part = (sort: Sort, token: string): Sort | undefined => {
  if (sort.kind === "record") return sort.fields.find((f) => f.name === token)?.sort
  if (!isSequence(sort)) return undefined
  if (token === "length") return sort.kind === "vec" ? undefined : { kind: "upto", most: sort.capacity }
  return /^\d/.test(token) ? sort.of : undefined
}
const inside = (sort: Sort, token: string): Sort | undefined => {
  const isBeyond = isSequence(sort) && /^\d/.test(token) && Number(token) >= (extentOf(sort) as number)
  return isBeyond ? undefined : part(sort, token)
}

const extentOf = (sort: Sort): Extent | undefined => {
  switch (sort.kind) {
    case "upto": return sort.most
    case "below": case "identity": return sort.count
    case "counter": return sort.width
    case "vec": return sort.size
    case "fifo": case "bag": return sort.capacity
    default: return undefined
  }
}
/** The size that bounds the values of a scalar, or the indices of a sequence. */
const boundOf = (sort: Sort): string | undefined => {
  const extent = extentOf(sort)
  return typeof extent === "object" ? extent.size : undefined
}
