import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { parseSync } from "oxc-parser"
import { describe, expect, it } from "vitest"
import { changed, codeMutants, drawn } from "./code.ts"

/** For each wrong version what is put in place of what. */
const made = (text: string): readonly string[] => codeMutants("a.ts", text).map((m) => `${text.slice(m.start, m.end)} → ${m.to}`)

describe("wrong versions of program text", () => {
  it.each([
    ["a comparison becomes its neighbour and its opposite", "const f = (a) => a < b", ["< → <=", "< → >="]],
    ["a condition is true or false, which stands for its opposite", "if (a < b) f", ["a < b → false", "a < b → true", "< → <=", "f → ;"]],
    ["a loop does not turn for ever", "while (a) f()", ["a → false", "f() → ;"]],
    ["a number is one more, also as a condition of a sum", "const f = () => a + 1", ["+ → -", "1 → 2"]],
    ["texts are joined, and not subtracted", "const f = () => a + \"b\"", ["\"b\" → \"\""]],
    ["a sign is left out", "const f = () => !a", ["!a → (a)"]],
    ["a fallback is always taken", "const f = () => a ?? b", ["a ?? b → (b)"]],
    ["a call that chooses is left out, or chooses otherwise", "const f = () => a.filter(g).some(h)", ["a.filter(g) → a", "some → every"]],
    ["a printed text is empty", "const f = () => `x${a}`", ["`x${a}` → ``"]],
    ["a statement is left out", "for (;;) { a = b; break }", ["a = b; → ;", "break → ;"]],
    ["prose, messages, types and names are left alone", "import { a } from \"a\"\nconst f = (x: \"b\") => { throw new RangeError(`no ${x}`) }\nconst g = { h: \"what is said to people\" }", []],
    ["what is asserted of a type is not what is computed", "const f = () => (a as 1) + (b as number)", ["+ → -"]],
  ])("%s", (_what, text, expected) => { expect(made(text)).toEqual(expected) })

  it("are named by whose they are, and by number where there are several", () => {
    expect(codeMutants("a.ts", "class A { f(a) { const g = () => a < 1; return 1 } }\nconst b = 1").map((m) => m.id)).toEqual([
      "A.f.g:< → <=", "A.f.g:< → >=", "A.f.g:1 → 2", "A.f:1 → 2", "b:1 → 2",
    ])
    expect(codeMutants("a.ts", "const b = [1, 1]").map((m) => m.id)).toEqual(["b:1 → 2#1", "b:1 → 2#2"])
  })

  it("differ from the file, from each other, and are still programs", () => {
    const file = fileURLToPath(new URL("./code.ts", import.meta.url))
    const text = readFileSync(file, "utf8")
    const mutants = codeMutants(file, text)
    expect(mutants.length).toBeGreaterThan(200)
    expect(new Set(mutants.map((m) => m.id)).size).toBe(mutants.length)
    const texts = mutants.map((m) => changed(text, m))
    expect(new Set([text, ...texts]).size).toBe(mutants.length + 1)
    expect(mutants.filter((_, i) => parseSync(file, texts[i] as string).errors.length > 0).map((m) => m.id)).toEqual([])
  })

  it("are drawn by a seed", () => {
    const mutants = codeMutants("a.ts", "const b = [1, 2, 3, 4, 5]")
    expect(drawn(mutants, undefined, 1)).toBe(mutants)
    expect(drawn(mutants, 2, 1)).toHaveLength(2)
  })
})
