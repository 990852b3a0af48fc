import { describe, expect, it } from "vitest"
import type { SystemIr } from "../ir/system.ts"
import { lowerParts, modelText, refusalOfMarked, type Parts } from "./testing.ts"
import { partsOf } from "./view.ts"

const joined = (view: string, then: string, place = `join("j", ${view}, others)`): Partial<Parts> => ({
  fields: "readonly a: Part; readonly b: Part", init: "a: { on: true, deep: { k: 0 } }, b: { on: true, deep: { k: 0 } }",
  more: `interface Part { readonly on: boolean; readonly deep: { readonly k: Upto<3> } }
const own = model<Part, Sizes>()
const other = own.rule({ id: "o.other", text: "O.", when: () => ({}), then: ${then} })
const others: Machine<Part, Sizes> = machine({ id: "o", rules: [other] })`,
  parts: `({ place, join, whole }) => [whole(steps), ${place}]`,
})
const updates = (ir: SystemIr): readonly string[] => ir.rules.find((r) => r.id === "o.other")?.then.map((u) => u.path) ?? []

describe("a placed machine", () => {
  it("sees one part as its state", () => {
    const ir = lowerParts(joined("", "(s) => next(s, { deep: { k: 1 } })", `place("b", others)`))
    expect(updates(ir)).toEqual(["b.deep.k"])
    expect(ir.rules.at(-1)).toMatchObject({ place: "b", parts: ["b"] })
  })

  it("sees several parts under names of its own", () => {
    const ir = lowerParts(joined(`{ from: "b", to: "a" }`, "(s) => next(s, { from: { on: s.to.on }, to: { on: s.from.on } })"))
    expect(updates(ir)).toEqual(["b.on", "a.on"])
    expect(ir.rules.at(-1)).toMatchObject({ place: "j", parts: ["b", "a"] })
  })

  it("sees all", () => {
    const ir = lowerParts(joined("", "(s) => next(s, { a: s.b })", "whole(others)"))
    expect(updates(ir)).toEqual(["a.on", "a.deep.k"])
    expect(partsOf({ kind: "whole" })).toEqual([])
  })

  it.each([
    [`{ from: "c" }`, "(s) => «s", "E21", "the state has no part c"],
    [`{ from: "a" }`, "(s) => «next(s, { to: 1 })", "E21", "next: the state has no field to"],
    [`{ from: "a" }`, "(s) => «({ from: s.from, to: 1 })", "E21", "there is no field to"],
    [`{ from: "a", to: "b" }`, "(s) => «({ from: s.from })", "E21", "the field to is missing"],
    [`{ from: "a" }`, "(s) => «1", "E23", "`then` returns something else than its state"],
    [`{ from: "a" }`, "(s) => «next(s, { from: 1 })", "E23", "1 where a record is meant"],
  ])("through %s refuses %s", (view, then, code, what) => {
    const [found, message] = refusalOfMarked(modelText(joined(view, then)))
    expect([found, message]).toEqual([code, what])
  })

  it("is refused at a part that the state lacks, also below one that it has", () => {
    for (const part of ["c", "a.deep", "on"]) expect(refusalOfMarked(modelText(joined("", "(s) => s", `place("${part}", others)`))).slice(0, 2)).toEqual(["E21", `the state has no part ${part}`])
  })
})
