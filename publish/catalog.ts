/** Every id that there is: what it names, where that stands, and its text. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { codes } from "../checker/lowering/index.ts"
import { placed, type LemmaIr, type ProofIr, type PropertyIr, type RefinementIr, type RuleIr, type Source, type SystemIr } from "../checker/ir/system.ts"
import { platform, type PlatformRequirement } from "../spec/platform.ts"
import { counters, reasons, type Counter, type Reason } from "../spec/reasons.ts"
import { obligations, wholeChecks } from "./fixed.ts"
import type { Proved } from "./proofs.ts"
import { fromRoot, root, sourceFromRoot } from "./systems.ts"
import { verdictWords } from "./verdicts.ts"

export type Thing =
  | { readonly kind: "rule"; readonly rule: RuleIr; readonly system: SystemIr }
  | { readonly kind: "property"; readonly property: PropertyIr; readonly system: SystemIr }
  | { readonly kind: "refinement"; readonly refinement: RefinementIr; readonly system: SystemIr }
  | { readonly kind: "conjunct"; readonly rule: RuleIr; readonly name: string; readonly system: SystemIr }
  | { readonly kind: "system"; readonly system: SystemIr }
  | { readonly kind: "machine"; readonly rules: readonly RuleIr[]; readonly system: SystemIr }
  | { readonly kind: "lemma"; readonly lemma: LemmaIr; readonly proof: ProofIr; readonly system: SystemIr }
  | { readonly kind: "platform"; readonly requirement: PlatformRequirement }
  | { readonly kind: "reason"; readonly reason: Reason }
  | { readonly kind: "counter"; readonly counter: Counter }
  | { readonly kind: "code" | "obligation" | "check" | "verdict" }
/** An id with what it names. */
export type Entry = Thing & { readonly id: string; readonly text: string; readonly source: string }

const lineIn = (file: string, what: string): string => {
  const i = readFileSync(join(root, file), "utf8").split("\n").findIndex((line) => line.includes(what))
  return i < 0 ? file : `${file}:${i + 1}`
}

/** The rules of a system, those of the services that it refines behind its own, each once. */
export const rulesOf = (ir: SystemIr): readonly RuleIr[] => {
  const seen = new Set<string>()
  return [...ir.rules, ...ir.refinements.flatMap((r) => r.service.rules)].filter((r) => !seen.has(r.id) && seen.add(r.id))
}

const entriesOf = (system: SystemIr): readonly Entry[] => {
  const at = (s: Source): string => sourceFromRoot(s)
  const rules = rulesOf(system)
  const machines = [...new Set(rules.map((r) => r.machine))].map((id): Entry => {
    const own = rules.filter((r) => r.machine === id)
    const file = fromRoot((own[0] as RuleIr).source.file)
    return { kind: "machine", id, system, rules: own, text: `The machine with the rules ${own.map((r) => r.id).join(", ")}.`, source: lineIn(file, `machine({ id: "${id}"`) }
  })
  return [
    { kind: "system", id: system.id, text: system.text, source: at(system.source), system },
    ...rules.flatMap((rule): readonly Entry[] => [
      { kind: "rule", id: rule.id, text: rule.text, source: at(rule.source), rule, system },
      ...rule.when.map((c): Entry => ({ kind: "conjunct", id: `${rule.id}.${c.name}`, name: c.name, rule, system, text: `A condition of ${rule.id}.`, source: at(c.source) })),
    ]),
    ...system.properties.map((property): Entry => ({ kind: "property", id: property.id, text: property.text, source: at(property.source), property, system })),
    ...system.refinements.map((refinement): Entry => ({ kind: "refinement", id: refinement.id, text: refinement.text, source: at(refinement.source), refinement, system })),
    ...machines,
  ]
}

const lemmaEntries = ({ ir, proof }: Proved): readonly Entry[] =>
  proof.lemmas.map((lemma): Entry => ({ kind: "lemma", id: lemma.id, text: lemma.text, source: sourceFromRoot(lemma.source), lemma, proof, system: ir }))

const fixedEntries = (): readonly Entry[] => [
  ...platform.map((requirement): Entry => ({ kind: "platform", id: requirement.id, text: requirement.text, requirement, source: lineIn("spec/platform.ts", `id: "${requirement.id}"`) })),
  ...reasons.map((reason): Entry => ({ kind: "reason", id: reason.id, text: reason.text, reason, source: lineIn("spec/reasons.ts", `id: "${reason.id}"`) })),
  ...counters.map((counter): Entry => ({ kind: "counter", id: counter.id, text: counter.text, counter, source: lineIn("spec/reasons.ts", `id: "${counter.id}"`) })),
  ...Object.entries(codes).map(([id, c]): Entry => ({ kind: "code", id, text: `Refused: ${c.rejected}. Write instead: ${c.instead}.`, source: lineIn("checker/lowering/reject.ts", `${id}: {`) })),
  ...Object.entries(obligations).map(([id, o]): Entry => ({ kind: "obligation", id, text: `${o.fact}. It arises at ${o.from}.`, source: lineIn("publish/fixed.ts", `${id}: {`) })),
  ...Object.entries(wholeChecks).map(([id, text]): Entry => ({ kind: "check", id, text, source: lineIn("publish/fixed.ts", `${id}: "`) })),
  ...verdictWords.map((id): Entry => ({ kind: "verdict", id, text: "What a run is said to have come to.", source: lineIn("publish/verdicts.ts", `${/^\w+$/.test(id) ? id : `"${id}"`}: {`) })),
]

/** Every id, in the order of the systems, and of the lemmas of proofs. What several systems share stands once, as the first has it. */
export const catalogue = (systems: readonly SystemIr[], proofs: readonly Proved[] = []): ReadonlyMap<string, Entry> => {
  const all = new Map<string, Entry>()
  for (const e of [...systems.flatMap(entriesOf), ...proofs.flatMap(lemmaEntries), ...fixedEntries()]) if (!all.has(e.id)) all.set(e.id, e)
  return all
}

/** The kinds that a chapter has to cite. */
export const citable: ReadonlySet<string> = new Set<Entry["kind"]>(["rule", "property", "refinement", "platform", "reason", "counter", "lemma"])
/** True of an entry that a chapter has to cite, and that says something of what an implementer has or does. A lemma only says why that is right. */
export const isRequirement = (e: Entry): boolean => citable.has(e.kind) && e.kind !== "lemma"

/** What `tcnet check` prints with a place before it: `ab.ring.inOrder` is `ring.inOrder`. */
export const withoutPlace = (systems: readonly SystemIr[], id: string): string => {
  const found = systems.flatMap((s): readonly { readonly place: string; readonly id: string }[] => [...s.rules, ...s.properties])
    .find((x) => x.place !== "" && (placed(x) === id || id.startsWith(`${placed(x)}.`)))
  return found === undefined ? id : id.slice(found.place.length + 1)
}
