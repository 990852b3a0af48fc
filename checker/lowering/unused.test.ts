import { describe, expect, it } from "vitest"
import { lowerParts, modelText, refusalOfMarked } from "./testing.ts"

describe("what nothing uses", () => {
  it("is accepted inside the subset", () => {
    expect(lowerParts({ helpers: "const twice = (x: number): number => (x > 0 ? x + x : 0)" }).id).toBeTypeOf("string")
  })

  it.each<readonly [string, string]>([
    ["const forever = (x: number): number => { «for (;;) { } }", "E10"],
    ["const random = (): number => { «while (true) { } }", "E10"],
    ["const made = (x: number): object => «new Date(x)", "E11"],
    ["const text = (x: number): string => «`${x}`", "E04"],
    ["const cast = (x: number): number => «x as number", "E18"],
    ["const counted = (x: number): number => { «let y = x; return y }", "E01"],
  ])("is refused outside it: %s", (helpers, code) => {
    const [found, , at] = refusalOfMarked(modelText({ helpers }))
    expect([found, at]).toEqual([code, "at the mark"])
  })

  it.each<readonly [string, string]>([
    ['import { x } from "./nothing.ts"', "nothing.ts: no such module"],
    ['import { bogus } from "tcnet"', '"bogus" is no word of the language'],
  ])("is refused where it leads nowhere: %s", (line, message) => {
    expect(() => lowerParts({ helpers: line })).toThrow(message)
  })
})
