import { describe, expect, it } from "vitest"
import { boxIr, flatOf } from "../reduction/testing.ts"
import { check } from "./check.ts"
import { explore } from "./explore.ts"
import { seek, unseen } from "./witness.ts"

/** A number that was dropped stands in the empty box: only there it is asked for, and there it is forgotten. */
const ir = boxIr("!s.isFull", { properties: { left: ["reachable", "holds: (s) => !s.isFull && s.value === 2"], never: ["reachable", "holds: (s) => !s.isFull && s.value === 3"] } })
const flat = flatOf(ir)

describe("a witness that is forgotten", () => {
  it("is not seen, and is found where nothing is forgotten", async () => {
    const { kernel } = await explore(flat, { forget: true })
    expect(unseen(kernel)).toEqual([0, 1])
    const sought = await seek(flat, [0], {})
    expect([sought.isWhole, sought.runs.get(0)?.run.steps.map((s) => s.rule.id)]).toEqual([true, ["t.put", "t.take"]])
  })
  it("is sought no longer than it takes", async () => {
    const sought = await seek(flat, [1], {})
    expect([sought.isWhole, sought.runs.size]).toEqual([true, 0])
    expect(await seek(flat, [1], { limitStates: 5 })).toEqual({ runs: new Map(), isWhole: false })
  })
  it("is reached in the check, and one that is nowhere is not", async () => {
    const r = await check(ir, { forget: true, withWitnesses: true })
    expect([r.verdict, r.reduction?.isUsed, r.properties.filter((p) => p.id.startsWith("t.")).map((p) => p.verdict)]).toEqual(["violated", true, ["reached", "unreached"]])
    expect(r.witnesses?.get("t.left")?.run.steps).toHaveLength(2)
  })
})
