import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { at, every, next, set, some, type Vec } from "../../checker/language/index.ts"
import { readsSoFar, replacedIn, vecOf } from "./vec.ts"

describe("a Vec that is not copied", () => {
  it("is in all its versions what an array would be", () => {
    const writes = fc.array(fc.record({ version: fc.nat(20), index: fc.nat(4), value: fc.nat(9) }), { maxLength: 20 })
    fc.assert(fc.property(writes, (writes) => {
      const versions: (readonly [Vec<5, number>, readonly number[]])[] = [[vecOf([0, 0, 0, 0, 0]), [0, 0, 0, 0, 0]]]
      for (const { version, index, value } of writes) {
        const [vec, plain] = versions[version % versions.length] as (typeof versions)[number]
        versions.push([set(vec, index, value), plain.with(index, value)])
      }
      for (const [vec, plain] of versions) expect([...vec]).toEqual(plain)
    }))
  })

  it("takes the words of the language", () => {
    const vec: Vec<3, number> = vecOf([1, 2, 3])
    expect([Array.isArray(vec), at(vec, 1), every(vec, (x) => x > 0), some(vec, (x) => x > 3)]).toEqual([true, 2, true, false])
    expect(next({ slots: vec, x: 1 }, { slots: set(vec, 0, 9) }).slots[0]).toBe(9)
    expect(() => at(vec, 3)).toThrow("index 3 of 3")
    expect(() => set(vec, -1, 0)).toThrow("index -1 of 3")
  })

  it("knows what was replaced, and counts what is read", () => {
    const [vec, reads] = [vecOf<3, number>([1, 2, 3]), readsSoFar()]
    const after = set(vec, 1, 7)
    expect([replacedIn(vec, after), replacedIn(after, vec), replacedIn(vec, vec), replacedIn([1], [1])]).toEqual([1, undefined, undefined, undefined])
    expect([at(vec, 1), at(after, 1), readsSoFar() - reads]).toEqual([2, 7, 2])
  })
})
