import { describe, expect, it } from "vitest"
import { check } from "../../checker/explorer/check.ts"
import type { Run } from "../../checker/explorer/counterexample.ts"
import { tiny } from "../../checker/explorer/testing.ts"
import { Reading, type Params } from "../../checker/ir/reading.ts"
import type { PropertyIr, RuleIr } from "../../checker/ir/system.ts"
import { judgeLasso } from "./lasso.ts"

const ir = tiny({
  fields: "readonly up: boolean; readonly sent: boolean", init: "up: true, sent: false", quiescent: "(s) => s.sent",
  rules: {
    down: `by: "fault", when: (s) => ({ up: s.up }), then: (s) => next(s, { up: false })`,
    back: `by: "world", when: (s) => ({ down: !s.up }), then: (s) => next(s, { up: true })`,
    idle: "choose: () => ({ k: [0, 1] }), when: (s) => ({ down: !s.up }), then: (s) => s",
    send: "when: (s) => ({ up: s.up, unsent: !s.sent }), then: (s) => next(s, { sent: true })",
  },
  properties: {
    sends: ["leadsTo", "given: (s) => !s.sent, holds: (s) => s.sent"], settled: ["leadsTo", "given: (s) => !s.sent, holds: (s) => s.sent, assume: eventuallyAlways((s: State) => s.up)"],
    often: ["leadsTo", "given: (s) => !s.sent, holds: (s) => s.sent, assume: infinitelyOften((s: State) => !s.up)"], again: ["leadsTo", "given: (s) => s.sent && s.up, holds: (s) => !s.sent"],
    hurried: ["leadsTo", "given: (s) => s.sent && !s.up, holds: (s) => !s.sent"],
  },
})
const reading = new Reading(ir, { n: 3 })
const judged = (property: string, names: readonly string[], cycle: number, strong: readonly string[] = []): string => {
  const of = strong.length === 0 ? reading : new Reading({ ...ir, rules: ir.rules.map((r) => (strong.includes(r.id) ? { ...r, fair: "strong" as const } : r)) }, { n: 3 })
  const run = names.reduce<Run>((r, name) => {
    const rule = of.instances.find((x) => x.rule.id === `t.${name}`)?.rule as RuleIr
    const params: Params = name === "idle" ? { k: 0 } : {}
    return { ...r, steps: [...r.steps, { rule, params, state: of.step(rule, r.steps.at(-1)?.state ?? r.initial, params) }] }
  }, { initial: of.initial(), steps: [] })
  const found = judgeLasso(of, ir.properties.find((p) => p.id === `t.${property}`) as PropertyIr, run, cycle)
  return found.isBroken ? "broken" : found.because.join()
}

describe("a run that is said to break a leads-to", () => {
  it.each([
    ["sends", ["down", "back"], 0, "broken"],
    ["sends", ["down", "idle", "back"], 0, "broken"],
    ["sends", ["down"], 1, "the cycle is not fair to t.back"],
    ["sends", ["down", "idle"], 1, "the cycle is not fair to t.back"],
    ["sends", [], 0, "the cycle is not fair to t.send"],
    ["sends", ["down"], 0, "the last state is not the one in which the cycle begins"],
    ["sends", ["send"], 1, "the cycle meets the goal"],
    ["again", ["send"], 1, "broken"],
    ["hurried", ["send"], 1, "the premise does not hold behind the last state that meets the goal"],
    ["settled", ["down", "back"], 0, "the cycle is not as the property assumes"],
    ["often", ["down", "back"], 0, "broken"],
    ["often", [], 0, "the cycle is not as the property assumes"],
  ] as const)("%s: %j, again from %i on: %s", (property, names, cycle, expected) => { expect(judged(property, names, cycle)).toBe(expected) })

  it("is not fair to a strongly fair rule that it meets and never takes", () => {
    expect(judged("sends", ["down", "back"], 0, ["t.send"])).toBe("the cycle is not fair to t.send")
  })
  it("found by the engine, is one by the definition", async () => {
    const r = await check(ir)
    expect(r.properties.filter((p) => p.verdict === "violated").map((p) => p.id)).toEqual(["t.sends", "t.often", "t.again", "t.hurried"])
    const { run } = r.counterexample as NonNullable<typeof r.counterexample>
    expect(judgeLasso(reading, ir.properties[0] as PropertyIr, run, run.cycle ?? -1)).toEqual({ isBroken: true, because: ["sent fails: sent false"] })
  })
})
