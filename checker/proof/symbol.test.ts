import { describe, expect, it } from "vitest"
import type { Sort } from "../ir/sort.ts"
import { plus, term, whole } from "./linear.ts"
import { lengthOf, printScalar, scalarsIn, scalarsOf, solverSort, symbolOf } from "./symbol.ts"

const sort: Sort = { kind: "record", fields: [{ name: "a", sort: { kind: "bool" } }, { name: "b", sort: { kind: "record", fields: [{ name: "c", sort: { kind: "opaque" } }] } }] }

describe("symbols", () => {
  it("are made scalar by scalar", () => {
    expect(scalarsOf(sort).map((x) => x.path)).toEqual(["a", "b.c"])
    expect(scalarsIn(symbolOf(sort, (path) => `<${path}>`))).toEqual([["a", "<a>"], ["b.c", "<b.c>"]])
  })
  it("have sorts of a solver", () => {
    const sorts: readonly Sort[] = [{ kind: "bool" }, { kind: "enum", values: ["x"] }, { kind: "opaque" }, { kind: "counter", width: 4 }, { kind: "integer" }]
    expect(sorts.map(solverSort)).toEqual(["Bool", "Word", "Colour", "Int", "Int"])
  })
  it("of sequences within sequences are refused", () => {
    expect(() => scalarsOf({ kind: "vec", size: 2, of: { kind: "bool" } })).toThrow("an array or a queue whose elements hold arrays or queues cannot be proved")
  })
  it("know how many elements there are", () => {
    expect(printScalar(lengthOf({ of: sort, from: term("lo"), to: plus(term("lo"), whole(3)), parts: new Map() }))).toBe("3")
  })
  it("that are no scalars are not printed", () => {
    expect(() => printScalar(symbolOf(sort, () => "x"))).toThrow(RangeError)
  })
})
