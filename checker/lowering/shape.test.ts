import { describe, expect, it } from "vitest"
import { Nodes } from "../ir/node.ts"
import { bool, integer, type Sort } from "../ir/sort.ts"
import { merge, ownSort, paramSort, patched, shapeNode, type Shaper } from "./shape.ts"
import { Either, isNode, List, Range, Record, type Value } from "./value.ts"

const nodes = new Nodes()
const shaper = (): { readonly s: Shaper; readonly obligations: string[] } => {
  const obligations: string[] = []
  const s: Shaper = {
    nodes,
    refuse: (code, what) => { throw new RangeError(`${code} ${what}`) },
    oblige: (code, text, holds) => { if (holds.op !== "lit") obligations.push(`${code} ${text}`) },
    under: (_condition, f) => f(),
    named: (_name, _site, f) => f(),
  }
  return { s, obligations }
}
const record = (fields: { readonly [name: string]: Value }): Record => new Record(new Map(Object.entries(fields)))
const mode: Sort = { kind: "enum", values: ["idle", "busy"] }
const x = nodes.make("state", [], integer, { name: "x" })
const c = nodes.make("state", [], bool, { name: "c" })
const m = nodes.make("state", [], mode, { name: "m" })

describe("shapeNode", () => {
  it("gives a literal the sort of its place", () => {
    const { s } = shaper()
    expect(shapeNode(s, "busy", mode)).toMatchObject({ op: "lit", value: "busy", sort: mode })
    expect(shapeNode(s, true, bool)).toMatchObject({ op: "lit", value: true })
  })

  it("obliges a number to lie in its range, unless it has that range already", () => {
    const { s, obligations } = shaper()
    const upto: Sort = { kind: "upto", most: 3 }
    expect(shapeNode(s, x, upto)).toBe(x)
    expect(obligations).toEqual(["O4 0 … 3 is left"])
    shapeNode(s, nodes.make("state", [], upto, { name: "y" }), upto)
    shapeNode(s, 3, upto)
    expect(obligations).toHaveLength(1)
  })

  it("recodes an enumeration into a wider one, and into no narrower one", () => {
    const { s } = shaper()
    const wide: Sort = { kind: "enum", values: ["busy", "gone", "idle"] }
    expect(shapeNode(s, m, wide)).toMatchObject({ op: "ite", sort: wide })
    expect(() => shapeNode(s, nodes.make("state", [], wide, { name: "w" }), mode)).toThrow("E23 busy | gone | idle where idle | busy is meant")
  })

  it("shapes both values of a choice, and refuses half a choice", () => {
    const { s } = shaper()
    expect(shapeNode(s, new Either(c, "idle", "busy"), mode)).toMatchObject({ op: "ite", sort: mode })
    expect(() => shapeNode(s, new Either(c, "idle", undefined), mode)).toThrow("E23 a choice of two values where idle | busy is meant")
  })

  it("takes exactly the fields of a record", () => {
    const { s } = shaper()
    const sort: Sort = { kind: "record", fields: [{ name: "a", sort: bool }] }
    expect(shapeNode(s, record({ a: true }), sort).op).toBe("record")
    expect(() => shapeNode(s, record({}), sort)).toThrow("E21 the field a is missing")
    expect(() => shapeNode(s, record({ a: true, b: true }), sort)).toThrow("E21 there is no field b")
    expect(() => shapeNode(s, 1, sort)).toThrow("E23 1 where a record is meant")
  })

  it("takes exactly as many elements as an array has", () => {
    const { s } = shaper()
    const two: Sort = { kind: "vec", size: 2, of: bool }
    expect(shapeNode(s, new List([true, false]), two).op).toBe("list")
    expect(() => shapeNode(s, new List([true]), two)).toThrow("E44 1 elements where 2 × bool is meant")
    expect(() => shapeNode(s, new List([true]), { kind: "vec", size: { size: "n" }, of: bool })).toThrow("E44 1 elements where n × bool is meant")
  })

  it("puts the elements of a bag one by one, so that their order does not matter", () => {
    expect(shapeNode(shaper().s, new List([true, false]), { kind: "bag", capacity: 2, of: bool })).toMatchObject({ op: "put", args: [{ op: "put" }, { value: false }] })
  })

  it("never turns one kind of value into another", () => {
    const identity: Sort = { kind: "identity", count: 2 }
    for (const [v, sort] of [[1, bool], [true, integer], ["idle", integer], [x, bool], [1, identity], [x, identity], [0, { kind: "counter", width: 2 }], ["red", { kind: "opaque" }], [m, bool]] as [Value, Sort][])
      expect(() => shapeNode(shaper().s, v, sort)).toThrow(/^E23 /)
  })
})

