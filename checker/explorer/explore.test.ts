import { afterEach, describe, expect, it, vi } from "vitest"
import { flatten } from "../ir/flat.ts"
import { check } from "./check.ts"
import { explore } from "./explore.ts"
import { counting, tiny, type Tiny } from "./testing.ts"

/** A square of states, with a property of every kind. */
const square = (n: number): Tiny => ({
  fields: `readonly x: Upto<Sizes["n"]>; readonly y: Upto<Sizes["n"]>`, init: "x: 0, y: 0", sizes: `small: { n: ${n} }`,
  before: `interface Service { readonly k: Upto<Sizes["n"]> }
const s_go = model<Service, Sizes>().rule({ id: "s.go", text: "x", when: (s, n) => ({ below: s.k < n.n }), then: (s) => next(s, { k: s.k + 1 }) })
const service: Machine<Service, Sizes> = machine({ id: "s", rules: [s_go] })`,
  rules: {
    right: "when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })",
    up: "when: (s, n) => ({ below: s.y < n.n }), then: (s) => next(s, { y: s.y + 1 })",
  },
  properties: {
    low: ["invariant", "holds: (s) => s.x <= s.x * s.x"], grows: ["step", "holds: (s, _n, t) => t.x >= s.x"],
    far: ["reachable", "holds: (s, n) => s.x === n.n && s.y === n.n"], near: ["reachable", "holds: (s) => s.x === 1"],
  },
  quiescent: "(s, n) => s.x === n.n && s.y === n.n",
  system: `refines: [refinement({ id: "s.r", text: "x", service, init: () => ({ k: 0 }), as: (s: State) => ({ k: s.x }) })]`,
})
afterEach(() => { vi.unstubAllGlobals() })

const open = { "t.low": "inconclusive", "t.grows": "inconclusive", "t.far": "inconclusive", "t.near": "reached", "s.r": "inconclusive", completion: "inconclusive", deadlock: "inconclusive", obligations: "inconclusive" }

describe("a limit", () => {
  it.each([3, 100, 1023, 1024, 1025, 4000])("of %i states is exact, and leaves what is left open inconclusive", async (limitStates) => {
    const r = await check(tiny(square(99)), { limitStates })
    expect([r.verdict, r.states, r.cut]).toEqual(["inconclusive", limitStates, "states"])
    expect(Object.fromEntries(r.properties.map((p) => [p.id, p.verdict]))).toEqual({ ...open, "t.near": "reached" })
    expect(r.properties.every((p) => (p.verdict === "inconclusive") === (p.class === "not-run"))).toBe(true)
  })
  it("that is just high enough is none", async () => {
    const r = await check(tiny(square(99)), { limitStates: 10_000 })
    expect([r.verdict, r.states, r.cut]).toEqual(["holds", 10_000, undefined])
  })
  it.each([100_000, 1_000_000, 3_000_000])("of %i bytes ends the search before the store takes more", async (limitBytes) => {
    const r = await check(tiny(square(999)), { limitBytes })
    expect([r.verdict, r.cut]).toEqual(["inconclusive", "memory"])
    expect(r.states).toBeGreaterThan(1000)
    // The successors that wait are still taken in.
    expect(r.peakMemoryBytes).toBeLessThan(limitBytes + 10_000)
    expect(r.peakMemoryBytes).toBeGreaterThan(limitBytes / 3)
    expect(Object.fromEntries(r.properties.map((p) => [p.id, p.verdict]))).toEqual(open)
  })
  it("of less than the first state takes leaves that state", async () => {
    const r = await check(tiny(square(999)), { limitBytes: 1 })
    expect([r.verdict, r.cut, r.states, r.transitions]).toEqual(["inconclusive", "memory", 1, 0])
  })
  it("of bytes counts the edges of few states too", async () => {
    const dense: Tiny = { ...counting, sizes: "small: { n: 900 }", quiescent: "() => true", rules: { jump: "choose: (n) => ({ to: range(n.n) }), when: (s, _n, p) => ({ other: s.x !== p.to }), then: (s, _n, p) => next(s, { x: p.to })" } }
    const r = await check(tiny(dense), { limitBytes: 500_000 })
    expect([r.verdict, r.cut]).toEqual(["inconclusive", "memory"])
    expect(r.peakMemoryBytes).toBeLessThan(500_000)
    expect((await check(tiny(dense))).transitions).toBe(900 * 899)
  })
  it("finds what is broken among the states that it leaves", async () => {
    const broken = await check(tiny({ ...square(99), properties: { low: ["invariant", "holds: (s) => s.x < 5"] } }), { limitStates: 500 })
    expect([broken.verdict, broken.cut]).toEqual(["violated", undefined])
    const step = await check(tiny({ ...square(99), properties: { low: ["step", "holds: (_s, _n, t) => t.x < 5"] } }), { limitStates: 500 })
    expect([step.verdict, step.cut, step.counterexample?.run.steps.length]).toEqual(["violated", "states", 5])
  })
  it("of the machine itself ends the search too, and crashes nothing", async () => {
    const ir = tiny(square(299))
    for (const [name, real, most] of [["Int32Array", Int32Array, 40_000], ["Uint16Array", Uint16Array, 20_000]] as const) {
      vi.stubGlobal(name, new Proxy(real, { construct: (target, [length, ...more]: [unknown, ...unknown[]]) => {
        if (typeof length === "number" && length > most) throw new RangeError("Array buffer allocation failed")
        return Reflect.construct(target, [length, ...more]) as object
      } }))
      const { kernel, cut } = await explore(flatten(ir, { n: 299 }))
      vi.unstubAllGlobals()
      expect([cut, kernel.compiled.states() < 90_000, kernel.compiled.states() > 1000]).toEqual(["memory", true, true])
      const { compiled } = kernel
      expect(compiled.targets().every((t) => t < compiled.states())).toBe(true)
    }
  })
})

