/** What an expression is to a solver: scalars as terms, arrays and queues as a function of the solver for each scalar of an element. */
import { InputError } from "../errors.ts"
import { isSequence, type Sort } from "../ir/sort.ts"
import { plus, printSum, whole, type Sum } from "./linear.ts"

/** A term of sort Bool, Word or Colour; or, as a sum, of sort Int. */
export type Scalar = string | Sum
export interface RecordSymbol { readonly fields: ReadonlyMap<string, Symbol> }
/** A scalar of the element at a position, as a term. */
export type Part = (position: Sum) => string
/**
 * The elements at positions `from` … `to` - 1; a function for each scalar below an element, by its path. What a rule
 * writes is a choice by position: the solver sees no arrays. An array of the state has `from` 0.
 */
export interface SequenceSymbol {
  readonly of: Sort
  readonly from: Sum
  readonly to: Sum
  readonly parts: ReadonlyMap<string, Part>
}
export type Symbol = Scalar | RecordSymbol | SequenceSymbol

export const isSum = (s: Symbol): s is Sum => typeof s === "object" && "constant" in s
export const isRecord = (s: Symbol): s is RecordSymbol => typeof s === "object" && "fields" in s
export const isElements = (s: Symbol): s is SequenceSymbol => typeof s === "object" && "parts" in s
/** A name that a solver takes, whatever stands in it. */
export const quoted = (name: string): string => `|${name}|`
/** The term of a scalar. */
export const printScalar = (s: Symbol): string => {
  if (typeof s === "string") return s
  if (isSum(s)) return printSum(s)
  throw new RangeError("no scalar")
}

/** The sort of a scalar, as a solver calls it. Enumerations share one, so that literals of two of them can be compared. */
export const solverSort = (s: Sort): "Bool" | "Int" | "Word" | "Colour" =>
  s.kind === "bool" ? "Bool" : s.kind === "enum" ? "Word" : s.kind === "opaque" ? "Colour" : "Int"

const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`)
/** The scalars below a sort, with their paths. @throws InputError where it holds arrays or queues */
export const scalarsOf = (s: Sort, path = ""): readonly { readonly path: string; readonly sort: Sort }[] => {
  if (isSequence(s)) throw new InputError("an array or a queue whose elements hold arrays or queues cannot be proved", "Keep such a part out of what is proved.")
  return s.kind === "record" ? s.fields.flatMap((f) => scalarsOf(f.sort, join(path, f.name))) : [{ path, sort: s }]
}

/** The symbol of a sort, scalar by scalar. */
export const symbolOf = (s: Sort, scalar: (path: string, sort: Sort) => Scalar, path = ""): Symbol =>
  s.kind === "record" ? { fields: new Map(s.fields.map((f) => [f.name, symbolOf(f.sort, scalar, join(path, f.name))])) } : scalar(path, s)

/** The scalars of a symbol, by path. */
export const scalarsIn = (s: Symbol, path = ""): readonly (readonly [string, Scalar])[] => {
  if (isElements(s)) throw new RangeError("no scalars")
  return isRecord(s) ? [...s.fields].flatMap(([name, x]) => scalarsIn(x, join(path, name))) : [[path, s]]
}

/** The integer or other scalar that a term of the given sort is. */
export const scalarFrom = (text: string, sort: Sort): Scalar => (solverSort(sort) === "Int" ? { constant: 0, terms: new Map([[text, 1]]) } : text)

/** How many elements there are. */
export const lengthOf = (s: SequenceSymbol): Sum => plus(s.to, s.from, -1)
export const nothing: Sum = whole(0)

/** That two symbols of one part of a state are the same. What stands behind the ends of a queue is nothing. */
export const sameSymbol = (a: Symbol, b: Symbol): string => {
  if (isElements(a) && isElements(b)) {
    const at: Sum = { constant: 0, terms: new Map([["k", 1]]) }
    const parts = [...a.parts].map(([path, part]) => `(= ${part(at)} ${b.parts.get(path)?.(at) ?? part(at)})`).join(" ")
    return `(and (= ${printSum(a.from)} ${printSum(b.from)}) (= ${printSum(a.to)} ${printSum(b.to)}) (forall ((k Int)) (=> (and (<= ${printSum(a.from)} k) (< k ${printSum(a.to)})) (and ${parts}))))`
  }
  const others = new Map(scalarsIn(b))
  return `(and ${scalarsIn(a).map(([path, x]) => `(= ${printScalar(x)} ${printScalar(others.get(path) ?? x)})`).join(" ")})`
}
