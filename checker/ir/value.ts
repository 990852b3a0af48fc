/** Values as the interpreter, traces and reports have them: JavaScript's own. */
import { colours, isSequence, type Sort } from "./sort.ts"

export type Value = number | boolean | string | readonly Value[] | { readonly [field: string]: Value }
/** One value for each leaf of a system, in the order of the leaves. */
export type State = readonly Value[]

const isArray = (v: Value): v is readonly Value[] => Array.isArray(v)

/** The code of a scalar: dense from 0, the first literal of an enumeration and `blank` being 0. @throws RangeError for a value that the sort lacks. */
export const codeOf = (sort: Sort, v: Value): number => {
  if (sort.kind === "bool") return v === true ? 1 : 0
  if (sort.kind !== "enum" && sort.kind !== "opaque") return v as number
  const code = (sort.kind === "enum" ? sort.values : colours).indexOf(v as string)
  if (code < 0) throw new RangeError(`${String(v)} is no value of ${sort.kind === "enum" ? sort.values.join(" | ") : "Opaque"}`)
  return code
}

/** The scalar of a code. */
export const scalarOf = (sort: Sort, code: number): Value => {
  if (sort.kind === "bool") return code === 1
  if (sort.kind === "enum") return sort.values[code] as string
  return sort.kind === "opaque" ? (colours[code] as string) : code
}

/** True if both values are the same. */
export const same = (a: Value, b: Value): boolean => {
  if (a === b) return true
  if (typeof a !== "object" || typeof b !== "object") return false
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((x, i) => same(x, b[i] as Value))
  if (isArray(b)) return false
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => b[name] !== undefined && same(a[name] as Value, b[name]))
}

const byScalar = (sort: Sort, a: Value, b: Value): number => {
  if (sort.kind === "opaque" && !(colours.includes(a as string) && colours.includes(b as string))) return Number((a as string) > (b as string)) - Number((a as string) < (b as string))
  return codeOf(sort, a) - codeOf(sort, b)
}

/** The canonical order of a bag's elements: by the codes of their leaves, in the order of the schema. */
export const compare = (sort: Sort, a: Value, b: Value): number => {
  if (sort.kind === "record") {
    for (const f of sort.fields) {
      const d = compare(f.sort, (a as { [k: string]: Value })[f.name] as Value, (b as { [k: string]: Value })[f.name] as Value)
      if (d !== 0) return d
    }
    return 0
  }
  if (!isSequence(sort)) return byScalar(sort, a, b)
  const [x, y] = [a as readonly Value[], b as readonly Value[]]
  if (sort.kind !== "vec" && x.length !== y.length) return x.length - y.length
  for (const [i, e] of x.entries()) {
    const d = compare(sort.of, e, y[i] as Value)
    if (d !== 0) return d
  }
  return 0
}

/** `v` with its bags, and the bags inside it, in canonical order. */
export const canonical = (sort: Sort, v: Value): Value => {
  if (sort.kind === "record") return Object.fromEntries(sort.fields.map((f) => [f.name, canonical(f.sort, (v as { [k: string]: Value })[f.name] as Value)]))
  if (!isSequence(sort)) return v
  const items = (v as readonly Value[]).map((x) => canonical(sort.of, x))
  return sort.kind === "bag" ? items.toSorted((a, b) => compare(sort.of, a, b)) : items
}

/** A value as a reader writes it. */
export const printValue = (v: Value): string => {
  if (typeof v !== "object") return typeof v === "string" ? v : String(v)
  if (isArray(v)) return `[${v.map(printValue).join(", ")}]`
  return `{ ${Object.entries(v).map(([name, x]) => `${name}: ${printValue(x)}`).join(", ")} }`
}
