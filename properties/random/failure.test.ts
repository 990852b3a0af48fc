import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { sortAt } from "../../checker/ir/sort.ts"
import { lower } from "../../checker/lowering/index.ts"
import { ring } from "../systems/ring.ts"
import { changed, ignoring, replacing, type Change } from "./changed.ts"
import { replayed, scheduled, shortened, type Failure } from "./failure.ts"
import { parsed, printed } from "./listing.ts"
import type { Phase, Setting, Subject } from "./run.ts"

const { state } = lower(fileURLToPath(new URL("../systems/ring.ts", import.meta.url)), "ring")
const subject = (change: Change): Subject => ({ system: changed(ring, change), shape: (n) => sortAt(state, { ...n }), shown: new Set() })
const right = subject((rule) => rule)
const setting: Setting = { sizes: { slots: 2, more: 1, posted: 2, indices: 4, tags: 2, epochs: 99, changes: 99, seals: 0 }, start: { kind: "new", epoch: 0, count: 0 } }
const phases: readonly Phase[] = [{ mood: "steady", steps: 300, seed: 5 }, { mood: "storm", steps: 300, seed: 2 }]
const roomless = subject(ignoring("slot.commit", "hasRoom"))
const creditless = subject(replacing("credit.return", undefined))
/** @throws where nothing fails */
const failed = (of: Subject): Failure => {
  // Without credit a ring is stuck until the next epoch, so that the storm would help it.
  const failure = scheduled(of, setting, of === creditless ? phases.slice(0, 1) : phases)
  if (failure === undefined) throw new Error("nothing fails")
  return failure
}
describe("a schedule", () => {
  it("fails nowhere with the rules as they are", () => {
    expect(scheduled(right, setting, phases)).toBeUndefined()
  })
  it("fails where a step violates something, with the events to there, the last one among them", () => {
    const failure = failed(roomless)
    expect(failure).toMatchObject({ setting, settles: false, violation: { id: "obligation.range" } })
    expect(failure.events.at(-1)?.of.rule.id).toBe("slot.commit")
    expect(failure.events.length).toBeLessThan(600)
  })
  it("fails at its end where the system does not rest, with the events before the end", () => {
    const failure = failed(creditless)
    expect(failure).toMatchObject({ settles: true, violation: { id: "run.rests" } })
  })
})

describe("a story", () => {
  it.each([["in a step", roomless], ["at its end", creditless]])("that fails %s fails the same when it is played again", (_, of) => {
    const failure = failed(of)
    expect(replayed(of, failure)).toEqual(failure)
    // An event holds its rule: as text the story is told of the rules as they are.
    expect(replayed(right, parsed(right, printed(failure)))).toBeUndefined()
  })
  it("passes over what is not enabled", () => {
    const failure = failed(roomless)
    expect(replayed(roomless, { ...failure, events: failure.events.slice(-1) })).toBeUndefined()
  })
  it.each([["in a step", roomless], ["at its end", creditless]])("that fails %s is shortened to one of which no event can be left out", (_, of) => {
    const failure = failed(of)
    const short = shortened(of, failure)
    expect(short.violation.id).toBe(failure.violation.id)
    expect(short.events.length).toBeLessThan(failure.events.length / 2)
    expect(replayed(of, short)?.violation.message).toBe(short.violation.message)
    for (const i of short.events.keys()) expect(replayed(of, { ...short, events: short.events.toSpliced(i, 1) })?.violation.id).not.toBe(short.violation.id)
  })
})
