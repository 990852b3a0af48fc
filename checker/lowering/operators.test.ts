import { describe, expect, it } from "vitest"
import { lowerParts, modelText, refusalOfMarked } from "./testing.ts"

const parts = (expression: string): { readonly helpers: string; readonly then: string; readonly fields: string; readonly init: string } => ({
  helpers: `const zero = (k: number): number => k - k`,
  fields: `readonly other: "busy" | "away"; readonly line: Fifo<2, Identity<2>>; readonly wide: Counter<9>`, init: `other: "away", line: [], wide: counter.zero()`,
  then: `(s, n, p) => next(s, { isOn: ${expression} })`,
})

describe("operators", () => {
  it.each([
    "1 === 1", "s.count === 1", "1 !== s.count", "s.isOn === true", `s.mode === "idle"`, `s.mode !== s.other`, "s.isOn && s.count < 1", "s.isOn || !s.isOn",
    "s.count + 1 - 1 >= 2 * s.count % 3", "-s.count <= 0", "head(s.line) === head(s.line)", "p.bit === true", "(s.isOn ? 1 : s.count) > 2", "min(s.count, 2) === max(1, s.count)",
    `"a" === "a"`,
  ])("take %s", (expression) => {
    expect(lowerParts(parts(expression)).rules[0]?.then.every((u) => u.path === "isOn")).toBe(true)
  })

  it.each([
    ["«s.count == 1", "E22", "the operator =="],
    ["«s.count != 1", "E22", "the operator !="],
    ["«s.count / 2 === 1", "E22", "the operator /"],
    ["«s.count ** 2 === 1", "E22", "the operator **"],
    ["«s.count & 1", "E22", "the operator &"],
    ["«s.count | 1", "E22", "the operator |"],
    ["«s.count ^ 1", "E22", "the operator ^"],
    ["«s.count << 1", "E22", "the operator <<"],
    ["«s.count >>> 1", "E22", "the operator >>>"],
    ["«s.isOn ?? true", "E22", "the operator ??"],
    [`«"isOn" in s`, "E22", "the operator in"],
    ["«s instanceof next", "E22", "the operator instanceof"],
    [`«typeof s.count === "number"`, "E22", "the operator typeof"],
    ["«void 0", "E22", "the operator void"],
    ["«+s.count === 1", "E22", "the operator +"],
    ["«~s.count === 1", "E22", "the operator ~"],
    ["«delete s.isOn", "E22", "the operator delete"],
    ["«!s.count", "E13", "0 … frames is no condition"],
    ["«s.count && s.isOn", "E13", "0 … frames is no condition"],
    ["s.isOn && «s.count", "E13", "0 … frames is no condition"],
    [`s.isOn || «"a"`, "E13", `"a" is no condition`],
    [`s.isOn && «s.queue`, "E13", `fifo is no condition`],
    ["«s.mode < s.mode", "E23", "idle | busy | done where a number is meant"],
    [`«"a" < "b"`, "E23", `"a" where a number is meant`],
    [`«"a" + "b" === "ab"`, "E23", `"a" where a number is meant`],
    [`«s.count + "b" === 1`, "E23", `"b" where a number is meant`],
    ["«s.isOn + 1 === 1", "E23", "bool where a number is meant"],
    ["«0 < s.count < 2", "E23", "bool where a number is meant"],
    ["«-s.isOn === 1", "E23", "bool where a number is meant"],
    ["«s.isOn === 1", "E23", "1 where bool is meant"],
    [`«s.mode === "off"`, "E23", `"off" where idle | busy | done is meant`],
    [`«s.count === "a"`, "E23", `"a" where a number is meant`],
    ["«s.cells === s.cells", "E23", "vec is compared with vec"],
    ["«at(s.cells, 0) === at(s.cells, 1)", "E23", "{ word: 0 … frames; flag: bool } is compared with { word: 0 … frames; flag: bool }"],
    ["«zero === zero", "E23", "a function is compared with a function"],
    ["«(s.isOn ? \"a\" : \"b\") === \"a\"", "E23", "a choice of two values is compared with \"a\""],
    ["«head(s.line) < head(s.line)", "E43", "arithmetic or order on identity of 2"],
    ["«head(s.line) + 1 === 1", "E43", "arithmetic or order on identity of 2"],
    ["«s.count === head(s.line)", "E43", "arithmetic or order on identity of 2"],
    ["«head(s.line) === 1", "E23", "1 where identity of 2 is meant"],
    ["«s.lap === s.lead", "E43", "=== on a counter"],
    ["«s.lap !== s.lead", "E43", "=== on a counter"],
    ["«0 === s.lap", "E43", "=== on a counter"],
    ["«s.lap - s.lead > 0", "E43", "arithmetic or order on counter modulo frames"],
    ["«s.lap % 2 === 0", "E43", "arithmetic or order on counter modulo frames"],
    ["«-s.lap === 0", "E43", "arithmetic or order on counter modulo frames"],
    ["«s.count % 0 === 1", "E45", "% by 0"],
    ["«s.payload === s.payload", "E47", "an Opaque is compared"],
    ["«red !== s.payload", "E47", "an Opaque is compared"],
    ["«s.payload < red", "E47", "arithmetic or order on an Opaque"],
    ["«s.payload + 1 === 1", "E47", "arithmetic or order on an Opaque"],
    [`«s.payload === "red"`, "E47", "an Opaque is compared"],
  ])("refuse %s", (expression, code, what) => {
    expect(refusalOfMarked(modelText(parts(expression)))).toEqual([code, what, "at the mark"])
  })

  it("oblige to a divisor that is not 0 where the quotient is evaluated", () => {
    const [rule] = lowerParts(parts("s.count > 0 && 3 % s.count === 0")).rules
    expect(rule?.obligations.map((o) => [o.code, o.text, o.holds.op])).toEqual([["O1", "% by 0", "or"]])
  })

  it("compare payloads in histories and properties only", () => {
    const found = lowerParts({ note: `(g, s) => s.payload === red ? next(g, { seen: "red" }) : g`, machine: `rules: [step], properties: [invariant({ id: "t.i", text: "I.", holds: (s) => s.payload !== blue })]` })
    expect(found.rules[0]?.note.map((u) => u.path)).toEqual(["ghost.seen"])
    expect(found.properties[0]?.holds.op).toBe("not")
  })
})
