/** What the generator needs to know of a Markdown source: directives, code spans, links and prose, each with its line. */
import MarkdownIt, { type Token } from "markdown-it"

const parser = new MarkdownIt({ html: true })

/** A paragraph that is one `{{…}}`. */
export interface Directive {
  readonly text: string
  /** Lines from 0, the second one excluded. */
  readonly from: number
  readonly to: number
}
export interface Span {
  readonly text: string
  /** From 1. */
  readonly line: number
}
/** Lines of the source that hold code spans and links, and what they are. */
export interface Inline {
  readonly from: number
  readonly to: number
  /** Code spans that are not part of a link. */
  readonly code: readonly string[]
}
export interface Fence {
  readonly info: string
  readonly content: string
  readonly from: number
  readonly to: number
}
export interface Parsed {
  readonly title: string | undefined
  readonly directives: readonly Directive[]
  readonly prose: readonly Span[]
  readonly code: readonly Span[]
  readonly links: readonly Span[]
  readonly blocks: readonly Inline[]
  readonly fences: readonly Fence[]
}

interface Found {
  readonly prose: Span[]
  readonly code: Span[]
  readonly links: Span[]
}
/** Walks the children of a block: text, code spans outside links, targets of links. */
const walkInline = (token: Token, from: number, found: Found): readonly string[] => {
  let line = from + 1
  let depth = 0
  const own: string[] = []
  for (const t of token.children ?? []) {
    if (t.type === "softbreak" || t.type === "hardbreak") line += 1
    if (t.type === "text" || t.type === "html_inline") found.prose.push({ text: t.content, line })
    if (t.type === "link_open") {
      depth += 1
      found.links.push({ text: String(t.attrGet("href") ?? ""), line })
    }
    if (t.type === "link_close") depth -= 1
    if (t.type === "code_inline" && depth === 0) {
      own.push(t.content)
      found.code.push({ text: t.content, line })
    }
  }
  return own
}

const directive = /^\{\{([^{}]*)\}\}$/

/** Parses a source. */
export const parseMarkdown = (text: string): Parsed => {
  const tokens = parser.parse(text, {})
  const found: Found = { prose: [], code: [], links: [] }
  const directives: Directive[] = []
  const blocks: Inline[] = []
  const fences: Fence[] = []
  let title: string | undefined
  // The cells of a table have no lines of their own: those of their row count.
  let lines: readonly [number, number] = [0, 0]
  tokens.forEach((t, i) => {
    lines = t.map ?? lines
    const [from, to] = lines
    if (t.type === "fence") fences.push({ info: t.info, content: t.content, from, to })
    if (t.type !== "inline") return
    const opened = tokens[i - 1]
    if (opened?.type === "heading_open" && opened.tag === "h1") title ??= t.content
    const cited = opened?.type === "paragraph_open" ? directive.exec(t.content) : null
    if (cited !== null) return void directives.push({ text: (cited[1] as string).trim(), from, to })
    const code = walkInline(t, from, found)
    // A heading keeps its text: its anchor is made from it.
    if (opened?.type !== "heading_open") blocks.push({ from, to, code })
  })
  return { title, directives, ...found, blocks, fences }
}
