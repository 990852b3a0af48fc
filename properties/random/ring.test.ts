import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { sortAt } from "../../checker/ir/sort.ts"
import { lower } from "../../checker/lowering/index.ts"
import { ring } from "../systems/ring.ts"
import { large, schedules, settings } from "./draws.ts"
import { replayed, scheduled, shortened, type Failure } from "./failure.ts"
import { parsed, printed } from "./listing.ts"
import type { Phase, Setting, Subject } from "./run.ts"
import { Runtime } from "./runtime.ts"

// One seed in CI, so that a run means the same everywhere; the soak draws one and prints it.
const given = process.env["TCNET_SEED"] ?? "20130514"
const seed = given === "random" ? Date.now() & 0x7fffffff : Number(given)
const runs = Number(process.env["TCNET_RUNS"] ?? 150)
const file = "properties/random/ring.test.ts"
const again = `TCNET_SEED=${seed} TCNET_RUNS=${runs} npx vitest run ${file}`
const root = fileURLToPath(new URL("../..", import.meta.url))
const story = `out/random/ring-${seed}.txt`

const { state } = lower(`${root}properties/systems/ring.ts`, "ring")
const subject: Subject = { system: ring, shape: (n) => sortAt(state, { ...n }), shown: new Set() }

type Drawn = readonly [Setting, readonly Phase[]]
const violated = ([setting, phases]: Drawn): string | undefined => scheduled(subject, setting, phases)?.violation.message

/** Makes the story of a counterexample, writes it down, and tells how to play it and how to repeat the whole. */
const explained = (failure: Failure): string => {
  const text = printed(shortened(subject, failure))
  mkdirSync(dirname(`${root}${story}`), { recursive: true })
  writeFileSync(`${root}${story}`, text)
  return `${failure.violation.message}\nrepeat with\n  ${again}\nplay the story below with\n  TCNET_STORY=${story} npx vitest run ${file}\n\n${text}`
}
const reporter = (details: fc.RunDetails<[Drawn]>): void => {
  if (!details.failed) return
  const failure = details.counterexample === null ? undefined : scheduled(subject, ...details.counterexample[0])
  throw new Error(failure === undefined ? `with seed ${seed}: ${String(details.errorInstance)}` : explained(failure))
}

const told = process.env["TCNET_STORY"]
describe.runIf(told !== undefined)("a story", () => {
  it("violates nothing any more", () => {
    expect(replayed(subject, parsed(subject, readFileSync(`${root}${told ?? ""}`, "utf8")))?.violation.message).toBeUndefined()
  })
})

describe.runIf(told === undefined)("rings run at random", () => {
  it(`of up to 64 slots keep what they must, and come to rest (${runs} of them)`, { timeout: 600_000 + runs * 2000 }, () => {
    fc.assert(fc.property(fc.tuple(settings(1, 2, 4, 8, 16, 64), schedules(12, 400)), (drawn: Drawn) => { expect(violated(drawn)).toBeUndefined() }), { seed, numRuns: runs, reporter })
  })

  // A run takes seconds here, so fast-check does not shrink its schedule; its story is made shorter as far as the effort goes.
  const few = Math.ceil(runs / 150)
  it(`of 2^15 slots keep what they must, and come to rest (${few} of them)`, { timeout: 600_000 + few * 60_000 }, () => {
    fc.assert(fc.property(large, (drawn) => { expect(violated(drawn)).toBeUndefined() }), { seed, numRuns: few, endOnFailure: true, reporter })
  })

  // Few runs cannot be expected to come everywhere.
  it.runIf(runs >= 150)("were required everything, and came to every state that is to be reachable", () => {
    const asked = new Runtime(ring, ring.sizes.small).properties.filter((p) => p.property.kind !== "leadsTo").map((p) => p.property.id)
    expect(asked.filter((id) => !subject.shown.has(id))).toEqual([])
  })
})
