import { describe, expect, it } from "vitest"
import { codes, Rejected, type Code } from "./reject.ts"
import { lowerParts, lowerText, modelText, refusalOf, unmark, type Parts } from "./testing.ts"

interface Case {
  /** The parts of the model that provoke the code; `«` stands where the refusal points. */
  readonly rejected: Partial<Parts>
  readonly what: string
  /** What to write instead, where this shape is told something else than the code's row says. */
  readonly instead?: string
  /** The same, written as it says. */
  readonly accepted: Partial<Parts>
}

/** One case for each code. That none is missing is asserted below, for a table that is read without its types too. */
const cases: Readonly<Record<Code, Case>> = {
  E00: { rejected: { helpers: "const a = (1\n«const b = 2" }, what: "Expected `,` or `)` but found `const`", accepted: { helpers: "const a = (1)" } },
  E01: { rejected: { then: "(s) => { «let k = 1; return next(s, { count: k }) }" }, what: "let", accepted: { then: "(s) => { const k = 1; return next(s, { count: k }) }" } },
  E02: { rejected: { more: `import «* as t from "tcnet"` }, what: "only named imports", accepted: { more: `import { next as change } from "tcnet"` } },
  E03: { rejected: { helpers: "«interface Wide extends Cell { readonly more: boolean }" }, what: "interface Wide extends another", accepted: { helpers: "interface Wide { readonly flag: boolean; readonly more: boolean }" } },
  E04: { rejected: { helpers: "«function half(k: number): number { return k }" }, what: "FunctionDeclaration at the top of a module", accepted: { helpers: "const half = (k: number): number => k" } },
  E05: {
    rejected: { helpers: "const down = (k: number): number => k === 0 ? 0 : «down(k - 1)", then: "(s) => next(s, { count: down(s.count) })" },
    what: "a function that calls itself",
    accepted: { helpers: "const down = (k: number): number => k === 0 ? 0 : k - 1", then: "(s) => next(s, { count: down(s.count) })" },
  },
  E06: { rejected: { then: "(s) => next(s, { count: «Math.max(s.count, 1) })" }, what: "Math is not defined in model.ts", instead: "`min`, `max`, or a helper of the model", accepted: { then: "(s) => next(s, { count: max(s.count, 1) })" } },
  E07: { rejected: { then: "(s) => next(s, { queue: «s.queue.slice(1) })" }, what: ".slice is no word of the language", accepted: { then: "(s) => next(s, { queue: rest(s.queue) })" } },
  E08: {
    rejected: { helpers: "const up = (k: number, «by = 1): number => k + by", then: "(s) => next(s, { count: up(s.count, 1) })" },
    what: "AssignmentPattern in a pattern",
    accepted: { helpers: "const up = (k: number, by: number): number => k + by", then: "(s) => next(s, { count: up(s.count, 1) })" },
  },
  E09: {
    rejected: { helpers: `const code = (m: string): number => { switch («m) { case "a": return 1; case "b": return 2 } }`, then: `(s) => next(s, { count: code("c") })` },
    what: `no case for "c"`,
    accepted: { helpers: `const code = (m: string): number => { switch (m) { case "a": return 1; default: return 2 } }`, then: `(s) => next(s, { count: code("c") })` },
  },
  E10: { rejected: { when: "(s) => { «for (const i of [1]) { return { on: s.isOn } } }" }, what: "ForOfStatement", accepted: { when: "(s, n) => ({ on: every(range(n.slots), (i) => at(s.cells, i).flag) })" } },
  E11: { rejected: { then: "(s) => { «console.log(s); return next(s, { isOn: false }) }" }, what: "ExpressionStatement", accepted: {} },
  E12: { rejected: { then: "(s) => { «if (s.isOn) return next(s, { isOn: false }) }" }, what: "a path without return", accepted: { then: "(s) => { if (s.isOn) return next(s, { isOn: false }); return s }" } },
  E13: { rejected: { then: "(s) => next(s, { isOn: «s.queue.length ? true : false })" }, what: "integer is no condition", accepted: { then: "(s) => next(s, { isOn: s.queue.length > 0 ? true : false })" } },
  E14: { rejected: { then: "(s) => next(s, { count: «null })" }, what: "null", accepted: { then: "(s) => next(s, { count: 0 })" } },
  E15: { rejected: { then: "(s) => ({ «...s, isOn: false })" }, what: "a spread", accepted: { then: "(s) => next(s, { isOn: false })" } },
  E16: { rejected: { then: `(s) => next(s, { «["isOn"]: false })` }, what: "a computed key, a method or a getter", accepted: { then: `(s) => next(s, { "isOn": false })` } },
  E17: { rejected: { then: "(s) => next(s, { count: «s.count! })" }, what: "`!` after an expression", instead: "the expression without `!`: every field exists", accepted: { then: "(s) => next(s, { count: s.count })" } },
  E18: { rejected: { then: "(s) => next(s, { count: «s.count as number })" }, what: "a cast", accepted: { helpers: "const zero: number = 0", then: "(s) => next(s, { count: zero })" } },
  E19: { rejected: { then: "(s) => next(s, { isOn: «s.cells[0].flag })" }, what: "an index in brackets", accepted: { then: "(s) => next(s, { isOn: at(s.cells, 0).flag })" } },
  E20: { rejected: { then: "(s) => next(s, { isOn: «s?.isOn })" }, what: "`?.`", accepted: { then: "(s) => next(s, { isOn: s.isOn })" } },
  E21: { rejected: { then: "(s) => «next(s, { isof: false })" }, what: "next: the state has no field isof", instead: "`count`, `isOn`, `mode`, `queue`, `cells`, `bag`, `lap`, `lead`, `payload` or `ghost`", accepted: { then: "(s) => next(s, { isOn: false })" } },
  E22: { rejected: { then: "(s) => next(s, { isOn: «s.count == 1 })" }, what: "the operator ==", instead: "`===`", accepted: { then: "(s) => next(s, { isOn: s.count === 1 })" } },
  E23: { rejected: { then: `(s) => «next(s, { mode: "off" })` }, what: `"off" where idle | busy | done is meant`, accepted: { then: `(s) => next(s, { mode: "done" })` } },
  E30: { rejected: { fields: "readonly extra: «number", init: "extra: 0" }, what: "number has no range", accepted: { fields: "readonly extra: Upto<7>", init: "extra: 0" } },
  E31: {
    rejected: { fields: `readonly extra: Upto<«Sizes["lanes"]>`, init: "extra: 0", sizeFields: "readonly slots: number; readonly frames: number; readonly lanes: number" },
    what: `the system has no size "lanes"`,
    accepted: { fields: `readonly extra: Upto<Sizes["lanes"]>`, init: "extra: 0", sizeFields: "readonly slots: number; readonly frames: number; readonly lanes: number", sizes: "small: { slots: 2, frames: 3, lanes: 1 }" },
  },
  E32: { rejected: { fields: "readonly extra: Upto<«typeof limit>", init: "extra: 0" }, what: `a bound is a literal or Sizes["name"]`, accepted: { fields: `readonly extra: Upto<Sizes["slots"]>`, init: "extra: 0" } },
  E33: { rejected: { fields: "«extra: boolean", init: "extra: false" }, what: "a field is `readonly name: type`", accepted: { fields: "readonly extra: boolean", init: "extra: false" } },
  E34: { rejected: { fields: "«readonly extra?: Upto<1>" }, what: "the field extra is optional", accepted: { fields: "readonly hasExtra: boolean; readonly extra: Upto<1>", init: "hasExtra: false, extra: 0" } },
  E35: { rejected: { fields: `readonly extra: "one" | «2`, init: `extra: "one"` }, what: "a union is of string literals", accepted: { fields: `readonly extra: "one" | "two"`, init: `extra: "one"` } },
  E36: { rejected: { fields: "readonly extra: «Map<string, boolean>", init: "extra: []" }, what: "the type Map is not known to the model", accepted: { fields: "readonly extra: Fifo<2, boolean>", init: "extra: []" } },
  E37: { rejected: { fields: "readonly extra: «string", init: `extra: "a"` }, what: "TSStringKeyword is no state type", accepted: { fields: `readonly extra: "a"`, init: `extra: "a"` } },
  E40: { rejected: { machine: "rules: [step, rule({ «id: \"t.step\", text: \"Again.\", when: () => ({}), then: (s) => s })]" }, what: "the id t.step stands twice", accepted: { machine: "rules: [step, rule({ id: \"t.again\", text: \"Again.\", when: () => ({}), then: (s) => s })]" } },
  E41: {
    rejected: { more: twoPlaces("«id: \"u.two\"", "next(s, { isOn: true })"), parts: "({ whole, join }) => [whole(steps), join(\"other\", { from: \"part\" }, others)]", fields: "readonly part: Part", init: "part: { isOn: false, word: 0, private: 0 }", then: "(s) => next(s, { part: { isOn: false } })" },
    what: "part.isOn is written by the whole system and other",
    accepted: { more: twoPlaces("id: \"u.two\"", "next(s, { private: 1 })"), parts: "({ whole, join }) => [whole(steps), join(\"other\", { from: \"part\" }, others)]", fields: "readonly part: Part", init: "part: { isOn: false, word: 0, private: 0 }", then: "(s) => next(s, { part: { isOn: false } })" },
  },
  E42: {
    rejected: { more: twoPlaces("«id: \"u.two\"", "next(s, { private: s.isOn ? s.word : 0 })"), parts: "({ whole, join }) => [whole(steps), join(\"other\", { from: \"part\" }, others)]", fields: "readonly part: Part", init: "part: { isOn: false, word: 0, private: 0 }", then: "(s) => next(s, { part: { isOn: false, word: 1 } })" },
    what: "other.u.two reads part.isOn and part.word, which others write, in one step",
    accepted: { more: twoPlaces("id: \"u.two\"", "next(s, { private: s.word })"), parts: "({ whole, join }) => [whole(steps), join(\"other\", { from: \"part\" }, others)]", fields: "readonly part: Part", init: "part: { isOn: false, word: 0, private: 0 }", then: "(s) => next(s, { part: { isOn: false, word: 1 } })" },
  },
  E43: { rejected: { then: "(s) => next(s, { isOn: «s.lap < s.lead })" }, what: "arithmetic or order on counter modulo frames", instead: "`counter.next`, `counter.distance`, `counter.slot`", accepted: { then: "(s, n) => next(s, { isOn: counter.distance(s.lap, s.lead, n.frames, 1) > 0 })" } },
  E44: { rejected: { fields: "readonly extra: Vec<3, boolean>", init: "extra: fill(2, false)", arrow: "(n) => «" }, what: "fill of another length than 3 × bool", instead: "`fill(3, …)`, or a list of 3 elements", accepted: { fields: "readonly extra: Vec<3, boolean>", init: "extra: fill(3, false)" } },
  E45: { rejected: { when: "(s, n) => ({ «even: s.count % n.slots === 0 })", sizes: "small: { slots: 2, frames: 3 }, large: { slots: 0, frames: 3 }" }, what: "% by slots, which is 0 in the size large", accepted: { when: "(s, n) => ({ even: s.count % n.slots === 0 })", sizes: "small: { slots: 2, frames: 3 }, large: { slots: 1, frames: 3 }" } },
  E46: { rejected: { when: "(s, n) => ({ on: s.isOn, «few: s.count <= n.frames })" }, what: "t.step: few is true in every state at every size", accepted: { when: "(s, n) => ({ on: s.isOn, few: s.count < n.frames })" } },
  E47: { rejected: { when: "(s) => ({ on: «s.payload === red })" }, what: "an Opaque is compared", accepted: { machine: "rules: [step], properties: [reachable({ id: \"t.red\", text: \"Red.\", holds: (s) => s.payload === red })]" } },
  E48: { rejected: { then: "(s) => «next(s, { ghost: { seen: \"red\" } })" }, what: "then of t.step changes history (ghost.seen)", accepted: { note: "(g) => next(g, { seen: \"red\" })" } },
  E49: { rejected: { sizes: "«small: 1" }, what: "the size small is no record of numbers", instead: "`small: { slots: 2 }`", accepted: {} },
}

