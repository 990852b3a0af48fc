/** The ledger: for every rule and property what supports it, and for every system what was run. */
import type { SystemIr } from "../checker/ir/system.ts"
import { isRequirement, type Entry } from "./catalog.ts"
import type { Evidence } from "./evidence.ts"
import { wholeChecks } from "./fixed.ts"
import type { Places, World } from "./page.ts"
import { isListed, listed, structureOf } from "./reasons.ts"
import { needOf, removalOf } from "./platform.ts"
import { supportOf } from "./form.ts"
import { obligationsIn, type ProofRecord } from "./proof-record.ts"
import type { Proved } from "./proofs.ts"
import { cell, table } from "./requirement.ts"
import { inOrder, obligations, type Support } from "./support.ts"
import { count } from "./systems.ts"
import { verdictList } from "./verdicts.ts"
import { words } from "./words.ts"

const good = new Set(["holds", "reached", "fires"])

/** The proofs and the runs behind a verdict: those that say it, or what else the runs say. */
const runsOf = (s: Support): string => {
  if (s.runs.length + s.proofs.length === 0) return "no run"
  const said = (verdict: string): string => (verdict === "holds" || verdict === "fires" ? "" : `: ${verdict}`)
  const runs = s.runs.filter((r) => (s.class !== "exhaustive" && s.class !== "proved") || good.has(r.verdict)).map((r) => `${r.system} ${r.size}, ${count(r.states)} states${said(r.verdict)}`)
  return [...s.proofs.map((p) => `${p.system} for every size, ${obligations(p.obligations)}`), ...runs].join("<br>")
}

const sizeRows = (system: SystemIr, evidence: readonly Evidence[]): readonly (readonly string[])[] =>
  Object.entries(system.sizes).map(([size, sizes]) => {
    const e = evidence.find((x) => x.system === system.id && x.size === size)
    const numbers = Object.entries(sizes).map(([name, n]) => `${name} ${n}`).join(", ")
    return e === undefined ? [size, numbers, "not-run", "", "", ""] : [size, numbers, e.verdict, count(e.states), count(e.transitions), String(e.depth)]
  })

const wholeRows = (system: SystemIr, evidence: readonly Evidence[]): readonly (readonly string[])[] =>
  Object.entries(wholeChecks).map(([id, text]) => {
    const runs = evidence.filter((e) => e.system === system.id).map((e) => `${e.size}: ${e.properties.find((p) => p.id === id)?.verdict ?? "not-run"}`)
    return [`\`${id}\``, text, runs.join("<br>") || "not-run"]
  })

const systemSection = (system: SystemIr, evidence: readonly Evidence[]): string => [
  `### <a id="${system.id}"></a>\`${system.id}\``, system.text,
  table(["size", "numbers", "verdict", "states", "transitions", "depth"], sizeRows(system, evidence)),
  "Of the whole system each run judges:",
  table(["check", "what it says", "verdict"], wholeRows(system, evidence)),
].join("\n\n")

/** One row a requirement, in the order of the chapters. */
const requirementRows = (world: World, places: Places): readonly (readonly string[])[] => {
  const entries: readonly Entry[] = [...places.keys()].flatMap((id) => world.catalogue.get(id) ?? []).filter(isRequirement)
  return entries.map((e) => {
    if (e.kind === "platform") return [`[\`${e.id}\`](${places.get(e.id) as string}#${e.id})`, "platform", "attested", needOf(e.requirement, removalOf(e.id, world.matrices))]
    if (isListed(e)) {
      const { class: name, text } = structureOf(e, world.systems)
      return [`[\`${e.id}\`](${places.get(e.id) as string}#${e.id})`, e.kind, name, text]
    }
    const s = supportOf(e, { ...world, evidence: inOrder(world.systems, world.evidence) })
    return [`[\`${e.id}\`](${places.get(e.id) as string}#${e.id})`, e.kind === "property" ? e.property.kind : e.kind, s?.class ?? "not-run", s === undefined ? "no run" : runsOf(s)]
  })
}

const code = (text: string): string => `\`${text}\``
const linked = (id: string, places: Places): string => {
  const page = places.get(id)
  return page === undefined ? code(id) : `[${code(id)}](${page}#${id})`
}

