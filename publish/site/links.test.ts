import { describe, expect, it } from "vitest"
import { InputError } from "../../checker/errors.ts"
import { between, checkLinks, linkFrom, pageOf, sourcePageOf } from "./links.ts"

describe("links of the site", () => {
  it("lead from page to page", () => {
    expect(pageOf("README.md")).toBe("index.html")
    expect(pageOf("guide/logs.md")).toBe("guide/logs.html")
    expect(between("guide/logs.html", "index.html")).toBe("../index.html")
  })
  it("of docs/ become links to pages, and to pages of sources", () => {
    const wanted: string[] = []
    const link = linkFrom("guide/logs.md", (file) => (file === "model" ? "model/" : file), (file) => void wanted.push(file))
    expect(link("../040-ring.md#ring.write")).toBe("../040-ring.html#ring.write")
    expect(link("#here")).toBe("#here")
    expect(link("https://a.example/b#c")).toBe("https://a.example/b#c")
    expect(link("../../model/ring/a.ts#L3")).toBe("../source/model/ring/a.ts.html#L3")
    expect(link("../../model")).toBe(`../${sourcePageOf("model/")}`)
    expect(wanted).toEqual(["model/ring/a.ts", "model/"])
  })
})

describe("the check of links", () => {
  const problems = (page: string, further: readonly string[] = []): string => {
    try {
      checkLinks(new Map([["a.html", page], ["b/c.html", `<p id="x.y">c</p>`], ["s.js", ""], ["index.html", ""]]), further)
    } catch (error) {
      if (error instanceof InputError) return error.message
      throw error
    }
    return "none"
  }
  it("accepts what leads somewhere", () => {
    expect(problems(`<h1 id="t">t</h1><a href="b/c.html#x.y">1</a><a href="#t">2</a><script src="s.js"></script><a href="https://x.example">3</a><code>href=&quot;gone&quot;</code>`, ["b/c.html#x.y"])).toBe("none")
  })
  it.each([
    [`<a href="d.html">1</a>`, "docs/site/a.html: the link d.html leads nowhere: there is no d.html"],
    [`<a href="b/c.html#x.z">1</a>`, "docs/site/a.html: the link b/c.html#x.z leads nowhere: b/c.html has no anchor x.z"],
    [`<a href="#no">1</a>`, "docs/site/a.html: the link #no leads nowhere: a.html has no anchor no"],
    [`<img src="../up.png">`, "docs/site/a.html: the link ../up.png leads nowhere: there is no ../up.png"],
    [`<a href="/b/c.html">1</a>`, "docs/site/a.html: the link /b/c.html is neither relative nor of the web"],
    [`<i id="t"></i><b id="t"></b>`, "docs/site/a.html: the anchor t stands there twice"],
  ])("refuses %s", (page, message) => {
    expect(problems(page)).toBe(message)
  })
  it("looks at those of the search too", () => {
    expect(problems("", ["b/c.html#gone"])).toBe("the search of docs/site/: the link b/c.html#gone leads nowhere: b/c.html has no anchor gone")
  })
})
