/** The verdict on committed logs of a thin ring, changed in one place: every change that no correct run can explain is rejected. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, describe, expect, it } from "vitest"
import { lower } from "../../checker/lowering/index.ts"
import type { TraceLine } from "./format.ts"
import { Dice, writeLogs, type Event } from "./testing.ts"
import { judgeTraces, type TraceResult } from "./trace.ts"

const folder = mkdtempSync(join(tmpdir(), "tcnet-judge-"))
afterAll(() => rmSync(folder, { recursive: true }))
const thin = lower(fileURLToPath(new URL("../../properties/systems/thin.ts", import.meta.url)), "thin")
const sizes = { slots: 64, posted: 8, frames: 500 }
const slots = 64

const eventsOf = (name: string): readonly TraceLine[] =>
  readFileSync(new URL(`./thin/${name}.jsonl`, import.meta.url), "utf8").trimEnd().split("\n").slice(1).map((line) => JSON.parse(line) as TraceLine)
/** Enough of the sample for three laps of the ring. What either process saw of the other lies within. */
const frames = 200
const whole = { producer: eventsOf("producer"), consumer: eventsOf("consumer") }
const producer = whole.producer.slice(0, 2 * frames)
const consumer = whole.consumer.slice(0, whole.consumer.findIndex((e) => e.seen[`window.slots[${frames % slots}].commit`] === frames + 1))

const judged = (logs: readonly (readonly Event[])[], limitSearch = 100_000): Promise<TraceResult> =>
  judgeTraces(writeLogs(folder, "ring.thin", sizes, logs), () => Promise.resolve(thin), { limitSearch })

type Credit = readonly [before: number, seen: number, after: number]
/** The credit that the write at a position saw, and those around it. */
const creditAt = (log: readonly Event[], i: number): Credit => {
  const seen = log.map((e) => e.seen["window.credit"] as number | undefined)
  return [seen.slice(0, i).findLast((c) => c !== undefined) ?? 0, seen[i] as number, seen.slice(i + 1).find((c) => c !== undefined) ?? Infinity]
}
const returned = (log: readonly Event[]): ReadonlySet<number> => {
  let consumed = 0
  const credits = new Set([0])
  for (const e of log) {
    if (e.rule === "ring.deliver") consumed++
    if (e.rule === "ring.returnCredit") credits.add(consumed)
  }
  return credits
}

interface Change {
  readonly logs: readonly [readonly Event[], readonly Event[]]
  /** A correct run may log this as well, and why. */
  readonly may: string | undefined
}
type Mutation = (dice: Dice) => Change | undefined

/** Picks a log and a position in it that has another behind it. */
const spot = (dice: Dice): readonly [which: 0 | 1, log: readonly Event[], i: number] => {
  const which = dice.below(2) as 0 | 1
  const log = which === 0 ? producer : consumer
  return [which, log, dice.below(log.length - 1)]
}
const both = (which: 0 | 1, log: readonly Event[]): Change["logs"] => (which === 0 ? [log, consumer] : [producer, log])
const isCredit = (e: Event | undefined): boolean => e?.rule === "ring.returnCredit"
const anyTime = "credit may be returned at any time, for whatever was consumed"

const mutations: Readonly<Record<string, Mutation>> = {
  "an event deleted": (dice) => {
    const [which, log, i] = spot(dice)
    return { logs: both(which, log.toSpliced(i, 1)), may: isCredit(log[i]) ? anyTime : undefined }
  },
  "two neighbours exchanged": (dice) => {
    const [which, log, i] = spot(dice)
    const pair = [log[i] as Event, log[i + 1] as Event] as const
    return { logs: both(which, log.toSpliced(i, 2, pair[1], pair[0])), may: pair.some(isCredit) ? anyTime : undefined }
  },
  "an event twice": (dice) => {
    const [which, log, i] = spot(dice)
    return { logs: both(which, log.toSpliced(i, 0, log[i] as Event)), may: undefined }
  },
  "another value seen": (dice) => {
    const [which, log, i] = spot(dice)
    const e = log[i] as Event
    const [name, value] = Object.entries(e.seen)[0] ?? []
    if (name === undefined) return undefined
    const other = typeof value === "number" ? (value + 1 + dice.below(frames)) % (frames + 1) : "00000000"
    const changed = both(which, log.with(i, { ...e, seen: { [name]: other } }))
    if (name !== "window.credit") return { logs: changed, may: undefined }
    // Loaded a little earlier or later it might have been another credit, if that was returned, and never goes back.
    const [before, , after] = creditAt(log, i)
    const may = returned(consumer).has(other as number) && before <= (other as number) && (other as number) <= after && i / 2 - (other as number) < slots
    return { logs: changed, may: may ? "the credit might have been loaded at another moment" : undefined }
  },
  "another payload": (dice) => {
    const i = 2 * dice.below(frames)
    const e = producer[i] as Event
    return { logs: [producer.with(i, { ...e, n: i, params: { frame: "00000000" } }), consumer], may: undefined }
  },
}

