/**
 * The judge leaves out most interleavings and most hidden steps. Here it is compared with a judge that leaves out none,
 * on short logs of small systems in which any rule may be hidden: this is what tests the arguments for leaving out.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, describe, expect, it } from "vitest"
import { randomSystem } from "../../checker/agreement/random.ts"
import { InputError } from "../../checker/errors.ts"
import type { Node } from "../../checker/ir/node.ts"
import { Reading } from "../../checker/ir/reading.ts"
import type { Sizes, SystemIr } from "../../checker/ir/system.ts"
import { lower, lowerModule, Rejected } from "../../checker/lowering/index.ts"
import { lowerText } from "../../checker/lowering/testing.ts"
import { catalogue } from "./catalogue.ts"
import { judge } from "./judge.ts"
import { Log } from "./log.ts"
import { Steps } from "./steps.ts"
import { bruteForce, Dice, mutate, randomLogs, writeLogs } from "./testing.ts"
import { prepare, verdictOf } from "./trace.ts"

const pinned = 20130514
const given = process.env["TCNET_SEED"] ?? String(pinned)
const seed = given === "random" ? Date.now() & 0x7fffffff : Number(given)
const runs = Number(process.env["TCNET_RUNS"] ?? 300)
const again = `TCNET_SEED=${seed} TCNET_RUNS=${runs} npx vitest run conformance/trace/agreement.test.ts`
/** Configurations that are tried at most; and how many more the exact search may need, which closes each level before it goes on. */
const most = 1000
const limitSearch = 5 * most

const folder = mkdtempSync(join(tmpdir(), "tcnet-agreement-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** The system with what surrounds it hidden, or any rules, and other hidden rules faults. */
const retagged = (ir: SystemIr, dice: Dice): SystemIr => {
  const world = dice.chance(60)
  const share = world ? dice.pick([80, 100]) : dice.pick([20, 50, 70])
  const rules = ir.rules.map((r) => {
    const isHidden = world && r.by === "protocol" ? dice.chance(10) : dice.chance(share)
    return { ...r, hidden: isHidden, by: isHidden && !world ? dice.pick(["world", "world", "fault"] as const) : r.by }
  })
  return { ...ir, rules, quiescent: dice.chance(30) ? ir.quiescent : { node: restAsIf(ir, dice), obligations: [] } }
}

/** Rest as if it were where some rule is possible, since many of these systems are at rest everywhere. */
const restAsIf = (ir: SystemIr, dice: Dice): Node => {
  const guards = ir.rules.filter((r) => r.params.length === 0).map((r) => r.when.reduce((all, c) => ir.nodes.and(all, c.node), ir.nodes.bool(true)))
  return guards.length === 0 ? ir.quiescent.node : dice.pick(guards)
}

type Verdicts = readonly [brute: string, exact: string, whole: string, bruteEnded: string, wholeEnded: string]

/** The verdicts of the plainest judge, of the exact search alone, and of all together, and of the first and the last where the run has ended; undefined where the case is too large. */
const verdicts = (ir: SystemIr, files: readonly string[]): Verdicts | undefined => {
  const logs = files.map((file) => new Log(file))
  try {
    const trial = prepare(logs, ir)
    const brute = bruteForce(ir, trial.reading, logs, most)
    const bruteEnded = bruteForce(ir, trial.reading, logs, most, true)
    if (brute === "unknown" || bruteEnded === "unknown") return undefined
    const start = { positions: logs.map(() => 0), state: trial.reading.initial() }
    for (const log of logs) log.rewind()
    const exact = judge(new Steps(ir, trial.reading, logs, true), start, logs.map((l) => l.facts.events), { limitSearch })
    const whole = [false, true].map((ended) => {
      for (const log of logs) log.rewind()
      return verdictOf(trial, { limitSearch }, ended).verdict
    })
    return [brute, exact.kind === "stuck" ? "violated" : exact.kind, whole[0] as string, bruteEnded, whole[1] as string]
  } finally {
    for (const log of logs) log.close()
  }
}

const tally = { conforms: 0, violated: 0, restless: 0, undecided: 0, skipped: 0, broken: 0 }

/** One random case. A model that reads outside a sequence, or whose words leave their ranges, is no model: there is nothing to compare. */
const one = (base: SystemIr, sizes: Sizes, dice: Dice): Verdicts | undefined => {
  const ir = retagged(base, dice)
  try {
    const reading = new Reading(ir, sizes)
    let logs = randomLogs(ir, reading, dice, 3 + dice.below(12))
    if (logs.length > 0 && dice.chance(60)) logs = mutate(ir, reading, dice, logs)
    if (logs.length === 0) return undefined
    return verdicts(ir, writeLogs(folder, ir.id, sizes, logs))
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof InputError)) throw error
    tally.broken++
    return undefined
  }
}