/** One row for each lemma, and one for each other kind of thing that is shown. */
const lemmaRows = ({ proof }: Proved, r: ProofRecord | undefined, places: Places): readonly (readonly string[])[] => proof.lemmas.map((l) => {
  const tally = r?.lemmas.find((x) => x.id === l.id)
  return [linked(l.id, places), tally === undefined ? "not-run" : "proved", ...(tally === undefined ? ["", ""] : [String(tally.obligations - 1), String(tally.obligations)])]
})
const groupRows = (r: ProofRecord, places: Places): readonly (readonly string[])[] => [
  ["ranges of the state: true in the first, and kept by every rule", String(r.ranges), ""],
  ["effects and conditions have a meaning wherever the lemmas hold", String(r.defined), ""],
  ["invariants, and what is forbidden, follow from the lemmas", String(r.follows.length), r.follows.map((id) => linked(id, places)).join(", ")],
  ["step properties: each rule that changes what they read, and once for those that do not", String(r.steps.reduce((n, s) => n + s.obligations, 0)), r.steps.map((s) => `${linked(s.id, places)} ${s.obligations}`).join(", ")],
  ...(r.refines.length === 0 ? [] : [["refinements: the first state, and each rule that changes what the service shows", String(r.refines.reduce((n, s) => n + s.obligations, 0)), r.refines.map((s) => `${linked(s.id, places)} ${s.obligations}`).join(", ")]]),
  ...(r.forgets.length === 0 ? [] : [["what is [forgotten](decisions/010-reductions.md): of two states that differ in nothing else, conditions, steps and verdicts are the same", String(r.forgets.reduce((n, s) => n + s.obligations, 0)), ""]]),
  ["rules that fire in a state in which all lemmas hold, which the interpreter replays", String(r.fires), ""],
  ["facts about what wraps, by themselves", String(r.wraps), ""],
]

const proofSection = (p: Proved, r: ProofRecord | undefined, places: Places): string => [
  `### ${code(p.ir.id)}, for every size`, p.proof.text,
  r === undefined ? "Not run: it is a claim and nothing more. `npm run full` proves it." : `${obligations(obligationsIn(r))}, each proved by ${listed(r.engines)}.`,
  "Assumed of the sizes:",
  table(["condition", "holds"], p.proof.sizes.map((s) => [code(s.name), cell(words({ parts: [], names: [] }, s.node))])),
  `${listed(p.proof.unbounded.map(code))} only ${p.proof.unbounded.length === 1 ? "bounds" : "bound"} a run: nothing is assumed of ${p.proof.unbounded.length === 1 ? "it" : "them"}, and no number of the state has to stay below.`,
  table(["id", "class", "rules that keep it", "obligations"], lemmaRows(p, r, places)),
  ...(r === undefined ? [] : ["Beside the lemmas:", table(["what is shown", "obligations", "of"], groupRows(r, places))]),
].join("\n\n")

/** The page `docs/evidence.md`. */
export const ledgerMarkdown = (world: World, places: Places): string => {
  const evidence = inOrder(world.systems, world.evidence)
  return [
    "<!-- Generated by `npm run docs` from publish/evidence/; do not edit. -->",
    "# Evidence",
    "What supports each rule and each property. Every entry stems from a run whose result is committed in [publish/evidence/](../publish/evidence/) under a hash of what it depended on: rules, properties, sizes and engine; or from [a proof](#proofs), committed likewise. `npm test` repeats the runs at size small and refuses a result whose hash no longer matches; `npm run full` renews them.",
    verdictList("evidence"),
    "## Systems",
    ...world.systems.map((s) => systemSection(s, evidence)),
    "## Rules and properties",
    table(["id", "kind", "class", "proofs and runs"], requirementRows(world, places)),
    "## Proofs",
    "What is shown for every size at once, by an induction over the steps of a system: [Proof for every size](065-proof.md) says how. The numbers are those of [publish/proofs/](../publish/proofs/), under a hash of everything that the solvers were given.",
    ...world.proved.map((p) => proofSection(p, world.proofs.find((r) => r.system === p.ir.id), places)),
  ].join("\n\n") + "\n"
}
