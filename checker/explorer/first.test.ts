import { describe, expect, it } from "vitest"
import { check, type CheckResult } from "./check.ts"
import type { Kernel } from "./kernel.ts"
import { counting, tiny, type Tiny } from "./testing.ts"

const ids = (r: CheckResult): readonly string[] => r.properties.map((p) => p.id)
const shown = (r: CheckResult): unknown => [r.verdict, r.counterexample?.id, r.counterexample?.run.steps.map((s) => s.rule.id), r.counterexample?.because]

describe("a check that wants the first violation only", () => {
  it.each<readonly [string, Tiny["properties"], readonly string[]]>([
    ["a state", { low: ["invariant", "holds: (s) => s.x < 2"] }, ["t.a", "t.b", "completion", "t.z"]],
    ["a step", {}, ["t.b", "completion", "t.z"]],
    ["a run", { a: ["step", "holds: () => true"], b: ["step", "holds: () => true"] }, []],
  ])("tells the same of %s, and judges nothing behind it", async (_what, others, left) => {
    const ir = tiny({
      ...counting,
      properties: { a: ["step", "holds: (s, _n, t) => t.x !== 2 || s.x === 0"], b: ["step", "holds: (s, _n, t) => t.x !== 3"], z: ["leadsTo", "given: (s) => s.x === 0, holds: () => false"], ...others },
    })
    const [all, first] = [await check(ir), await check(ir, { firstOnly: true })]
    expect(all.counterexample).toBeDefined()
    expect(shown(first)).toEqual(shown(all))
    expect(ids(all).filter((id) => !ids(first).includes(id))).toEqual(left)
  })

  it("judges everything where nothing is violated", async () => {
    const ir = tiny({ ...counting, properties: { a: ["step", "holds: (s, _n, t) => t.x === s.x + 1"], z: ["leadsTo", "given: (s) => s.x === 0, holds: (s) => s.x === 3"] } })
    const [all, first] = [await check(ir), await check(ir, { firstOnly: true })]
    expect([first.verdict, first.properties]).toEqual(["holds", all.properties])
  })
})

it("what was explored is given away before it is judged", async () => {
  let kernel: Kernel | undefined
  const r = await check(tiny(counting), { onKernel: (k) => { kernel = k } })
  expect([kernel?.compiled.states(), kernel?.compiled.targets().length]).toEqual([r.states, r.transitions])
})
