import { describe, expect, it } from "vitest"
import { lowerParts, modelText, refusalOfMarked } from "./testing.ts"

const helpers = [
  "const plus = (a: number, b: number): number => a + b",
  "const twice = (f: (a: number) => number, a: number): number => f(f(a))",
  "const pair = ({ a, b: c }: { readonly a: number; readonly b: number }): number => a + c",
  "const same = <T>(a: T): T => a",
  "const loop = (a: number): number => back(a)",
  "const back = (a: number): number => loop(a)",
  "const self: number = self + 1",
].join("\n")
const withCount = (count: string): { readonly helpers: string; readonly then: string } => ({ helpers, then: `(s, n, p) => next(s, { count: ${count} })` })

describe("expressions", () => {
  it.each([
    "1", "(1)", "plus(1, s.count)", "twice((a) => a + s.count, 1)", "pair({ a: 1, b: s.count })", "same(1)", "s.isOn ? 1 : 2", "s.queue.length", "s.cells.length", "[1, 2].length",
    "at([1, 2], 1)", "(s.isOn ? { a: 1 } : { a: s.count }).a", "range(n.slots).length", "fill(2, true).length",
  ])("take %s", (expression) => {
    expect(lowerParts(withCount(expression)).rules[0]?.then.map((u) => u.path)).toEqual(["count"])
  })

  it("take a parameter that hides an outer name, and a function that keeps one", () => {
    const found = lowerParts({ helpers: "const k = 1\nconst adder = (k: number) => (a: number): number => a + k", then: "(s) => next(s, { count: adder(2)(k) })" })
    expect(found.rules[0]?.then[0]?.node).toMatchObject({ op: "lit", value: 3 })
  })

  it.each([
    ["«plus(1)", "E07", "a function of 2 operands is called with 1"],
    ["«plus(1, 2, 3)", "E07", "a function of 2 operands is called with 3"],
    ["«s.count(1)", "E07", "0 … frames is called"],
    ["«min(1, 2, 3)", "E07", "min takes 2 operands and is called with 3"],
    ["«head()", "E07", "head takes 1 operands and is called with 0"],
    ["«s.queue.map((x) => x)", "E07", ".map is no word of the language"],
    ["«[1].concat([2])", "E07", ".concat of a list"],
    ["«s.queue[0]", "E19", "an index in brackets"],
    [`«s["count"]`, "E19", "an index in brackets"],
    ["«s?.count", "E20", "`?.`"],
    ["«plus?.(1, 2)", "E20", "`?.`"],
    ["«s.queue.at?.(0)", "E20", "`?.`"],
    ["«s.other", "E21", "no field other"],
    ["«n.other", "E21", "no field other"],
    ["«p.other", "E21", "no field other"],
    [`«"abc".length`, "E21", `"abc" has no field length`],
    ["«plus.length", "E21", "a function has no field length"],
    ["«head.name", "E21", "the word head has no field name"],
    ["«s.constructor", "E21", "no field constructor"],
    ["plus(«...[1, 2])", "E15", "a spread"],
    ["at([«...[1], 2], 0)", "E15", "a spread"],
    ["at(«[1, , 2], 0)", "E14", "a hole in a list"],
    ["«null", "E14", "null"],
    ["«undefined", "E14", "undefined"],
    ["«NaN", "E06", "NaN is not defined in model.ts"],
    ["«Infinity", "E06", "Infinity is not defined in model.ts"],
    ["«Date.now()", "E06", "Date is not defined in model.ts"],
    ["«globalThis.x", "E06", "globalThis is not defined in model.ts"],
    ["«parseInt(1)", "E06", "parseInt is not defined in model.ts"],
    ["«`1`", "E04", "TemplateLiteral"],
    ["«same`1`", "E04", "TaggedTemplateExpression"],
    ["«/a/", "E04", "a literal that is no number, string or boolean"],
    ["«1n", "E04", "a literal that is no number, string or boolean"],
    ["«0.5", "E04", "a number that is no integer"],
    ["«1e300", "E04", "a number that is no integer"],
    ["«9007199254740993", "E04", "a number that is no integer"],
    ["(«1, 2)", "E04", "SequenceExpression"],
    ["«function () { return 1 }", "E04", "FunctionExpression"],
    ["«class {}", "E04", "ClassExpression"],
    ["«import.meta.x", "E04", "MetaProperty"],
    ["(«same<number>)(1)", "E04", "TSInstantiationExpression"],
    [`«import("./a.ts")`, "E02", "ImportExpression"],
    ["«new Map()", "E11", "NewExpression"],
    ["«this.count", "E11", "ThisExpression"],
    ["(«s.count = 1)", "E11", "AssignmentExpression"],
    ["(«s.count += 1)", "E11", "AssignmentExpression"],
    ["«s.count++", "E11", "UpdateExpression"],
    ["twice(«async (a) => a, 1)", "E11", "an async function"],
    ["«s.count!", "E17", "`!` after an expression"],
    ["«s.count as number", "E18", "a cast"],
    ["«s.count satisfies number", "E18", "a cast"],
    ["(«<number>s.count)", "E18", "a cast"],
    ["{ «get count() { return 1 } }.count", "E16", "a computed key, a method or a getter"],
    ["{ «count() { return 1 } }.count", "E16", "a computed key, a method or a getter"],
    ["{ «[\"count\"]: 1 }.count", "E16", "a computed key, a method or a getter"],
    ["{ «__proto__: s }.count", "E16", "the key __proto__"],
    ["{ a: 1, «a: 2 }.a", "E16", "the key a stands twice"],
    ["twice((«...a) => 1, 1)", "E08", "RestElement in a pattern"],
    ["twice((«a = 1) => a, 1)", "E08", "AssignmentPattern in a pattern"],
    ["twice((«[a]) => a, 1)", "E08", "ArrayPattern in a pattern"],
    ["pair({ a: 1 })", "E21", "no field b"],
    ["same(((«x = 1) => x)(2))", "E08", "AssignmentPattern in a pattern"],
    ["loop(1)", "E05", "a function that calls itself"],
    ["self", "E05", "self refers to itself"],
    [`«min(s.isOn ? "a" : 1, 1)`, "E23", "a choice of two values where a number is meant"],
  ])("refuse %s", (expression, code, what) => {
    const [found, message, where] = refusalOfMarked(modelText(withCount(expression)))
    expect([found, message]).toEqual([code, what])
    // Without a mark the refusal stands in the helper that was called.
    expect(where === "at the mark").toBe(expression.includes("«"))
  })

  it("do not see what surrounds the module, nor what another function keeps", () => {
    expect(refusalOfMarked(modelText({ helpers: "const f = (): number => «s.count", then: "(s) => next(s, { count: f() })" }))).toEqual(["E06", "s is not defined in model.ts", "at the mark"])
  })
})

