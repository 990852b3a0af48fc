/**
 * The obligations that plain TypeScript does not see, because its numbers have no ranges and its arrays no capacity:
 * that every word is in its range (O4) and every queue has room (O3). Only what a step replaced is looked at.
 */
import { replacedIn } from "./vec.ts"

/** A sort of the lowered system at its sizes, as far as it is looked at here. */
export interface Shape {
  readonly kind: string
  readonly most?: unknown
  readonly count?: unknown
  readonly width?: unknown
  readonly size?: unknown
  readonly capacity?: unknown
  readonly values?: readonly string[]
  readonly of?: Shape | undefined
  readonly fields?: readonly { readonly name: string; readonly sort: Shape }[]
}
type Fields = Readonly<Record<string, unknown>>
/** What is wrong with a value that was `before` before the step; undefined if nothing is. */
export type Check = (now: unknown, before: unknown) => string | undefined

const integer = (least: number, most: number): Check => (now) =>
  (typeof now === "number" && Number.isInteger(now) && now >= least && now <= most ? undefined : ` is ${String(now)}, outside ${least} … ${most}`)

const record = (fields: readonly (readonly [name: string, check: Check])[]): Check => (now, before) => {
  if (typeof now !== "object" || now === null || Object.keys(now).length !== fields.length) return " has other fields than its schema"
  for (const [name, check] of fields) {
    const [value, old] = [(now as Fields)[name], (before as Fields | undefined)?.[name]]
    const problem = value === old ? undefined : check(value, old)
    if (problem !== undefined) return `.${name}${problem}`
  }
  return undefined
}

const sequence = (least: number, most: number, of: Check): Check => (now, before) => {
  if (!Array.isArray(now) || now.length < least || now.length > most) return ` is a sequence of ${Array.isArray(now) ? now.length : "no"} elements, not of ${least} … ${most}`
  const index = replacedIn(before, now)
  if (index !== undefined) return of(now[index], (before as readonly unknown[])[index])
  const known = new Set(before as readonly unknown[] | undefined)
  const wrong = now.findIndex((x) => !known.has(x) && of(x, undefined) !== undefined)
  return wrong < 0 ? undefined : `[${wrong}]${of(now[wrong], undefined) as string}`
}

/** The check of one sort. @throws RangeError for a kind that states do not have */
export const checkOf = (shape: Shape): Check => {
  switch (shape.kind) {
    case "bool": return (now) => (typeof now === "boolean" ? undefined : " is no boolean")
    case "opaque": return (now) => (typeof now === "string" ? undefined : ` is ${String(now)}, no payload`)
    case "enum": return (now) => (shape.values?.includes(now as string) === true ? undefined : ` is ${String(now)}, none of its literals`)
    case "upto": return integer(0, Number(shape.most))
    case "below": case "identity": return integer(0, Number(shape.count) - 1)
    case "counter": return integer(0, Number(shape.width) - 1)
    case "record": return record((shape.fields ?? []).map((f) => [f.name, checkOf(f.sort)]))
    case "vec": return sequence(Number(shape.size), Number(shape.size), checkOf(shape.of as Shape))
    case "fifo": case "bag": return sequence(0, Number(shape.capacity), checkOf(shape.of as Shape))
    default: throw new RangeError(`a state has no ${shape.kind}`)
  }
}
