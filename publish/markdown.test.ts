import { describe, expect, it } from "vitest"
import { parseMarkdown } from "./markdown.ts"

const text = `# A title

Some prose MAY stand
here with \`a.b\` and [a \`link.code\`](x.md#y).

{{ ring.write }}

- an item {{x}}

| a | b |
|---|---|
| c | \`d.e\` |

\`\`\`ts file.ts
{{not.this}} MUST
\`\`\`
`

describe("a source", () => {
  const p = parseMarkdown(text)
  it("has a title, and directives that are paragraphs of their own", () => {
    expect(p.title).toBe("A title")
    expect(p.directives).toEqual([{ text: "ring.write", from: 5, to: 6 }])
  })
  it("has prose with its lines, code apart", () => {
    expect(p.prose.find((s) => s.text.includes("MAY"))?.line).toBe(3)
    expect(p.prose.find((s) => s.text.includes("here"))?.line).toBe(4)
    expect(p.prose.find((s) => s.text.includes("{{x}}"))?.line).toBe(8)
    expect(p.prose.some((s) => s.text.includes("MUST"))).toBe(false)
  })
  it("has code spans outside links, in tables too, and links", () => {
    expect(p.code).toEqual([{ text: "a.b", line: 4 }, { text: "d.e", line: 12 }])
    expect(p.links).toEqual([{ text: "x.md#y", line: 4 }])
  })
  it("has fences with their info", () => {
    expect(p.fences).toEqual([{ info: "ts file.ts", content: "{{not.this}} MUST\n", from: 13, to: 16 }])
  })
})
