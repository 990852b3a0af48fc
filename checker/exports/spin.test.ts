/** SPIN on the exported models: its states and transitions are the explorer's. */
import { describe, expect, it, type TestContext } from "vitest"
import { runSpin, spinAvailable, type SpinRun } from "../../bench/spin.ts"
import { systems } from "../../properties/systems/index.ts"
import type { FlatSystem } from "../ir/flat.ts"
import { promela } from "./promela.ts"
import { at, awkward, casesOf, explored, inFolder, needs, outsiders } from "./testing.ts"

const timeout_ms = 300_000
const needsSpin = (ctx: TestContext): void => needs(ctx, spinAvailable(), "spin")

const spun = (flat: FlatSystem, defines: Readonly<Record<string, number>>): Promise<SpinRun> =>
  inFolder("model.pml", promela(flat), (file, directory) => runSpin({ promela: file, defines, hashBits: 20, maxDepth: 2_000_000, directory, countsOnly: true }))

describe("SPIN", () => {
  it("is given every system from outside, and every one of ours", () => {
    expect(outsiders().length).toBeGreaterThanOrEqual(4)
    expect(systems.length).toBeGreaterThanOrEqual(6)
  })

  it.for(casesOf(systems))("counts what the explorer counts: %s %s", { timeout: timeout_ms }, async ([, size, ir], ctx) => {
    needsSpin(ctx)
    const flat = at(ir, size)
    // The macro adds a process that watches the invariants, which must not change a count.
    const [plain, checked] = [await spun(flat, {}), await spun(flat, { CHECK: 1 })]
    const counts = explored(flat)
    expect(counts).toBeDefined()
    expect(plain).toMatchObject(counts ?? {})
    expect(checked).toMatchObject(counts ?? {})
  })

  it("finds a violated invariant with CHECK", { timeout: timeout_ms }, async (ctx) => {
    needsSpin(ctx)
    const broken = at(awkward((text) => text.replace("s.d.step === 299", "s.d.step === 254")), "small")
    await expect(spun(broken, { CHECK: 1 })).rejects.toThrow("assertion violated")
  })
})