/** A second machine at a place of its own, with one rule. */
function twoPlaces(id: string, then: string): string {
  return `interface Part { readonly isOn: boolean; readonly word: Upto<3>; readonly private: Upto<3> }
const other = model<{ readonly from: Part }, Sizes>()
const two = other.rule({ ${id}, text: "Two.", when: () => ({}), then: (v) => { const s = v.from; return next(v, { from: ${then} }) } })
const others: Machine<{ readonly from: Part }, Sizes> = machine({ id: "u", rules: [two] })`
}

describe("every code of the table", () => {
  it("has a case", () => {
    expect(Object.keys(cases)).toEqual(Object.keys(codes))
    expect(Object.keys(codes)).toHaveLength(new Set(Object.keys(codes)).size)
  })

  it.each(Object.entries(cases) as [Code, Case][])("%s is refused where it stands, and its rewrite is accepted", (code, { rejected, what, accepted, instead }) => {
    const marked = modelText(rejected)
    const { text, line, column } = unmark(marked)
    expect(marked).not.toBe(text)
    expect(refusalOf(text)).toEqual({ code, at: `model.ts:${line}:${column}`, what, fix: `Write instead: ${instead ?? codes[code].instead}.` })
    expect(lowerParts(accepted).id).toBe("test.system")
  })

  it("leaves the model without changes alone", () => {
    const [system] = lowerText(modelText())
    expect(system?.rules.map((r) => [r.id, r.then.map((u) => u.path)])).toEqual([["t.step", ["isOn"]]])
  })
})

describe("Rejected", () => {
  it("says where, what, and what to write instead", () => {
    const error = new Rejected("E20", "`?.`", { file: "a.ts", line: 3, column: 7 })
    expect(error.message).toBe("a.ts:3:7: E20 `?.`")
    expect(error.fix).toBe("Write instead: nothing: every field exists.")
  })

  it("says what its shape is told, where that is not what the code's row says", () => {
    expect(new Rejected("E20", "`?.`", undefined, "the call alone").fix).toBe("Write instead: the call alone.")
  })

  it("needs no place", () => {
    expect(new Rejected("E49", "nothing", undefined).message).toBe("E49 nothing")
  })
})
