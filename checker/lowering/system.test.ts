import { describe, expect, it } from "vitest"
import { codes } from "./reject.ts"
import { lowerParts, lowerText, modelText, refusalOf, refusalOfMarked, unmark, type Parts } from "./testing.ts"

/** The model with a second system, under the given id. */
const twice = (text: string, id: string): string => {
  const system = text.slice(text.indexOf("export const system"))
  return `${text.replace(system, "")}const first = steps\n${system}${system.replace("const system", "const «second").replace("test.system", id)}`
}

describe("a system", () => {
  it("has the leaves of its state, in the order of the schema, and what init makes of each", () => {
    const found = lowerParts({})
    const paths = ["count", "isOn", "mode", "queue", "cells", "bag", "lap", "lead", "payload", "ghost.seen"]
    expect(found.leaves.map((l) => l.path)).toEqual(paths)
    expect(found.init.map((u) => u.path)).toEqual(paths)
    expect(found.leaves.filter((l) => l.ghost).map((l) => l.path)).toEqual(["ghost.seen"])
    expect(found.sizes).toEqual({ small: { slots: 2, frames: 3 } })
  })

  it.each<[Partial<Parts>, readonly string[]]>([
    [{ init: "«more: 9", fields: `readonly more: Upto<Sizes["slots"]>` }, ["O4 more is 9: 0 … slots is left"]],
    [{ init: "«more: 0", fields: `readonly more: Below<Sizes["slots"]>` }, ["O4 more is 0: 0 … slots - 1 is left"]],
    [{ init: "«more: 7 * n.slots + 1", fields: `readonly more: Below<Sizes["slots"]>` }, ["O4 more is 7 * slots + 1: 0 … slots - 1 is left"]],
    [{ init: "more: { deep: true, «deeper: 8 }", fields: "readonly more: { readonly deep: boolean; readonly deeper: Upto<7> }" }, ["O4 more.deeper is 8: 0 … 7 is left"]],
    [{ init: "more: fill(2, { «deep: 8 })", fields: "readonly more: Vec<2, { readonly deep: Upto<7> }>" }, ["O4 more.deep is 8: 0 … 7 is left"]],
    [{ init: "«more: [0, 1, 2]", fields: "readonly more: Fifo<3, Upto<1>>" }, ["O4 more is 2: 0 … 1 is left"]],
    [{ init: "more: first", fields: "readonly more: { readonly deep: Upto<7> }", helpers: "const first = { «deep: 8 }" }, ["O4 more.deep is 8: 0 … 7 is left"]],
  ])("says which part of the first state leaves its range, and with what value: %o", (parts, texts) => {
    const { text, line, column } = unmark(modelText(parts))
    const found = lowerText(text)[0]?.initObligations.filter((o) => /^more[\w.]* is /.test(o.text))
    expect(found?.map((o) => `${o.code} ${o.text}`)).toEqual(texts)
    expect(found?.map((o) => [o.source.line, o.source.column])).toEqual(texts.map(() => [line, column]))
  })

  it("is each exported constant that is annotated as one", () => {
    expect(lowerText(unmark(twice(modelText(), "test.second")).text).map((s) => s.id)).toEqual(["test.system", "test.second"])
    expect(lowerText(modelText().replace("export const system", "const hidden: System<State, Sizes> = system\nexport const system"))).toHaveLength(1)
  })

  it("has an id that no other of its module has", () => {
    expect(refusalOfMarked(twice(modelText(), "test.system"))).toEqual(["E40", "the id test.system stands twice, in system and in second", "at the mark"])
    const again = modelText().replace("export const system", "export const again: System<State, Sizes> = system\nexport const «system")
    expect(refusalOfMarked(again)).toEqual(["E40", "the id test.system stands twice, in again and in system", "at the mark"])
  })

  it.each<[Partial<Parts>, string, string]>([
    [{ annotation: "" }, "E49", "system is written as a system and lacks the annotation System<State, Sizes>"],
    [{ annotation: ": System" }, "E49", "the system system is not annotated System<State, Sizes>"],
    [{ annotation: `: System<"a", Sizes>` }, "E49", "the state of a system is a record"],
    [{ sizes: "large: { slots: 1, frames: 1 }" }, "E49", `the system system has no size "small"`],
    [{ sizes: "small: 1" }, "E49", "the size small is no record of numbers"],
    [{ sizes: "small: { slots: -1, frames: 1 }" }, "E49", "the size small.slots is no literal in 0 … 2^31 - 1"],
    [{ sizes: `small: { slots: "2", frames: 1 }` }, "E49", "the size small.slots is no literal in 0 … 2^31 - 1"],
    [{ sizes: "small: { slots: 2147483648, frames: 1 }" }, "E49", "the size small.slots is no literal in 0 … 2^31 - 1"],
    [{ sizes: "small: { slots: 1, frames: 1 }, large: { slots: 1 }" }, "E31", "the size frames is not in both large and small"],
    [{ sizes: "small: { slots: 1, frames: 1 }, large: { slots: 1, frames: 1, more: 1 }" }, "E31", "the size more is not in both large and small"],
    [{ system: "refine: []" }, "E21", "a system has no field refine"],
    [{ system: "refines: 1" }, "E49", "refines of the system system is no list"],
    [{ system: "refines: [1]" }, "E49", "what is refined is no refinement"],
    [{ system: "forgets: ({ whole }) => 1" }, "E49", "forgets of the system system returns something else than what place, join and whole give, each once"],
    [{ quiescent: "(s) => 1" }, "E13", "1 is no condition"],
    [{ arrow: "(n, s) => " }, "E07", "a function of 2 operands is called with 1"],
    [{ init: "more: 1" }, "E21", "there is no field more"],
    [{ fields: "readonly more: boolean" }, "E21", "the field more is missing"],
    [{ parts: "({ whole }) => whole(steps)" }, "E49", "parts of the system system returns something else than what place, join and whole give, each once"],
    [{ parts: "({ whole }) => { const a = whole(steps); return [] }" }, "E49", "parts of the system system returns something else than what place, join and whole give, each once"],
    [{ parts: "({ whole }) => { const a = whole(steps); return [a, a] }" }, "E49", "parts of the system system returns something else than what place, join and whole give, each once"],
    [{ parts: "({ whole }) => [[steps]]" }, "E49", "parts of the system system returns something else than what place, join and whole give, each once"],
    [{ parts: "({ whole }) => [whole(1)]" }, "E49", "what is placed is no machine"],
    [{ parts: "({ place }) => [place(1, steps)]" }, "E49", "place takes the name of a part"],
    [{ parts: `({ join }) => [join("a", 1, steps)]` }, "E49", "join takes a label and the names of parts"],
    [{ parts: `({ join }) => [join("a", { x: 1 }, steps)]` }, "E49", "x is 1, no name of a part"],
    [{ parts: `({ join }) => [join("a", { x: "ghost", y: "ghost" }, steps)]` }, "E49", "join takes a label, and each part once"],
    [{ parts: `({ join }) => [join("", { x: "ghost" }, steps)]` }, "E49", "join takes a label, and each part once"],
    [{ parts: `({ other }) => []` }, "E21", "no field other"],
    [{ machine: "rule: [step]" }, "E21", "a machine has no field rule"],
    [{ machine: "rules: step" }, "E49", "rules of a machine is no list"],
    [{ machine: "rules: [1]" }, "E49", "rules of a machine holds something else"],
  ])("refuses %o", (parts, code, what) => {
    const [found, message, where] = refusalOfMarked(modelText(parts))
    expect([found, message]).toEqual([code, what])
    expect(where).toMatch(/^at model\.ts:\d+:\d+ /)
  })

  it.each([
    ["nothing", modelText({ annotation: "" })],
    ["another type", modelText({ annotation: ": Thing<State>", helpers: "type Thing = boolean" })],
    ["only what it satisfies", modelText({ annotation: "" }).replace(/\n}\n$/, "\n} satisfies System<State, Sizes>\n")],
    ["nothing, beside one that is annotated", `${modelText().replaceAll("const system", "const first")}\nexport const system = { sizes: { small: {} }, init: () => ({}) }`],
  ])("names the constant that has %s where the annotation belongs", (_what, text) => {
    expect(refusalOfMarked(text.replace("export const system", "export const «system"))).toEqual(["E49", "system is written as a system and lacks the annotation System<State, Sizes>", "at the mark"])
    expect(refusalOf(text).fix).toBe("Write instead: `export const system: System<State, Sizes> = …`, with the interfaces of its state and of its sizes.")
  })

  it("is no other constant that is exported", () => {
    expect(lowerText(`${modelText()}\nexport const limits = { id: "a", text: "b", sizes: 3 }\nexport const { init } = { init: 1, sizes: 2 }`)).toHaveLength(1)
    expect(refusalOfMarked("«export const limits = { sizes: 3 }")).toEqual(["E49", "the module exports no system", "at the mark"])
    expect(refusalOf("export const limits = { sizes: 3 }").fix).toBe(`Write instead: ${codes.E49.instead}.`)
  })

  it.each<[Partial<Parts>, string]>([
    [{ sizes: "small: { slots: 1, «frames: -1 }" }, "the size small.frames is no literal in 0 … 2^31 - 1"],
    [{ sizes: "small: { slots: 1, frames: 1 }, «large: { slots: 1 }" }, "the size frames is not in both large and small"],
    [{ system: "«refines: 1" }, "refines of the system system is no list"],
    [{ system: "«refine: []" }, "a system has no field refine"],
  ])("points at the field that is wrong: %o", (parts, what) => {
    expect(refusalOfMarked(modelText(parts)).slice(1)).toEqual([what, "at the mark"])
  })

  it("refuses a part that is missing", () => {
    for (const field of ["id", "text", "init", "quiescent"]) {
      const text = modelText().replace(new RegExp(`\\n  ${field}: .*`, "g"), (x, at: number, all: string) => (at > all.indexOf("export const system") ? (field === "init" ? "\n  ...({" : "\n") : x))
      const found = field === "init" ? modelText().replace("init: (n)", "«initial: (n)") : text.replace("const system:", "const «system:")
      expect(refusalOfMarked(found).slice(1)).toEqual([field === "init" ? "a system has no field initial" : `the system system has no ${field}`, "at the mark"])
    }
  })
})

