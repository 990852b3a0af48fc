/** Renders a requirement, a property or a refinement as Markdown, with its evidence beside it. */
import type { Node } from "../checker/ir/node.ts"
import type { PropertyIr, RefinementIr, RuleIr, SystemIr } from "../checker/ir/system.ts"
import { conjuncts, domainOf, effects, history, viewOfProperty, words, type ViewNames } from "./words.ts"

/** Code inside a table cell: a bar would end the cell. */
export const cell = (text: string): string => `\`${text.replaceAll("|", "\\|")}\``
const code = (text: string): string => `\`${text}\``
const anchor = (id: string): string => `<a id="${id}"></a>`

/** A Markdown table. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n")

const titled = (id: string, what: string, text: string): string => `${anchor(id)}\n\n**${code(id)}** · ${what}\n\n> ${text}`

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

/** What surrounds a rendered requirement. */
export interface Surroundings {
  /** From the page to a file of the checkout. */
  readonly link: (file: string) => string
  /** File of the source, below the checkout. */
  readonly file: string
  readonly evidence: string
}
const foot = (s: Surroundings, facts: readonly string[]): string => [...facts, `Source: [${s.file}](${s.link(s.file)}).`, `Evidence: ${s.evidence}.`].join(" ")

/** A rule: its text, its conditions and effects in the machine's own words. */
export const ruleMarkdown = (system: SystemIr, r: RuleIr, s: Surroundings): string => {
  const kept = history(r)
  const facts = [
    ...parameters(r), ...(system.rules.includes(r) ? [`Fairness: ${fairness[r.fair]}.`] : []),
    ...(r.hidden ? ["A trace does not show it."] : []),
    ...(kept.length > 0 ? [`History for properties: ${kept.map(code).join(", ")}.`] : []),
  ]
  return [titled(r.id, `${role(system, r)}, machine ${code(r.machine)}`, r.text), conditions(r), effectTable(r), foot(s, facts)].join("\n\n")
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
export const propertyMarkdown = (system: SystemIr, p: PropertyIr, s: Surroundings): string => {
  const view = viewOfProperty(system, p)
  const kind = kinds[p.kind]
  const rows = [
    ...(isTrue(p.given) ? [] : [[kind.given, condition(view, p.given)]]),
    [kind.holds, condition(view, p.holds)],
    ...assumption(view, p),
  ]
  return [titled(p.id, kind.name, p.text), table(["", kind.scope], rows), foot(s, [])].join("\n\n")
}

/** A refinement: how the service's words are read off the state. */
export const refinementMarkdown = (r: RefinementIr, s: Surroundings): string => {
  const whole: ViewNames = { parts: [], names: [] }
  const rows = r.as.map((u) => [cell(u.path), cell(words(whole, u.node))])
  return [titled(r.id, "refinement", r.text), table(["of the service", "is, of the system"], rows), foot(s, ["Every step is a step of the service or changes nothing of it."])].join("\n\n")
}
