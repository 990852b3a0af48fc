/** What the search of the site finds. */
import type { Entry } from "../catalog.ts"
import type { Places, World } from "../page.ts"
import { words } from "../words.ts"
import type { Landmark } from "./html.ts"
import { pageOf } from "./links.ts"

/** One thing that can be found. */
export interface Found {
  readonly kind: string
  readonly title: string
  readonly text: string
  /** From the root of the site. */
  readonly url: string
  /** The title of its page. */
  readonly page: string
}
/** A page as far as the search is concerned. */
export interface Searched {
  readonly path: string
  readonly title: string
  readonly landmarks: readonly Landmark[]
}

/** What a thing is called in the list of results. */
const kindOf = (e: Entry): string => (e.kind === "property" ? e.property.kind : e.kind === "conjunct" ? "condition" : e.kind)
const textOf = (e: Entry): string => {
  const c = e.kind === "conjunct" ? e.rule.when.find((x) => x.name === e.name) : undefined
  return e.kind === "conjunct" && c !== undefined ? `${words(e.rule, c.node)} (a condition of ${e.rule.id})` : e.text
}

const identified = (world: World, places: Places, titles: ReadonlyMap<string, string>): readonly Found[] =>
  [...places].flatMap(([id, path]) => {
    const e = world.catalogue.get(id)
    return e === undefined ? [] : [{ kind: kindOf(e), title: id, text: textOf(e), url: `${pageOf(path)}#${id}`, page: titles.get(path) ?? path }]
  })

/** Prose is found by its heading, terms by themselves; requirements are found by their ids, which say more. */
const written = (p: Searched): readonly Found[] => p.landmarks.filter((l) => l.kind !== "requirement").map((l) => ({
  kind: l.kind === "term" ? "term" : l.level === 1 ? "page" : "section",
  title: l.title, text: l.text.slice(0, 600), url: `${pageOf(p.path)}${l.level === 1 ? "" : `#${encodeURIComponent(l.id)}`}`, page: p.title,
}))

/** Everything that can be found, requirements first. */
export const searchable = (world: World, places: Places, pages: readonly Searched[]): readonly Found[] =>
  [...identified(world, places, new Map(pages.map((p) => [p.path, p.title]))), ...pages.flatMap(written)]

/** The list as a script: a page that is opened from the file system may load a script, but fetch nothing. */
export const searchScript = (all: readonly Found[]): string => `globalThis.tcnetSearchable = ${JSON.stringify(all).replaceAll("<", "\\u003c")}\n`
