import { describe, expect, it } from "vitest"
import { distinct, escapeHtml, rowId, slug, upTo } from "./markup.ts"

describe("pieces of HTML", () => {
  it("leave nothing of a text that could be read as a tag", () => {
    expect(escapeHtml(`a < b && c > "d"`)).toBe("a &lt; b &amp;&amp; c &gt; &quot;d&quot;")
  })
  it.each([["Bugs of history", "bugs-of-history"], ["ring.thin at small", "ringthin-at-small"], [`Why "publish, fence, test" is not enough`, "why-publish-fence-test-is-not-enough"]])("make the anchor of %j", (title, id) => {
    expect(slug(title)).toBe(id)
  })
  it("make anchors of rows that a link can carry, and that differ where the rows do", () => {
    expect(rowId("a", "ring.write:without tx.written#1")).toBe("a:ring.write:without-tx.written-1")
    expect(rowId("a", "x:+1")).not.toBe(rowId("a", "x:-1"))
  })
  it("give an id once", () => {
    const once = distinct()
    expect([once("a"), once("a"), once("b"), once("a")]).toEqual(["a", "a-1", "b", "a-2"])
  })
  it("lead back to the root of the site", () => {
    expect(["index.html", "guide/logs.html", "source/model/ring/a.ts.html"].map(upTo)).toEqual(["", "../", "../../../"])
  })
})
