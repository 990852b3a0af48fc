import { describe, expect, it } from "vitest"
import { editDistance, nearest } from "./nearest.ts"

describe("editDistance", () => {
  it.each([
    ["", "", 0],
    ["", "abc", 3],
    ["check", "check", 0],
    ["chekc", "check", 2],
    ["trace", "traces", 1],
    ["prove", "prose", 1],
  ])("%s to %s is %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
    expect(editDistance(b, a)).toBe(distance)
  })
})

describe("nearest", () => {
  const names = ["check", "trace", "conform", "vectors", "docs"]

  it("finds a misspelt word and a prefix", () => {
    expect(nearest("chekc", names)).toBe("check")
    expect(nearest("conf", names)).toBe("conform")
  })

  it("suggests nothing for a word that is like none", () => {
    expect(nearest("zebra-crossing", names)).toBeUndefined()
    expect(nearest("", names)).toBeUndefined()
    expect(nearest("x", ["a", "b"])).toBeUndefined()
  })
})
