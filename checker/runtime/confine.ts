/** Confines what a model's own functions return to the sorts of the IR: TypeScript's values carry no ranges. */
import { isSequence, mostOf, type Sequence, type Sort } from "../ir/sort.ts"
import { compare, codeOf, type Value } from "../ir/value.ts"

const refuse = (path: string, what: string): never => { throw new RangeError(`${path === "" ? "the state" : path} is ${what}`) }

const scalar = (sort: Sort, v: unknown, path: string): Value => {
  if (sort.kind === "bool") return typeof v === "boolean" ? v : refuse(path, `${String(v)}, no boolean`)
  if (sort.kind === "enum" || sort.kind === "opaque") {
    if (typeof v !== "string") return refuse(path, `${String(v)}, no literal`)
    codeOf(sort, v)
    return v
  }
  if (typeof v !== "number" || !Number.isInteger(v)) return refuse(path, `${String(v)}, no integer`)
  // Adding 0 turns the -0 of a remainder into the 0 that every other reading has.
  return v >= 0 && v <= mostOf(sort) ? v + 0 : refuse(path, `${v}, outside 0 … ${mostOf(sort)}`)
}

const sequence = (sort: Sequence, v: unknown, path: string): Value => {
  if (!Array.isArray(v)) return refuse(path, `no ${sort.kind}`)
  const room = (sort.kind === "vec" ? sort.size : sort.capacity) as number
  if (sort.kind === "vec" ? v.length !== room : v.length > room) return refuse(path, `a ${sort.kind} of ${room} with ${v.length} elements`)
  const items = v.map((x: unknown, i) => confined(sort.of, x, `${path}[${i}]`))
  return sort.kind === "bag" ? items.sort((a, b) => compare(sort.of, a, b)) : items
}

/**
 * `v` as a value of the sort, whose extents are concrete: bags in canonical order, fields in the order of the schema.
 *
 * @throws RangeError where it is none: a range that is left, a queue that is too long, a `switch` without its case.
 */
export const confined = (sort: Sort, v: unknown, path = ""): Value => {
  if (isSequence(sort)) return sequence(sort, v, path)
  if (sort.kind !== "record") return scalar(sort, v, path)
  if (typeof v !== "object" || v === null || Array.isArray(v)) return refuse(path, "no record")
  const given = v as { readonly [field: string]: unknown }
  const names = Object.keys(given)
  const extra = names.every((name, i) => name === sort.fields[i]?.name) ? undefined : names.find((name) => !sort.fields.some((f) => f.name === name))
  if (extra !== undefined) return refuse(path, `a record without a field ${extra}, and yet has one`)
  const record: { [field: string]: Value } = {}
  for (const f of sort.fields) record[f.name] = confined(f.sort, given[f.name], path === "" ? f.name : `${path}.${f.name}`)
  return record
}
