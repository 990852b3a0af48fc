import { describe, expect, it } from "vitest"
import { flatten } from "../ir/flat.ts"
import { sizesOf } from "../ir/reading.ts"
import type { SystemIr } from "../ir/system.ts"
import { stateAt } from "./counterexample.ts"
import { explore } from "./explore.ts"
import { kernelOf, type Kernel } from "./kernel.ts"
import { counting, keyOf, naive, tiny, type Tiny } from "./testing.ts"

const explored = async (ir: SystemIr, size = "small"): Promise<Kernel> => {
  const { kernel, cut } = await explore(flatten(ir, sizesOf(ir, size), size))
  expect(cut).toBeUndefined()
  expect(kernel.compiled.stop()).toBeUndefined()
  return kernel
}
const statesOf = (kernel: Kernel): readonly string[] => Array.from({ length: kernel.compiled.states() }, (_, i) => keyOf(stateAt(kernel, i)))

const bags: Tiny = {
  fields: `readonly bag: Bag<Sizes["n"], { readonly kind: "a" | "b" | "c"; readonly to: Below<3> }>; readonly last: "none" | "a" | "b" | "c"`,
  init: `bag: [], last: "none"`,
  rules: {
    send: `choose: () => ({ kind: ["c", "a", "b"], to: range(3) }), when: (s, n) => ({ hasRoom: s.bag.length < n.n }), then: (s, _n, p) => next(s, { bag: put(s.bag, { kind: p.kind, to: p.to }) })`,
    receive: `choose: (n) => ({ which: range(n.n) }), when: (s, _n, p) => ({ some: p.which < s.bag.length }), then: (s, _n, p) => next(s, { bag: take(s.bag, p.which), last: at(s.bag, p.which).kind })`,
  },
}
const queues: Tiny = {
  fields: `readonly queue: Fifo<Sizes["n"], Vec<2, Below<3>>>; readonly cells: Vec<Sizes["n"], Opaque>`,
  init: "queue: [], cells: fill(n.n, blank)",
  rules: {
    send: `choose: () => ({ x: range(3) }), when: (s, n) => ({ hasRoom: s.queue.length < n.n }), then: (s, _n, p) => next(s, { queue: push(s.queue, [p.x, min(p.x, 1)]) })`,
    receive: `choose: () => ({ c: [white, red] }), when: (s) => ({ some: s.queue.length > 0 }), then: (s, _n, p) => next(s, { queue: rest(s.queue), cells: set(s.cells, at(head(s.queue), 0), p.c) })`,
  },
}
const counters: Tiny = {
  fields: `readonly a: Counter<Sizes["width"]>; readonly b: Counter<Sizes["width"]>; readonly slots: Vec<Sizes["n"], boolean>`,
  sizeFields: "readonly n: number; readonly width: number", sizes: "small: { n: 3, width: 12 }",
  init: "a: counter.zero(), b: counter.zero(), slots: fill(n.n, false)",
  rules: {
    ahead: `when: (s, n) => ({ near: counter.distance(s.b, s.a, n.width, n.n) < n.n }), then: (s, n) => next(s, { a: counter.next(s.a, n.width), slots: set(s.slots, counter.slot(s.a, n.width, n.n), true) })`,
    follow: `when: (s) => ({ behind: !counter.same(s.a, s.b) }), then: (s, n) => next(s, { b: counter.next(s.b, n.width), slots: set(s.slots, counter.slot(s.b, n.width, n.n), false) })`,
  },
}
/** Three hundred cells in many words, of which three wander. */
const wide: Tiny = {
  fields: `readonly cells: Vec<300, Upto<1000000>>; readonly i: Below<300>; readonly far: Upto<2147483647>; readonly nothing: Upto<0>; readonly one: "only"`,
  init: `cells: fill(300, 999999), i: 0, far: 0, nothing: 0, one: "only"`,
  rules: {
    move: `choose: () => ({ by: [7, 101] }), when: (s, _n, p) => ({ inside: s.i + p.by < 300 }), then: (s, _n, p) => next(s, { i: s.i + p.by, cells: set(s.cells, s.i, 1000000 - p.by) })`,
    leap: `when: (s) => ({ near: s.far < 2147483646 }), then: (s) => next(s, { far: s.far + 715827882 })`,
  },
}

