import { describe as group, expect, it } from "vitest"
import { Nodes } from "../ir/node.ts"
import type { Sort } from "../ir/sort.ts"
import { Builtin, describe, Either, fieldNode, fieldsOf, isNode, List, Record } from "./value.ts"

const nodes = new Nodes()
const sort: Sort = { kind: "record", fields: [{ name: "a", sort: { kind: "bool" } }, { name: "b", sort: { kind: "upto", most: 3 } }] }

group("values", () => {
  it("are described as a reader would", () => {
    const seen = [1, true, "a", nodes.make("state", [], sort, { name: "s" }), new Record(new Map([["a", 1]])), new List([]), new Builtin("at", () => 1), new Either(nodes.bool(true), 1, 2)].map(describe)
    expect(seen).toEqual(["1", "true", `"a"`, "{ a: bool; b: 0 … 3 }", "a record of a", "a list", "the word at", "a choice of two values"])
  })

  it("are nodes or not", () => {
    expect([nodes.int(1), 1, "a", undefined, new List([])].map(isNode)).toEqual([true, false, false, false, false])
  })

  it("of a record node are its fields, taken out of a literal record at once", () => {
    const state = nodes.make("state", [], sort, { name: "s" })
    expect([...(fieldsOf(nodes, state)?.fields ?? [])].map(([name, v]) => [name, isNode(v) && v.op])).toEqual([["a", "field"], ["b", "field"]])
    const literal = nodes.make("record", [nodes.bool(true), nodes.int(2)], sort)
    expect(fieldNode(nodes, literal, "b", { kind: "upto", most: 3 })).toBe(nodes.int(2))
    expect(fieldsOf(nodes, nodes.int(1))).toBeUndefined()
  })
})
