import { describe, expect, it } from "vitest"
import { judgeLeadsTo, type Answer } from "./leads-to.ts"
import { judgeMistaken } from "./mistaken.ts"
import { suite } from "./suite.ts"
import { finish } from "./pause.ts"
import { bruteForce, build, faultOf, type Letter } from "./testing.ts"

const letters: Readonly<Record<Answer["verdict"], Letter>> = { holds: "H", violated: "V", vacuous: "X" }

describe.each(suite)("$id", (s) => {
  it(`is judged ${s.verdict}`, () => {
    const b = build(s)
    const answer = finish(judgeLeadsTo(b.graph, b.question))
    expect(letters[answer.verdict]).toBe(s.verdict)
    expect(answer.verdict === "violated" ? faultOf(s, b, answer.lasso) : undefined).toBeUndefined()
  })
  it("is judged so by trying every set of states", () => { expect(bruteForce(s)).toBe(s.verdict) })
  it.each(s.fools)("fools an engine with the mistake: %s", (mistake) => { expect(judgeMistaken(s, mistake)).not.toBe(s.verdict) })
})

describe("the suite", () => {
  it("is whole", () => {
    expect(suite.map((s) => s.id)).toEqual(Array.from({ length: 26 }, (_, i) => `L${String(i + 1).padStart(2, "0")}`))
    expect(suite.every((s) => s.fools.length > 0)).toBe(true)
    expect(new Set(suite.map((s) => s.verdict))).toEqual(new Set(["H", "V", "X"]))
  })
  // A mistaken engine that is wrong everywhere would show nothing: each is right about much of the suite.
  it.each([...new Set(suite.flatMap((s) => s.fools))])("is mostly judged right where the mistake does not matter: %s", (mistake) => {
    expect(suite.filter((s) => judgeMistaken(s, mistake) === s.verdict).length).toBeGreaterThan(suite.length / 3)
  })
  it("says of L24 that the assumption is at fault, and of L23 the premise", () => {
    const lacks = (id: string): unknown => {
      const b = build(suite.find((s) => s.id === id) as (typeof suite)[number])
      return finish(judgeLeadsTo(b.graph, b.question))
    }
    expect([lacks("L23"), lacks("L24")]).toEqual([{ verdict: "vacuous", lacks: "premise" }, { verdict: "vacuous", lacks: "assumption" }])
  })
})