describe("the judge", { timeout: 300_000 }, () => {
  it("accepts what was cut from the sample, and accepts its beginning", async () => {
    expect(await judged([producer, consumer])).toMatchObject({ verdict: "conforms", events: producer.length + consumer.length })
    expect((await judged([producer, consumer.slice(0, 100)])).verdict).toBe("violated")
    expect((await judged([producer.slice(0, 100), consumer.slice(0, 100)])).verdict).toBe("conforms")
  })

  it.each(Object.keys(mutations))("rejects the sample with %s, or says why it may be so", async (name) => {
    const dice = new Dice(20130514)
    const found = { rejected: 0, accepted: 0 }
    for (let k = 0; k < 40; k++) {
      const change = (mutations[name] as Mutation)(dice)
      if (change === undefined) continue
      const r = await judged(change.logs)
      if (r.verdict === "violated") found.rejected++
      else found.accepted++
      const allowed = change.may === undefined ? ["violated"] : ["violated", "conforms"]
      expect(allowed, `case ${k}`).toContain(r.verdict)
      expect((r.explanation?.candidates.length ?? 0) > 0, `case ${k}`).toBe(r.verdict === "violated")
    }
    expect(found.rejected).toBeGreaterThan(found.accepted)
  })

  it("says that it could not decide where the limit is too small", async () => {
    // The producer sees a credit that the consumer returns only later: no event is impossible by its own log.
    const early = producer.with(2, { ...(producer[2] as TraceLine), seen: { "window.credit": 1 } })
    expect((await judged([early, consumer])).verdict).toBe("violated")
    const r = await judged([early, consumer], 1)
    expect(r).toMatchObject({ verdict: "inconclusive", reason: expect.stringMatching(/^more than 1 configurations after \d+ events$/) as string })
  })

  it("decides within seconds on a ring of 1,024 slots, where two thousand events go by before one needs the link", async () => {
    const large = 1024
    const payload = (i: number): string => `p${i}`
    const all = Array.from({ length: 2 * large }, (_, i) => i)
    const sent = all.flatMap((i): readonly Event[] => [
      { endpoint: "a", rule: "ring.write", params: { frame: payload(i) }, seen: { "window.credit": i < large ? 0 : large } },
      { endpoint: "a", rule: "ring.commit", params: {}, seen: {} },
    ])
    const received = (i: number, seen = payload(i)): readonly Event[] => [
      { endpoint: "b", rule: "ring.accept", params: {}, seen: { [`window.slots[${i % large}].commit`]: i + 1 } },
      { endpoint: "b", rule: "ring.read", params: {}, seen: { [`window.slots[${i % large}].payload`]: seen } },
      { endpoint: "b", rule: "ring.deliver", params: {}, seen: {} },
    ]
    const credit: Event = { endpoint: "b", rule: "ring.returnCredit", params: {}, seen: {} }
    const lap = all.slice(0, large)
    const judgedLarge = (consumed: readonly Event[]): Promise<TraceResult> =>
      judgeTraces(writeLogs(folder, "ring.thin", { slots: large, posted: 8, frames: 2 * large }, [sent, consumed]), () => Promise.resolve(thin))
    const begin_ms = performance.now()
    expect((await judgedLarge([...lap.flatMap((i) => received(i)), credit])).verdict).toBe("conforms")
    const cut = await judgedLarge(lap.slice(0, 700).flatMap((i) => received(i)))
    expect(cut).toMatchObject({ verdict: "violated", explanation: { candidates: [{ process: "p0", failed: "a.window.credit" }] } })
    const tampered = await judgedLarge([...lap.flatMap((i) => (i === 500 ? received(i, "forged") : received(i))), credit])
    expect(tampered.explanation?.candidates[0]).toMatchObject({ process: "p1", rule: "ring.read", failed: "b.window.slots[500].payload" })
    // A cut log of such a ring took more than a minute once; the machine may be busy.
    expect(performance.now() - begin_ms).toBeLessThan(60_000)
  })

  it("names the processes that did not log, and does not mistake silence for a violation of what they say", async () => {
    const r = await judged([producer.slice(0, 20)])
    expect(r).toMatchObject({ verdict: "conforms", acceptedPrefix: { p0: 20 } })
    expect(r.notes[0]).toBe('No log has events of endpoint "b": nothing is taken to have happened there.')
  })
})
