import { describe, expect, it } from "vitest"
import { lowerParts, modelText, refusalOfMarked } from "./testing.ts"

const leaf = (type: string, init: string, helpers = ""): unknown => lowerParts({ fields: `readonly extra: ${type}`, init: `extra: ${init}`, helpers }).leaves.find((l) => l.path === "extra")?.sort

describe("a type of the state", () => {
  it.each([
    ["boolean", "true", { kind: "bool" }],
    ["(boolean)", "true", { kind: "bool" }],
    ["Upto<3>", "0", { kind: "upto", most: 3 }],
    [`Below<Sizes["slots"]>`, "0", { kind: "below", count: { size: "slots" } }],
    [`"a"`, `"a"`, { kind: "enum", values: ["a"] }],
    [`"b" | "a"`, `"a"`, { kind: "enum", values: ["b", "a"] }],
    ["Opaque", "old", { kind: "opaque" }],
    ["Peer<boolean>", "true", { kind: "bool" }],
    ["Bag<2, boolean>", "[]", { kind: "bag", capacity: 2, of: { kind: "bool" } }],
    ["Vec<1, Fifo<2, { readonly a: boolean }>>", "[[]]", { kind: "vec", size: 1, of: { kind: "fifo", capacity: 2, of: { kind: "record", fields: [{ name: "a", sort: { kind: "bool" } }] } } }],
    ["Fifo<2, Identity<3>>", "[]", { kind: "fifo", capacity: 2, of: { kind: "identity", count: 3 } }],
  ])("%s", (type, init, sort) => {
    expect(leaf(type, init)).toEqual(sort)
  })

  it("may be named by an alias, also of an alias", () => {
    expect(leaf("Twice", "true", "type Once = boolean\ntype Twice = Once")).toEqual({ kind: "bool" })
  })

  it.each([
    ["«number", "E30", "number has no range"],
    [`Upto<«Sizes["lanes"]>`, "E31", `Sizes has no size "lanes"`],
    [`Upto<«Sizes["slots"] + 1>`, "E32", "a bound that is computed"],
    [`Fifo<2, Upto<\n «Sizes["slots"] - 1>>`, "E32", "a bound that is computed"],
    ["«Upto", "E32", "a bound is missing"],
    ["Upto<«-1>", "E32", `a bound is a literal or Sizes["name"]`],
    ["Upto<«1.5>", "E32", "the bound 1.5 is outside 0 … 2^31 - 1"],
    ["Upto<«2147483648>", "E32", "the bound 2147483648 is outside 0 … 2^31 - 1"],
    ["Upto<«3n>", "E32", `a bound is a literal or Sizes["name"]`],
    ["Upto<«number>", "E32", `a bound is a literal or Sizes["name"]`],
    ["Upto<«1 | 2>", "E32", `a bound is a literal or Sizes["name"]`],
    [`Upto<«Cell["word"]>`, "E32", `Cell["word"] is no number of a record of sizes`],
    [`Upto<«Limits["slots"]>`, "E32", `Limits["slots"] is no number of a record of sizes`],
    ["«Vec<2>", "E32", "Vec needs an element type"],
    ["«Peer", "E32", "Peer needs a type"],
    [`"a" | «boolean`, "E35", "a union is of string literals"],
    [`"a" | «Mode`, "E35", "a union is of string literals"],
    [`"a" | «"a"`, "E35", `"a" stands twice in a union`],
    ["«3", "E35", "a union is of string literals"],
    ["«true", "E35", "a union is of string literals"],
    ["«`a`", "E35", "a union is of string literals"],
    ["«Map<boolean, boolean>", "E36", "the type Map is not known to the model"],
    ["«Machine<State, Sizes>", "E36", "Machine is no state type"],
    ["«steps", "E36", "the type steps is not known to the model"],
    ["«Some.Thing", "E36", "a qualified type name"],
    ["«Cell<boolean>", "E37", "Cell with parameters"],
    ["«Upto<3, 4>", "E37", "Upto with 2 parameters"],
    ["«Opaque<3>", "E37", "Opaque with 1 parameters"],
    ["«any", "E37", "TSAnyKeyword is no state type"],
    ["«unknown", "E37", "TSUnknownKeyword is no state type"],
    ["«undefined", "E37", "TSUndefinedKeyword is no state type"],
    ["«null", "E37", "TSNullKeyword is no state type"],
    ["«boolean[]", "E37", "TSArrayType is no state type"],
    ["«readonly boolean[]", "E37", "TSTypeOperator is no state type"],
    ["«[boolean, boolean]", "E37", "TSTupleType is no state type"],
    ["«{ readonly [K in Mode]: boolean }", "E37", "TSMappedType is no state type"],
    ["«Cell extends boolean ? Cell : boolean", "E37", "TSConditionalType is no state type"],
    ["«Cell & { readonly a: boolean }", "E37", "TSIntersectionType is no state type"],
    [`«Cell["word"]`, "E37", "TSIndexedAccessType is no state type"],
    ["«typeof steps", "E37", "TSTypeQuery is no state type"],
    ["«() => boolean", "E37", "TSFunctionType is no state type"],
    ["{ «a: boolean }", "E33", "a field is `readonly name: type`"],
    ["{ «readonly a }", "E33", "a field is `readonly name: type`"],
    ["{ «readonly [a: string]: boolean }", "E33", "a field is `readonly name: type`"],
    ["{ «a(): boolean }", "E33", "a field is `readonly name: type`"],
    ["{ «get a(): boolean }", "E33", "a field is `readonly name: type`"],
    [`{ «readonly "a": boolean }`, "E33", "a field is `readonly name: type`"],
    ["{ readonly a: boolean; «readonly a: Mode }", "E33", "the field a stands twice"],
    ["{ «readonly a?: boolean }", "E34", "the field a is optional"],
  ])("is not %s", (type, code, what) => {
    const helpers = `type Mode = "x" | "y"\ninterface Limits { readonly slots: 3 }`
    expect(refusalOfMarked(modelText({ fields: `readonly extra: ${type}`, init: "extra: true", helpers }))).toEqual([code, what, "at the mark"])
  })

  it("does not contain itself", () => {
    expect(refusalOfMarked(modelText({ fields: "readonly extra: Loop", helpers: "interface Loop { readonly again: «Loop }" }))).toEqual(["E05", "the type Loop contains itself", "at the mark"])
  })
})
