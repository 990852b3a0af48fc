/** Rumur on the exported models: its states and fired rules are the explorer's. */
import { describe, expect, it, type TestContext } from "vitest"
import { rumurAvailable, runRumur, type RumurRun } from "../../bench/rumur.ts"
import { systems } from "../../properties/systems/index.ts"
import type { FlatSystem } from "../ir/flat.ts"
import { murphi } from "./murphi.ts"
import { at, awkward, casesOf, explored, inFolder, needs } from "./testing.ts"

const timeout_ms = 300_000
const needsRumur = (ctx: TestContext): void => needs(ctx, rumurAvailable(), "rumur")

const counted = (flat: FlatSystem): Promise<RumurRun> => inFolder("model.m", murphi(flat), (file, directory) => runRumur({ murphi: file, directory }))
/** A wrong version of what is hard to export. */
const broken = (from: string, to: string): FlatSystem => at(awkward((text) => {
  expect(text).toContain(from)
  return text.replace(from, to)
}), "small")

describe("Rumur", () => {
  it.for(casesOf(systems))("counts what the explorer counts: %s %s", { timeout: timeout_ms }, async ([, size, ir], ctx) => {
    needsRumur(ctx)
    const flat = at(ir, size)
    const counts = explored(flat)
    expect(counts).toBeDefined()
    // Invariants and what must be reached are in the model: a complete run has checked them too.
    expect(await counted(flat)).toEqual(counts)
  })

  it.for([
    ["a violated invariant", "s.d.step === 299", "s.d.step === 254", /<error[\s\S]*awkward\.never/],
    ["a range that is left", "big: 40000 - s.big", "big: 40001 - s.big", /<error[\s\S]*lower bound|upper bound|range/],
    ["what is never reached", "const never = forbidden({ id: \"awkward.never\", text: \"The step is never 299.\", holds: (s) => s.d.step === 299 })", "const never = reachable({ id: \"awkward.never\", text: \"The step is 299.\", holds: (s) => s.d.step === 299 })", /awkward\.never/],
  ] as const)("finds %s", { timeout: timeout_ms }, async ([, from, to, said], ctx) => {
    needsRumur(ctx)
    const flat = from.includes("forbidden") ? at(awkward((text) => text.replace(from, to).replace("const { forbidden,", "const { reachable,")), "small") : broken(from, to)
    await expect(counted(flat)).rejects.toThrow(said)
  })
})