describe("what an expression obliges to", () => {
  const holds = (then: string, extra = ""): readonly string[] => (lowerParts({ then, helpers: extra }).rules[0]?.obligations ?? []).map((o) => `${o.code} ${o.text}`)

  it("is said of every field that changes", () => {
    expect(holds("(s) => next(s, { count: s.count + 1 })")).toEqual(["O4 0 … frames is left"])
    expect(holds("(s) => next(s, { count: s.isOn ? s.count + 1 : 0 })")).toEqual(["O4 0 … frames is left"])
    expect(holds("(s) => next(s, { count: s.count })")).toEqual([])
  })

  it("is said of init, of notes and of properties too", () => {
    const found = lowerParts({ fields: "readonly extra: Upto<1>", init: "extra: n.slots - 1", machine: `rules: [step], properties: [invariant({ id: "t.i", text: "I.", holds: (s) => head(s.queue) === 0 })]` })
    expect(found.initObligations.map((o) => [o.code, o.source.line > 0])).toContainEqual(["O4", true])
    expect(found.properties[0]?.obligations.map((o) => o.code)).toEqual(["O2"])
  })

  it("holds only where the expression is evaluated", () => {
    const first = (then: string): string | undefined => lowerParts({ then }).rules[0]?.obligations.find((o) => o.code === "O2")?.holds.op
    expect(first("(s) => next(s, { isOn: head(s.queue) === 1 })")).toBe("lt")
    expect(first("(s) => next(s, { isOn: s.queue.length > 0 && head(s.queue) === 1 })")).toBe("or")
    expect(first("(s) => next(s, { isOn: s.count > 0 && head(s.queue) === 1 })")).toBe("or")
    expect(first("(s) => next(s, { isOn: s.count > 0 ? head(s.queue) === 1 : false })")).toBe("or")
  })

  it("is said for every value of a quantifier's variable", () => {
    const [rule] = lowerParts({ then: "(s, n) => next(s, { isOn: every(range(n.frames), (i) => at(s.cells, i).flag) })" }).rules
    expect(rule?.obligations.map((o) => [o.code, o.holds.op])).toEqual([["O1", "every"]])
  })

  it("stands where the expression stands", () => {
    const [o] = lowerParts({ then: "(s) => next(s, {\n    queue: rest(s.queue),\n  })" }).rules[0]?.obligations ?? []
    expect([o?.code, o?.source.column]).toEqual(["O2", 12])
  })
})
