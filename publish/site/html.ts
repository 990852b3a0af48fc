/** The HTML of one page's Markdown: anchors for headings and rows, links of the site, tables that scroll by themselves. */
import MarkdownIt, { type Token } from "markdown-it"
import type { Highlight } from "./highlight.ts"
import { distinct, escapeHtml, rowId, slug } from "./markup.ts"
import { markNumbers } from "./tables.ts"

/** Something on a page that has an anchor and is worth finding. */
export interface Landmark {
  readonly kind: "heading" | "requirement" | "term"
  /** Of a heading. */
  readonly level: number
  readonly id: string
  readonly title: string
  /** The prose below it, up to the next one. */
  readonly text: string
}
export interface Html {
  readonly title: string
  readonly body: string
  readonly landmarks: readonly Landmark[]
}
export interface Means {
  /** What a link of the Markdown is on the site. */
  readonly link: (href: string) => string
  readonly highlight: Highlight
}

/** Tables whose rows are worth a link, by the first word of their head. */
const anchored = ["mutant", "id", "term"]
/** Words that say how something stands: a cell that is one of them is marked, beside its word. */
const verdicts = new Set(["exhaustive", "attested", "structural", "not-run", "violated", "holds", "killed", "refused", "equal", "equivalent", "proved", "restriction", "survived", "reached"])

const textOf = (t: Token | undefined): string => (t?.children ?? []).map((c) => (c.type === "text" || c.type === "code_inline" ? c.content : c.type === "softbreak" ? " " : "")).join("").trim()

interface Open {
  landmark: { -readonly [K in keyof Landmark]: Landmark[K] }
  readonly words: string[]
}
/** Walks the tokens once: gives anchors, turns links, and collects what has an anchor. */
class Walk {
  readonly landmarks: Open[] = []
  title = ""
  readonly #once = distinct()
  readonly #means: Means
  #heading = ""
  #head = ""
  /** What prose belongs to: a term has the rest of its row, and what follows the table belongs to the heading again. */
  #owner: Open | undefined

  constructor(means: Means) { this.#means = means }

  run(tokens: readonly Token[]): void { tokens.forEach((t, i) => this.#token(t, tokens.slice(i + 1, i + 3))) }

  #open(kind: Landmark["kind"], level: number, id: string, title: string): void {
    this.#owner = { landmark: { kind, level, id, title, text: "" }, words: [] }
    this.landmarks.push(this.#owner)
  }

  #token(t: Token, next: readonly Token[]): void {
    if (t.type === "heading_open") this.#openHeading(t, textOf(next[0]), next[0]?.content ?? "")
    if (t.type === "thead_open") this.#head = ""
    if (t.type === "th_open") this.#cell(t, textOf(next[0]))
    if (t.type === "tr_open") this.#row(t, next)
    if (t.type === "td_open" && verdicts.has(textOf(next[0]))) t.attrSet("class", `verdict is-${textOf(next[0])}`)
    if (t.type === "html_block") for (const [, id] of t.content.matchAll(/<section class="requirement" id="([^"]*)"/g)) this.#open("requirement", 3, this.#once(id as string), id as string)
    if (t.type === "table_close" && this.#owner?.landmark.kind === "term") this.#owner = this.landmarks.findLast((l) => l.landmark.kind !== "term")
    if (t.type === "inline") this.#inline(t)
  }

  #openHeading(t: Token, title: string, content: string): void {
    const level = Number(t.tag.slice(1))
    if (level === 1) this.title ||= title
    this.#heading = this.#once(slug(title))
    // The heading of a system has the system's id as an anchor of its own, which may be the same word.
    if (!content.includes(`<a id="${this.#heading}">`)) t.attrSet("id", this.#heading)
    this.#open("heading", level, this.#heading, title)
  }
  /** A cell of a head that is empty heads nothing. */
  #cell(t: Token, text: string): void {
    this.#head ||= text === "" ? "-" : text
    if (text === "") t.tag = "td"
    else t.attrSet("scope", "col")
  }
  #row(t: Token, next: readonly Token[]): void {
    if (next[0]?.type !== "td_open" || !anchored.includes(this.#head)) return
    const name = textOf(next[1])
    const isTerm = this.#head === "term"
    const id = this.#once(rowId(isTerm ? "term" : this.#heading, isTerm ? slug(name) : name))
    t.attrSet("id", id)
    if (isTerm) this.#open("term", 3, id, name)
  }
  #inline(t: Token): void {
    for (const c of t.children ?? []) if (c.type === "link_open") c.attrSet("href", this.#means.link(String(c.attrGet("href") ?? "")))
    this.#owner?.words.push(textOf(t))
  }
}

/** A cell without a name in the head of a table is no `<th>`, and so is its end. */
const endCells = (tokens: readonly Token[]): void => {
  let tag = "th"
  for (const t of tokens) {
    if (t.type === "th_open") tag = t.tag
    if (t.type === "th_close") t.tag = tag
  }
}

const parserWith = (means: Means): InstanceType<typeof MarkdownIt> => {
  const md = new MarkdownIt({ html: true })
  md.renderer.rules["fence"] = (tokens, i) => {
    const [kind = "", file] = (tokens[i] as Token).info.split(" ")
    const name = file === undefined ? "" : `<p class="file">${escapeHtml(file)}</p>`
    return `<div class="code">${name}${means.highlight((tokens[i] as Token).content, kind, false)}</div>\n`
  }
  md.renderer.rules["table_open"] = () => `<div class="scroll"><table>\n`
  md.renderer.rules["table_close"] = () => "</table></div>\n"
  return md
}

/** Renders a page. */
export const htmlOf = (markdown: string, means: Means): Html => {
  const md = parserWith(means)
  const tokens = md.parse(markdown.replace(/^<!-- Generated .*? -->\n+/, ""), {})
  const walk = new Walk(means)
  walk.run(tokens)
  endCells(tokens)
  markNumbers(tokens)
  return {
    title: walk.title, body: md.renderer.render(tokens, md.options, {}),
    landmarks: walk.landmarks.map(({ landmark, words }) => ({ ...landmark, text: words.filter((w) => w !== landmark.title).join(" ") })),
  }
}
