/** What an id names, in words: for `tcnet explain`. */
import type { RuleIr, SystemIr } from "../checker/ir/system.ts"
import type { Entry } from "./catalog.ts"
import type { Evidence } from "./evidence.ts"
import { lemmaWords } from "./lemma.ts"
import { obligationsIn, type ProofRecord } from "./proof-record.ts"
import { belongsTo, kindOf, listed, structureOf } from "./reasons.ts"
import { inOrder, keptBy, lemmaSupport, obligations, printRuns, propertySupport, ruleSupport, type Support } from "./support.ts"
import { verdictLines } from "./verdicts.ts"
import { conjuncts, domainOf, effects, viewOfProperty, words } from "./words.ts"

/** An explanation as data: what `--json` prints. Lists are empty where an id has nothing of the kind. */
export interface Explanation {
  readonly id: string
  readonly kind: string
  readonly text: string
  /** `file:line`, from the checkout. */
  readonly source: string
  readonly facts: readonly string[]
  readonly conditions: readonly { readonly name: string; readonly holds: string }[]
  readonly effects: readonly string[]
  readonly evidence?: Support
}

const ruleFacts = (r: RuleIr): readonly string[] => [
  `by ${r.by}, fairness ${r.fair}${r.hidden ? ", hidden from traces" : ""}, of the machine ${r.machine}`,
  ...r.params.map((p) => `parameter ${p.name}: ${domainOf(r, p)}`),
]
const effectLines = (r: RuleIr): readonly string[] =>
  r.then.flatMap((u) => effects(r, u)).map((e) => `${e.path} ← ${e.value}${e.where.length === 0 ? "" : ` where ${e.where.join(" and ")}`}`)

const placesOf = (systems: readonly SystemIr[], e: Entry): readonly string[] => {
  const at = systems.flatMap((s) => [...new Set([...s.rules, ...s.properties].filter((x) => x.id === e.id && x.place !== "").map((x) => x.place))].map((place) => `${place} of ${s.id}`))
  return at.length === 0 ? [] : [`placed at ${at.join(", ")}`]
}

const sizeLines = (s: SystemIr, evidence: readonly Evidence[]): readonly string[] =>
  Object.entries(s.sizes).map(([size, numbers]) => {
    const e = evidence.find((x) => x.system === s.id && x.size === size)
    const run = e === undefined ? "not-run" : `${e.verdict}, ${e.states.toLocaleString("en-US")} states, ${e.transitions.toLocaleString("en-US")} transitions, depth ${e.depth}`
    return `${size} (${Object.entries(numbers).map(([name, n]) => `${name} ${n}`).join(", ")}): ${run}`
  })

const lemmaExplained = (e: Extract<Entry, { readonly kind: "lemma" }>, plain: Explanation, proofs: readonly ProofRecord[]): Explanation => {
  const evidence = lemmaSupport(e.id, proofs)
  const said = lemmaWords(e.lemma.holds)
  const from = e.lemma.from === undefined ? "all other lemmas" : listed(e.lemma.from)
  const kept = keptBy(evidence).replaceAll("`", "")
  return {
    ...plain, kind: `lemma of the proof of ${e.system.id}`, facts: [...(kept === "" ? [] : [kept]), `shown from itself and ${from}`, ...said.names.map((x) => `${x.name} is ${x.value}`), ...said.given.map((g) => `where ${g}`)], evidence,
    conditions: said.cases.map((c) => ({ name: c.where.length === 0 ? "holds" : `where ${c.where.join(" and ")}`, holds: c.holds.join(" and ") })),
  }
}

/** Explains one entry of the catalogue. */
export const explain = (e: Entry, systems: readonly SystemIr[], committed: Iterable<Evidence>, proofs: readonly ProofRecord[]): Explanation => {
  const evidence = inOrder(systems, committed)
  const plain: Explanation = { id: e.id, kind: e.kind, text: e.text, source: e.source, facts: [], conditions: [], effects: [] }
  switch (e.kind) {
    case "rule": return {
      ...plain, facts: [...ruleFacts(e.rule), ...placesOf(systems, e)], effects: effectLines(e.rule), evidence: ruleSupport(e.id, systems, evidence, proofs),
      conditions: e.rule.when.map((c) => ({ name: `${e.id}.${c.name}`, holds: words(e.rule, c.node) })),
    }
    case "conjunct": return {
      ...plain, conditions: e.rule.when.filter((c) => c.name === e.name).map((c) => ({ name: e.id, holds: words(e.rule, c.node) })),
      facts: [`${e.rule.id}: ${e.rule.text}`, ...(e.system.rules.includes(e.rule) ? ["a run holds only if this was seen to be what alone forbids the rule"] : [])], evidence: ruleSupport(e.rule.id, systems, evidence, proofs),
    }
    case "property": {
      const view = viewOfProperty(e.system, e.property)
      const given = e.property.given.op === "lit" ? [] : [{ name: "where", holds: words(view, e.property.given) }]
      return { ...plain, kind: `${e.property.kind} property`, facts: placesOf(systems, e), evidence: propertySupport(e.id, systems, evidence, proofs), conditions: [...given, ...conjuncts(e.property.holds).map((n) => ({ name: "holds", holds: words(view, n) }))] }
    }
    case "refinement": return { ...plain, facts: [`of ${e.system.id}`], evidence: propertySupport(e.id, systems, evidence, proofs), conditions: e.refinement.as.map((u) => ({ name: u.path, holds: words({ parts: [], names: [] }, u.node) })) }
    case "lemma": return lemmaExplained(e, plain, proofs)
    case "system": return { ...plain, facts: [...sizeLines(e.system, evidence), ...proofs.filter((p) => p.system === e.id).map((p) => `for every size: proved by ${listed(p.engines)}, ${obligations(obligationsIn(p))}`)] }
    case "check": return { ...plain, kind: "check of every system", facts: verdictLines(e.id), evidence: propertySupport(e.id, systems, evidence, proofs) }
    case "code": return { ...plain, kind: "code of the subset" }
    case "reason": case "counter": {
      const s = structureOf(e, systems)
      return { ...plain, kind: kindOf(e), facts: [belongsTo(e, (id) => id), `evidence: ${s.class}: ${s.text}`] }
    }
    case "verdict": return { ...plain, facts: verdictLines(e.id) }
    default: return plain
  }
}

/** Names that are longer stand on a line of their own. */
const widest = 60
/** An explanation as text. */
export const printExplanation = (x: Explanation): string => {
  const width = Math.max(0, ...x.conditions.map((c) => c.name.length))
  return [
    `${x.id}: ${x.kind} (${x.source})`, `  ${x.text}`,
    ...x.facts.map((f) => `  ${f}`),
    ...(x.conditions.length > 0 ? ["", ...x.conditions.map((c) => (width > widest ? `  ${c.name}\n      ${c.holds}` : `  ${c.name.padEnd(width)}  ${c.holds}`))] : []),
    ...(x.effects.length > 0 ? ["", ...x.effects.map((f) => `  ${f}`)] : []),
    ...(x.evidence === undefined ? [] : ["", `  evidence: ${x.evidence.class}${printRuns(x.evidence)}`]),
  ].join("\n") + "\n"
}
