import { describe, expect, it } from "vitest"
import { FairComponents } from "./fair.ts"
import { CycleFinder } from "./cycle.ts"
import { finish } from "./pause.ts"
import { arcsOf, build, type Small } from "./testing.ts"

const cycle = (text: string, fair: Partial<Pick<Small, "weak" | "strong">>, again?: readonly number[]): string => {
  const { graph, question: { marks }, names, rules } = build({ arcs: arcsOf(text), weak: [], strong: [], premise: [], goal: [], ...fair, ...(again === undefined ? {} : { assume: { kind: "infinitelyOften", states: again } }) })
  const found = new FairComponents(graph, marks, again !== undefined)
  finish(found.search(Int32Array.from(names.keys()), names.length, () => true))
  const hops = new CycleFinder(graph, marks, found.components.region, again !== undefined).from(0)
  return hops.map((h) => `${names[h.from] as number}${rules[h.label] as string}${names[h.to] as number}`).join(" ")
}

describe("a fair cycle", () => {
  it("is empty where the run may stay", () => { expect(cycle("0a1 1b0", {})).toBe("") })
  it("takes what is enabled all along", () => { expect(cycle("0a1 1b0", { weak: ["a", "b"] })).toBe("0a1 1b0") })
  it("goes where what it does not take is not enabled", () => {
    expect(cycle("0a1 1A0 0b2 2B0 0x3 2x3 0y3 1y3", { weak: ["a", "A", "b", "B", "x", "y"] })).toBe("0a1 1A0 0b2 2B0")
  })
  it("takes an instance by its own edge, also where another leads to the same state", () => {
    expect(cycle("0a1 0b1 1c0", { strong: ["b", "c"] })).toBe("0b1 1c0")
    expect(cycle("0a1 0b1 1c0", { strong: ["a", "b", "c"] })).toBe("0a1 1c0 0b1 1c0")
  })
  it("takes of strongly fair instances only those that it meets", () => {
    expect(cycle("0a1 1b0 1s2 2d1", { weak: ["a", "b"], strong: [] })).toBe("0a1 1b0")
    expect(cycle("0a1 1b0 1s2 2d1", { weak: ["a", "b", "d"], strong: ["s"] })).toBe("0a1 1s2 2d1 1b0")
  })
  it("comes by what has to hold again and again", () => { expect(cycle("0a1 1b0 1c2 2d1", {}, [2])).toBe("0a1 1c2 2d1 1b0") })
})
