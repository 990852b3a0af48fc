/** Prints a requirement, a property or a refinement in its parts, each of which is Markdown, and joins them to a page's Markdown. */
import type { Node } from "../checker/ir/node.ts"
import type { LemmaIr, PropertyIr, RefinementIr, RuleIr, SystemIr } from "../checker/ir/system.ts"
import type { Entry } from "./catalog.ts"
import { lemmaWords } from "./lemma.ts"
import { isListed, kindOf } from "./reasons.ts"
import { conjuncts, domainOf, effects, history, viewOfProperty, words, type ViewNames } from "./words.ts"

/** Code inside a table cell: a bar would end the cell. */
export const cell = (text: string): string => `\`${text.replaceAll("|", "\\|")}\``
const code = (text: string): string => `\`${text}\``
const anchor = (id: string): string => `<a id="${id}"></a>`

/** A Markdown table. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n")

/** A requirement in its parts. Each is Markdown, the id aside. */
export interface Printed {
  readonly id: string
  /** `protocol rule, machine …` */
  readonly what: string
  readonly text: string
  /** What it says exactly: tables of conditions and effects. */
  readonly body: readonly string[]
  /** What else is to be known, one sentence each. */
  readonly facts: readonly string[]
}

const by: Readonly<Record<RuleIr["by"], string>> = { protocol: "protocol rule", world: "world rule", fault: "fault" }
/** A rule of a refined service is nothing that an endpoint does: it says what the endpoints' rules amount to. */
const role = (system: SystemIr, r: RuleIr): string => (system.rules.includes(r) ? by[r.by] : "rule of the service")
const fairness: Readonly<Record<RuleIr["fair"], string>> = {
  none: "not fair: it may stay away for ever",
  weak: "weakly fair: if it stays enabled, it happens",
  strong: "strongly fair: if it is enabled again and again, it happens",
}

const conditions = (r: RuleIr): string =>
  r.when.length === 0 ? "Condition: none." : table(["condition", "holds where"], r.when.map((c) => [`${anchor(`${r.id}.${c.name}`)}${code(c.name)}`, cell(words(r, c.node))]))

const effectTable = (r: RuleIr): string => {
  const cases = r.then.flatMap((u) => effects(r, u))
  if (cases.length === 0) return "Effect: none."
  const hasCases = cases.some((e) => e.where.length > 0)
  const rows = cases.map((e) => [cell(`${e.path} ← ${e.value}`), ...(hasCases ? [e.where.length === 0 ? "always" : e.where.map(cell).join(" and ")] : [])])
  return table(hasCases ? ["effect", "where"] : ["effect"], rows)
}

const parameters = (r: RuleIr): readonly string[] =>
  r.params.map((p) => `Parameter ${code(p.name)}: ${p.sort.kind === "opaque" ? `any payload; runs use ${domainOf(r, p)}` : domainOf(r, p)}.`)

/** A rule: its text, its conditions and effects in the machine's own words. */
const printRule = (system: SystemIr, r: RuleIr): Printed => {
  const kept = history(r)
  const facts = [
    ...parameters(r), ...(system.rules.includes(r) ? [`Fairness: ${fairness[r.fair]}.`] : []),
    ...(r.hidden ? ["A trace does not show it."] : []),
    ...(kept.length > 0 ? [`History for properties: ${kept.map(code).join(", ")}.`] : []),
  ]
  return { id: r.id, what: `${role(system, r)}, machine ${code(r.machine)}`, text: r.text, body: [conditions(r), effectTable(r)], facts }
}

