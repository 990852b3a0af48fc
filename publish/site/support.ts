/** What stands beside a requirement: the runs that support it, and the wrong versions that show what it is for. All of it is Markdown. */
import type { Entry } from "../catalog.ts"
import type { Evidence } from "../evidence.ts"
import { supportOf, type Where } from "../form.ts"
import { bare } from "../kills.ts"
import type { Matrix, MatrixRow } from "../matrix.ts"
import type { Places, World } from "../page.ts"
import { needOf, removalOf } from "../platform.ts"
import { isListed, listed, structureOf } from "../reasons.ts"
import { keptBy, obligations, type Support, type SupportingProof, type SupportingRun } from "../support.ts"
import { count } from "../systems.ts"
import { rowId, slug } from "./markup.ts"

/** A wrong version, and the matrix that it stands in. */
interface Wrong extends MatrixRow { readonly matrix: Matrix }

const wrongVersions = (matrices: readonly Matrix[]): readonly Wrong[] => matrices.flatMap((matrix) => matrix.mutants.filter((r) => r.kind !== "platform").map((r) => ({ ...r, matrix })))

/** Wrong versions of a rule: of one of its conditions, of one of its effects, or without it. */
const madeOf = (e: Entry, all: readonly Wrong[]): readonly Wrong[] => {
  const names = new Set(e.kind === "rule" ? [e.id, ...e.rule.when.map((c) => `${e.id}.${c.name}`)] : [])
  return all.filter((r) => names.has(r.id.split(":")[0] as string))
}
/** Wrong versions that a property was the first to notice. */
const noticedBy = (id: string, all: readonly Wrong[], places: Places): readonly Wrong[] => all.filter((r) => r.verdict === "killed" && r.by !== undefined && bare(r.by, places) === id)

const linkTo = (r: Wrong, where: Where): string => {
  const heading = r.kind === "historical" ? "bugs-of-history" : slug(`${r.matrix.system} at ${r.matrix.size}`)
  return `${where.page("mutants.md")}#${rowId(heading, r.id)}`
}
const stepsOf = (r: Wrong): string => (r.steps === undefined ? "" : `, ${r.steps} ${r.steps === 1 ? "step" : "steps"}`)

/** What became of a wrong version: a property is linked. */
const fateOf = (r: Wrong, where: Where, places: Places): string => {
  if (r.verdict !== "killed") return r.verdict
  const id = bare(r.by ?? "", places)
  const page = places.get(id)
  return `killed by ${page === undefined ? (r.by ?? "") : `[\`${id}\`](${where.page(page)}#${id})`}${stepsOf(r)}`
}

const tally = (rows: readonly Wrong[]): string => {
  const counts = new Map<string, number>()
  for (const r of rows) counts.set(r.verdict, (counts.get(r.verdict) ?? 0) + 1)
  return [...counts].map(([verdict, n]) => `${n} ${verdict}`).join(", ")
}
const details = (summary: string, lines: readonly string[]): string => `<details>\n<summary>${summary}</summary>\n\n${lines.join("\n")}\n\n</details>`

/** The name of a wrong version without that of the rule whose version it is. */
const short = (r: Wrong, rule: string): string => r.id.replace(`${rule}.`, "").replace(`${rule}:`, "")
const shown = 12

const wrongMarkdown = (e: Entry, where: Where, world: World, places: Places): readonly string[] => {
  const all = wrongVersions(world.matrices)
  if (e.kind === "rule") {
    const rows = madeOf(e, all)
    return rows.length === 0 ? [] : [details(`${rows.length} wrong versions: ${tally(rows)}`, rows.map((r) => `- [\`${short(r, e.id)}\`](${linkTo(r, where)}): ${fateOf(r, where, places)}`))]
  }
  if (e.kind !== "property" && e.kind !== "refinement") return []
  const rows = noticedBy(e.id, all, places)
  const rest = rows.length - shown
  const more = rest > 0 ? [`- and ${rest} more in [Wrong versions](${where.page("mutants.md")})`] : []
  return rows.length === 0 ? ["The first to notice no wrong version."] : [details(`First to notice ${rows.length} wrong ${rows.length === 1 ? "version" : "versions"}`, [...rows.slice(0, shown).map((r) => `- [\`${r.id}\`](${linkTo(r, where)})${stepsOf(r)}`), ...more])]
}

const said: Readonly<Record<string, string>> = { holds: "holds in", fires: "fires, in", reached: "reached, in" }
const runMarkdown = (r: SupportingRun, evidence: readonly Evidence[], where: Where): string => {
  const e = evidence.find((x) => x.system === r.system && x.size === r.size)
  const sizes = Object.entries(e?.sizes ?? {}).map(([name, n]) => `${name} ${n}`).join(", ")
  return `- [\`${r.system}\`](${where.page("evidence.md")}#${r.system}) ${r.size}: ${said[r.verdict] ?? `${r.verdict}, in`} ${count(r.states)} states (${sizes})`
}

/** The section of the ledger on the proof of a system, as the site names its heading. */
const proofAnchor = (system: string): string => slug(`${system}, for every size`)
const proofMarkdown = (p: SupportingProof, where: Where): string =>
  `- [\`${p.system}\`](${where.page("evidence.md")}#${proofAnchor(p.system)}) for every size: ${obligations(p.obligations)}, proved by ${listed(p.engines)}`

/** A class, as a word, with a link to its row in the ledger. */
const classMarkdown = (id: string, name: string, where: Where, heading = "rules-and-properties"): string =>
  `<span class="verdict is-${name}">[${name}](${where.page("evidence.md")}#${rowId(heading, id)})</span>`

const runsMarkdown = (s: Support, world: World, where: Where): string =>
  s.runs.length + s.proofs.length === 0 ? "No run: it is a claim and nothing more." : [...s.proofs.map((p) => proofMarkdown(p, where)), ...s.runs.map((r) => runMarkdown(r, world.evidence, where))].join("\n")

/** The evidence beside a requirement. */
export const evidenceMarkdown = (e: Entry, where: Where, world: World, places: Places): string => {
  if (e.kind === "platform") return [classMarkdown(e.id, "attested", where), "By the implementer.", `Needed: ${needOf(e.requirement, removalOf(e.id, world.matrices))}.`].join("\n\n")
  if (isListed(e)) {
    const { class: name, text } = structureOf(e, world.systems)
    return [classMarkdown(e.id, name, where), `Compared with the rules: ${text}.`, `That an endpoint ${e.kind === "reason" ? "names it" : "counts so"} is attested by its implementer.`].join("\n\n")
  }
  const s = supportOf(e, world)
  if (s === undefined) return ""
  if (e.kind === "lemma") {
    const shown = s.proofs.length === 0 ? "No engine has proved it: it is a claim and nothing more." : `${keptBy(s)}\n\n${s.proofs.map((p) => proofMarkdown(p, where)).join("\n")}`
    return [classMarkdown(e.id, s.class, where, proofAnchor(e.system.id)), shown].join("\n\n")
  }
  const note = s.class === "not-run" && s.runs.length > 0 ? ["No engine has judged it: it is a claim and nothing more."] : []
  return [classMarkdown(e.id, s.class, where), ...note, runsMarkdown(s, world, where), ...(s.class === "not-run" ? [] : wrongMarkdown(e, where, world, places))].join("\n\n")
}
