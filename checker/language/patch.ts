import type { Patch } from "./shapes.ts"

const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === "object" && x !== null && !Array.isArray(x)

/**
 * `s` with the named fields changed: the only way to make a next state.
 *
 * @throws RangeError if the patch names a field that `s` lacks.
 */
export const next = <T extends object>(s: T, patch: Patch<NoInfer<T>>): T => {
  const changed = { ...s } as Record<string, unknown>
  for (const [name, value] of Object.entries(patch)) {
    const old = changed[name]
    if (old === undefined) throw new RangeError(`next: the state has no field ${name}`)
    changed[name] = isRecord(old) && isRecord(value) ? next(old, value) : value
  }
  return changed as T
}