interface Kind {
  readonly name: string
  readonly scope: string
  readonly given: string
  readonly holds: string
}
const kinds: Readonly<Record<PropertyIr["kind"], Kind>> = {
  invariant: { name: "invariant", scope: "in every reachable state", given: "where", holds: "holds" },
  step: { name: "step property", scope: "on every step, `next x` being `x` after it", given: "where", holds: "holds" },
  leadsTo: { name: "progress property", scope: "in every run, under the declared fairness", given: "after a state with", holds: "comes one with" },
  reachable: { name: "witness", scope: "in some reachable state", given: "where", holds: "is true" },
  forbidden: { name: "forbidden", scope: "in no reachable state", given: "where", holds: "is true" },
}
const condition = (view: ViewNames, n: Node): string => conjuncts(n).map((x) => cell(words(view, x))).join(" and ")
const isTrue = (n: Node): boolean => n.op === "lit" && n.value === true
const assumption = (view: ViewNames, p: PropertyIr): readonly (readonly string[])[] =>
  p.assume === undefined ? [] : [["assumed", `${p.assume.kind === "eventuallyAlways" ? "from some moment on always" : "again and again"} ${condition(view, p.assume.holds)}`]]

/** A property: its text, where it is required and what it says, over the view's own words. */
const printProperty = (system: SystemIr, p: PropertyIr): Printed => {
  const view = viewOfProperty(system, p)
  const kind = kinds[p.kind]
  const rows = [
    ...(isTrue(p.given) ? [] : [[kind.given, condition(view, p.given)]]),
    [kind.holds, condition(view, p.holds)],
    ...assumption(view, p),
  ]
  return { id: p.id, what: kind.name, text: p.text, body: [table(["", kind.scope], rows)], facts: [] }
}

/** A refinement: how the service's words are read off the state. */
const printRefinement = (r: RefinementIr): Printed => {
  const whole: ViewNames = { parts: [], names: [] }
  const rows = r.as.map((u) => [cell(u.path), cell(words(whole, u.node))])
  return { id: r.id, what: "refinement", text: r.text, body: [table(["of the service", "is, of the system"], rows)], facts: ["Every step is a step of the service or changes nothing of it."] }
}

/** A lemma: its cases, over the state of the whole system and what the proof remembers. */
const printLemma = (system: SystemIr, l: LemmaIr): Printed => {
  const { given, names, cases } = lemmaWords(l.holds)
  const hasCases = cases.some((c) => c.where.length > 0)
  const rows = cases.map((c) => [...(hasCases ? [c.where.length === 0 ? "always" : c.where.map(cell).join(" and ")] : []), c.holds.map(cell).join(" and ")])
  const others = l.from === undefined ? "all other lemmas" : `${l.from.map(code).join(", ")}, and no other lemma`
  return {
    id: l.id, what: `lemma of the proof of ${code(system.id)}`, text: l.text, facts: [`Shown from itself and ${others}.`],
    body: [
      ...(given.length === 0 ? [] : [`Where ${given.map(code).join(" and ")}:`]), ...(names.length === 0 ? [] : [`Here ${names.map((x) => `${code(x.name)} is ${code(x.value)}`).join(", and ")}.`]),
      table(hasCases ? ["where", "holds"] : ["holds"], rows),
    ],
  }
}

/** What a chapter cites, in its parts; undefined for what no chapter cites. */
export const printed = (e: Entry): Printed | undefined => {
  if (e.kind === "rule") return printRule(e.system, e.rule)
  if (e.kind === "property") return printProperty(e.system, e.property)
  if (e.kind === "refinement") return printRefinement(e.refinement)
  if (e.kind === "lemma") return printLemma(e.system, e.lemma)
  if (isListed(e)) return { id: e.id, what: kindOf(e), text: e.text, body: [], facts: [] }
  return e.kind === "platform" ? { id: e.id, what: "platform requirement", text: e.text, body: [], facts: [] } : undefined
}

/** The Markdown of a requirement; `more` stands behind its facts. */
export const requirementMarkdown = (p: Printed, more: readonly string[]): string =>
  [`${anchor(p.id)}\n\n**${code(p.id)}** · ${p.what}\n\n> ${p.text}`, ...p.body, [...p.facts, ...more].join(" ")].join("\n\n")