describe("a refinement", () => {
  const refinement = (fields: string): Partial<Parts> => ({
    more: `interface Count { readonly n: Upto<9> }
const own = model<Count, Sizes>()
const up = own.rule({ id: "c.up", text: "Up.", when: (s) => ({ few: s.n < 9 }), then: (s) => next(s, { n: s.n + 1 }) })
const counting: Machine<Count, Sizes> = machine({ id: "c", rules: [up] })
const plain = { id: "c", rules: [up] }`,
    system: `refines: [refinement({ id: "t.refines", text: "R.", ${fields} })]`,
  })
  const good = "service: counting, init: () => ({ n: 0 }), as: (s) => ({ n: s.count })"

  it("maps the state to the state of its service", () => {
    const [r] = lowerParts(refinement(good)).refinements
    expect([r?.id, r?.service.leaves.map((l) => l.path), r?.service.rules.map((x) => x.id), r?.as.map((u) => u.path)]).toEqual(["t.refines", ["n"], ["c.up"], ["n"]])
    expect(r?.service.rules[0]?.obligations.map((o) => o.code)).toEqual(["O4"])
    expect(r?.obligations.map((o) => o.code)).toEqual(["O4"])
  })

  it.each([
    ["service: plain, init: () => ({ n: 0 }), as: (s) => ({ n: s.count })", "E49", "the service of a refinement is no constant annotated Machine<State, Sizes>"],
    ["init: () => ({ n: 0 }), as: (s) => ({ n: s.count })", "E49", "the service of a refinement is no constant annotated Machine<State, Sizes>"],
    ["service: counting, init: () => ({ n: 0 })", "E07", "a function is missing"],
    ["service: counting, init: () => ({ n: 0 }), as: (s) => «({ n: s.isOn })", "E23", "bool where 0 … 9 is meant"],
    ["service: counting, init: () => ({ n: 0 }), as: (s) => «({})", "E21", "the field n is missing"],
    ["service: counting, init: () => «({ n: true }), as: (s) => ({ n: s.count })", "E23", "true where 0 … 9 is meant"],
    [`${good}, like: 1`, "E21", "a refinement has no field like"],
  ])("refuses %s", (fields, code, what) => {
    const [found, message, where] = refusalOfMarked(modelText(refinement(fields)))
    expect([found, message]).toEqual([code, what])
    expect(where === "at the mark").toBe(fields.includes("«"))
  })
})
