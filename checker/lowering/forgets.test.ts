import { describe, expect, it } from "vitest"
import { printNode } from "../ir/print.ts"
import { tiny, type Tiny } from "../explorer/testing.ts"

/** A queue, and what may be forgotten of it. */
const queue = (then: string, parts: Partial<Tiny> = {}): Tiny => ({
  fields: `readonly queue: Fifo<Sizes["n"], Upto<Sizes["n"]>>; readonly ghost: { readonly seen: boolean }`, init: "queue: [], ghost: { seen: false }",
  rules: { push: "when: (s, n) => ({ hasRoom: s.queue.length < n.n }), then: (s) => next(s, { queue: push(s.queue, 1) })" },
  before: `const r_forget = rule({ id: "t.forget", text: "F.", choose: (n) => ({ k: range(n.n) }), when: (s, n, p) => ({ isThere: p.k < s.queue.length }), then: (s, n, p) => next(s, { ${then} }) })
const forgetting: Machine<State, Sizes> = machine({ id: "f", rules: [r_forget] })`,
  system: "forgets: ({ whole }) => [whole(forgetting)],", ...parts,
})

describe("what a system forgets", () => {
  it("is lowered as rules are, and is among no rules", () => {
    const ir = tiny(queue("queue: forget(s.queue, p.k, 0)"))
    expect([ir.rules.map((r) => r.id), ir.forgets.map((r) => [r.id, r.when.map((c) => printNode(c.node)), r.then.map((u) => [u.path, u.node.op])])])
      .toEqual([["t.push"], [["t.forget", ["k < queue.length"], [["queue", "set"]]]]])
  })
  it("is nothing where the system does not say so", () => {
    expect(tiny(queue("queue: s.queue", { system: "" })).forgets).toEqual([])
  })
  it("forgets in a queue only", () => {
    expect(() => tiny(queue("queue: forget(s.ghost, p.k, 0)"))).toThrow("a record of seen where a part of the state is meant that is a vec, a fifo or a bag")
  })
  it("leaves history alone", () => {
    expect(() => tiny(queue("ghost: { seen: false }"))).toThrow("then of t.forget changes history (ghost.seen)")
  })
  it("has a word of its own, which no rule may use", () => {
    expect(() => tiny(queue("queue: s.queue", { system: "", rules: { push: "when: (s, n) => ({ isThere: s.queue.length > 0 }), then: (s) => next(s, { queue: forget(s.queue, 0, 0) })" } }))).toThrow("forget in a rule of the system")
  })
})
