/** The sequence chart of a run as an SVG, drawn from the same lanes and arrows as the chart in plain text. Its colours are those of the page. */
import { arrowsOf, lanesOf, type Arrow } from "../../checker/explorer/report.ts"
import type { Run } from "../../checker/explorer/counterexample.ts"
import type { SystemIr } from "../../checker/ir/system.ts"
import { escapeHtml } from "./markup.ts"

const char_px = 7.3
const row_px = 30
const head_px = 44
const gutter_px = 38
const width = (text: string): number => text.length * char_px

/** Where each lane stands: as far from the one before it as what is written between them needs. */
const columns = (lanes: readonly string[], arrows: readonly Arrow[]): readonly number[] => {
  const at: number[] = []
  lanes.forEach((name, i) => {
    if (i === 0) return void at.push(gutter_px + Math.max(24, width(name) / 2 + 14))
    const between = arrows.filter((a) => (a.kind === "at" && a.from === i - 1) || (a.kind !== "at" && Math.max(a.from, a.to) === i))
    const needed = between.map((a) => (a.kind === "at" ? width(a.text) + 34 : (at[Math.min(a.from, a.to)] as number) + width(a.text) + 44 - (at[i - 1] as number)))
    at.push((at[i - 1] as number) + Math.max(120, ...needed))
  })
  return at
}

const text = (x: number, y: number, content: string, attributes = ""): string => `<text x="${x}" y="${y}"${attributes}>${escapeHtml(content)}</text>`
const tip = (x: number, y: number, to: 1 | -1): string => `<path class="tip" d="M${x} ${y} l${-8 * to} -4 v8 z"/>`

const drawn = (a: Arrow, y: number, at: readonly number[]): string => {
  const [from, to] = [at[a.from] as number, at[a.to] as number]
  if (a.kind === "at") return `<circle cx="${from}" cy="${y}" r="4.5"/>${text(from + 12, y + 4, a.text)}`
  const middle = text((from + to) / 2, y - 6, a.text, ` text-anchor="middle"`)
  if (a.kind === "between") {
    const side = from < to ? 1 : -1
    return `<path class="arrow" d="M${from} ${y} H${to - 7 * side}"/>${tip(to, y, side)}${middle}`
  }
  // All lanes take part at once: a double line across them, which needs no colour to be told from an arrow.
  if (from === to) return `<path class="arrow" d="M${from - 16} ${y - 2} h32 M${from - 16} ${y + 2} h32"/>${text(from + 22, y + 4, a.text)}`
  return `<path class="arrow" d="M${from - 8} ${y - 2} H${to + 8} M${from - 8} ${y + 2} H${to + 8}"/>${middle}`
}

/** Where a step happens, in words. */
export const whereOf = (lanes: readonly string[], a: Arrow): string =>
  a.kind === "all" ? (lanes.length === 1 ? (lanes[0] as string) : "all") : a.kind === "at" ? (lanes[a.from] as string) : `${lanes[a.from]} → ${lanes[a.to]}`

/** The whole run in a sentence a step: what a reader gets who does not see the chart. */
const spoken = (lanes: readonly string[], arrows: readonly Arrow[]): string => arrows.map((a, i) => `${i + 1}: ${a.text}, ${whereOf(lanes, a).replace("→", "to")}.`).join(" ")

/** The chart. `id` is what its title is named by, so it is to be the only one on its page. */
export const chartSvg = (ir: SystemIr, run: Run, id: string, title: string): string => {
  const [lanes, arrows] = [lanesOf(ir), arrowsOf(ir, run)]
  const at = columns(lanes, arrows)
  const last = at.at(-1) as number
  const right = Math.max(width(lanes.at(-1) as string) / 2 + 16, ...arrows.filter((a) => a.from === lanes.length - 1 && a.from === a.to).map((a) => width(a.text) + 34))
  const [w, h] = [Math.ceil(last + right), head_px + (arrows.length + 0.6) * row_px]
  const y = (i: number): number => head_px + (i + 0.8) * row_px
  return [
    `<svg class="chart" role="img" aria-labelledby="${id}-title ${id}-text" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}">`,
    `<title id="${id}-title">${escapeHtml(title)}</title><desc id="${id}-text">${escapeHtml(spoken(lanes, arrows))}</desc>`,
    ...lanes.map((name, i) => {
      const x = at[i] as number
      const half = width(name) / 2 + 12
      return `<path class="lane" d="M${x} ${head_px - 10} V${h - 4}"/><rect class="head" x="${x - half}" y="6" width="${half * 2}" height="26" rx="5"/>${text(x, 23, name, ` class="name" text-anchor="middle"`)}`
    }),
    ...arrows.map((a, i) => `<g>${text(gutter_px - 14, y(i) + 4, String(i + 1), ` class="step" text-anchor="end"`)}${drawn(a, y(i), at)}</g>`),
    "</svg>",
  ].join("\n")
}
