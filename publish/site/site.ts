/** `docs/site/`: the specification as HTML, from the same sources and pages as `docs/`. It opens from the file system and asks nothing of the web. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { placesOf, readPages, renderPages } from "../docs.ts"
import { isChapter, type Page, type Source, type World } from "../page.ts"
import { statesSvg } from "../states.ts"
import { siteForm } from "./form.ts"
import { glanceMarkdown } from "./glance.ts"
import { loadHighlight, plain } from "./highlight.ts"
import { htmlOf, type Html } from "./html.ts"
import { checkLinks, linkFrom, pageOf, sourcePageOf } from "./links.ts"
import { searchable, searchScript } from "./search.ts"
import { pageHtml, type NavGroup } from "./shell.ts"
import { named, sourceBody } from "./sources.ts"

/** The files of the site by their path below `docs/site/`. */
export type Site = ReadonlyMap<string, string>

const assets = fileURLToPath(new URL("assets/", import.meta.url))

/** Styles, scripts, and the published search engine with its licence before it. */
const assetFiles = (): readonly (readonly [string, string])[] => {
  const engine = dirname(createRequire(import.meta.url).resolve("minisearch")).replace(/dist[\\/]cjs$/, "")
  const licence = readFileSync(join(engine, "LICENSE.txt"), "utf8").trim()
  const script = readFileSync(join(engine, "dist/umd/index.js"), "utf8").replace(/\n\/\/# sourceMappingURL=.*\n?$/, "\n")
  return [
    ...readdirSync(assets).toSorted().map((name): readonly [string, string] => [`assets/${name}`, readFileSync(join(assets, name), "utf8")]),
    ["assets/minisearch.js", `/*\nMiniSearch\n\n${licence}\n*/\n${script}`],
  ]
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The navigation: chapters, then what is made of runs, then the folders. */
const groupsOf = (pages: ReadonlyMap<string, Html>, sources: ReadonlySet<string>): readonly NavGroup[] => {
  const items = (paths: readonly string[]): NavGroup["items"] => paths.map((path) => ({ title: pages.get(path)?.title ?? path, path: pageOf(path) }))
  const all = [...pages.keys()].filter((path) => path !== "README.md")
  const folders = [...new Set(all.filter((path) => !isChapter(path)).map((path) => path.split("/")[0] as string))].toSorted((a, b) => Number(b === "guide") - Number(a === "guide"))
  return [
    { title: "Chapters", items: items(all.filter((path) => isChapter(path) && sources.has(path))) },
    { title: "Evidence", items: items(all.filter((path) => isChapter(path) && !sources.has(path))) },
    ...folders.map((folder) => ({ title: capital(folder), items: items(all.filter((path) => path.startsWith(`${folder}/`))) })),
  ]
}

/** The state diagrams that the pages cite. Several may stand on one page, so what Graphviz names is left without names; a line that is empty would end the HTML. */
const drawings = async (pages: readonly Page[], world: World): Promise<ReadonlyMap<string, string>> => {
  const drawn = new Map<string, string>()
  const cited = new Set(pages.flatMap((p) => p.parsed.directives.map((d) => /^states:\s*(.*)$/.exec(d.text)?.[1] ?? "")))
  for (const [id, d] of world.diagrams) if (cited.has(id)) drawn.set(id, (await statesSvg(d)).replaceAll(/ id="[^"]*"/g, "").replaceAll(/\n\s*(?=\n)/g, ""))
  return drawn
}

/** The first paragraph of the front page stays first. */
const withGlance = (markdown: string, glance: string): string => markdown.replace(/\n\n## /, () => `\n\n${glance}\n\n## `)

export interface SiteOptions {
  /** Where false, code has no colours: enough to look at the links. */
  readonly colours: boolean
}

/**
 * Builds the site.
 *
 * @throws InputError as `readPages`, and for each link or anchor that leads nowhere
 */
export const buildSite = async (sources: readonly Source[], world: World, { colours }: SiteOptions = { colours: true }): Promise<Site> => {
  const pages = readPages(sources, world)
  const places = placesOf(world, pages)
  const wanted = new Set<string>()
  const paint = colours ? await loadHighlight() : plain
  const rendered = new Map([...renderPages(pages, world, siteForm(world, places, await drawings(pages, world)))].map(([path, markdown]): readonly [string, Html] => {
    const link = linkFrom(path, (file) => named(world.root, file), (file) => void wanted.add(file))
    return [path, htmlOf(path === "README.md" ? withGlance(markdown, glanceMarkdown(world, places)) : markdown, { link, highlight: paint })]
  }))
  const groups = groupsOf(rendered, new Set(sources.map((s) => s.path)))
  const found = searchable(world, places, [...rendered].map(([path, h]) => ({ path, title: h.title, landmarks: h.landmarks })))
  const site = new Map([
    ...[...rendered].map(([path, h]): readonly [string, string] => [pageOf(path), pageHtml({ path: pageOf(path), ...h }, groups)]),
    // A file that is not there gets no page, and the check of the links names those that lead to it.
    ...[...wanted].filter((path) => existsSync(join(world.root, path))).toSorted().map((path): readonly [string, string] =>
      [sourcePageOf(path), pageHtml({ path: sourcePageOf(path), title: path, body: sourceBody(world.root, path, wanted, paint), landmarks: [] }, groups)]),
    ["assets/searchable.js", searchScript(found)] as const,
    ...assetFiles(),
  ])
  checkLinks(site, found.map((f) => f.url))
  return site
}

/** How many pages a site has. */
export const pagesIn = (site: Site): number => [...site.keys()].filter((path) => path.endsWith(".html")).length

/** Writes a site in the place of the one that was there. */
export const writeSite = (site: Site, folder: string): void => {
  rmSync(folder, { recursive: true, force: true })
  for (const [path, text] of site) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}
