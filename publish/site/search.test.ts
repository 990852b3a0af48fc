import { beforeAll, describe, expect, it } from "vitest"
import { catalogue } from "../catalog.ts"
import type { World } from "../page.ts"
import { registeredSystems } from "../systems.ts"
import { searchable, searchScript } from "./search.ts"

let world: Pick<World, "catalogue">
beforeAll(() => { world = { catalogue: catalogue(registeredSystems()) } })

describe("the search", () => {
  it("finds requirements and conditions by id, pages, sections and terms by name", () => {
    const pages = [{ path: "040-ring.md", title: "The ring", landmarks: [
      { kind: "heading", level: 1, id: "the-ring", title: "The ring", text: "All of it." }, { kind: "heading", level: 2, id: "write", title: "Write", text: "How." },
      { kind: "requirement", level: 3, id: "ring.write", title: "ring.write", text: "" }, { kind: "term", level: 3, id: "term:slot", title: "slot", text: "a place" },
    ] } as const]
    const found = searchable(world as World, new Map([["ring.write", "040-ring.md"], ["ring.write.hasCredit", "040-ring.md"]]), pages)
    expect(found.map((f) => [f.kind, f.title, f.url, f.page])).toEqual([
      ["rule", "ring.write", "040-ring.html#ring.write", "The ring"],
      ["condition", "ring.write.hasCredit", "040-ring.html#ring.write.hasCredit", "The ring"],
      ["page", "The ring", "040-ring.html", "The ring"], ["section", "Write", "040-ring.html#write", "The ring"], ["term", "slot", "040-ring.html#term%3Aslot", "The ring"],
    ])
    expect(found[1]?.text).toMatch(/^tx\.written - window\.credit < slots \(a condition of ring\.write\)$/)
  })
  it("is a script that no text can end", () => {
    expect(searchScript([{ kind: "term", title: "</script>", text: "", url: "", page: "" }])).not.toContain("</script>")
  })
})
