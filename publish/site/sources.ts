/** Pages that show what the specification links in the checkout: a file with an anchor for each line, a folder with what is in it. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { join, posix } from "node:path"
import type { Highlight } from "./highlight.ts"
import { between, sourcePageOf } from "./links.ts"
import { escapeHtml } from "./markup.ts"

/** A file or folder as the site names it: a folder has a slash at its end, however it was linked. */
export const named = (root: string, path: string): string => {
  const full = join(root, path)
  return existsSync(full) && statSync(full).isDirectory() && !path.endsWith("/") ? `${path}/` : path
}

const fileBody = (text: string, path: string, highlight: Highlight): string =>
  `<div class="code">${highlight(text, posix.extname(path).slice(1), true)}</div>`

/** Of what is in a folder, the files that have a page themselves are linked: those that some page of the specification names. */
const folderBody = (root: string, path: string, known: ReadonlySet<string>): string => {
  const entries = readdirSync(join(root, path), { withFileTypes: true }).map((e) => `${e.name}${e.isDirectory() ? "/" : ""}`).toSorted()
  const items = entries.map((name) => {
    const text = `<code>${escapeHtml(name)}</code>`
    return `<li>${known.has(path + name) ? `<a href="${between(sourcePageOf(path), sourcePageOf(path + name))}">${text}</a>` : text}</li>`
  })
  return `<p>What is in this folder of the checkout. Files that the specification names have a page here.</p>\n<ul class="files">${items.join("")}</ul>`
}

/** The body of the page of a file or a folder. */
export const sourceBody = (root: string, path: string, known: ReadonlySet<string>, highlight: Highlight): string =>
  `<h1><code>${escapeHtml(path)}</code></h1>\n${path.endsWith("/") ? folderBody(root, path, known) : fileBody(readFileSync(join(root, path), "utf8"), path, highlight)}`
