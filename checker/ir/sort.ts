/** The sorts of the IR: what every node and every part of the state is. */

/** A length, a bound or a modulus: a literal, or the name of a size. */
export type Extent = number | { readonly size: string }

/** The extent of what a proof remembers: no system has a size of this name. */
export const unbounded: Extent = { size: "∞" }

export interface Field {
  readonly name: string
  readonly sort: Sort
}

export type Sort =
  | { readonly kind: "bool" }
  /** The result of arithmetic, not yet confined to a range. */
  | { readonly kind: "integer" }
  /** A string literal whose enumeration is not yet known. Never left in a finished IR. */
  | { readonly kind: "text" }
  /** 0 … most. */
  | { readonly kind: "upto"; readonly most: Extent }
  /** 0 … count - 1. */
  | { readonly kind: "below"; readonly count: Extent }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "opaque" }
  | { readonly kind: "identity"; readonly count: Extent }
  | { readonly kind: "counter"; readonly width: Extent }
  /** `isWord`: read and written as a whole, in one access. */
  | { readonly kind: "record"; readonly fields: readonly Field[]; readonly isWord?: true }
  | { readonly kind: "vec"; readonly size: Extent; readonly of: Sort }
  | { readonly kind: "fifo"; readonly capacity: Extent; readonly of: Sort }
  | { readonly kind: "bag"; readonly capacity: Extent; readonly of: Sort }
  /** A sequence literal whose shape is not yet known. Never left in a finished IR. */
  | { readonly kind: "list"; readonly of: Sort | undefined }

export type SortOf<K extends Sort["kind"]> = Extract<Sort, { readonly kind: K }>
export type Sequence = SortOf<"vec"> | SortOf<"fifo"> | SortOf<"bag">

export const bool: Sort = { kind: "bool" }
export const integer: Sort = { kind: "integer" }
export const text: Sort = { kind: "text" }
export const opaque: Sort = { kind: "opaque" }

/** The colours of an `Opaque`, in code order: the first is the canonical content of a dead cell. */
export const colours: readonly string[] = ["blank", "old", "white", "red", "blue"]

/** True for the sorts whose values are plain numbers that arithmetic may touch. */
export const isNumeric = (s: Sort): boolean => s.kind === "integer" || s.kind === "upto" || s.kind === "below"
/** True for the sorts with elements. */
export const isSequence = (s: Sort): s is Sequence => s.kind === "vec" || s.kind === "fifo" || s.kind === "bag"

/** A name of the sort that is equal exactly for equal sorts. */
export const sortKey = (s: Sort): string => JSON.stringify(s)

/** `extent` at the given sizes. @throws RangeError if the sizes lack its name. */
export const extentAt = (e: Extent, sizes: Readonly<Record<string, number>>): number => {
  if (typeof e === "number") return e
  const value = sizes[e.size]
  if (value === undefined) throw new RangeError(`no size ${e.size}`)
  return value
}
/** `s` with every extent evaluated at the given sizes. */
export const sortAt = (s: Sort, sizes: Readonly<Record<string, number>>): Sort => {
  switch (s.kind) {
    case "upto": return { kind: "upto", most: extentAt(s.most, sizes) }
    case "below": case "identity": return { kind: s.kind, count: extentAt(s.count, sizes) }
    case "counter": return { kind: "counter", width: extentAt(s.width, sizes) }
    case "record": return { ...s, fields: s.fields.map((f) => ({ name: f.name, sort: sortAt(f.sort, sizes) })) }
    case "vec": return { kind: "vec", size: extentAt(s.size, sizes), of: sortAt(s.of, sizes) }
    case "fifo": case "bag": return { kind: s.kind, capacity: extentAt(s.capacity, sizes), of: sortAt(s.of, sizes) }
    default: return s
  }
}

/** The greatest code of a scalar sort at concrete extents; codes start at 0. @throws RangeError for a sort that is no scalar of the state. */
export const mostOf = (s: Sort): number => {
  switch (s.kind) {
    case "bool": return 1
    case "upto": return s.most as number
    case "below": case "identity": return (s.count as number) - 1
    case "counter": return (s.width as number) - 1
    case "enum": return s.values.length - 1
    case "opaque": return colours.length - 1
    default: throw new RangeError(`${s.kind} is no scalar`)
  }
}

/** A sort as a reader writes it. */
export const printSort = (s: Sort): string => {
  const extent = (e: Extent): string => (typeof e === "number" ? String(e) : e.size)
  switch (s.kind) {
    case "upto": return `0 … ${extent(s.most)}`
    case "below": return `0 … ${extent(s.count)} - 1`
    case "identity": return `identity of ${extent(s.count)}`
    case "counter": return `counter modulo ${extent(s.width)}`
    case "enum": return s.values.join(" | ")
    case "record": return `{ ${s.fields.map((f) => `${f.name}: ${printSort(f.sort)}`).join("; ")} }`
    case "vec": return `${extent(s.size)} × ${printSort(s.of)}`
    case "fifo": case "bag": return `${s.kind} of ≤ ${extent(s.capacity)} × ${printSort(s.of)}`
    case "list": return "list"
    default: return s.kind
  }
}
