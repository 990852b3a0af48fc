/** Prints runs: as a table of steps with only what changed, and as a text sequence chart. */
import { printParams, type Params } from "../ir/reading.ts"
import type { RuleIr, SystemIr } from "../ir/system.ts"
import { writes } from "../ir/access.ts"
import { placed } from "../ir/system.ts"
import { differences, type Counterexample, type Run } from "./counterexample.ts"

const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - text.length))
const eventName = (rule: RuleIr, params: Params): string => `${placed(rule)}${printParams(params)}`

/** Where the cycle of a run that never ends begins. */
const turnText = (run: Run): string => (run.cycle === run.steps.length ? "nothing more happens, for ever" : "the cycle begins here")

/** A table: number, event, and what changed, the smallest parts only. */
export const stepTable = (ir: SystemIr, run: Run, attempted?: Counterexample["attempted"]): string => {
  const rows: (readonly [string, string, string])[] = run.steps.map((step, i) => {
    const before = i === 0 ? run.initial : (run.steps[i - 1] as Run["steps"][number]).state
    const changed = differences(ir, before, step.state)
    return [String(i + 1), eventName(step.rule, step.params), changed.length === 0 ? "(nothing)" : changed.join(" · ")] as const
  })
  if (attempted !== undefined) rows.push([String(run.steps.length + 1), eventName(attempted.rule, attempted.params), "cannot be finished"])
  const width = rows.reduce((w, r) => Math.max(w, r[1].length), 5)
  if (run.cycle !== undefined) rows.splice(run.cycle, 0, ["", turnText(run), ""])
  return [`${pad("step", 4)}  ${pad("event", width)}  changed`, `${pad("", 4)}  ${pad("(start)", width)}`, ...rows.map((r) => `${r[0].padStart(4)}  ${pad(r[1], width)}  ${r[2]}`)].map((l) => l.trimEnd()).join("\n")
}

/** The lanes of a chart: the parts of the state at which machines are placed by name, in the order of the state. */
export const lanesOf = (ir: SystemIr): readonly string[] => {
  const at = new Set(ir.rules.filter((r) => r.parts.length === 1 && r.parts[0] === r.place).map((r) => r.place))
  const all = ir.state.kind === "record" ? ir.state.fields.map((f) => f.name).filter((name) => at.has(name)) : []
  return all.length === 0 ? ["system"] : all
}

export interface Arrow {
  readonly kind: "at" | "between" | "all"
  readonly from: number
  readonly to: number
  readonly text: string
  /** Nothing happened: the rule is not enabled there. */
  readonly isRefused?: true
}
/** The lanes that a rule between two lanes goes from and to: from where it takes something to where it puts something; one lane twice where it changes no other. */
const directionOf = (ir: SystemIr, rule: RuleIr, a: number, b: number): readonly [number, number] => {
  const lanes = lanesOf(ir)
  const changes = rule.then.flatMap(writes).map((w) => ({ lane: lanes.findIndex((name) => w.leaf === name || w.leaf.startsWith(`${name}.`)), isTake: w.kind === "take" }))
  const changed = new Set(changes.map((c) => c.lane))
  if (!changed.has(a) || !changed.has(b)) return changed.has(b) ? [b, b] : changed.has(a) ? [a, a] : [a, b]
  const takers = new Set(changes.filter((c) => c.isTake).map((c) => c.lane))
  return takers.has(b) && !takers.has(a) ? [b, a] : [a, b]
}

/** What each step of a run is in a chart: an event at one lane, an arrow from lane to lane, or something that spans all. */
export const arrowsOf = (ir: SystemIr, run: Run): readonly Arrow[] => {
  const lanes = lanesOf(ir)
  return run.steps.map(({ rule, params, isRefused }): Arrow => {
    const text = `${rule.id}${printParams(params)}`
    const [a, b] = rule.parts.map((p) => lanes.indexOf(p)).filter((i) => i >= 0)
    if (isRefused === true) return { kind: "at", from: a ?? 0, to: a ?? 0, text: `${text}: not enabled`, isRefused }
    if (a === undefined) return { kind: "all", from: 0, to: lanes.length - 1, text }
    const [from, to] = b === undefined ? [a, a] : directionOf(ir, rule, a, b)
    return { kind: from === to ? "at" : "between", from, to, text }
  })
}

/** A sequence chart in plain text, one line a step. */
export const textChart = (ir: SystemIr, run: Run): string => {
  const lanes = lanesOf(ir)
  const arrows = arrowsOf(ir, run)
  const gap = arrows.reduce((w, a) => Math.max(w, a.text.length + 6), 24)
  const column = (i: number): number => 2 + i * gap
  const total = column(lanes.length - 1) + gap
  const line = (): string[] => {
    const chars = Array.from({ length: total }, () => " ")
    lanes.forEach((_, i) => { chars[column(i)] = "│" })
    return chars
  }
  const write = (chars: string[], at: number, text: string): void => { [...text].forEach((c, i) => { chars[at + i] = c }) }
  const head = Array.from({ length: total }, () => " ")
  lanes.forEach((name, i) => write(head, column(i), name))
  const body = arrows.map((a) => {
    const chars = line()
    if (a.kind === "at") {
      chars[column(a.from)] = a.isRefused === true ? "✗" : "●"
      write(chars, column(a.from) + 2, a.text)
      return chars
    }
    const [left, right] = [Math.min(a.from, a.to), Math.max(a.from, a.to)]
    const ends = a.kind === "all" ? ["╪", "╪"] : a.from < a.to ? ["├", "▶"] : ["◀", "┤"]
    for (let x = column(left); x <= column(right); x++) chars[x] = a.kind === "all" ? "═" : "─"
    chars[column(left)] = ends[0] as string
    chars[column(right)] = ends[1] as string
    write(chars, column(left) + 2, ` ${a.text} `)
    return chars
  })
  const turn = line()
  write(turn, column(lanes.length - 1) + 2, `${run.cycle === run.steps.length ? "■" : "↻"} ${turnText(run)}`)
  if (run.cycle !== undefined) body.splice(run.cycle, 0, turn)
  return [head, line(), ...body, line()].map((chars) => chars.join("").trimEnd()).join("\n")
}

/** A counterexample for a terminal: what broke and why, the steps, the chart. */
export const printCounterexample = (ir: SystemIr, c: Counterexample): string => {
  const property = ir.properties.find((p) => placed(p) === c.id)
  const rule = ir.rules.find((r) => c.id === r.id || c.id.startsWith(`${r.id}.`))
  const text = property?.text ?? ir.refinements.find((r) => r.id === c.id)?.text ?? rule?.text
  return [
    `${c.id}${text === undefined ? "" : `: ${text}`}`,
    ...c.because.map((line) => `  ${line}`),
    "", stepTable(ir, c.run, c.attempted), "", textChart(ir, c.run),
  ].join("\n")
}
