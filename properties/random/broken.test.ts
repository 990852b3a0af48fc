import { fileURLToPath } from "node:url"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { sortAt } from "../../checker/ir/sort.ts"
import { at, counter, next, take } from "../../checker/language/index.ts"
import { lower } from "../../checker/lowering/index.ts"
import type { Sizes } from "../../model/slot/sizes.ts"
import type { From, To } from "../ring.ts"
import { unconsumed } from "../../model/slot/writer.ts"
import { landedInRing, tagOf, type RingWords } from "../../model/slot/words.ts"
import { ring } from "../systems/ring.ts"
import { changed, ignoring, replacing, unasked, type Change } from "./changed.ts"
import { schedules, settings } from "./draws.ts"
import { replayed, scheduled, shortened, type Failure } from "./failure.ts"
import { parsed, printed } from "./listing.ts"
import type { Phase, Setting, Subject } from "./run.ts"

const seed = 20130514
const { state } = lower(fileURLToPath(new URL("../systems/ring.ts", import.meta.url)), "ring")
const subjectOf = (change: Change): Subject => ({ system: changed(ring, change), shape: (n) => sortAt(state, { ...n }), shown: new Set() })

interface Forward {
  readonly from: { readonly out: From["out"] }
  readonly to: { readonly ring: RingWords }
}
/** A wrong rule, and what is violated first by the shortest run that shows it. */
interface Broken {
  readonly what: string
  readonly change: Change
  /** The properties, obligations or sentences of the observer of which one notices it. */
  readonly by: readonly string[]
  /** Events of the shortened run at most. */
  readonly events: number
}

/** The write that was posted last lands first. */
const overtaking = (s: Forward): Forward => next(s, { from: { out: take(s.from.out, s.from.out.length - 1) }, to: { ring: landedInRing(s.to.ring, at(s.from.out, s.from.out.length - 1)) } })
/** The rules count as if indices wrapped where the ring does; what is asked of them does not. */
const wrapsAtSlots: Change = (rule) => {
  const short = (n: Sizes): Sizes => ({ ...n, indices: n.slots })
  const { when, then: effect } = rule
  return { ...rule, when: (s, n, p) => when(s, short(n) as never, p), then: (s, n, p) => effect(s, short(n) as never, p) }
}

const broken: readonly Broken[] = [
  { what: "a slot is accepted without a look at the indication", change: ignoring("slot.accept", "calm"), by: ["epoch.endsWithLink"], events: 40 },
  {
    what: "the ring is not swept", by: ["credit.late"], events: 40,
    change: (r) => (r.id === "epoch.sweep" ? undefined : replacing("epoch.begin", { when: (s: From, n: Sizes) => ({ sweeping: s.sender.phase === "sweeping", hasRoom: s.out.length < n.posted }) } as never)(r)),
  },
  {
    what: "the tag of a slot is not looked at", by: ["slot.neverOverwrites"], events: 30,
    change: replacing("slot.look", { when: ({ owner, reader, ring }: To, n: Sizes) => ({
      begun: owner.phase === "begun", idle: reader.stage === "idle",
      committed: counter.same(at(ring.slots, counter.slot(reader.consumed, n.indices, n.slots)).commit.count, reader.consumed),
    }) } as never),
  },
  {
    what: "there is credit for the first slot of a frame only", by: ["oracle.overrun"], events: 40,
    change: (r) => (r.id !== "slot.writePayload" ? r : {
      ...r, when: (s: never, n, p) => ({ ...r.when(s, n, p), hasCredit: unconsumed((s as From).words.credit, tagOf((s as From).sender.epoch, n), (s as From).writer.committed, n) < (n as Sizes).slots }),
    }),
  },
  { what: "indices wrap where the ring does", change: wrapsAtSlots, by: ["slot.noLoss"], events: 40 },
  { what: "there is no room for what is posted", change: ignoring("slot.commit", "hasRoom"), by: ["obligation.range"], events: 40 },
  { what: "credit is never returned", change: replacing("credit.return", undefined), by: ["run.rests"], events: 10 },
  { what: "a link that failed stays down", change: replacing("fabric.linkComesBack", undefined), by: ["run.rests"], events: 40 },
  { what: "an abandoned epoch is not said to be", change: replacing("epoch.close", undefined), by: ["run.rests"], events: 40 },
  { what: "writes overtake each other", change: replacing("fabric.landInRing", { then: overtaking } as never), by: ["oracle.slot"], events: 40 },
]

/** The first failure that a pinned seed finds, as fast-check shrinks its schedule. */
const found = (subject: Subject): Failure => {
  const property = fc.property(fc.tuple(settings(1, 2, 4, 8), schedules(8, 400)), ([setting, phases]: [Setting, Phase[]]) => scheduled(subject, setting, phases) === undefined)
  const { counterexample } = fc.check(property, { seed, numRuns: 300 })
  const failure = counterexample === null ? undefined : scheduled(subject, ...counterexample[0])
  if (failure === undefined) throw new Error("nothing is found")
  return failure
}

describe("what runs at random notice", () => {
  it.each(broken)("$what", { timeout: 120_000 }, ({ change, by, events }) => {
    const subject = subjectOf(change)
    const story = shortened(subject, found(subject))
    const text = printed(story)
    expect(replayed(subject, parsed(subject, text))?.violation.message).toBe(story.violation.message)
    expect(by).toContain(story.violation.id)
    expect(story.events.length).toBeLessThanOrEqual(events)
  })

  it.each(broken)("$what, also without the properties of the system", { timeout: 120_000 }, ({ change }) => {
    const subject = subjectOf(change)
    const failure = found({ ...subject, system: unasked(subject.system) })
    expect(failure.violation.id).toMatch(/^(?:oracle|obligation|run)\./)
  })
})
