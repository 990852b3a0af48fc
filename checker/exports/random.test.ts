/** Random systems, exported: shapes that no protocol of ours uses mean the same to Rumur, to SPIN and in TLA+. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"
import { rumurAvailable, runRumur } from "../../bench/rumur.ts"
import { runSpin, spinAvailable } from "../../bench/spin.ts"
import { lowerRandom } from "../agreement/lowered.ts"
import { InputError } from "../errors.ts"
import { flatten, type FlatSystem } from "../ir/flat.ts"
import { sizesOf } from "../ir/reading.ts"
import type { Sort } from "../ir/sort.ts"
import type { SystemIr } from "../ir/system.ts"
import type { Counts } from "./counts.ts"
import { murphi } from "./murphi.ts"
import { promela } from "./promela.ts"
import { explored, inFolder, needs } from "./testing.ts"
import { count, type Counted } from "./tla-evaluate.ts"
import { parseTla, problems, tlaParser, type Node } from "./tla-parse.ts"
import { tla } from "./tla.ts"

const parser = await tlaParser()
const pinned = 20130514
const given = process.env["TCNET_SEED"] ?? String(pinned)
const seed = given === "random" ? Math.floor(Math.random() * 2 ** 31) : Number(given)
const runs = Math.min(Number(process.env["TCNET_RUNS"] ?? 40), 1000)
/** So many of them are given to each engine, which takes a second or more. */
const engineRuns = Math.min(Math.ceil(runs / 5), 100)
const limit_states = 300
const timeout_ms = 60_000 + runs * 10_000
const again = `TCNET_SEED=${seed} TCNET_RUNS=${runs} npx vitest run checker/exports/random.test.ts`

const folder = mkdtempSync(join(tmpdir(), "tcnet-random-exports-"))
afterAll(() => rmSync(folder, { recursive: true }))

interface Drawn {
  readonly text: string
  /** Without properties, so that every engine goes through the whole graph. */
  readonly ir: SystemIr
  readonly counts: Counts
}
/** Systems with a graph of several states in which no obligation fails: of others the readings need not agree. */
const draw = (): readonly Drawn[] => {
  let written = 0
  const found: Drawn[] = []
  const tapes = fc.sample(fc.noBias(fc.array(fc.nat({ max: 2 ** 30 }), { maxLength: 4000, size: "max" })), { seed, numRuns: 10 * runs })
  for (const tape of tapes) {
    if (found.length === runs) break
    const l = lowerRandom(tape, folder, () => written++)
    if (typeof l === "string") continue
    const ir = { ...l.ir, properties: [], refinements: [] }
    const counts = countsOf(ir)
    if (counts !== undefined && counts.states > 2 && counts.states <= limit_states) found.push({ text: l.text, ir, counts })
  }
  return found
}
const flatOf = (ir: SystemIr): FlatSystem => flatten(ir, sizesOf(ir, "small"), "small")
/** Undefined where what is made is refused: without a first state nothing can be explored. */
const unlessRefused = <T>(make: () => T): T | undefined => {
  try {
    return make()
  } catch (error) {
    if (error instanceof InputError) return undefined
    throw error
  }
}
const countsOf = (ir: SystemIr): Counts | undefined => unlessRefused(() => explored(flatOf(ir), limit_states))
const drawn = draw()
const about = (d: Drawn): string => `repeat with ${again}\n${d.text}`

const countedIn = (parsed: Node, constants: Readonly<Record<string, number>>, of: string): Counted => {
  try {
    return count(parsed, constants, ["TypeOK"])
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${of}`, { cause: error })
  }
}

describe(`random systems of seed ${seed}`, () => {
  it("are enough, and varied", () => {
    expect(drawn).toHaveLength(runs)
    const kinds = new Set(drawn.flatMap((d) => d.ir.leaves.map((l) => l.sort.kind)))
    expect(["bool", "upto", "enum", "opaque", "vec", "fifo", "bag", "counter"].filter((k) => !kinds.has(k as Sort["kind"]))).toEqual([])
  })

  it("mean the same in TLA+", { timeout: timeout_ms }, () => {
    let gone = 0
    for (const d of drawn) {
      // A bag whose elements hold sequences is refused.
      const made = unlessRefused(() => tla(d.ir, "small"))
      if (made === undefined) continue
      const { module, configuration } = made
      const parsed = parseTla(parser, module)
      expect({ problems: problems(parsed), of: about(d) }).toEqual({ problems: [], of: about(d) })
      const constants = Object.fromEntries([...configuration.matchAll(/^ {2}(\w+) = (\d+)$/gm)].map((m) => [m[1] as string, Number(m[2])]))
      const counted = countedIn(parsed, constants, about(d))
      expect({ counted, of: about(d) }).toEqual({ counted: { ...d.counts, broken: [] }, of: about(d) })
      gone++
    }
    expect(gone).toBeGreaterThan(runs / 2)
  })

  it("mean the same to Rumur", { timeout: timeout_ms }, async (ctx) => {
    needs(ctx, rumurAvailable(), "rumur")
    for (const d of drawn.slice(0, engineRuns)) {
      // Numbers of more than 32 bits are refused.
      const text = unlessRefused(() => murphi(flatOf(d.ir)))
      if (text === undefined) continue
      const counted = await inFolder("model.m", text, (file, directory) => runRumur({ murphi: file, directory, threads: 1 }))
      expect({ counted, of: about(d) }).toEqual({ counted: d.counts, of: about(d) })
    }
  })

  it("mean the same to SPIN", { timeout: timeout_ms }, async (ctx) => {
    needs(ctx, spinAvailable(), "spin")
    for (const d of drawn.slice(0, engineRuns)) {
      // Numbers of more than 32 bits are refused.
      const text = unlessRefused(() => promela(flatOf(d.ir)))
      if (text === undefined) continue
      const counted = await inFolder("model.pml", text, (file, directory) => runSpin({ promela: file, defines: {}, hashBits: 16, maxDepth: 100_000, directory }))
      expect({ counted, of: about(d) }).toMatchObject({ counted: d.counts, of: about(d) })
    }
  })
})
