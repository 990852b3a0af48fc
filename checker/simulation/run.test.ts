import { describe, expect, it } from "vitest"
import { counting } from "../explorer/testing.ts"
import { eventsOf, Simulation, type SimulationSetting } from "./run.ts"
import { registeredKernel, smallSite, tinyKernel } from "./testing.ts"

const ring = registeredKernel("ring.ts", "ring")
const setting: SimulationSetting = { near: ring, site: smallSite, seed: 1, steps: 30_000 }
const ended = (s: SimulationSetting, slice = Infinity): Simulation => {
  const simulation = new Simulation(s)
  while (!simulation.run(slice));
  return simulation
}
/** Everything that a run leaves. */
const traceOf = (s: Simulation): unknown => [s.steps, s.recovery, s.rounds, s.finished, s.rested, s.due, s.failure, s.populations.map((p) => [[...p.fired], [...p.channels.store], [...p.channels.seen]])]

describe("a run", () => {
  it("is decided by its seed, however it is cut into slices", () => {
    const run = traceOf(ended(setting))
    expect(traceOf(ended(setting))).toEqual(run)
    expect(traceOf(ended(setting, 777))).toEqual(run)
    expect(traceOf(ended({ ...setting, seed: 2 }))).not.toEqual(run)
  })
  it("makes as many firings as it is told, in rounds, and brings every channel to rest", () => {
    const s = ended(setting)
    expect([s.steps, s.rounds, s.failure, s.isDone]).toEqual([30_000, 2, undefined, true])
    // Few links have few mixes.
    expect(s.mixes > 16 && s.mixes <= 32).toBe(true)
    expect(s.rested).toBeGreaterThanOrEqual(2 * smallSite.channels)
    expect(s.populations[0]?.channels.rest(0)).toBe(1)
  })
  it("begins anew in a channel that has nothing more to do and may rest", () => {
    const s = ended({ ...setting, near: tinyKernel(counting), steps: 10_000 })
    expect(s.failure).toBeUndefined()
    expect(s.finished).toBeGreaterThan(1_000)
  })
  it("finds a channel in which nothing is enabled and that may not rest", () => {
    const s = ended({ ...setting, near: tinyKernel({ ...counting, quiescent: "(s) => s.x === 1" }) })
    expect(s.failure?.what).toEqual({ kind: "deadlock" })
  })
  it("finds a channel that goes on for ever and comes to no rest", () => {
    const turning = tinyKernel({ ...counting, rules: { up: "when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })", down: "when: (s, n) => ({ top: s.x === n.n }), then: (s) => next(s, { x: 1 })" }, quiescent: "(s) => s.x === 0" })
    const s = ended({ ...setting, near: turning })
    expect(s.failure?.what).toEqual({ kind: "no progress" })
  })
  it("judges the first state too", () => {
    expect(ended({ ...setting, near: tinyKernel({ ...counting, properties: { moved: ["invariant", "holds: (s) => s.x > 0"] } }) }).failure).toMatchObject({ what: { kind: "property", which: 0 }, round: 1 })
  })
})

describe("channels between super-nodes", () => {
  it("may be of another size, and are counted apart", () => {
    const far = tinyKernel({ ...counting, sizes: "small: { n: 5 }" })
    const s = ended({ ...setting, near: tinyKernel(counting), far, steps: 20_000 })
    expect(s.populations.map((p) => [p.first, p.count])).toEqual([[0, s.placement.near], [s.placement.near, smallSite.channels - s.placement.near]])
    expect(s.populations.every((p) => (p.fired[0] as number) > 1_000)).toBe(true)
    expect([s.popOf(0), s.popOf(s.placement.near)]).toEqual(s.populations)
  })
})

describe("a fault", () => {
  /** Something that happens to a join, and something that happens to an end: each is counted in the state. */
  const struck = registeredKernel("wakeup.ts", "wakeup", "standard")
  it("of a link strikes the channels of this link at the same time, where it is shared", () => {
    const site = { superNodes: 1, nodes: 2, endpoints: 2, channels: 40 }
    const s = ended({ near: struck, site, seed: 3, steps: 40_000 })
    const fails = struck.flat.instances.findIndex((x) => x.rule.id === "fabric.linkFails")
    const kind = s.kinds.findIndex((k) => k.id === "ab.fabric.linkFails")
    // All channels are on the one link: fewer faults were due than happened.
    expect(s.populations[0]?.fired[fails]).toBeGreaterThan(s.due[kind] as number)
  })
})

describe("a failing round", () => {
  const wrong = registeredKernel("ring.ts", "ring", "small", [["model/epoch/owner.ts", "offered: s.owner.phase === \"offered\", hasRoom", "offered: s.owner.phase !== \"begun\" && s.owner.epoch > 0, hasRoom"]])
  it("is played again to keep what happened to the one channel", () => {
    const s = { ...setting, near: wrong, seed: 5, steps: 200_000 }
    const { failure } = ended(s)
    if (failure === undefined) throw new Error("nothing failed")
    const events = eventsOf(s, failure)
    expect(events.length).toBeGreaterThan(3)
    expect(eventsOf(s, failure)).toEqual(events)
    expect(ended({ ...s, firstRound: failure.round, steps: failure.steps }).failure).toEqual(failure)
    expect(() => eventsOf({ ...s, near: ring }, failure)).toThrow("did not when it was played again")
  })
})
