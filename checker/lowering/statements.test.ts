import { describe, expect, it } from "vitest"
import type { Node } from "../ir/node.ts"
import type { RuleIr } from "../ir/system.ts"
import { lowerParts, modelText, refusalOfMarked } from "./testing.ts"

/** The rule whose effect sets `count` to what the statements return. */
const ruleOf = (body: string, helpers = ""): RuleIr => lowerParts({ helpers: `const outer = 7\n${helpers}const f = (s: State): number => { ${body} }`, count: "readonly count: Upto<9>", then: "(s) => next(s, { count: f(s) })" }).rules[0] as RuleIr

/** A node as text, short enough to read. */
const print = (n: Node): string => {
  if (n.op === "lit") return String(n.value)
  if (n.op === "state") return String(n.name)
  if (n.op === "eq") return `eq(${n.args.toSorted((a, b) => Number(a.op === "lit") - Number(b.op === "lit")).map(print).join(", ")})`
  return `${n.op}(${n.args.map(print).join(", ")})`
}
const effect = (body: string): string => print(ruleOf(body).then[0]?.node as Node)

describe("statements", () => {
  it.each([
    ["return 1", "1"],
    ["const a = 1; const { b } = { b: a }; return b", "1"],
    ["if (s.isOn) return 1; else return 2", "ite(isOn, 1, 2)"],
    ["if (s.isOn) { return 1 } return 2", "ite(isOn, 1, 2)"],
    ["if (s.isOn) { if (s.count === 1) return 1 } else return 3; return 2", "ite(isOn, ite(eq(count, 1), 1, 2), 3)"],
    ["if (outer === 7) return 1; return 2", "1"],
    ["{ { return 1 } }", "1"],
  ])("%s returns %s", (body, value) => {
    expect(effect(body)).toBe(value)
  })

  it.each([
    ["a block", "{ const outer = 1 } return outer", "7"],
    ["an arm that does not return", "if (s.isOn) { const outer = 1 } return outer", "7"],
    ["an arm that returns on one path", "if (s.isOn) { const outer = 1; if (s.count === 2) return outer } return outer", "ite(isOn, ite(eq(count, 2), 1, 7), 7)"],
    ["an arm with a switch", `if (s.isOn) { const outer = 1; switch (s.mode) { case "idle": return outer } } return outer`, "ite(isOn, ite(eq(mode, idle), 1, 7), 7)"],
    ["a case", `switch (s.mode) { case "idle": { const outer = 1; return outer } default: return outer }`, "ite(eq(mode, idle), 1, 7)"],
  ])("leave the constants of %s behind", (_name, body, value) => {
    expect(effect(body)).toBe(value)
  })

  it("may use a constant that stands behind in a function that is called later", () => {
    expect(effect("const g = (): number => a; const a = 1; return g()")).toBe("1")
  })

  it.each([
    ["const a = «outer; const outer = 1; return a", "E05", "outer is used before its constant is evaluated"],
    ["if (s.isOn) return «outer; const outer = 1; return outer", "E05", "outer is used before its constant is evaluated"],
    ["switch (s.mode) { case \"idle\": return «outer; default: const outer = 1; return outer }", "E05", "outer is used before its constant is evaluated"],
    ["const outer = «outer + 1; return outer", "E05", "outer is used before its constant is evaluated"],
    ["return 1; «return 2", "E04", "a statement that is never reached"],
    ["if (s.isOn) return 1; else return 2; «return 3", "E04", "a statement that is never reached"],
    ["switch (s.mode) { default: return 1 } «return 2", "E04", "a statement that is never reached"],
    ["switch (s.mode) { case \"idle\": return 1; «break; default: return 2 }", "E04", "a statement that is never reached"],
    ["«let a = 1; return a", "E01", "let"],
    ["«var a = 1; return a", "E01", "var"],
    ["«a: return 1", "E04", "LabeledStatement"],
    ["«;return 1", "E04", "EmptyStatement"],
    ["«debugger; return 1", "E04", "DebuggerStatement"],
    ["«try { return 1 } catch { return 2 }", "E04", "TryStatement"],
    ["«function g(): number { return 1 } return g()", "E04", "FunctionDeclaration"],
    ["«class A {} return 1", "E04", "ClassDeclaration"],
    ["«type A = boolean; return 1", "E04", "TSTypeAliasDeclaration"],
    ["«enum A { b } return 1", "E04", "TSEnumDeclaration"],
    ["«for (;;) return 1", "E10", "ForStatement"],
    ["«for (const a in s) return 1", "E10", "ForInStatement"],
    ["«while (true) return 1", "E10", "WhileStatement"],
    ["«do { return 1 } while (true)", "E10", "DoWhileStatement"],
    ["«throw 1", "E11", "ThrowStatement"],
    ["«s.count; return 1", "E11", "ExpressionStatement"],
    ["«\"use strict\"; return 1", "E11", "ExpressionStatement"],
    ["«return", "E12", "return without a value"],
    ["«const a = 1", "E12", "a path without return"],
    ["if (s.isOn) return 1; { «const b = 1 }", "E12", "a path without return"],
    ["if («s.count) return 1; return 2", "E13", "0 … 9 is no condition"],
    ["const «[a] = [1]; return 1", "E08", "ArrayPattern in a pattern"],
    ["const { «...a } = s; return 1", "E08", "a rest or a computed key in a pattern"],
    ["const { «[\"a\"]: a } = s; return 1", "E08", "a rest or a computed key in a pattern"],
    ["const { «count = 1 } = s; return count", "E08", "a default in a pattern"],
  ])("refuse %s", (body, code, what) => {
    const helpers = `const outer = 7\nconst f = (s: State): number => { ${body} }`
    expect(refusalOfMarked(modelText({ helpers, count: "readonly count: Upto<9>", then: "(s) => next(s, { count: f(s) })" }))).toEqual([code, what, "at the mark"])
  })

  it("refuse an empty body", () => {
    expect(refusalOfMarked(modelText({ then: "() => «{}" }))).toEqual(["E12", "a path without return", "at the mark"])
  })
})

