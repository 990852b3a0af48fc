import { describe, expect, it } from "vitest"
import type { RuleIr } from "../ir/system.ts"
import { lowerParts, modelText, refusalOfMarked, type Parts } from "./testing.ts"

const ruleOf = (parts: Partial<Parts>): RuleIr => lowerParts(parts).rules[0] as RuleIr

describe("a rule", () => {
  it("has defaults for its tags", () => {
    expect(ruleOf({})).toMatchObject({ id: "t.step", text: "A step.", place: "", machine: "t", by: "protocol", fair: "weak", hidden: false, lump: [] })
    expect([ruleOf({ tags: `by: "fault",` }).fair, ruleOf({ tags: `by: "fault", fair: "none",` }).fair, ruleOf({ tags: `by: "world",` }).fair]).toEqual(["none", "none", "weak"])
    expect(ruleOf({ tags: `by: "world", fair: "strong", hidden: true, lump: ["bit"],` })).toMatchObject({ by: "world", fair: "strong", hidden: true, lump: ["bit"] })
  })

  it("has parameters of each kind of domain", () => {
    const { params } = ruleOf({ choose: `(n) => ({ a: [1, 4], b: ["x", "y"], c: [white, red], d: range(n.slots), e: identities(3), f: [true] })` })
    expect(params.map((p) => [p.name, p.sort.kind, p.domain.kind])).toEqual([["a", "upto", "values"], ["b", "enum", "values"], ["c", "opaque", "values"], ["d", "below", "range"], ["e", "identity", "range"], ["f", "bool", "values"]])
  })

  it("keeps what a conjunct obliges to with the conjunct", () => {
    const { when, obligations } = ruleOf({ when: "(s) => ({ some: s.queue.length > 0, first: head(s.queue) === 1 })" })
    expect(when.map((c) => [c.name, c.obligations.map((o) => o.code)])).toEqual([["some", []], ["first", ["O2"]]])
    expect(obligations).toEqual([])
  })

  it("keeps what stands before the conjuncts with the first", () => {
    const { when } = ruleOf({ when: "(s) => { const first = head(s.queue); return { one: first === 1, two: first === 0 } }" })
    expect(when.map((c) => c.obligations.map((o) => o.code))).toEqual([["O2"], []])
  })

  it("lists what changes, and nothing else", () => {
    expect(ruleOf({ then: "(s) => next(s, { isOn: s.isOn, count: 1, cells: s.cells })" }).then.map((u) => u.path)).toEqual(["count"])
    expect(ruleOf({ then: "(s) => s" }).then).toEqual([])
  })

  it("notes history from all that it sees", () => {
    expect(ruleOf({ note: `(g, s, n, p) => next(g, { seen: s.isOn && p.bit && s.count < n.frames ? "red" : g.seen })` }).note.map((u) => u.path)).toEqual(["ghost.seen"])
  })

  it.each<[Partial<Parts>, string, string]>([
    [{ tags: "wen: 1," }, "E21", "a rule has no field wen"],
    [{ tags: `by: "nobody",` }, "E49", `by is "nobody", not one of protocol, world, fault`],
    [{ tags: `by: 1,` }, "E49", "by is no string literal"],
    [{ tags: `fair: "very",` }, "E49", `fair is "very", not one of none, weak, strong`],
    [{ tags: `by: "fault", fair: "weak",` }, "E49", "a fault is weakly fair"],
    [{ tags: `by: "fault", fair: "strong",` }, "E49", "a fault is strongly fair"],
    [{ tags: `hidden: "yes",` }, "E49", "hidden is no boolean literal"],
    [{ tags: `lump: "bit",` }, "E49", "lump is no list of names of parameters"],
    [{ tags: `lump: ["bat"],` }, "E49", `lump names "bat", which is no parameter`],
    [{ choose: "() => [1]" }, "E23", "choose returns no record of lists"],
    [{ choose: "() => ({ a: 1 })" }, "E23", "1 where all values of a parameter are meant"],
    [{ choose: "() => ({ a: [] })" }, "E23", "a list where all values of a parameter are meant"],
    [{ choose: "() => ({ a: [1, 1] })" }, "E23", "a value of a parameter stands twice"],
    [{ choose: `() => ({ a: [1, "a"] })` }, "E23", "the values of a parameter are all strings, all numbers, all booleans or all colours"],
    [{ choose: "(n, s) => ({ a: [1] })" }, "E07", "a function of 2 operands is called with 1"],
    [{ when: "(s) => true" }, "E23", "when returns no record of conditions"],
    [{ when: "(s) => ({ on: s.count })" }, "E13", "0 … frames is no condition"],
    [{ when: "(s) => s.isOn ? { on: s.isOn } : { off: s.count > 0 }" }, "E13", "a choice of two values is no condition"],
    [{ when: "1" }, "E07", "1 is called"],
    [{ then: "(s) => 1" }, "E23", "1 where a record is meant"],
    [{ then: "(s) => ({ isOn: true })" }, "E21", "the field count is missing"],
    [{ then: "(s) => next(s, { count: true })" }, "E23", "true where 0 … frames is meant"],
    [{ then: "(s) => s.isOn ? s : 1" }, "E23", "a choice of two values where a record is meant"],
    [{ then: "(s, n, p, q) => s" }, "E07", "a function of 4 operands is called with 3"],
    [{ when: `(s) => ({ on: s.ghost.seen === "red" })` }, "E48", "t.step reads history (ghost.seen)"],
    [{ then: `(s) => next(s, { isOn: s.ghost.seen === "red" })` }, "E48", "t.step reads history (ghost.seen)"],
    [{ then: `(s) => next(s, { ghost: { seen: "red" } })` }, "E48", "then of t.step changes history (ghost.seen)"],
    [{ note: "(g, s) => s" }, "E21", "the field seen is missing"],
    [{ note: "(g) => 1" }, "E23", "1 where a record is meant"],
    [{ note: `(g) => next(g, { seen: "blue" })` }, "E23", `"blue" where none | red is meant`],
  ])("refuses %o", (parts, code, what) => {
    const [found, message, where] = refusalOfMarked(modelText(parts))
    expect([found, message]).toEqual([code, what])
    expect(where).toMatch(/^at model\.ts:\d+:\d+ /)
  })

  it.each<[Partial<Parts> | string, string]>([
    [{ tags: "«foo: 1," }, "a rule has no field foo"],
    [{ tags: `«by: "nobody",` }, `by is "nobody", not one of protocol, world, fault`],
    [{ tags: `«fair: "very",` }, `fair is "very", not one of none, weak, strong`],
    [{ tags: `by: "fault", «fair: "weak",` }, "a fault is weakly fair"],
    [{ tags: `«hidden: "yes",` }, "hidden is no boolean literal"],
    [{ tags: `«lump: ["bat"],` }, `lump names "bat", which is no parameter`],
    [{ machine: "«rules: [1]" }, "rules of a machine holds something else"],
    [{ machine: "«rule: [step]" }, "a machine has no field rule"],
    [modelText().replace(`id: "t.step", text: "A step.",`, `id: "t.step", «text: 1,`), "text is no string literal"],
    [modelText().replace(`rule({\n  id: "t.step", text: "A step.",`, `«rule({\n  id: "t.step",`), "text is missing"],
    [modelText().replace(`rule({\n  id: "t.step",`, `«rule({`), "id is missing"],
    [modelText().replace("= rule({", "= «rule({").replace("when: (s) => ({ on: s.isOn }),", ""), "a function is missing"],
  ])("is refused at the field that is wrong, or where it is made if one is missing: %o", (model, what) => {
    expect(refusalOfMarked(typeof model === "string" ? model : modelText(model)).slice(1)).toEqual([what, "at the mark"])
  })

  it("refuses a note where the view has no history", () => {
    const more = `interface Part { readonly a: boolean }\nconst own = model<Part, Sizes>()\nconst blind = own.rule({ id: "u.a", text: "A.", when: (s) => ({ a: s.a }), then: (s) => next(s, { a: false }), note: (g) => «g })\nconst blinds: Machine<Part, Sizes> = machine({ id: "u", rules: [blind] })`
    const parts: Partial<Parts> = { more, fields: "readonly part: Part", init: "part: { a: true }", parts: `({ whole, place }) => [whole(steps), place("part", blinds)]` }
    expect(refusalOfMarked(modelText(parts))).toEqual(["E48", "note where the view has no part called ghost", "at the mark"])
  })
})
