import * as fc from "fast-check"
import { expect, it } from "vitest"
import { judgeLasso } from "../../conformance/trace/lasso.ts"
import { check } from "../explorer/check.ts"
import { tiny } from "../explorer/testing.ts"
import { Reading } from "../ir/reading.ts"
import type { PropertyIr, SystemIr } from "../ir/system.ts"
import { bruteForce, type Arc, type Small } from "./testing.ts"

const runs = Math.min(Number(process.env["TCNET_RUNS"] ?? 200), 1000)

/** A rule that leads from two states, with a parameter that says where to. */
interface Rule {
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly by: "protocol" | "world" | "fault"
  readonly fair: "none" | "weak" | "strong"
  readonly isLumped: boolean
}
interface Drawn {
  readonly rules: readonly Rule[]
  readonly premise: readonly number[]
  readonly goal: readonly number[]
  readonly assume: Small["assume"] | null
}
const state = fc.nat(4)
const some = fc.uniqueArray(state, { minLength: 1, maxLength: 3 })
const drawn: fc.Arbitrary<Drawn> = fc.record({
  rules: fc.array(fc.record({
    from: fc.uniqueArray(state, { minLength: 1, maxLength: 2 }), to: fc.array(state, { minLength: 1, maxLength: 2 }),
    by: fc.constantFrom("protocol" as const, "world" as const, "fault" as const), fair: fc.constantFrom("none" as const, "weak" as const, "strong" as const), isLumped: fc.boolean(),
  }), { minLength: 2, maxLength: 6 }),
  premise: some, goal: some, assume: fc.option(fc.record({ kind: fc.constantFrom("eventuallyAlways" as const, "infinitelyOften" as const), states: some })),
}).map((d) => ({ ...d, rules: d.rules.map((r) => (r.by === "fault" ? { ...r, fair: "none" as const } : r)) }))

const isOneOf = (states: readonly number[]): string => states.map((x) => `s.x === ${x}`).join(" || ")

/** As a system of the language. It may rest anywhere, so that every search runs to its end. */
const systemOf = (d: Drawn): SystemIr => tiny({
  fields: "readonly x: Upto<4>", init: "x: 0", quiescent: "(s) => s.x < 9",
  rules: Object.fromEntries(d.rules.map((r, i) => [`r${i}`, [
    `by: "${r.by}", fair: "${r.fair}", ${r.isLumped ? `lump: ["k"], ` : ""}choose: () => ({ k: [${r.to.map((_, k) => k).join(", ")}] }),`,
    `when: (s) => ({ here: ${isOneOf(r.from)} }), then: (s, _n, p) => next(s, { x: p.k === 0 ? ${r.to[0] as number} : ${r.to.at(-1) as number} })`,
  ].join(" ")])),
  properties: { law: ["leadsTo", `given: (s) => ${isOneOf(d.premise)}, holds: (s) => ${isOneOf(d.goal)}${d.assume === null || d.assume === undefined ? "" : `, assume: ${d.assume.kind}((s: State) => ${isOneOf(d.assume.states)})`}`] },
})

/** As a graph: an edge is named after its instance of fairness. */
const graphOf = (d: Drawn): Small => {
  const arcs = d.rules.flatMap((r, i) => r.from.flatMap((from) => r.to.map((to, k): Arc & { readonly fair: Rule["fair"] } => ({ from, rule: r.isLumped ? `r${i}` : `r${i}_${k}`, to, fair: r.fair }))))
  const named = (fair: Rule["fair"]): readonly string[] => [...new Set(arcs.filter((a) => a.fair === fair).map((a) => a.rule))]
  return { arcs, weak: named("weak"), strong: named("strong"), premise: d.premise, goal: d.goal, ...(d.assume === null || d.assume === undefined ? {} : { assume: d.assume }) }
}

it(`${runs} random systems of the language are judged as their graphs are by trying every set of states`, { timeout: 60_000 + runs * 200 }, async () => {
  const seen = { H: 0, V: 0, X: 0 }
  await fc.assert(fc.asyncProperty(drawn, async (d) => {
    const ir = systemOf(d)
    const r = await check(ir)
    const expected = bruteForce(graphOf(d))
    const verdict = r.properties.find((p) => p.id === "t.law")?.verdict
    const isVacuous = r.vacuous.some((v) => v.id === "t.law" && (v.kind === "premise" || v.kind === "assumption"))
    seen[expected]++
    expect([verdict, isVacuous]).toEqual([expected === "V" ? "violated" : "holds", expected === "X"])
    const told = r.counterexample?.run
    const lasso = told === undefined ? undefined : judgeLasso(new Reading(ir, { n: 3 }), ir.properties[0] as PropertyIr, told, told.cycle ?? -1)
    expect(lasso?.isBroken).toBe(expected === "V" ? true : undefined)
  }), { numRuns: runs })
  expect(Math.min(seen.H, seen.V, seen.X)).toBeGreaterThan(runs / 50)
})
