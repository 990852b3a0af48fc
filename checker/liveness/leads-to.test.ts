import { describe, expect, it } from "vitest"
import { judgeLeadsTo, type Lasso } from "./leads-to.ts"
import { finish } from "./pause.ts"
import { arcsOf, build, type Small } from "./testing.ts"

const judged = (text: string, s: Partial<Small>): string => {
  const { graph, question, names, rules } = build({ arcs: arcsOf(text), weak: [], strong: [], premise: [0], goal: [], ...s })
  const a = finish(judgeLeadsTo(graph, question))
  const told = (hops: Lasso["prefix"]): string => hops.map((h) => `${names[h.from] as number}${rules[h.label] as string}${names[h.to] as number}`).join(" ")
  return a.verdict === "violated" ? `${told(a.lasso.prefix)} (${told(a.lasso.cycle)}) ${a.lasso.owedFrom}` : a.verdict === "vacuous" ? `no ${a.lacks}` : a.verdict
}

describe("a counterexample", () => {
  it("has a shortest prefix, by way of the premise", () => {
    expect(judged("0a1 1b2 2c3 0d3 3e4", { premise: [2], weak: ["a", "b", "c", "d", "e"], goal: [] })).toBe("0a1 1b2 2c3 3e4 () 2")
    expect(judged("0a1 1b0 0c2 2d3", { premise: [1], weak: ["a", "b"] })).toBe("0a1 1b0 0c2 () 1")
  })
  it("comes to rest rather than turn for ever, unless that is shorter", () => {
    expect(judged("0a1 1b0 1c2", { weak: ["a", "b"] })).toBe("0a1 1c2 () 0")
    expect(judged("0a1 1b0 1c2 2d3 3e4", { weak: ["a", "b", "d", "e"] })).toBe(" (0a1 1b0) 0")
  })
})

describe("what is assumed", () => {
  const flapping = { premise: [0], goal: [2], weak: ["send", "up", "down"] }
  it("for ever from some moment on need not hold before", () => {
    const assume = { kind: "eventuallyAlways" as const, states: [2] }
    expect([judged("0a1 1b2", { premise: [0], goal: [3], weak: ["a", "b"], assume }), judged("0a1 1b2", { premise: [0], goal: [2], weak: ["a", "b"], assume })]).toEqual(["0a1 1b2 () 0", "holds"])
  })
  it("again and again may fail in between", () => {
    expect(judged("0down1 1up0 0send2", { ...flapping, assume: { kind: "infinitelyOften", states: [0] } })).toBe(" (0down1 1up0) 0")
    expect(judged("0down1 1up0 0send2", { ...flapping, assume: { kind: "infinitelyOften", states: [2] } })).toBe("holds")
  })
  it("makes the claim vacuous where no fair run that comes by a premise is so", () => {
    expect(judged("0a1 0b2", { premise: [1], goal: [3], weak: ["a", "b"], assume: { kind: "eventuallyAlways", states: [2] } })).toBe("no assumption")
    expect(judged("0a1 0b2", { premise: [0], goal: [2], weak: ["a", "b"], assume: { kind: "eventuallyAlways", states: [2] } })).toBe("holds")
  })
})

it("a premise that is the goal is satisfied, and one that is never met says nothing", () => {
  expect([judged("0a1", { premise: [0], goal: [0] }), judged("0a1", { premise: [7] })]).toEqual(["holds", "no premise"])
})
