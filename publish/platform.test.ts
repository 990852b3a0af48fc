import { describe, expect, it } from "vitest"
import { removals } from "../properties/mutants/platform.ts"
import { platform, type PlatformRequirement } from "../spec/platform.ts"
import type { Matrix, MatrixRow } from "./matrix.ts"
import { readMatrices } from "./matrix.ts"
import { needOf, platformEvidence, removalOf } from "./platform.ts"

const committed = [...readMatrices().values()]
const gone: MatrixRow = { id: "platform.x:removed", kind: "platform", text: "Things may go.", verdict: "killed", by: "ab.p", steps: 1 }
const matrix = (...mutants: readonly MatrixRow[]): Matrix => ({ key: "", system: "s", size: "small", mutants })
const x: PlatformRequirement = { id: "platform.x", text: "Things MUST stay." }

describe("the platform requirements", () => {
  it.each(platform.map((p) => [p.id, p] as const))("%s is taken away and then something fails, or it is said why the model cannot", (id, p) => {
    const removed = removalOf(id, committed)
    expect(removals.filter((r) => r.requirement === id)).toHaveLength(p.outside === undefined ? 1 : 0)
    expect(removed?.verdict).toBe(p.outside === undefined ? "killed" : undefined)
  })
  it("are those that are taken away", () => {
    expect(removals.map((r) => r.requirement).filter((id) => !platform.some((p) => p.id === id))).toEqual([])
  })
})

describe("what is said of a need", () => {
  it.each<readonly [string, MatrixRow | undefined, string]>([
    ["names what fails", gone, "without it (things may go) `ab.p` fails in `s` at small, after 1 step"],
    ["names a deadlock as one", { ...gone, by: "deadlock", steps: 3, size: "standard" }, "without it (things may go) `s` at standard deadlocks, after 3 steps"],
    ["names no steps where there is no run", { ...gone, steps: undefined }, "without it (things may go) `ab.p` fails in `s` at small"],
    ["hides no survivor", { ...gone, verdict: "survived", by: undefined }, "without it (things may go) `s` at small is survived"],
    ["says that nothing was run", undefined, "not shown: no system was run without it"],
  ])("%s", (_, row, text) => {
    expect(needOf(x, removalOf("platform.x", row === undefined ? [] : [matrix(row)]))).toBe(text)
  })
  it("gives the reason where the model cannot show it", () => {
    expect(platformEvidence({ ...x, outside: "there are none" }, undefined)).toBe("Evidence: attested by the implementer. Needed: not shown: there are none.")
  })
})
