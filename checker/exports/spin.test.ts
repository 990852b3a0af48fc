/** SPIN on the exported models: its states and transitions are the explorer's. */
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it, type TestContext } from "vitest"
import { runSpin, spinAvailable, type SpinRun } from "../../bench/spin.ts"
import { kernelOf } from "../explorer/kernel.ts"
import { flatten, type FlatSystem } from "../ir/flat.ts"
import { sizesOf } from "../ir/reading.ts"
import type { SystemIr } from "../ir/system.ts"
import { lower, lowerModule } from "../lowering/index.ts"
import type { Edit } from "../lowering/module.ts"
import { promela } from "./promela.ts"

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))
const outside = readdirSync(pathOf("../outside")).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts")).toSorted()
const outsiders: readonly SystemIr[] = outside.flatMap((file) => lowerModule(pathOf(`../outside/${file}`)))
const thin = lower(pathOf("../../properties/systems/thin.ts"), "thin")
const wakeup = lower(pathOf("../../properties/systems/wakeup.ts"), "wakeup")
const flushing = lower(pathOf("../../properties/systems/wakeup-flushing.ts"), "wakeupFlushing")
const ring = lower(pathOf("../../properties/systems/ring.ts"), "ring")
const frames = lower(pathOf("../../properties/systems/frames.ts"), "frames")
const miscounted = lower(pathOf("../../properties/systems/ring-miscounted.ts"), "miscounted")
const sealed = lower(pathOf("../../properties/systems/ring-sealed.ts"), "ringSealed")
const awkward = (edit?: Edit): SystemIr => lower(pathOf("./fixtures/awkward.ts"), "awkward", edit)
const withFallback = lower(pathOf("../../bench/ring-with-fallback.ts"), "ringWithFallback")

const timeout_ms = 300_000

/** A run without SPIN is no pass: it shows as skipped, or fails where the tools are required. */
const needsSpin = (ctx: TestContext): void => {
  if (spinAvailable()) return
  if (process.env["TCNET_REQUIRE_TOOLS"] !== undefined) expect.fail("spin and gcc are required (apt-get install spin gcc)")
  ctx.skip("not-run: spin (apt-get install spin)")
}

const explored = (flat: FlatSystem): { readonly states: number; readonly transitions: number } => {
  const { compiled } = kernelOf(flat, { coverage: false, edges: false })
  while (!compiled.run(1_000_000)) { /* on with it */ }
  expect(compiled.stop()).toBeUndefined()
  return { states: compiled.states(), transitions: compiled.transitions() }
}

const spun = async (flat: FlatSystem, defines: Readonly<Record<string, number>>): Promise<SpinRun> => {
  const directory = await mkdtemp(join(tmpdir(), "tcnet-spin-"))
  try {
    const file = join(directory, "model.pml")
    await writeFile(file, promela(flat))
    return await runSpin({ promela: file, defines, hashBits: 20, maxDepth: 2_000_000, directory, countsOnly: true })
  } finally {
    await rm(directory, { recursive: true })
  }
}

const at = (ir: SystemIr, size: string): FlatSystem => flatten(ir, sizesOf(ir, size), size)
const cases: readonly (readonly [string, string, SystemIr])[] = [
  [thin.id, "small", thin],
  [ring.id, "small", ring],
  [frames.id, "small", frames],
  [miscounted.id, "small", miscounted],
  [sealed.id, "small", sealed],
  [wakeup.id, "small", wakeup],
  [flushing.id, "small", flushing],
  ...outsiders.flatMap((ir) => Object.keys(ir.sizes).map((size): readonly [string, string, SystemIr] => [ir.id, size, ir])),
  [withFallback.id, "small", withFallback],
  [withFallback.id, "standard", withFallback],
  [awkward().id, "small", awkward()],
]

describe("SPIN", () => {
  it("is given every system from outside", () => {
    expect(outsiders.length).toBeGreaterThanOrEqual(4)
  })

  it.for(cases)("counts what the explorer counts: %s %s", { timeout: timeout_ms }, async ([, size, ir], ctx) => {
    needsSpin(ctx)
    const flat = at(ir, size)
    // The macro adds a process that watches the invariants, which must not change a count.
    const [plain, checked] = [await spun(flat, {}), await spun(flat, { CHECK: 1 })]
    const counts = explored(flat)
    expect(plain).toMatchObject(counts)
    expect(checked).toMatchObject(counts)
  })

  it("finds a violated invariant with CHECK", { timeout: timeout_ms }, async (ctx) => {
    needsSpin(ctx)
    const broken = at(awkward((text) => text.replace("s.d.step === 299", "s.d.step === 254")), "small")
    await expect(spun(broken, { CHECK: 1 })).rejects.toThrow("assertion violated")
  })
})