describe("the compiled explorer", () => {
  it.each([["bags", bags], ["queues", queues], ["counters", counters], ["many words and 31 bits", wide], ["counting", counting]] as const)("finds exactly the states of the interpreter: %s", async (_name, t) => {
    const ir = tiny(t)
    const kernel = await explored(ir)
    const expected = naive(ir, sizesOf(ir, "small"))
    const found = statesOf(kernel)
    expect(new Set(found).size).toBe(found.length)
    expect(new Set(found)).toEqual(new Set(expected.depths.keys()))
    expect(kernel.compiled.transitions()).toBe(expected.transitions)
    expect(kernel.compiled.depth()).toBe(Math.max(...expected.depths.values()))
    expect(found.length).toBeGreaterThan(3)
  })

  it("stays exact over several doublings of the store, and keeps breadth-first parents", async () => {
    const ir = tiny({ ...bags, sizes: "small: { n: 6 }" })
    const kernel = await explored(ir)
    const expected = naive(ir, sizesOf(ir, "small"))
    expect(kernel.compiled.states()).toBeGreaterThan(4 * 1024)
    expect(new Set(statesOf(kernel))).toEqual(new Set(expected.depths.keys()))
    const parents = kernel.compiled.parents()
    const depths = new Int32Array(kernel.compiled.states())
    for (let i = 1; i < depths.length; i++) depths[i] = (depths[parents[i] as number] as number) + 1
    expect(statesOf(kernel).every((key, i) => expected.depths.get(key) === depths[i])).toBe(true)
  })

  it("tells a million states apart that differ in a few bits", async () => {
    const ir = tiny({
      fields: "readonly x: Upto<1023>; readonly y: Upto<1023>", init: "x: 0, y: 0",
      rules: { right: "when: (s) => ({ below: s.x < 1023 }), then: (s) => next(s, { x: s.x + 1 })", up: "when: (s) => ({ below: s.y < 1023 }), then: (s) => next(s, { y: s.y + 1 })" },
    })
    const { compiled } = await explored(ir)
    expect([compiled.states(), compiled.transitions(), compiled.depth()]).toEqual([2 ** 20, 2 * 1024 * 1023, 2046])
  })

  it("keeps every edge, with its instance", async () => {
    const kernel = await explored(tiny(bags))
    const { compiled, flat } = kernel
    const [offsets, targets, labels] = [compiled.offsets(), compiled.targets(), compiled.labels()]
    expect(targets.length).toBe(compiled.transitions())
    for (let i = 0; i < compiled.states(); i++) {
      const state = stateAt(kernel, i)
      const enabled = flat.instances.filter((x) => flat.reading.enabled(x.rule, state, x.params))
      const from = offsets[i] as number
      expect(Array.from(labels.slice(from, from + enabled.length))).toEqual(enabled.map((x) => x.index))
      enabled.forEach((x, k) => expect(keyOf(stateAt(kernel, targets[from + k] as number))).toBe(keyOf(flat.reading.step(x.rule, state, x.params))))
    }
  })

  it("gives the successors of any state, and says which obligation is broken", () => {
    const ir = tiny({ ...counting, rules: { up: "when: () => ({}), then: (s) => next(s, { x: s.x + 1 })", down: "when: (s) => ({ some: s.x > 0 }), then: (s) => next(s, { x: s.x - 1 })" } })
    const kernel = kernelOf(flatten(ir, { n: 3 }), { coverage: false, edges: false })
    expect([...kernel.compiled.successors(Int32Array.of(1))]).toEqual([0, 2, 1, 0])
    expect(() => kernel.compiled.successors(Int32Array.of(3))).toThrow(expect.objectContaining({ cause: 0 }))
    expect(kernel.obligations[0]).toMatchObject({ owner: "t.up", obligation: { obligation: { code: "O4" } } })
  })

  it("explores a system without cells, and one whose sizes are 0", async () => {
    const empty = await explored(tiny({ fields: "readonly x: Upto<0>", init: "x: 0", rules: { stay: "when: () => ({}), then: (s) => s" } }))
    expect([empty.compiled.states(), empty.compiled.transitions()]).toEqual([1, 1])
    const none = await explored(tiny({
      fields: `readonly cells: Vec<Sizes["n"], Upto<3>>; readonly queue: Fifo<Sizes["n"], Below<Sizes["n"]>>; readonly x: Upto<1>`, sizes: "small: { n: 0 }, large: { n: 1 }",
      init: "cells: fill(n.n, 0), queue: [], x: 0",
      rules: {
        send: "choose: (n) => ({ i: range(n.n) }), when: (s, n) => ({ hasRoom: s.queue.length < n.n }), then: (s, _n, p) => next(s, { queue: push(s.queue, p.i) })",
        flip: "when: (s, n) => ({ all: every(range(n.n), (i) => at(s.cells, i) === 3), zero: s.x === 0 }), then: (s) => next(s, { x: 1 })",
      },
    }))
    expect([none.compiled.states(), none.compiled.transitions()]).toEqual([2, 1])
  })

  it("sees a conjunct false also where it keeps an instance from ever firing", async () => {
    const ir = tiny({ ...counting, rules: { up: "choose: () => ({ by: [1, 2] }), when: (s, n, p) => ({ single: p.by === 1, below: s.x < n.n }), then: (s, _n, p) => next(s, { x: s.x + p.by })" } })
    const { plan, compiled, flat } = await explored(ir)
    expect(flat.instances.map((x) => x.label)).toEqual(["t.up(by: 1)", "t.up(by: 2)"])
    expect([...compiled.seen]).toEqual(Array.from({ length: plan.bytes }, () => 1))
    expect(compiled.states()).toBe(4)
  })
})

describe("limits of a system", () => {
  const many = (n: number): Tiny => ({ ...counting, sizes: `small: { n: ${n} }`, quiescent: "() => true", rules: { jump: "choose: (n) => ({ to: range(n.n) }), when: (s, n, p) => ({ first: s.x === 0, further: p.to > 0 }), then: (s, _n, p) => next(s, { x: 1 + p.to % 5 })" } })

  it("labels the steps of 20,000 instances correctly", async () => {
    const kernel = await explored(tiny(many(20_000)))
    const { compiled, flat } = kernel
    expect([compiled.states(), compiled.transitions()]).toEqual([6, 19_999])
    const labels = compiled.labels()
    expect(flat.instances[labels[labels.length - 1] as number]?.label).toBe("t.jump(to: 19999)")
    labels.forEach((l, e) => expect(keyOf(stateAt(kernel, compiled.targets()[e] as number))).toBe(String(1 + (flat.instances[l]?.params["to"] as number) % 5)))
  })

  it("refuses more instances than labels can tell apart, before it makes them", () => {
    const ir = tiny({ ...many(65_536), sizes: "small: { n: 65536 }, large: { n: 2147483647 }" })
    expect(() => flatten(ir, { n: 65_536 })).toThrow(/model\.ts:7:\d+: t\.jump has 65536 instances at this size/)
    expect(() => flatten(ir, { n: 2_147_483_647 })).toThrow(/t\.jump has 2147483647 instances/)
  })
})