describe("merge", () => {
  it("merges records field by field", () => {
    const merged = merge(nodes, c, record({ a: 1, b: x }), record({ a: 2, b: x }))
    expect(merged instanceof Record ? [...merged.fields.values()].map((v) => (isNode(v) ? v.op : v)) : merged).toEqual(["ite", "state"])
  })

  it("keeps a choice where no node can stand for it", () => {
    expect(merge(nodes, c, "idle", "busy")).toBeInstanceOf(Either)
    expect(merge(nodes, c, 1, true)).toBeInstanceOf(Either)
    expect(merge(nodes, c, 1, undefined)).toBeInstanceOf(Either)
    expect(merge(nodes, nodes.bool(false), 1, 2)).toBe(2)
  })

  it("takes a literal of an enumeration's values for one of them", () => {
    expect(merge(nodes, c, m, "busy")).toMatchObject({ op: "ite", sort: mode })
    expect(merge(nodes, c, m, "off")).toBeInstanceOf(Either)
  })
})

describe("patched", () => {
  it("changes only what the patch names, deeply", () => {
    const old = record({ a: record({ b: 1, c: 2 }), d: 3 })
    const now = patched(shaper().s, old, record({ a: record({ c: 9 }) })) as Record
    expect([...(now.fields.get("a") as Record).fields.entries(), now.fields.get("d")]).toEqual([["b", 1], ["c", 9], 3])
  })

  it("refuses a field that the state lacks", () => {
    expect(() => patched(shaper().s, record({ a: 1 }), record({ b: 1 }))).toThrow("E21 next: the state has no field b")
  })

  it("keeps a field where only the other value of a choice changes it", () => {
    const now = patched(shaper().s, record({ a: x }), new Either(c, record({ a: 1 }), record({}))) as Record
    expect(now.fields.get("a")).toMatchObject({ op: "ite", args: [{ name: "c" }, { value: 1 }, { name: "x" }] })
  })
})

describe("paramSort", () => {
  it.each<[readonly Value[], Sort]>([
    [["a", "b"], { kind: "enum", values: ["a", "b"] }],
    [[2, 5], { kind: "upto", most: 5 }],
    [[true, false], bool],
    [[nodes.lit("red", { kind: "opaque" })], { kind: "opaque" }],
  ])("of %j", (items, sort) => {
    expect(paramSort(shaper().s, new List(items)).sort).toEqual(sort)
  })

  it("of a range is its own", () => {
    expect(paramSort(shaper().s, new Range(nodes.int(2), { kind: "below", count: 2 })).sort).toEqual({ kind: "below", count: 2 })
  })

  it.each<[readonly Value[]]>([[[]], [[1, "a"]], [[-1]], [[x]], [[true, 1]], [["a", "a"]], [[1, 1]]])("refuses %#", (items) => {
    expect(() => paramSort(shaper().s, new List(items))).toThrow(/^E23 /)
  })
})

describe("ownSort", () => {
  it("is known for numbers, booleans and nodes only", () => {
    expect([1, true, m, "a", new List([])].map((v) => ownSort(v)?.kind)).toEqual(["integer", "bool", "enum", undefined, undefined])
  })
})
