import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { sortAt } from "../../checker/ir/sort.ts"
import { lower } from "../../checker/lowering/index.ts"
import type { Ring } from "../ring.ts"
import { ring } from "../systems/ring.ts"
import { Oracle } from "./oracle.ts"
import { Run, type Subject } from "./run.ts"
import type { Event } from "./runtime.ts"
import { stateAt, type Start } from "./start.ts"

const { state } = lower(fileURLToPath(new URL("../systems/ring.ts", import.meta.url)), "ring")
const subject: Subject = { system: ring, shape: (n) => sortAt(state, { ...n }), shown: new Set() }
const sizes = { slots: 2, more: 1, posted: 4, indices: 4, tags: 2, epochs: 99, changes: 99, seals: 0 }
const open: Start = { kind: "open", epoch: 1, count: 0 }

interface Seen {
  readonly event: Event
  readonly before: Ring
  readonly after: Ring
}
/** What happens in a ring that rests in an open epoch: one frame of two slots goes through. */
const frame = (): readonly Seen[] => {
  const seen: Seen[] = []
  const run: Run = new Run(subject, { sizes, start: open })
  const { take } = run
  run.take = (event) => {
    const before = run.state
    take.call(run, event)
    seen.push({ event, before, after: run.state })
  }
  const of = run.runtime.rules.find((r) => r.rule.id === "slot.writePayload") as Event["of"]
  run.take({ of, params: { frame: "red", more: 1 } })
  run.settle()
  return seen
}
const steps = frame()
const oracle = (): Oracle => new Oracle(open, sizes)
const at = (id: string, which = 0): number => {
  const found = [...steps.keys()].filter((i) => steps[i]?.event.of.rule.id === id)[which]
  if (found === undefined) throw new Error(`${id} does not happen so often`)
  return found
}
/** The observer sees these steps. */
const see = (some: readonly Seen[]): Oracle => {
  const o = oracle()
  for (const { event, before, after } of some) o.see(event, before, after)
  return o
}
/** The steps with one of them another one. */
const instead = (i: number, change: (s: Seen) => Seen): readonly Seen[] => steps.map((s, k) => (k === i ? change(s) : s))

describe("an observer of a ring", () => {
  it("finds nothing in a frame that goes through, and all delivered at the end", () => {
    expect(steps.filter((s) => s.event.of.rule.id === "slot.commit")).toHaveLength(2)
    expect(() => see(steps).rest()).not.toThrow()
  })
  it("misses what was not delivered when the ring rests", () => {
    const sent = steps.slice(0, at("slot.look"))
    expect(() => see(sent).rest()).toThrow("oracle.lost: 0 of 1 frames were delivered")
  })
  it("knows that two sides which use different epochs do not rest", () => {
    expect(() => new Oracle({ kind: "new", epoch: 0, count: 0 }, sizes).rest()).toThrow("oracle.rest")
  })
  it("notices a word that is not what it counted", () => {
    const wrong = instead(at("slot.commit"), (s) => ({ ...s, after: { ...s.after, a: { ...s.after.a, writer: { ...s.after.a.writer, committed: 3 as never } } } }))
    expect(() => see(wrong)).toThrow("oracle.count: committed is 3 where 1 were counted")
  })
  it("notices a frame that is begun over one which was not consumed", () => {
    const first = steps[0] as Seen
    const sent = steps.slice(0, at("slot.commit", 1) + 1)
    expect(() => see([...sent, first])).toThrow("oracle.overrun: a frame of 2 slots is begun while 2 of 2 slots hold what was not consumed")
  })
  it("notices a slot that is consumed and was never read", () => {
    const kept = at("slot.keep")
    const unread = steps.slice(0, kept + 1).filter((s) => s.event.of.rule.id !== "slot.readPayload")
    expect(() => see(unread)).toThrow("oracle.phantom")
  })
  it("notices a frame that is delivered in part", () => {
    const deliver = (steps[at("slot.deliver")] as Seen).event
    const early = instead(at("slot.keep"), (s) => ({ ...s, event: deliver }))
    expect(() => see(early)).toThrow("oracle.whole: a frame of 2 slots is delivered after 1")
  })
  it("notices another frame's payload", () => {
    const blue = instead(at("slot.keep"), (s) => ({ ...s, before: { ...s.before, b: { ...s.before.b, reader: { ...s.before.b.reader, payload: { body: "blue" as never, seal: 0 } } } } }))
    expect(() => see(blue)).toThrow("oracle.content: frame 0 (red) is consumed as frame 0 (blue)")
  })
  it("notices a write that vanishes, and one that nobody posted", () => {
    const lost = instead(at("fabric.landInRing"), (s) => ({ ...s, after: s.before }))
    expect(() => see(lost)).toThrow("oracle.underWay")
    const landed = steps[at("fabric.landInRing")] as Seen
    expect(() => oracle().see(landed.event, stateAt(open, sizes), stateAt(open, sizes))).toThrow("oracle.landedNothing")
  })
  it("notices a slot that is accepted while the link is down", () => {
    const fails = new Run(subject, { sizes, start: open }).runtime.rules.find((r) => r.rule.id === "fabric.linkFails") as Event["of"]
    const before = steps[at("slot.accept")] as Seen
    const down: Seen = { event: { of: fails, params: {} }, before: before.before, after: before.before }
    expect(() => see([...steps.slice(0, at("slot.accept")), down, before])).toThrow("oracle.acceptedWhileDown")
  })
})
