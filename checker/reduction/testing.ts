/** For tests: a box that holds a number until it is taken out or dropped, and what may be forgotten of it. */
import { flatten, type FlatSystem } from "../ir/flat.ts"
import { sizesOf } from "../ir/reading.ts"
import type { SystemIr } from "../ir/system.ts"
import { tiny, type Tiny } from "../explorer/testing.ts"

/** The box as a system: `when` says where its number may be forgotten. */
export const box = (when: string, more: Partial<Tiny> = {}): Tiny => ({
  fields: `readonly value: Upto<Sizes["n"]>; readonly isFull: boolean; readonly taken: Upto<Sizes["n"]>; readonly count: Upto<Sizes["n"]>`,
  init: "value: 0, isFull: false, taken: 0, count: 0",
  rules: {
    put: "choose: (n) => ({ number: range(n.n) }), when: (s, n, p) => ({ isEmpty: !s.isFull, more: s.count < n.n }), then: (s, n, p) => next(s, { value: p.number, isFull: true, count: s.count + 1 })",
    take: "when: (s) => ({ isFull: s.isFull }), then: (s) => next(s, { isFull: false, taken: s.value })",
    drop: "when: (s) => ({ isFull: s.isFull }), then: (s) => next(s, { isFull: false })",
  },
  properties: { once: ["step", "holds: (s, n, t) => t.count >= s.count && (s.isFull || t.taken === s.taken)"], all: ["reachable", "holds: (s, n) => s.count === n.n && s.taken === 1"] },
  quiescent: "(s, n) => s.count === n.n && !s.isFull",
  before: `const r_forget = rule({ id: "t.forget", text: "F.", when: (s, n) => ({ it: ${when} }), then: (s) => next(s, { value: 0 }) })
const forgetting: Machine<State, Sizes> = machine({ id: "f", rules: [r_forget] })`,
  system: "forgets: ({ whole }) => [whole(forgetting)],",
  ...more,
})
export const boxIr = (when: string, more: Partial<Tiny> = {}): SystemIr => tiny(box(when, more))

/** At its size `small`. */
export const flatOf = (ir: SystemIr): FlatSystem => flatten(ir, sizesOf(ir, "small"), "small")