describe("a switch", () => {
  const codes = (body: string): readonly string[] => ruleOf(body).obligations.map((o) => o.code).filter((c) => c !== "O4")

  it("obliges to a case where it has no default and nothing stands behind", () => {
    expect(codes(`switch (s.mode) { case "idle": return 1; case "busy": case "done": return 2 }`)).toEqual(["O5"])
    expect(codes(`switch (s.mode) { case "idle": return 1; default: return 2 }`)).toEqual([])
    expect(codes(`switch (s.mode) { case "idle": return 1 } return 2`)).toEqual([])
  })

  it("takes default last, wherever it stands", () => {
    expect(effect(`switch (s.mode) { default: return 3; case "idle": return 1; case "busy": return 2 }`)).toBe("ite(eq(mode, idle), 1, ite(eq(mode, busy), 2, 3))")
  })

  it("takes one case where all is known", () => {
    expect(effect(`switch ("b") { case "a": return 1; case "b": return 2; default: return 3 }`)).toBe("2")
  })

  it.each([
    [`switch (s.mode) { «case "idle": const a = 1; default: return 1 }`, "E12", "a case that does not return"],
    [`switch (s.mode) { «case "idle": break; default: return 1 }`, "E12", "a case that does not return"],
    [`switch (s.mode) { «case "idle": if (s.isOn) return 1; default: return 1 }`, "E12", "a case that does not return"],
    [`«switch (s.mode) { case "idle": return 1; case "busy": }`, "E12", "a case that does not return"],
    [`switch (s.mode) { case «"off": return 1; default: return 2 }`, "E23", `"off" where idle | busy | done is meant`],
    [`switch (s.cells) { case «s.cells: return 1; default: return 2 }`, "E23", "vec is compared with vec"],
    [`switch («{ a: 1 }) { default: return 2 }`, "E23", "a switch on a record of a"],
    [`switch (s.payload) { case «red: return 1; default: return 2 }`, "E47", "an Opaque is compared"],
    [`switch (s.lap) { case «s.lead: return 1; default: return 2 }`, "E43", "=== on a counter"],
  ])("refuses %s", (body, code, what) => {
    expect(refusalOfMarked(modelText({ helpers: `const f = (s: State): number => { ${body} }`, then: "(s) => next(s, { count: f(s) })" }))).toEqual([code, what, "at the mark"])
  })

  it("names each of its arms as a branch, with the file that it stands in", () => {
    const branches = ruleOf(`switch (s.mode) { case "idle": return 1; default: return 2 }`).branches
    expect(branches.map((b) => b.text)).toEqual([`s.mode is "idle"`, `s.mode is not "idle"`])
    expect(new Set(branches.map((b) => b.id)).size).toBe(2)
    expect(branches.every((b) => b.id.startsWith(`${b.source.file}:`))).toBe(true)
  })
})
