/** Short keys of states, since the text of a large ring is long: a search that remembers thousands of texts would fill the memory. */
import type { State, Value } from "../../checker/ir/value.ts"

/** Mixes a number of 53 bits into a digest of 53 bits, its halves each by a multiplication that is odd. */
const mix = (digest: number, n: number): number => {
  const low = Math.imul((digest | 0) ^ (n | 0), 0x9e3779b1)
  const high = Math.imul(((digest / 2 ** 32) | 0) ^ ((n / 2 ** 32) | 0) ^ (low >>> 15), 0x85ebca6b) ^ (low >>> 13)
  return (low >>> 0) + ((high ^ (high >>> 11)) & 0x1fffff) * 2 ** 32
}

const ofText = (text: string): number => {
  let digest = text.length
  for (let i = 0; i < text.length; i++) digest = mix(digest, text.charCodeAt(i))
  return digest
}

const parts = new WeakMap<object, number>()
/** Parts that did not change are the same object in many states, and are read once. */
const ofValue = (v: Value): number => {
  switch (typeof v) {
    case "number": return mix(1, v)
    case "boolean": return v ? 3 : 2
    case "string": return ofText(v)
    default:
  }
  const known = parts.get(v)
  if (known !== undefined) return known
  let digest = 4
  if (Array.isArray(v)) for (const x of v as readonly Value[]) digest = mix(digest, ofValue(x))
  else for (const name in v) digest = mix(digest, ofValue((v as { readonly [f: string]: Value })[name] as Value))
  parts.set(v, digest)
  return digest
}

/** True if two parts of the state certainly differ; where they do not, they may still. */
export const differ = (a: Value, b: Value): boolean => ofValue(a) !== ofValue(b)

/** A number that is equal for equal states and positions, and hardly ever for others. */
export const digestOf = (positions: readonly number[], state: State): number => {
  let digest = 5
  for (const p of positions) digest = mix(digest, p)
  for (const v of state) digest = mix(digest, ofValue(v))
  return digest
}
