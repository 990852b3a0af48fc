/** The form of the site: what a page cites stands as Markdown within HTML, so that one parser reads both. */
import { differences } from "../../checker/explorer/counterexample.ts"
import { arrowsOf, lanesOf, textChart } from "../../checker/explorer/report.ts"
import type { Run } from "../../checker/explorer/counterexample.ts"
import type { SystemIr } from "../../checker/ir/system.ts"
import { stepCount } from "../../checker/scenario/play.ts"
import type { Entry } from "../catalog.ts"
import type { Form, Where } from "../form.ts"
import type { Places, World } from "../page.ts"
import { belongsMarkdown, isListed } from "../reasons.ts"
import { cell, printed, table } from "../requirement.ts"
import { statesCaption, type StateDiagram } from "../states.ts"
import { chartSvg, whereOf } from "./chart.ts"
import { escapeHtml } from "./markup.ts"
import { evidenceMarkdown } from "./support.ts"

/** `model/ring/producer.ts:29` as a link to that line. */
const sourceMarkdown = (source: string, where: Where): string => {
  const [, file = source, line] = /^(.*):(\d+)$/.exec(source) ?? []
  return `Source: [${source}](${where.file(file)}${line === undefined ? "" : `#L${line}`})`
}

const requirement = (e: Entry, where: Where, world: World, places: Places): string => {
  const p = printed(e)
  if (p === undefined) return ""
  const facts = [...p.facts.map((f) => f.replace(/\.$/, "")), ...(isListed(e) ? [belongsMarkdown(e, where, places).replace(/\.$/, "")] : []), sourceMarkdown(e.source, where)]
  return [
    `<section class="requirement" id="${p.id}">\n<div class="says">`,
    `<h3><a href="#${p.id}"><code>${escapeHtml(p.id)}</code></a></h3>`,
    `<div class="kind">\n\n${p.what}\n\n</div>`,
    `<div class="text">\n\n${p.text}\n\n</div>`,
    ...p.body,
    `<div class="facts">\n\n${facts.map((f) => `- ${f}`).join("\n")}\n\n</div>`,
    `</div>\n<div class="evidence" role="group" aria-label="Evidence for ${p.id}">\n<p class="label">Evidence</p>`,
    evidenceMarkdown(e, where, world, places),
    "</div>\n</section>",
  ].join("\n\n")
}

/** The id of a rule as a link to where it stands. */
const ruleLink = (id: string, text: string, where: Where, places: Places): string => {
  const page = places.get(id)
  return page === undefined ? cell(text) : `[${cell(text)}](${where.page(page)}#${id})`
}

/** The steps of a run in words: where each happens, what it is, and what changed. */
const stepsMarkdown = (ir: SystemIr, run: Run, where: Where, places: Places): string => {
  const [lanes, arrows] = [lanesOf(ir), arrowsOf(ir, run)]
  const rows = run.steps.map((step, i) => {
    const before = i === 0 ? run.initial : (run.steps[i - 1] as typeof step).state
    const arrow = arrows[i] as (typeof arrows)[number]
    return [String(i + 1), whereOf(lanes, arrow), ruleLink(step.rule.id, arrow.text, where, places), differences(ir, before, step.state).map(cell).join("<br>") || "nothing"]
  })
  return table(["step", "where", "event", "what changed"], rows)
}

interface Drawing {
  readonly svg: string
  /** Empty where the text around the figure says what it is. */
  readonly caption: string
  readonly summary: string
  /** What a reader finds behind the summary. */
  readonly words: readonly string[]
}
/** A drawing that scrolls in its own box, and what it shows in words. */
const figure = (d: Drawing): string => [
  `<figure class="run">\n<div class="scroll">\n${d.svg}\n</div>`,
  ...(d.caption === "" ? [] : ["<figcaption>", d.caption, "</figcaption>"]),
  `<details>\n<summary>${d.summary}</summary>`, ...d.words, "</details>\n</figure>",
].join("\n\n")

const runFigure = (ir: SystemIr, run: Run, id: string, title: string, caption: string, where: Where, places: Places): string => figure({
  svg: chartSvg(ir, run, id, title), caption, summary: "The same run step by step, and as plain text",
  words: [stepsMarkdown(ir, run, where, places), `\`\`\`text\n${textChart(ir, run)}\n\`\`\``],
})

const statesFigure = (d: StateDiagram, svg: string, where: Where, places: Places): string => figure({
  svg, caption: statesCaption(d), summary: "The same transitions as a table",
  words: [table(["from", "to", "by"], d.transitions.map((t) => [cell(t.from), cell(t.to), t.rules.map((id) => ruleLink(id, id, where, places)).join(", ")]))],
})

/** The form of `docs/site/`; `drawn` are the state diagrams that the pages cite, as SVG by system and path. */
export const siteForm = (world: World, places: Places, drawn: ReadonlyMap<string, string>): Form => ({
  requirement: (e, where) => requirement(e, where, world, places),
  chart: (id, w, where) => {
    const sizes = Object.entries(w.system.sizes[w.size] ?? {}).map(([name, n]) => `${name} ${n}`).join(", ")
    const caption = `The shortest run of \`${w.system.id}\` at ${w.size} (${sizes}) to a state of \`${id}\`: ${stepCount(w.run)}, found by the explorer.`
    return runFigure(w.system, w.run, `chart-${id}`, `The shortest run of ${w.system.id} to a state of ${id}, ${stepCount(w.run)}`, caption, where, places)
  },
  scenario: (s, where) => runFigure(s.ir, s.own, `chart-${s.name}`, `${s.script.title}, ${stepCount(s.own)}`, s.opening === undefined ? "" : `The ${stepCount(s.opening.run)} before are told in *${s.opening.script.title}*.`, where, places),
  states: (d, where) => statesFigure(d, drawn.get(`${d.system}.${d.path}`) ?? "", where, places),
})
