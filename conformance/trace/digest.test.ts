import { expect, it } from "vitest"
import type { State } from "../../checker/ir/value.ts"
import { differ, digestOf } from "./digest.ts"

const ring = (slots: number, changed: number): State => [Array.from({ length: slots }, (_, i) => ({ commit: i === changed ? 1 : 0, payload: "blank" })), 3, "idle", true]

it("is equal for equal states, be they made separately", () => {
  expect(digestOf([1, 2], ring(8, 3))).toBe(digestOf([1, 2], ring(8, 3)))
  expect(differ(ring(8, 3)[0] as never, ring(8, 3)[0] as never)).toBe(false)
})

it("tells apart many states that differ in one word, one position, or the place of a word", () => {
  const digests = new Set<number>()
  for (let i = 0; i < 200; i++) digests.add(digestOf([1, 2], ring(200, i)))
  for (let i = 0; i < 1000; i++) digests.add(digestOf([i, 7], ring(8, 3)))
  for (let i = 0; i < 1000; i++) digests.add(digestOf([], [i, 0]))
  for (let i = 1; i < 1000; i++) digests.add(digestOf([], [0, i]))
  for (const text of ["", "a", "b", "ab", "ba", "idle"]) digests.add(digestOf([], [text]))
  for (const v of [true, false, 0, 2 ** 32, 2 ** 32 + 1]) digests.add(digestOf([], [v]))
  expect(digests.size).toBe(3199 + 6 + 5)
  for (const d of digests) expect(Number.isSafeInteger(d)).toBe(true)
})
