import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { isRequirement } from "../catalog.ts"
import { buildDocs, placesOf, readPages, readSources, worldOf } from "../docs.ts"
import { readEvidence } from "../evidence.ts"
import { readMatrices } from "../matrix.ts"
import { readProofs } from "../proof-record.ts"
import type { Places, World } from "../page.ts"
import { registeredSystems, root } from "../systems.ts"
import { pageOf } from "./links.ts"
import { buildSite, pagesIn, writeSite, type Site } from "./site.ts"

let [world, site, places]: [World, Site, Places] = [{} as World, new Map(), new Map()]
const sources = readSources(root)
beforeAll(async () => {
  world = await worldOf(root, registeredSystems(), { evidence: readEvidence().values(), matrices: readMatrices().values(), proofs: readProofs().values() })
  places = placesOf(world, readPages(sources, world))
  site = await buildSite(sources, world, { colours: false })
})
const page = (path: string): string => site.get(path) as string

describe("docs/site/", () => {
  it("has a page for each of docs/, and one for each source that they link", () => {
    expect([...buildDocs(sources, world).keys()].filter((path) => !site.has(pageOf(path)))).toEqual([])
    expect(page("source/model/ring/producer.ts.html")).toContain(`id="L1"`)
    expect(pagesIn(site)).toBe([...site.keys()].filter((p) => p.endsWith(".html")).length)
  })
  it("has every requirement as a block with its id, and the evidence in it", () => {
    const ids = [...places].filter(([id]) => { const e = world.catalogue.get(id); return e !== undefined && isRequirement(e) })
    expect(ids.length).toBeGreaterThan(50)
    const lacking = ids.filter(([id, path]) => {
      const block = page(pageOf(path)).split(`<section class="requirement" id="${id}">`)[1]?.split("</section>")[0] ?? ""
      return !block.includes(`aria-label="Evidence for ${id}"`) || !/<span class="verdict is-([\w-]+)"><a [^>]*>\1<\/a>/.test(block)
    })
    expect(lacking).toEqual([])
  })
  it("asks nothing of the web", () => {
    const own = [...site].filter(([path]) => path !== "assets/minisearch.js" && path !== "assets/searchable.js")
    const asks = (path: string): RegExp => (path.endsWith(".html") ? /<(?:link|script|img|iframe)[^>]*(?:src|href)="(?:[a-z]+:|\/)/ : /https?:|@import|url\(|fetch\(/)
    expect(own.filter(([path, text]) => asks(path).test(text)).map(([path]) => path)).toEqual([])
  })
  it("draws every chart, and keeps it as text", () => {
    expect(page("040-ring.html")).toContain(`<svg class="chart" role="img" aria-labelledby="chart-ring.laps-title chart-ring.laps-text"`)
    expect(page("040-ring.html")).toContain("● ring.write(frame: ")
    expect([...site].filter(([path, html]) => path.endsWith(".html") && html.includes(">stateDiagram-v2")).map(([path]) => path)).toEqual([])
  })
  it("carries the licence of the search that it brings along", () => {
    expect(page("assets/minisearch.js")).toMatch(/^\/\*\nMiniSearch\n\n[^*]*Copyright \d+ Luca Ongaro/)
  })
  it("is refused where a link leads nowhere, with the page and the target", async () => {
    const changed = sources.map((s) => (s.path === "040-ring.md" ? { ...s, text: `${s.text}\n[gone](020-terms.md#no-such-term)\n` } : s))
    await expect(buildSite(changed, world, { colours: false })).rejects.toThrow(/^docs\/site\/040-ring\.html: the link 020-terms\.html#no-such-term leads nowhere: 020-terms\.html has no anchor no-such-term$/)
  })
})

describe("writing", () => {
  let folder = ""
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), "tcnet-site-")) })
  afterEach(() => rmSync(folder, { recursive: true }))
  it("leaves nothing of the site that was there before", () => {
    writeFileSync(join(folder, "old.html"), "")
    writeSite(new Map([["a/b.html", "text"]]), folder)
    expect(readFileSync(join(folder, "a/b.html"), "utf8")).toBe("text")
    expect(() => readFileSync(join(folder, "old.html"))).toThrow("ENOENT")
  })
})
