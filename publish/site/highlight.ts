/** Code with colours, made while the pages are built. The colours are CSS variables, so that each theme of the page has its own. */
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore, type ShikiTransformer } from "shiki/core"
import { createOnigurumaEngine } from "shiki/engine/oniguruma"
import c from "shiki/langs/c.mjs"
import diff from "shiki/langs/diff.mjs"
import json from "shiki/langs/json.mjs"
import markdown from "shiki/langs/markdown.mjs"
import shellsession from "shiki/langs/shellsession.mjs"
import typescript from "shiki/langs/typescript.mjs"
import { escapeHtml } from "./markup.ts"

const theme = createCssVariablesTheme({ name: "page", variablePrefix: "--code-" })

let made: Promise<HighlighterCore> | undefined
/** The highlighter, with the few languages that the specification shows. */
const highlighter = (): Promise<HighlighterCore> => (made ??= createHighlighterCore({
  themes: [theme], langs: [typescript, json, c, diff, shellsession, markdown], engine: createOnigurumaEngine(import("shiki/wasm")),
}))

const languages: Readonly<Record<string, string>> = {
  ts: "typescript", mjs: "typescript", js: "typescript", json: "json", jsonl: "json", c: "c", h: "c", diff: "diff", console: "shellsession", md: "markdown",
}

const numbered: ShikiTransformer = { line: (node, line) => { node.properties["id"] = `L${line}` } }

/** Code as a `<pre>`; `kind` is the word behind a fence, or the end of a file's name. With `withLines` each line has an anchor `L1`, `L2`, … */
export type Highlight = (code: string, kind: string, withLines: boolean) => string

/** Loads the highlighter. */
export const loadHighlight = async (): Promise<Highlight> => {
  const h = await highlighter()
  return (code, kind, withLines) => {
    const lang = languages[kind]
    if (lang === undefined) return plain(code, kind, withLines)
    return h.codeToHtml(code.replace(/\n$/, ""), { lang, theme: "page", transformers: withLines ? [numbered] : [] })
  }
}

/** The same lines and anchors without colours: for languages that are not known, and where only links are looked at. */
export const plain: Highlight = (code, _kind, withLines) => {
  const lines = code.replace(/\n$/, "").split("\n").map((line, i) => (withLines ? `<span class="line" id="L${i + 1}">${escapeHtml(line)}</span>` : escapeHtml(line)))
  return `<pre class="shiki" tabindex="0"><code>${lines.join("\n")}</code></pre>`
}
