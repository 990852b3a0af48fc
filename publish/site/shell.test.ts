import { describe, expect, it } from "vitest"
import { pageHtml, type NavGroup } from "./shell.ts"

const groups: readonly NavGroup[] = [
  { title: "Chapters", items: [{ title: "One", path: "010-one.html" }, { title: "Two & more", path: "020-two.html" }] },
  { title: "Guide", items: [{ title: "Three", path: "guide/three.html" }] }, { title: "Empty", items: [] },
]
const page = (path: string, landmarks: Parameters<typeof pageHtml>[0]["landmarks"] = []): string => pageHtml({ path, title: "A title", body: "<h1>A title</h1>", landmarks }, groups)

describe("what surrounds a page", () => {
  it("leads to every page by a relative link, and marks the one that is open", () => {
    const html = page("guide/three.html")
    expect(html).toContain(`<li><a href="../020-two.html">Two &amp; more</a></li>`)
    expect(html).toContain(`<a href="three.html" aria-current="page">Three</a>`)
    expect(html).not.toContain("<h2>Empty</h2>")
    expect(html.match(/(?:src|href)="(?!https?:)[^"]*"/g)?.filter((l) => l.includes('="/'))).toEqual([])
  })
  it("leads to the pages before and behind", () => {
    expect(page("020-two.html")).toContain(`<span>← <a href="010-one.html" rel="prev">One</a></span><span><a href="guide/three.html" rel="next">Three</a> →</span>`)
    expect(page("source/a.ts.html")).not.toContain("neighbours")
  })
  it("has a table of contents where there is something to list", () => {
    const heading = { kind: "heading", level: 2, id: "a", title: "A", text: "" } as const
    expect(page("010-one.html", [heading])).not.toContain(`class="toc"`)
    expect(page("010-one.html", [heading, { ...heading, kind: "requirement", level: 3, id: "r.s", title: "r.s" }]))
      .toContain(`<li class="level-2"><a href="#a">A</a></li><li class="level-3"><a href="#r.s"><code>r.s</code></a></li>`)
  })
})
