/** Small pieces of HTML. */

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }
/** Text as it stands in HTML, in an attribute too. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (c) => escapes[c] as string)

/** The anchor of a heading as the usual renderers of Markdown make it, so that one link works in both. */
export const slug = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replace(/\s/g, "-")

/** The anchor of a table's row, below the heading that it stands under. */
export const rowId = (heading: string, name: string): string => `${heading}:${name.replace(/[^\w.:+-]+/g, "-")}`

/** Gives each id once: what is asked for a second time gets a number behind it. */
export const distinct = (): ((id: string) => string) => {
  const used = new Map<string, number>()
  return (id) => {
    const n = used.get(id) ?? 0
    used.set(id, n + 1)
    return n === 0 ? id : `${id}-${n}`
  }
}

/** From one page of the site to another, both below its root. */
export const upTo = (path: string): string => "../".repeat(path.split("/").length - 1)