describe("an interruption", () => {
  it("ends the search at the next pause and keeps what was covered", async () => {
    const controller = new AbortController()
    const shown: number[] = []
    const r = await check(tiny(square(4000)), { signal: controller.signal, onProgress: (p) => {
      shown.push(p.states)
      if (shown.length === 2) controller.abort()
    } })
    expect([r.verdict, r.cut, shown.length]).toEqual(["inconclusive", "interrupted", 2])
    expect(r.states).toBeGreaterThanOrEqual(shown[1] as number)
    expect(Object.fromEntries(r.properties.map((p) => [p.id, p.verdict]))).toEqual(open)
  })
  it("is looked for often also where a state takes long", async () => {
    // Ten thousand instances: a slice of thousands of states would take a minute.
    const slow: Tiny = { ...counting, sizes: "small: { n: 100000 }", fields: `${counting.fields}; readonly y: Upto<100>`, init: "x: 0, y: 0", rules: { ...counting.rules, jump: "choose: () => ({ i: range(100), j: range(100) }), when: (s, _n, p) => ({ y: s.y !== p.i, x: s.x % 100 !== p.j }), then: (s, _n, p) => next(s, { y: p.i })" } }
    const controller = new AbortController()
    let from = 0
    const r = await check(tiny(slow), { signal: controller.signal, onProgress: () => {
      from = performance.now()
      controller.abort()
    } })
    expect(r.cut).toBe("interrupted")
    expect(performance.now() - from).toBeLessThan(5_000)
  })
  it("reaches the judgement of runs, after every state was seen", async () => {
    const later: Tiny = { ...counting, properties: { end: ["leadsTo", "given: (s) => s.x === 1, holds: (s) => s.x === 2"], law: ["invariant", "holds: (s) => s.x < 4"] } }
    // Asked for the first time when the search is over.
    let asked = 0
    const signal: AbortSignal = Object.defineProperty(new AbortController().signal, "aborted", { get: () => asked++ > 0 })
    const r = await check(tiny(later), { signal })
    expect([r.verdict, r.cut, r.unjudged, r.states]).toEqual(["inconclusive", undefined, "interrupted", 4])
    expect(r.properties.filter((p) => p.verdict === "inconclusive").map((p) => p.id)).toEqual(["t.end"])
  })
  it("by a signal that is already given covers a first slice", async () => {
    const r = await check(tiny(square(999)), { signal: AbortSignal.abort() })
    expect([r.verdict, r.cut, r.states > 1]).toEqual(["inconclusive", "interrupted", true])
  })
})

describe("a search", () => {
  const flat = flatten(tiny(square(99)), { n: 99 })
  it("goes on until it is told to end, and says how long that took", async () => {
    const from = performance.now()
    const { kernel, cut, seconds } = await explore(flat, { until: () => false })
    expect([kernel.compiled.states(), cut]).toEqual([10_000, undefined])
    expect(seconds).toBeLessThanOrEqual((performance.now() - from) / 1000)
    expect((await explore(flat, { until: () => true })).kernel.compiled.states()).toBeLessThan(10_000)
  })
  it("hides no error that is not about memory", async () => {
    const fail = (): never => { throw new Error("broken") }
    await expect(explore(flat, { until: (kernel) => { Object.assign(kernel.compiled, { run: fail }); return false } })).rejects.toThrow("broken")
  })
})
