/** How what a page cites is set: as plain Markdown in `docs/`, as Markdown within HTML in `docs/site/`. */
import type { Entry } from "./catalog.ts"
import { chartMarkdown, type Witness } from "./chart.ts"
import type { Places, World } from "./page.ts"
import { platformEvidence, removalOf } from "./platform.ts"
import { belongsMarkdown, isListed, structureOf } from "./reasons.ts"
import { printed, requirementMarkdown } from "./requirement.ts"
import type { Scenario } from "./scenarios.ts"
import { statesMarkdown, type StateDiagram } from "./states.ts"
import { scenarioChart } from "./story.ts"
import { keptBy, lemmaSupport, printRuns, propertySupport, ruleSupport, type Support } from "./support.ts"

/** Links from the page that cites. */
export interface Where {
  /** To a page below `docs/`. */
  readonly page: (path: string) => string
  /** To a file of the checkout. */
  readonly file: (path: string) => string
}
export interface Form {
  readonly requirement: (e: Entry, where: Where) => string
  readonly chart: (id: string, witness: Witness, where: Where) => string
  /** The chart of a scenario; its story stands around it. */
  readonly scenario: (s: Scenario, where: Where) => string
  readonly states: (d: StateDiagram, where: Where) => string
}

/** What supports a rule, a property, a refinement or a lemma; undefined for what neither run nor proof supports. */
export const supportOf = (e: Entry, world: World): Support | undefined => {
  if (e.kind === "rule") return ruleSupport(e.id, world.systems, world.evidence, world.proofs)
  if (e.kind === "lemma") return lemmaSupport(e.id, world.proofs)
  return e.kind === "property" || e.kind === "refinement" ? propertySupport(e.id, world.systems, world.evidence, world.proofs) : undefined
}

/** The class of what supports a requirement, in a word. */
export const classOf = (e: Entry, world: World): string => (isListed(e) ? structureOf(e, world.systems).class : (supportOf(e, world)?.class ?? "attested"))

/** The form of `docs/`. */
export const markdownForm = (world: World, places: Places): Form => ({
  requirement: (e, where) => {
    const p = printed(e)
    if (p === undefined) return ""
    if (e.kind === "platform") return requirementMarkdown(p, [platformEvidence(e.requirement, removalOf(e.id, world.matrices))])
    if (isListed(e)) {
      const s = structureOf(e, world.systems)
      return requirementMarkdown(p, [belongsMarkdown(e, where, places), `Evidence: [${s.class}](${where.page("evidence.md")}): ${s.text}.`])
    }
    const [file, support] = [e.source.replace(/:\d+$/, ""), supportOf(e, world)]
    const kept = e.kind === "lemma" && support !== undefined ? [keptBy(support)] : []
    const evidence = support === undefined ? [] : [`Evidence: [${support.class}](${where.page("evidence.md")})${printRuns(support)}.`]
    return requirementMarkdown(p, [...kept, `Source: [${file}](${where.file(file)}).`, ...evidence].filter((x) => x !== ""))
  },
  chart: (id, witness) => chartMarkdown(id, witness),
  scenario: (s) => scenarioChart(s),
  states: (d) => statesMarkdown(d),
})
