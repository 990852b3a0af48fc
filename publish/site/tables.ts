/** Columns of numbers: in a table they stand to the right, digits below digits. */
import type { Token } from "markdown-it"

interface Cell {
  readonly open: Token
  readonly text: string
}
const isNumber = (text: string): boolean => /^-?[\d,]+(?:\.\d+)?$/.test(text)

const mark = (rows: readonly (readonly Cell[])[]): void => {
  const [head = [], ...body] = rows
  head.forEach((top, i) => {
    const column = body.flatMap((row) => row[i] ?? [])
    const filled = column.filter((c) => c.text !== "")
    if (filled.length > 0 && filled.every((c) => isNumber(c.text))) for (const c of [top, ...column]) c.open.attrJoin("class", "number")
  })
}

/** Marks the cells of every column in which all that stands is a number. */
export const markNumbers = (tokens: readonly Token[]): void => {
  let rows: Cell[][] = []
  tokens.forEach((t, i) => {
    if (t.type === "table_open") rows = []
    if (t.type === "tr_open") rows.push([])
    if (t.type === "th_open" || t.type === "td_open") rows.at(-1)?.push({ open: t, text: tokens[i + 1]?.content ?? "" })
    if (t.type === "table_close") mark(rows)
  })
}
