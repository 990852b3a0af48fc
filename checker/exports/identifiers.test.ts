import { describe, expect, it } from "vitest"
import { capital, Identifiers, nameAt, plainName } from "./identifiers.ts"

describe("names for another language", () => {
  it("are given once, and never where they are reserved", () => {
    const names = new Identifiers(["end"])
    expect(["end", "a.b", "a_b", "End"].map((n) => names.unique(n))).toEqual(["end_", "a_b", "a_b_2", "End"])
  })
  it("are the same in capitals where the language says so", () => {
    const names = new Identifiers(["end"], true)
    expect(["End", "a", "A"].map((n) => names.unique(n))).toEqual(["End_", "a", "A_2"])
  })
  it("are not given again inside, but can be given in each of two insides", () => {
    const names = new Identifiers([])
    names.unique("a")
    expect([names.inner().unique("a"), names.inner().unique("a"), names.unique("b")]).toEqual(["a_2", "a_2", "b"])
  })
  it("begin with a letter", () => {
    expect(["π", "2x", "_a-b_", "$"].map(plainName)).toEqual(["x", "x2x", "a_b", "x"])
    expect(capital("slots")).toBe("Slots")
  })
  it("are as short as they can be", () => {
    const at = (...taken: string[]): string => nameAt(["b", "reader", "stage"], (name) => !taken.includes(name))
    expect([at(), at("Stage"), at("Stage", "ReaderStage"), at("Stage", "ReaderStage", "BReaderStage")]).toEqual(["Stage", "ReaderStage", "BReaderStage", "Stage"])
  })
})
