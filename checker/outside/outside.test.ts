/** Systems that are not ours, with the counts that Rumur, SPIN and an independent explorer give: states, and fired rules with their parameters. */
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { check } from "../explorer/check.ts"
import { lowerModule } from "../lowering/index.ts"

const counts: readonly (readonly [string, string, number, number])[] = [
  ["die-hard", "small", 16, 96],
  ["two-phase-commit", "small", 288, 1145],
  ["peterson", "small", 20, 34],
  ["alternating-bit", "small", 24, 54],
  ["alternating-bit", "standard", 74, 240],
  ["alternating-bit", "large", 164, 606],
]

describe("a system that is not ours", () => {
  it.each(counts)("has the states and transitions that other checkers count: %s %s", async (module, size, states, transitions) => {
    const [ir, ...others] = lowerModule(fileURLToPath(new URL(`./${module}.ts`, import.meta.url)))
    expect(others).toEqual([])
    if (ir === undefined) throw new RangeError(`${module} exports no system`)
    const r = await check(ir, { size })
    expect([r.states, r.transitions]).toEqual([states, transitions])
    expect([r.verdict, r.vacuous.map((v) => v.text), r.counterexample]).toEqual(["holds", [], undefined])
    expect(r.properties.filter((p) => p.verdict !== "holds" && p.verdict !== "reached" && p.verdict !== "not-run")).toEqual([])
  })
})