/** Compares the judges, and gives back on how many cases. */
const compare = (systems: (dice: Dice) => readonly [SystemIr, Sizes] | undefined, count: number): number => {
  let compared = 0
  for (let i = 0; i < count; i++) {
    const dice = new Dice(seed + i * 7919)
    const system = systems(dice)
    const found = system === undefined ? undefined : one(...system, dice)
    if (found === undefined) {
      tally.skipped++
      continue
    }
    compared++
    const [brute, exact, whole, bruteEnded, ended] = found
    tally[brute as "conforms" | "violated"]++
    tally.restless += Number(brute !== bruteEnded)
    if (brute === "conforms" && [exact, whole, ended].includes("inconclusive")) {
      tally.undecided++
      continue
    }
    expect({ case: i, exact, whole, ended }, `case ${i}; repeat with\n  ${again}`).toEqual({ case: i, exact: brute, whole: brute, ended: bruteEnded })
  }
  return compared
}

const inProperties = (file: string): string => fileURLToPath(new URL(`../../properties/systems/${file}`, import.meta.url))
const thin = lower(inProperties("thin.ts"), "thin")
const [mixed] = lowerModule(fileURLToPath(new URL("./fixture.ts", import.meta.url)))
const [alternatingBit] = lowerModule(fileURLToPath(new URL("../../checker/outside/alternating-bit.ts", import.meta.url)))

const all = lowerText(catalogue)[0] as SystemIr
/** Guards that ask for nothing, before effects that need an element: they would mostly make no model. */
const blind = new Set(["t.popBlind", "t.peekBlind"])
/** What a gate that is shut keeps from happening, and who needs it. */
const gated = new Set(["close", "reopen", "seesShut", "gatedSet", "gatedPop", "lateSet", "readW", "copyW"].map((name) => `t.${name}`))
/** A few rules that are in each other's way, at a few places. */
const handful = (dice: Dice): readonly [SystemIr, Sizes] => {
  const from = dice.chance(70) ? all.rules : all.rules.filter((r) => gated.has(r.id))
  const rules = Array.from({ length: 3 + dice.below(4) }, () => dice.pick(from)).filter((r) => !blind.has(r.id) || dice.chance(10))
  const distinct = [...new Set(rules)].map((r) => ({ ...r, place: `p${dice.below(3)}` }))
  return [{ ...all, rules: distinct }, { cap: 2 }]
}

/** A random system; undefined where the lowering refuses it, for example because a conjunct is constant. */
const random = (dice: Dice): readonly [SystemIr, Sizes] | undefined => {
  const file = join(folder, "system.ts")
  writeFileSync(file, randomSystem(Array.from({ length: 50 + dice.below(3000) }, () => dice.below(2 ** 30))))
  try {
    const ir = lower(file, "system")
    return [ir, ir.sizes["small"] as Sizes]
  } catch (error) {
    if (error instanceof Rejected) return undefined
    throw error
  }
}

describe("the judge and one that tries everything agree", { timeout: 300_000 + runs * 100 }, () => {
  it("on the thin ring", () => {
    expect(compare((dice) => [thin, { slots: 1 + dice.below(2), posted: 1 + dice.below(2), frames: 2 + dice.below(2) }], runs)).toBeGreaterThan(0)
  })
  it("on two sides with queues, words and a pool", () => {
    expect(compare((dice) => [mixed as SystemIr, { cap: 1 + dice.below(2), top: 2 + dice.below(2) }], runs)).toBeGreaterThan(0)
  })
  it("on the alternating bit", () => {
    expect(compare(() => [alternatingBit as SystemIr, alternatingBit?.sizes["small"] as Sizes], runs)).toBeGreaterThan(0)
  })
  it("on a few rules of every kind", () => {
    expect(compare(handful, 10 * runs)).toBeGreaterThan(runs)
  })
  it("on random systems", () => {
    expect(compare(random, runs)).toBeGreaterThan(0)
  })
  it("and both verdicts were given often", () => {
    expect(tally.conforms).toBeGreaterThan(runs)
    expect(tally.violated).toBeGreaterThan(runs / 2)
    expect(tally.restless).toBeGreaterThan(runs / 2)
    expect(tally.broken).toBeLessThan(2 * runs)
    expect(tally.undecided).toBeLessThan(runs / 20)
  })
})
