import { describe, expect, it } from "vitest"
import { accesses, writersOf, writes } from "./access.ts"
import { Nodes, type Node } from "./node.ts"
import { bool, integer, type Sort } from "./sort.ts"
import type { RuleIr } from "./system.ts"

const nodes = new Nodes()
const cell: Sort = { kind: "record", fields: [{ name: "word", sort: integer }, { name: "flag", sort: bool }] }
const leaf = (name: string, sort: Sort): Node => nodes.make("state", [], sort, { name })
const k = leaf("k", integer)
const on = leaf("on", bool)
const cells = leaf("cells", { kind: "vec", size: 2, of: cell })
const q = leaf("q", { kind: "fifo", capacity: 2, of: integer })
const p = leaf("p", { kind: "fifo", capacity: 2, of: integer })
const element = (i: Node): Node => nodes.make("at", [cells, i], cell)
const word = (i: Node): Node => nodes.make("field", [element(i)], integer, { name: "word" })
const push = (s: Node): Node => nodes.make("push", [s, k], s.sort)
const take = (s: Node): Node => nodes.make("take", [s, nodes.int(0)], s.sort)
const none = nodes.make("list", [], q.sort)
const read = (...roots: readonly Node[]): readonly string[] => accesses(roots).map((a) => `${a.leaf}:${a.chain.op}`)

describe("accesses", () => {
  it("are the longest chains, not their beginnings", () => {
    expect(read(word(nodes.int(0)))).toEqual(["cells:field"])
    expect(read(element(nodes.int(0)))).toEqual(["cells:at"])
    expect(read(cells)).toEqual(["cells:state"])
    expect(read(nodes.make("length", [q], integer))).toEqual(["q:length"])
  })

  it("are both the element and the index that is read", () => {
    expect(read(word(k)).toSorted()).toEqual(["cells:field", "k:state"])
  })

  it("are one for one chain, however often it stands, and two for two", () => {
    expect(read(nodes.arithmetic("add", word(nodes.int(0)), word(nodes.int(0))), word(nodes.int(0)))).toHaveLength(1)
    expect(read(word(nodes.int(0)), word(nodes.int(1)))).toHaveLength(2)
    expect(read(word(nodes.int(0)), element(nodes.int(0)))).toHaveLength(2)
  })

  it("are found below what is made from a leaf", () => {
    expect(read(nodes.make("at", [take(q), nodes.int(0)], integer))).toEqual(["q:state"])
    expect(read(nodes.make("at", [nodes.ite(on, q, p), nodes.int(0)], integer)).toSorted()).toEqual(["on:state", "p:state", "q:state"])
  })

  it("are none of sizes, parameters and the state after", () => {
    expect(read(nodes.make("size", [], integer, { name: "n" }), nodes.make("param", [], integer, { name: "x" }), nodes.make("after", [], integer, { name: "k" }))).toEqual([])
  })
})

describe("writes", () => {
  it.each<[string, Node, readonly string[]]>([
    ["a push", push(q), ["push"]],
    ["two pushes", push(push(q)), ["push"]],
    ["a take", take(q), ["take"]],
    ["a take with a push", push(take(q)), ["push", "take"]],
    ["a push on one path", nodes.ite(on, push(q), q), ["push"]],
    ["a push on one path and a take on the other", nodes.ite(on, push(q), take(q)), ["push", "take"]],
    ["emptying", none, ["assign"]],
    ["emptying on one path", nodes.ite(on, push(q), none), ["push", "assign"]],
    ["another queue", p, ["assign"]],
    ["a push into another queue", push(p), ["push", "assign"]],
  ])("of %s", (_name, node, kinds) => {
    expect(writes({ path: "q", node })).toEqual(kinds.map((kind) => ({ leaf: "q", kind })))
  })

  it("of an array are assignments", () => {
    const node = nodes.make("set", [cells, nodes.int(0), element(nodes.int(1))], cells.sort)
    expect(writes({ path: "cells", node })).toEqual([{ leaf: "cells", kind: "assign" }])
  })
})

describe("writersOf", () => {
  const rule = (place: string, node: Node): RuleIr => ({ place, then: [{ path: "q", node }], note: [] }) as unknown as RuleIr

  it("are the places by what they do, history left out", () => {
    const found = writersOf({
      leaves: [{ path: "q", sort: q.sort, ghost: false }, { path: "ghost.k", sort: integer, ghost: true }],
      rules: [rule("a", push(q)), rule("b", take(q)), rule("c", none), rule("a", push(q))],
    })
    expect([...found.keys()]).toEqual(["q"])
    const w = found.get("q")
    expect([w?.push, w?.take, w?.assign].map((x) => [...(x ?? [])])).toEqual([["a"], ["b"], ["c"]])
  })
})
