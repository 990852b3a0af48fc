import { describe, expect, it } from "vitest"
import { counting } from "../explorer/testing.ts"
import { flatten } from "../ir/flat.ts"
import { placed } from "../ir/system.ts"
import { lowerText } from "../lowering/testing.ts"
import { simulationKernel } from "./kernel.ts"
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
  // Two ends, each of which may crash at any time, and a join that may be cut at any time.
  const [ir] = lowerText(`import { machine, model, next } from "tcnet"
import type { Machine, System, Upto } from "tcnet"
interface Sizes { readonly n: number }
interface End { readonly x: Upto<1> }
interface Link { readonly cut: Upto<1> }
interface Ends { readonly from: End; readonly to: End; readonly link: Link }
interface State { readonly a: End; readonly b: End; readonly link: Link }
const e = model<End, Sizes>()
const j = model<Ends, Sizes>()
const work = e.rule({ id: "t.work", text: "Work.", when: () => ({}), then: (s) => next(s, { x: 1 }) })
const crash = e.rule({ id: "t.crash", text: "Crash.", by: "fault", when: () => ({}), then: (s) => next(s, { x: s.x === 0 ? 1 : 0 }) })
const cut = j.rule({ id: "t.cut", text: "Cut.", by: "fault", when: () => ({}), then: (s) => next(s, { link: { cut: s.link.cut === 0 ? 1 : 0 } }) })
const end: Machine<End, Sizes> = machine({ id: "t.end", rules: [work, crash] })
const ends: Machine<Ends, Sizes> = machine({ id: "t.ends", rules: [cut] })
export const system: System<State, Sizes> = {
  id: "test.struck", text: "What is struck.", sizes: { small: { n: 1 } },
  init: () => ({ a: { x: 0 }, b: { x: 0 }, link: { cut: 0 } }),
  parts: ({ place, join }) => [place("a", end), place("b", end), join("ab", { from: "a", to: "b", link: "link" }, ends)],
  quiescent: () => true,
}
`)
  if (ir === undefined) throw new Error("no system")
  const near = simulationKernel(flatten(ir, { n: 1 }))
  /** How often each kind of fault was due and happened, in rounds with one link or with many. */
  const struck = (site: SimulationSetting["site"]): Readonly<Record<string, number>> => {
    const s = ended({ near, site, seed: 3, steps: 100 * site.channels * 40 })
    const happened = (id: string): number => near.flat.instances.reduce((n, x) => (placed(x.rule) === id || x.rule.id === id ? n + (s.populations[0]?.fired[x.index] ?? 0) : n), 0)
    return Object.fromEntries(s.kinds.map((k, i) => [k.id, happened(k.id) / (s.due[i] as number)]))
  }
  it("strikes one channel, or all that share the link or the node", () => {
    // Each of 30 channels is on the one link, and has an end on each of the two nodes; half of all mixes share their faults.
    const together = struck({ superNodes: 1, nodes: 2, endpoints: 2, channels: 30 })
    expect([together["ab.t.cut"], together["t.crash"]].map((n) => (n ?? 0) > 5 && (n ?? 0) <= 30)).toEqual([true, true])
    // Of a channel that shares nothing, both ends stand alone.
    const alone = struck({ superNodes: 1, nodes: 2, endpoints: 2, channels: 1 })
    expect([alone["ab.t.cut"], alone["t.crash"]]).toEqual([1, 1])
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
