import { describe, expect, it } from "vitest"
import { check, type CheckResult } from "./check.ts"
import { explore } from "./explore.ts"
import { flatten } from "../ir/flat.ts"
import { incomplete, reverseOf } from "./completion.ts"
import { stateAt } from "./counterexample.ts"
import { counting, tiny, type Tiny } from "./testing.ts"

const completion = (r: CheckResult): string | undefined => r.properties.find((p) => p.id === "completion")?.verdict

/** From `lost` only a fault leads back; `round` goes on for ever. */
const ways = (round: string, back: string): Tiny => ({
  fields: `readonly at: "start" | "lost" | "found" | "rest"`, init: `at: "start"`, quiescent: `(s) => s.at === "rest"`,
  rules: {
    leave: `when: (s) => ({ start: s.at === "start" }), then: (s) => next(s, { at: "lost" })`,
    round: `when: (s) => ({ turning: s.at === "lost" || s.at === "found" }), then: (s) => next(s, { at: ${round} })`,
    back: `by: "${back}", when: (s) => ({ lost: s.at === "lost" }), then: (s) => next(s, { at: "rest" })`,
  },
})
const livelock = `s.at === "lost" ? "found" : "lost"`

describe("completion", () => {
  it("fails for a livelock that only a fault can leave, and shows the shortest run into it", async () => {
    const r = await check(tiny(ways(livelock, "fault")))
    expect([r.verdict, r.counterexample?.id, r.counterexample?.run.steps.length]).toEqual(["violated", "completion", 0])
    expect(r.counterexample?.because[0]).toContain("no quiescent state can be reached without faults")
  })
  it("fails for a livelock that nothing can leave, from where it begins", async () => {
    const t = ways(livelock, "fault")
    const rest = `when: (s) => ({ start: s.at === "start" }), then: (s) => next(s, { at: "rest" })`
    const { back: _back, ...others } = t.rules
    const r = await check(tiny({ ...t, rules: { ...others, rest } }))
    expect([r.verdict, r.counterexample?.id, r.counterexample?.run.steps.map((s) => s.rule.id)]).toEqual(["violated", "completion", ["t.leave"]])
  })
  it("holds where a rule of the protocol or of the world leads out, whether or not it is ever taken", async () => {
    for (const by of ["protocol", "world"]) expect(completion(await check(tiny(ways(livelock, by))))).toBe("holds")
  })
  it("is not judged where states are missing", async () => {
    expect(completion(await check(tiny(ways(livelock, "fault")), { limitStates: 2 }))).toBe("inconclusive")
  })
})

it("the edges turned round are the edges", async () => {
  const ir = tiny({ ...counting, sizes: "small: { n: 40 }", rules: { ...counting.rules, fall: `by: "fault", when: (s) => ({ some: s.x > 3 }), then: (s) => next(s, { x: s.x - 3 })` } })
  const { kernel } = await explore(flatten(ir, { n: 40 }))
  const all = (keep: (k: number) => boolean): readonly string[] => {
    const r = reverseOf(kernel, kernel.compiled.expanded(), keep)
    const value = (i: number): number => stateAt(kernel, i)[0] as number
    return Array.from({ length: kernel.compiled.states() }, (_, i) => Array.from(r.sources.slice(r.offsets[i], r.offsets[i + 1]), (from) => `${value(from)}→${value(i)}`)).flat().toSorted()
  }
  const ups = Array.from({ length: 40 }, (_, x) => `${x}→${x + 1}`)
  const falls = Array.from({ length: 37 }, (_, x) => `${x + 4}→${x + 1}`)
  expect(all((k) => kernel.flat.instances[k]?.rule.by !== "fault")).toEqual(ups.toSorted())
  expect(all(() => true)).toEqual([...ups, ...falls].toSorted())
  expect(incomplete(kernel)).toBeUndefined()
})
