import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { InputError } from "../errors.ts"
import { Modules, sourceOf } from "./module.ts"
import { lowerText, modelText, refusalOfMarked, unmark } from "./testing.ts"

describe("the top of a module", () => {
  it.each([
    ["«let a = 1", "E01", "let a"],
    ["«var a = 1", "E01", "var a"],
    [`import «a from "./a.ts"`, "E02", "only named imports"],
    [`import «* as a from "./a.ts"`, "E02", "only named imports"],
    [`import { «"a b" as a } from "./a.ts"`, "E02", "only named imports"],
    [`«import "./a.ts"`, "E02", "an import without names"],
    [`«import {} from "./a.ts"`, "E02", "an import without names"],
    ["«interface A extends Cell {}", "E03", "interface A extends another"],
    ["«function a() { return 1 }", "E04", "FunctionDeclaration at the top of a module"],
    ["«export function a() { return 1 }", "E04", "FunctionDeclaration at the top of a module"],
    ["«export default 1", "E04", "ExportDefaultDeclaration at the top of a module"],
    ["«export default { a: 1 }", "E04", "ExportDefaultDeclaration at the top of a module"],
    [`«export * from "./a.ts"`, "E04", "ExportAllDeclaration at the top of a module"],
    [`«export { a } from "./a.ts"`, "E04", "an export list"],
    ["const a = 1; «export { a }", "E04", "an export list"],
    ["«export type { Cell }", "E04", "an export list"],
    [`«import a = require("./a.ts")`, "E04", "TSImportEqualsDeclaration at the top of a module"],
    ["«class A {}", "E04", "ClassDeclaration at the top of a module"],
    ["«enum A { b }", "E04", "TSEnumDeclaration at the top of a module"],
    ["«const enum A { b }", "E04", "TSEnumDeclaration at the top of a module"],
    ["«namespace A { export const b = 1 }", "E04", "TSModuleDeclaration at the top of a module"],
    [`«declare module "a" { export const b: number }`, "E04", "TSModuleDeclaration at the top of a module"],
    ["«declare global { interface Cell { readonly more: boolean } }", "E04", "TSModuleDeclaration at the top of a module"],
    ["declare const «a: number", "E04", "a constant without a value"],
    ["«declare function a(): number", "E04", "TSDeclareFunction at the top of a module"],
    ["«if (true) {}", "E04", "IfStatement at the top of a module"],
    ["«for (;;) {}", "E04", "ForStatement at the top of a module"],
    ["«{ const a = 1 }", "E04", "BlockStatement at the top of a module"],
    ["«a: for (;;) {}", "E04", "LabeledStatement at the top of a module"],
    ["«console.log(1)", "E11", "an expression for its effect, at the top of a module"],
    [`«"use strict"`, "E11", "an expression for its effect, at the top of a module"],
    [`«import { a } from "node:fs"`, "E06", `import from "node:fs": a model imports relative files and "tcnet"`],
    ["const «[a] = [1]", "E08", "ArrayPattern in a constant"],
    ["const { «...a } = { b: 1 }", "E08", "a default or a rest in a pattern"],
    ["const { «a = 1 } = { a: 1 }", "E08", "a default or a rest in a pattern"],
    ["interface «Cell { readonly more: boolean }", "E40", "the name Cell stands twice"],
    ["const «Cell = 1", "E40", "the name Cell stands twice"],
    ["const «next = 1", "E40", "the name next stands twice"],
    ["type «a = boolean; type a = boolean", "E00", "Identifier `a` has already been declared"],
    [`import { «a } from "./a.ts"; import { a } from "./b.ts"`, "E00", "Identifier `a` has already been declared"],
    ["const «a = 1; const a = 2", "E00", "Identifier `a` has already been declared"],
    ["«interface A<T> { readonly a: T }", "E37", "the interface A has parameters"],
    ["export «type A<Cell> = { readonly a: Cell }", "E37", "the type A has parameters"],
  ])("refuses %s", (helpers, code, what) => {
    expect(refusalOfMarked(modelText({ helpers }))).toEqual([code, what, "at the mark"])
  })

  it.each(["const { max: most } = { max: 1 }", "export const a = 1", "type A = Cell", "export interface A { readonly a: boolean }", "const a = 1, b = 2"])("accepts %s", (helpers) => {
    expect(lowerText(modelText({ helpers }))).toHaveLength(1)
  })
})

