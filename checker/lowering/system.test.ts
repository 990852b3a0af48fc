import { describe, expect, it } from "vitest"
import { lowerParts, lowerText, modelText, refusalOfMarked, type Parts } from "./testing.ts"

const twice = (text: string): string => text.replace("export const system", `const first = steps\nexport const second: System<State, Sizes> = system\nexport const system`)

describe("a system", () => {
  it("has the leaves of its state, in the order of the schema, and what init makes of each", () => {
    const found = lowerParts({})
    const paths = ["count", "isOn", "mode", "queue", "cells", "bag", "lap", "lead", "payload", "ghost.seen"]
    expect(found.leaves.map((l) => l.path)).toEqual(paths)
    expect(found.init.map((u) => u.path)).toEqual(paths)
    expect(found.leaves.filter((l) => l.ghost).map((l) => l.path)).toEqual(["ghost.seen"])
    expect(found.sizes).toEqual({ small: { slots: 2, frames: 3 } })
  })

  it("is each exported constant that is annotated as one", () => {
    expect(lowerText(twice(modelText())).map((s) => s.id)).toEqual(["test.system", "test.system"])
    expect(lowerText(modelText().replace("export const system", "const hidden: System<State, Sizes> = system\nexport const system"))).toHaveLength(1)
  })

  it.each<[Partial<Parts>, string, string]>([
    [{ annotation: "" }, "E49", "the module exports no system"],
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

  it("refuses a part that is missing", () => {
    for (const field of ["id", "text", "init", "quiescent"]) {
      const text = modelText().replace(new RegExp(`\\n  ${field}: .*`, "g"), (x, at: number, all: string) => (at > all.indexOf("export const system") ? (field === "init" ? "\n  ...({" : "\n") : x))
      const found = field === "init" ? modelText().replace("init: (n)", "initial: (n)") : text
      expect(refusalOfMarked(found.replace("const system:", "const «system:")).slice(1)).toEqual([field === "init" ? "a system has no field initial" : `the system system has no ${field}`, "at the mark"])
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
