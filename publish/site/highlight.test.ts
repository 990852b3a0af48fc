import { describe, expect, it } from "vitest"
import { loadHighlight, plain } from "./highlight.ts"

const code = `const a = "<b>" // not b\nreturn a\n`

describe("code", () => {
  it("has the colours of the page's theme, and none of its own", async () => {
    const html = (await loadHighlight())(code, "ts", false)
    expect(html).toContain(`style="color:var(--code-token-keyword)"`)
    expect(html).not.toMatch(/#[0-9a-f]{6}/i)
  })
  it.each(["ts", "json", "c", "diff", "console", "md"])("is known as %s", async (kind) => {
    expect((await loadHighlight())("x", kind, false)).toContain(`class="shiki page"`)
  })
  it("has the same lines, anchors and text with colours as without", async () => {
    const bare = (html: string): string => html.replaceAll(/<(?!span class="line)[^>]*>/g, "").replaceAll("&#x3C;", "<").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
    const coloured = (await loadHighlight())(code, "ts", true)
    expect([...coloured.matchAll(/id="(\w+)"/g)].map((m) => m[1])).toEqual(["L1", "L2"])
    expect(bare(coloured)).toBe(bare(plain(code, "ts", true)))
  })
  it("of a language that is not known is left plain", async () => {
    expect((await loadHighlight())("<x>", "klingon", false)).toBe(`<pre class="shiki" tabindex="0"><code>&lt;x&gt;</code></pre>`)
  })
})
