/** SPIN and Rumur on wrong versions: of what nobody designed they still count what the explorer counts. */
import { describe, expect, it } from "vitest"
import { rumurAvailable, runRumur } from "../../bench/rumur.ts"
import { runSpin, spinAvailable } from "../../bench/spin.ts"
import { systems } from "../../properties/systems/index.ts"
import { InputError } from "../errors.ts"
import type { FlatSystem } from "../ir/flat.ts"
import { lower } from "../lowering/index.ts"
import { mutantsOf } from "../mutation/mutants.ts"
import { sampled } from "../mutation/sample.ts"
import { murphi } from "./murphi.ts"
import { promela } from "./promela.ts"
import { at, explored, fileOf, inFolder, needs } from "./testing.ts"

const timeout_ms = 300_000
const seed = 20
const wanted = 20
/** Enough for most wrong versions at the small size, and few enough for a test. */
const limit_states = 200_000
/** Another seed gives other mutants: `TCNET_SEED=7 npx vitest run checker/exports/mutants.test.ts`. */
const usedSeed = Number(process.env["TCNET_SEED"]) || seed

interface Version {
  readonly name: string
  readonly flat: FlatSystem
  readonly counts: { readonly states: number; readonly transitions: number }
}

/**
 * Wrong versions of all systems, drawn by the seed. Properties are left out, so that every engine counts the whole graph;
 * a version that breaks an obligation has no such graph, and is passed over like one outside the subset.
 */
const versions = (): readonly Version[] => {
  const all = systems.flatMap((e) => mutantsOf(fileOf(e), e.name).mutants.map((m) => ({ e, m })))
  const found: Version[] = []
  // A sample keeps the order of the systems; taking every so many of it takes from each of them.
  const drawn = sampled(all, 5 * wanted, usedSeed)
  const mixed = Array.from({ length: 5 }, (_, k) => drawn.filter((_x, i) => i % 5 === k)).flat()
  for (const { e, m } of mixed) {
    if (found.length === wanted) break
    try {
      const flat = at({ ...lower(fileOf(e), e.name, m.edit), properties: [], refinements: [] }, "small")
      const counts = explored(flat, limit_states)
      if (counts !== undefined && counts.states > 1) found.push({ name: `${e.id} ${m.id}`, flat, counts })
    } catch (error) {
      if (!(error instanceof InputError)) throw error
    }
  }
  return found
}

const canRun = spinAvailable() && rumurAvailable()
const drawn = canRun ? versions() : []

describe(`SPIN and Rumur on mutants of seed ${usedSeed}`, () => {
  it("are given twenty, of several systems and with graphs of their own", (ctx) => {
    needs(ctx, spinAvailable(), "spin")
    needs(ctx, rumurAvailable(), "rumur")
    expect(drawn).toHaveLength(wanted)
    expect(new Set(drawn.map((v) => v.flat.ir.id)).size).toBeGreaterThanOrEqual(4)
    expect(new Set(drawn.map((v) => v.counts.states)).size).toBeGreaterThanOrEqual(10)
  })

  it.for(drawn.map((v): readonly [string, Version] => [v.name, v]))("count what the explorer counts: %s", { timeout: timeout_ms }, async ([, { flat, counts }]) => {
    const [fromRumur, fromSpin] = await Promise.all([
      inFolder("model.m", murphi(flat), (file, directory) => runRumur({ murphi: file, directory })),
      inFolder("model.pml", promela(flat), (file, directory) => runSpin({ promela: file, defines: {}, hashBits: 20, maxDepth: 2_000_000, directory })),
    ])
    expect(fromRumur).toEqual(counts)
    expect(fromSpin).toMatchObject(counts)
  })
})
