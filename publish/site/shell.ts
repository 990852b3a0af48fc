/** What surrounds every page of the site: its head, the bar with the search, the navigation, the table of contents. */
import type { Landmark } from "./html.ts"
import { between } from "./links.ts"
import { escapeHtml, upTo } from "./markup.ts"

export interface NavItem {
  readonly title: string
  /** From the root of the site. */
  readonly path: string
}
export interface NavGroup {
  readonly title: string
  readonly items: readonly NavItem[]
}
export interface Content {
  /** From the root of the site. */
  readonly path: string
  readonly title: string
  readonly body: string
  readonly landmarks: readonly Landmark[]
}

const link = (from: string, item: NavItem, more = ""): string =>
  `<a href="${between(from, item.path) || item.path}"${item.path === from ? ` aria-current="page"` : ""}${more}>${escapeHtml(item.title)}</a>`

const navigation = (page: string, groups: readonly NavGroup[]): string => [
  `<nav class="site-nav" id="site-nav" aria-label="Specification">`,
  `<p>${link(page, { title: "Overview", path: "index.html" })}</p>`,
  ...groups.filter((g) => g.items.length > 0).map((g) => `<h2>${escapeHtml(g.title)}</h2>\n<ul>${g.items.map((i) => `<li>${link(page, i)}</li>`).join("")}</ul>`),
  "</nav>",
].join("\n")

/** Headings of the second level, below each the requirements that stand there. */
const contents = (landmarks: readonly Landmark[]): string => {
  const shown = landmarks.filter((l) => (l.kind === "heading" && (l.level === 2 || l.level === 3)) || l.kind === "requirement")
  if (shown.length < 2) return ""
  const items = shown.map((l) => {
    const title = l.kind === "requirement" ? `<code>${escapeHtml(l.title)}</code>` : escapeHtml(l.title)
    return `<li class="level-${l.level}"><a href="#${encodeURIComponent(l.id)}">${title}</a></li>`
  })
  return [
    `<nav class="toc" aria-label="On this page">`,
    `<button type="button" class="toc-button" aria-expanded="false" aria-controls="toc-list">On this page</button>`,
    `<p class="label">On this page</p>`, `<ul id="toc-list">${items.join("")}</ul>`, "</nav>",
  ].join("\n")
}

const bar = (up: string): string => [
  `<header class="bar">`,
  `<button type="button" class="nav-button" aria-expanded="false" aria-controls="site-nav">Contents</button>`,
  `<a class="brand" href="${up}index.html">TCNet</a>`,
  `<div class="search" role="search">`,
  `<input id="search" type="search" role="combobox" aria-label="Search ids, headings and terms" aria-expanded="false" aria-controls="results" aria-autocomplete="list" autocomplete="off" spellcheck="false" placeholder="Search: press /">`,
  `<ul id="results" role="listbox" aria-label="Results" hidden></ul>`,
  `<p id="search-status" class="unseen" role="status" aria-live="polite"></p>`,
  "</div>",
  `<button type="button" class="theme-button" aria-pressed="false">Dark</button>`,
  "</header>",
].join("\n")

const neighbours = (page: string, groups: readonly NavGroup[]): string => {
  const all = groups.flatMap((g) => g.items)
  const i = all.findIndex((x) => x.path === page)
  const [before, after] = [i > 0 ? all[i - 1] : undefined, i >= 0 ? all[i + 1] : undefined]
  if (before === undefined && after === undefined) return ""
  return `<nav class="neighbours" aria-label="Neighbouring pages">${before === undefined ? "<span></span>" : `<span>← ${link(page, before, ` rel="prev"`)}</span>`}${after === undefined ? "" : `<span>${link(page, after, ` rel="next"`)} →</span>`}</nav>`
}

/** The whole page. */
export const pageHtml = (c: Content, groups: readonly NavGroup[]): string => {
  const up = upTo(c.path)
  return [
    "<!doctype html>",
    `<html lang="en" data-root="${up}">`,
    "<head>", `<meta charset="utf-8">`, `<meta name="viewport" content="width=device-width, initial-scale=1">`, `<meta name="color-scheme" content="light dark">`,
    `<title>${escapeHtml(c.path === "index.html" ? "TCNet: the specification" : `${c.title} · TCNet`)}</title>`,
    `<link rel="stylesheet" href="${up}assets/page.css">`, `<link rel="stylesheet" href="${up}assets/parts.css">`,
    `<script src="${up}assets/theme.js"></script>`, `<script src="${up}assets/search.js" defer></script>`, `<script src="${up}assets/page.js" defer></script>`,
    "</head>", "<body>", `<a class="skip" href="#content">Skip to the content</a>`,
    bar(up),
    `<div class="frame">`, navigation(c.path, groups),
    `<main id="content" tabindex="-1">`, contents(c.landmarks), `<article${c.path === "index.html" ? ` class="front"` : ""}>`, c.body, "</article>", neighbours(c.path, groups), "</main>",
    "</div>", "</body>", "</html>", "",
  ].join("\n")
}
