import { describe, expect, it } from "vitest"
import { InputError } from "../errors.ts"
import { lowerParts, type Parts } from "../lowering/testing.ts"
import { codec, flatten, type FlatInstance, type FlatSystem } from "./flat.ts"
import { printNode } from "./print.ts"
import { Reading } from "./reading.ts"
import type { State } from "./value.ts"

const flat = (parts: Partial<Parts>, sizes = { slots: 2, frames: 3 }): FlatSystem => flatten(lowerParts(parts), sizes)
const only = (f: FlatSystem): FlatInstance => f.instances[0] as FlatInstance

describe("flattening", () => {
  it("leaves out an update that changes nothing, and cells that a rule does not change", () => {
    const x = only(flat({ choose: "() => ({ b: [true] })", then: "(s, n) => next(s, { cells: set(s.cells, 1, { word: 2, flag: at(s.cells, 1).flag }), count: s.count })" }))
    const cells = flat({}).cells
    expect(x.updates.map((u) => `${cells[u.cell]?.path ?? ""} = ${printNode(u.node)}`)).toEqual(["cells[1].word = 2"])
  })
  it("leaves out an obligation that the guard implies, and keeps one that it does not", () => {
    const guarded = only(flat({ when: "(s, n) => ({ on: s.isOn, some: s.queue.length > 0 })", then: "(s) => next(s, { queue: rest(s.queue) })" }))
    const open = only(flat({ when: "(s, n) => ({ on: s.isOn })", then: "(s) => next(s, { queue: rest(s.queue) })" }))
    expect([guarded.obligations.length, open.obligations.map((o) => o.obligation.code)]).toEqual([0, ["O2"]])
  })
  it("keeps the instances that may fire, that one conjunct alone keeps from firing, or that break an obligation", () => {
    const labels = (when: string): readonly string[] => flat({ choose: "() => ({ i: range(3) })", when: `(s, n, p) => ({ ${when} })` }).instances.map((x) => x.label)
    expect(labels("on: s.isOn, is: p.i === 1")).toEqual(["t.step(i: 0)", "t.step(i: 1)", "t.step(i: 2)"])
    expect(labels("on: s.isOn, is: p.i === 1, too: p.i > 0")).toEqual(["t.step(i: 1)", "t.step(i: 2)"])
    expect(labels("on: at(s.cells, p.i).flag, is: p.i === 1, too: p.i === 1")).toEqual(["t.step(i: 1)", "t.step(i: 2)"])
    expect(flat({ choose: "() => ({ i: range(3) })", when: "(s, n, p) => ({ on: s.isOn, is: p.i === 1, too: p.i > 0 })" }).instances.map((x) => x.index)).toEqual([0, 1])
  })
  it("gives conditions, effects, branches and the initial codes over cells", () => {
    const f = flat({ choose: "() => ({ i: range(2) })", when: "(s, n, p) => ({ on: at(s.cells, p.i).flag })", then: "(s) => s.count > 1 ? next(s, { count: 0 }) : s" })
    expect(f.instances.map((x) => x.conjuncts.map((c) => printNode(c.node)))).toEqual([["cells[0].flag"], ["cells[1].flag"]])
    expect(only(f).branches.map((b) => printNode(b.node))).toEqual(["1 < count", "count <= 1"])
    expect(f.init).toEqual(codec(f.ir, f.sizes).encode(f.reading.initial()))
    expect(printNode(f.quiescent)).toBe("!isOn")
  })
})

describe("what cannot be flattened", () => {
  it("is a state of too many cells: the leaf is named before anything is made of it", () => {
    for (const slots of [2 ** 30, 60_000]) {
      const f = (): unknown => flat({}, { slots, frames: 3 })
      expect(f).toThrow(InputError)
      expect(f).toThrow(new RegExp(`model\\.ts:\\d+:\\d+: the state takes more than 100000 cells at this size, and cells alone ${slots * 2}`))
    }
  })
  it("is a system without an initial state", () => {
    expect(() => flat({ init: "more: 0", fields: `readonly more: Below<Sizes["slots"]>` }, { slots: 0, frames: 3 })).toThrow(/model\.ts:\d+:\d+: the initial state does not exist at this size: O4/)
  })
  it("is a rule that takes too long to be unrolled: it is named", () => {
    expect(() => flat({ when: "(s, n) => ({ on: every(range(n.frames), (i) => i !== s.count) })" }, { slots: 2, frames: 2 ** 31 - 1 })).toThrow(/model\.ts:\d+:\d+: t\.step is too large at this size/)
    expect(() => flat({ quiescent: "(s, n) => every(range(n.frames), (i) => i !== s.count)" }, { slots: 2, frames: 2 ** 31 - 1 })).toThrow(/quiescent is too large at this size/)
    expect(() => flat({ fields: "readonly more: Upto<3>", init: "more: every(range(n.frames), (i) => 9 % (i + 1) < 7) ? 0 : 1" }, { slots: 2, frames: 2 ** 31 - 1 })).toThrow(/init is too large at this size/)
  })
})

describe("the codec", () => {
  const ir = lowerParts({})
  const { encode, decode } = codec(ir, { slots: 2, frames: 3 })
  const first = new Reading(ir, { slots: 2, frames: 3 }).initial()
  const changed = (path: string, v: unknown): State => first.map((x, i) => (ir.leaves[i]?.path === path ? (v as State[number]) : x))
  it("gives back what it was given, and fills what is behind a queue's end with 0", () => {
    const state = changed("queue", [1])
    expect(decode(encode(state))).toEqual(state)
    const at = flat({}).cells.findIndex((c) => c.path === "queue.length")
    expect(encode(state).slice(at, at + 3)).toEqual([1, 1, 0])
  })
  it.each([["count", 4], ["count", -1], ["queue", [0, 1, 1]], ["queue", [2]], ["cells", [{ word: 0, flag: true }]], ["mode", "nowhere"], ["lap", 3]])("refuses what is no value: %s %j", (path, v) => {
    expect(() => encode(changed(path, v))).toThrow(RangeError)
  })
})
