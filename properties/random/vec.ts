/**
 * A `Vec` for rings of any size: what replaces an element copies nothing. To the language it is a `Vec` like any other
 * (`at` and `set` use its length, its elements and `with`), so the rules run as they stand.
 *
 * The latest version has the elements; an older one knows what it had where the next version differs (Baker, "Shallow
 * binding makes functional arrays fast", 1991). A run keeps no state but the last two, so no chain grows long.
 */
import type { Vec } from "tcnet"

/** One version. It is an array only so that `Array.isArray` says so, by which the language tells a sequence from a record. */
class Version<T> extends Array<T> {
  cells: T[] | undefined = undefined
  later: Version<T> | undefined = undefined
  index = -1
  before: T | undefined = undefined
  face: readonly T[] = []
}

let reads = 0
/** Elements read so far, of all versions: tells what a property costs. */
export const readsSoFar = (): number => reads

const read = <T>(of: Version<T>, i: number): T => {
  reads++
  let v = of
  while (v.later !== undefined) {
    if (v.index === i) return v.before as T
    v = v.later
  }
  return (v.cells as T[])[i] as T
}

/** All elements of a version; a copy, for a version of which there is a later one. */
const all = <T>(of: Version<T>): T[] => {
  const { later } = of
  if (later === undefined) return of.cells as T[]
  const copy = [...all(later)]
  copy[of.index] = of.before as T
  return copy
}

const replaced = <T>(of: Version<T>, i: number, x: T): readonly T[] => {
  const version = new Version<T>()
  if (of.later !== undefined) {
    version.cells = all(of).with(i, x)
    return faceOf(version)
  }
  const cells = of.cells as T[]
  version.cells = cells
  of.cells = undefined
  of.later = version
  of.index = i
  of.before = cells[i] as T
  cells[i] = x
  return faceOf(version)
}

/** How many elements a version has, also where a later one holds them. */
const lengthOf = <T>(of: Version<T>): number => {
  let v = of
  while (v.later !== undefined) v = v.later
  return (v.cells as T[]).length
}
const isIndex = (key: string | symbol): boolean => typeof key === "string" && key.charCodeAt(0) <= 57 && key.charCodeAt(0) >= 48

const versions = new WeakMap<object, Version<unknown>>()
const handler: ProxyHandler<Version<unknown>> = {
  get: (of, key) => {
    if (isIndex(key)) return read(of, Number(key))
    if (key === "length") return lengthOf(of)
    if (key === "with") return (i: number, x: unknown) => replaced(of, i, x)
    return Reflect.get(Array.prototype, key) as unknown
  },
  // Methods of arrays pass over what is not there.
  has: (of, key) => (isIndex(key) ? Number(key) < lengthOf(of) : Reflect.has(Array.prototype, key)),
}
const faceOf = <T>(version: Version<T>): readonly T[] => {
  version.face = new Proxy(version, handler as ProxyHandler<Version<T>>)
  versions.set(version.face, version as Version<unknown>)
  return version.face
}

/** A `Vec` of these elements, which it keeps. */
export const vecOf = <C extends number, T>(cells: T[]): Vec<C, T> => {
  const version = new Version<T>()
  version.cells = cells
  return faceOf(version)
}

/** The one element in which `after` can differ from `before`, where `after` was made of `before` by replacing it; undefined where that is not known. */
export const replacedIn = (before: unknown, after: unknown): number | undefined => {
  if (typeof before !== "object" || before === null || typeof after !== "object" || after === null) return undefined
  const old = versions.get(before)
  return old?.later !== undefined && old.later === versions.get(after) ? old.index : undefined
}
