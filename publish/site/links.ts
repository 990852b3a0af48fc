/** Links: where those of `docs/` lead on the site, and which of those of the built site lead nowhere. */
import { posix } from "node:path"
import { InputError } from "../../checker/errors.ts"
import { escapeHtml } from "./markup.ts"

/** The page of the site for a page of `docs/`. */
export const pageOf = (path: string): string => path.replace(/(^|\/)README\.md$/, "$1index.md").replace(/\.md$/, ".html")
/** The page of the site that shows a file or a folder of the checkout. */
export const sourcePageOf = (path: string): string => (path.endsWith("/") ? `source/${path}index.html` : `source/${path}.html`)

/** A link from one page of the site to another. */
export const between = (from: string, to: string): string => posix.relative(posix.dirname(from), to)

/**
 * What a link from a page of `docs/` is on the site. `named` gives a file or folder of the checkout its name there, and
 * `wanted` is told of each that is linked.
 */
export const linkFrom = (path: string, named: (file: string) => string, wanted: (file: string) => void): ((href: string) => string) => (href) => {
  const [target = "", hash] = href.split("#", 2)
  if (target === "" || /^[a-z]+:/.test(target)) return href
  const joined = posix.normalize(posix.join("docs", posix.dirname(path), decodeURI(target)))
  const isPage = joined.startsWith("docs/")
  const full = isPage ? joined : named(joined)
  if (!isPage) wanted(full)
  return `${between(pageOf(path), isPage ? pageOf(full.slice(5)) : sourcePageOf(full))}${hash === undefined ? "" : `#${hash}`}`
}

const unescape = (text: string): string => text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")
const tags = /<[a-z][^<>]*>/g
const valuesOf = (html: string, names: string): readonly string[] =>
  [...html.matchAll(tags)].flatMap(([tag]) => [...tag.matchAll(new RegExp(`\\s(?:${names})="([^"]*)"`, "g"))].map((m) => unescape(m[1] as string)))

interface Anchors {
  readonly ids: ReadonlySet<string>
  readonly twice: readonly string[]
}
const anchorsOf = (html: string): Anchors => {
  const ids = valuesOf(html, "id")
  return { ids: new Set(ids), twice: [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))] }
}

/** What is wrong with one link of a page; undefined where nothing is. */
const wrongWith = (page: string, href: string, files: ReadonlySet<string>, anchors: ReadonlyMap<string, Anchors>): string | undefined => {
  if (/^(?:https?|mailto):/.test(href)) return undefined
  if (/^(?:[a-z]+:|\/)/.test(href)) return `docs/site/${page}: the link ${href} is neither relative nor of the web`
  const [target = "", hash] = href.split("#", 2)
  const to = target === "" ? page : posix.normalize(posix.join(posix.dirname(page), decodeURI(target)))
  if (!files.has(to)) return `docs/site/${page}: the link ${href} leads nowhere: there is no ${to}`
  if (hash === undefined || hash === "") return undefined
  return anchors.get(to)?.ids.has(decodeURIComponent(hash)) === true ? undefined : `docs/site/${page}: the link ${href} leads nowhere: ${to} has no anchor ${decodeURIComponent(hash)}`
}

/**
 * Looks at every link and every anchor of a built site. `further` are links that stand outside the pages, such as those of the search.
 *
 * @throws InputError that names page and target of each that leads nowhere, and anchors that a page has twice.
 */
export const checkLinks = (files: ReadonlyMap<string, string>, further: readonly string[]): void => {
  const pages = [...files].filter(([path]) => path.endsWith(".html"))
  const names = new Set(files.keys())
  const anchors = new Map(pages.map(([path, html]) => [path, anchorsOf(html)]))
  const problems = [
    ...pages.flatMap(([path, html]) => [...new Set(valuesOf(html, "href|src"))].map((href) => wrongWith(path, href, names, anchors))),
    ...further.map((href) => wrongWith("index.html", href, names, anchors)?.replace("docs/site/index.html", "the search of docs/site/")),
    ...[...anchors].flatMap(([path, a]) => a.twice.map((id) => `docs/site/${path}: the anchor ${escapeHtml(id)} stands there twice`)),
  ].filter((p) => p !== undefined)
  if (problems.length > 0) throw new InputError(problems.join("\n"), "Mend the sources; the site was not written.")
}
