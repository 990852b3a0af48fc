import MarkdownIt from "markdown-it"
import { expect, it } from "vitest"
import { markNumbers } from "./tables.ts"

const marked = (markdown: string): readonly string[] => {
  const tokens = new MarkdownIt().parse(markdown, {})
  markNumbers(tokens)
  return tokens.flatMap((t, i) => (t.attrGet("class") === "number" ? [tokens[i + 1]?.content ?? ""] : []))
}

it("a column of numbers is marked with its head, gaps in it too", () => {
  expect(marked("| size | states | verdict |\n|---|---|---|\n| small | 1,234 | holds |\n| large |  | 3 |\n")).toEqual(["states", "1,234", ""])
})
it("a column of something else, or of nothing, is not", () => {
  expect(marked("| a | b |\n|---|---|\n| 1 x |  |\n| 2 |  |\n")).toEqual([])
})
it("tables are looked at one by one", () => {
  expect(marked("| a |\n|---|\n| x |\n\ntext\n\n| b |\n|---|\n| 1 |\n")).toEqual(["b", "1"])
})