describe("imports of the model", () => {
  const using = (imported: string, count: string): string => modelText({ helpers: imported, then: `(s) => next(s, { count: ${count} })` })

  it("find exported constants and types of another file", () => {
    const text = modelText({ helpers: `import { one, type Extra } from "./other.ts"`, fields: "readonly extra: Extra", init: "extra: one" })
    const [system] = lowerText(text, { "other.ts": "export const one = 1\nexport type Extra = Upto<3>\nimport type { Upto } from \"tcnet\"" })
    expect(system?.leaves.at(-1)).toMatchObject({ path: "extra", sort: { kind: "upto", most: 3 } })
  })

  it.each([
    ["const one = 1", "one is no constant that other.ts exports"],
    ["export type one = boolean", "one is no constant that other.ts exports"],
    [`import { one } from "./third.ts"`, "one is no constant that other.ts exports"],
    ["export const two = 1", "one is no constant that other.ts exports"],
  ])("refuse %s, which is not exported", (other, what) => {
    expect(refusalOfMarked(using(`import { «one } from "./other.ts"`, "one"), { "other.ts": other, "third.ts": "export const one = 1" })).toEqual(["E06", what, "at the mark"])
  })

  it("refuse a type that is not exported", () => {
    const text = modelText({ helpers: `import { Extra } from "./other.ts"`, fields: "readonly extra: «Extra", init: "extra: true" })
    expect(refusalOfMarked(text, { "other.ts": "type Extra = boolean" })).toEqual(["E36", "the type Extra is not known to the model", "at the mark"])
  })

  it("refuse a word that the language lacks", () => {
    expect(refusalOfMarked(using(`import { nexus } from "tcnet"`, "«nexus(1)"))).toEqual(["E06", `"nexus" is no word of the language`, "at the mark"])
  })

  it("report what another file does where it stands there", () => {
    expect(() => lowerText(using(`import { one } from "./other.ts"`, "one"), { "other.ts": "\n  let one = 1" })).toThrow(/other\.ts:2:3: E01 let one$/)
  })

  it.each([
    ["./other", "no such module", `Write instead: \`from "./other.ts"\`.`],
    ["./other.js", "no such module", `Write instead: \`from "./other.ts"\`.`],
    ["./others", "no such module", "Give the path of a TypeScript file, from the folder of this module on and with its extension."],
    [".", "not a file", "Give the path of a TypeScript file, from the folder of this module on and with its extension."],
  ])("that lead to no file are refused where they stand: %s", (specifier, what, fix) => {
    const { text, line, column } = unmark(using(`import { one } from «"${specifier}"`, "one"))
    const thrown = (): unknown => lowerText(text, { "other.ts": "export const one = 1" })
    expect(thrown).toThrow(InputError)
    expect(thrown).toThrow(expect.objectContaining({ message: expect.stringMatching(new RegExp(`model\\.ts:${line}:${column}: ${specifier}: ${what}$`)) as string, fix }))
  })

  it("may form a cycle of types", () => {
    const text = modelText({ helpers: `import { type Extra } from "./other.ts"\nexport type Own = boolean`, fields: "readonly extra: Extra", init: "extra: true" })
    expect(lowerText(text, { "other.ts": `import { type Own } from "./model.ts"\nexport type Extra = Own` })).toHaveLength(1)
  })
})

describe("Modules", () => {
  const folder = mkdtempSync(join(tmpdir(), "tcnet-"))
  afterAll(() => rmSync(folder, { recursive: true }))

  it("refuses what is no file of a model's size", () => {
    const modules = new Modules({ languageFiles: [] })
    mkdirSync(join(folder, "a.ts"))
    writeFileSync(join(folder, "b.ts"), " ".repeat(4_000_001))
    for (const [name, message] of [["none.ts", "no such module"], ["a.ts", "not a file"], ["b.ts", "4000001 bytes, more than the 4000000 that a model may have"]] as const) {
      expect(() => modules.load(join(folder, name))).toThrow(InputError)
      expect(() => modules.load(join(folder, name))).toThrow(message)
    }
  })

  it("reads a file once, through the edit", () => {
    const file = join(folder, "c.ts")
    writeFileSync(file, "const a = 1")
    let edits = 0
    const modules = new Modules({ languageFiles: [], edit: (text) => { edits += 1; return text.replace("const a", "const b") } })
    expect([...modules.load(file).names.keys()]).toEqual(["b"])
    expect(modules.load(file)).toBe(modules.load(file))
    expect(edits).toBe(1)
  })

  it("counts lines and columns from 1", () => {
    const m = { file: "a.ts", text: "ab\n\ncd\n", names: new Map() }
    const at = (start: number): readonly number[] => { const s = sourceOf(m, { start }); return [s.line, s.column] }
    expect([0, 1, 2, 3, 4, 5, 7].map(at)).toEqual([[1, 1], [1, 2], [1, 3], [2, 1], [3, 1], [3, 2], [4, 1]])
  })
})

describe("a source", () => {
  it("names its file from the working directory on", () => {
    expect(sourceOf({ file: join(process.cwd(), "a/b.ts"), text: "x", names: new Map() }, { start: 0 })).toEqual({ file: "a/b.ts", line: 1, column: 1 })
  })
})
