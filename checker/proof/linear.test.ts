import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { numberOf, plus, printSum, term, times, whole } from "./linear.ts"

describe("a sum", () => {
  it("is printed as SMT-LIB has it", () => {
    expect([whole(0), whole(-2), term("x"), plus(term("x"), whole(1)), times(term("x"), -3), plus(term("x"), term("y"), -1)].map(printSum))
      .toEqual(["0", "(- 2)", "x", "(+ x 1)", "(* (- 3) x)", "(+ x (* (- 1) y))"])
  })
  it("forgets what is added and taken away again", () => {
    const sum = plus(plus(term("lo"), term("v")), term("lo"), -1)
    expect([printSum(sum), numberOf(sum), numberOf(plus(sum, term("v"), -1))]).toEqual(["v", undefined, 0])
  })
  it("is the sum of its numbers", () => {
    fc.assert(fc.property(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 }), fc.integer({ min: -9, max: 9 }), (a, b, k) => {
      expect(numberOf(plus(whole(a), whole(b), k))).toBe(a + k * b)
    }))
  })
})
