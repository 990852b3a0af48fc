import { describe, expect, it } from "vitest"
import { root } from "../systems.ts"
import { plain } from "./highlight.ts"
import { named, sourceBody } from "./sources.ts"

describe("pages of sources", () => {
  it("know a folder from a file", () => {
    expect(named(root, "model")).toBe("model/")
    expect(named(root, "model/")).toBe("model/")
    expect(named(root, "package.json")).toBe("package.json")
  })
  it("show a file line by line", () => {
    expect(sourceBody(root, "bin/tcnet.mjs", new Set(), plain)).toMatch(/^<h1><code>bin\/tcnet\.mjs<\/code><\/h1>\n<div class="code"><pre class="shiki" tabindex="0"><code><span class="line" id="L1">/)
  })
  it("show what is in a folder, and link what has a page", () => {
    const html = sourceBody(root, "publish/site/", new Set(["publish/site/links.ts"]), plain)
    expect(html).toContain(`<li><a href="links.ts.html"><code>links.ts</code></a></li>`)
    expect(html).toContain("<li><code>assets/</code></li>")
  })
})
