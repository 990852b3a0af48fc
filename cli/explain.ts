import { catalogue, withoutPlace, type Entry } from "../publish/catalog.ts"
import { readEvidence, staleness } from "../publish/evidence.ts"
import { explain, printExplanation } from "../publish/explain.ts"
import { proofProblems, readProofs, registeredOutlines, type ProofRecord } from "../publish/proof-record.ts"
import { registeredProofs, type Proved } from "../publish/proofs.ts"
import { registeredSystems } from "../publish/systems.ts"
import { defineCommand, type Command } from "./command.ts"
import { EXIT, InputError } from "./errors.ts"
import { editDistance } from "../checker/nearest.ts"

/** The ids that were probably meant, the likeliest first: near by their letters, or with the same last word. */
const suggestions = (id: string, ids: readonly string[]): readonly string[] => {
  const last = (x: string): string => (x.split(".").at(-1) ?? "").toLowerCase()
  const scored = ids.map((x) => ({ x, d: last(x) === last(id) ? 0 : editDistance(id.toLowerCase(), x.toLowerCase()) }))
  return scored.filter((s) => s.d <= Math.max(2, Math.floor(id.length / 3))).toSorted((a, b) => a.d - b.d).slice(0, 3).map((s) => s.x)
}

/** True of what a proof is about. Its scripts take a second to write, so nobody waits for them who asks for something else. */
const isAbout = ({ ir }: Proved, e: Entry): boolean => {
  if (e.kind === "lemma" || e.kind === "system") return e.system.id === ir.id
  if (e.kind === "refinement") return ir.refinements.some((f) => f.id === e.id)
  return e.kind === "rule" || e.kind === "conjunct" ? ir.rules.some((r) => r.id === e.rule.id) : e.kind === "property" && ir.properties.some((p) => p.id === e.id)
}

/** The proofs whose records are of what the checkout holds; what is wrong with others is said. */
const validProofs = (say: (line: string) => void): readonly ProofRecord[] => {
  const records = readProofs()
  const problems = proofProblems(registeredOutlines(), records)
  for (const line of problems) say(line)
  return [...records].filter(([name]) => !problems.some((line) => line.startsWith(`publish/proofs/${name}:`))).map(([, r]) => r)
}

export const command: Command = defineCommand({
  name: "explain",
  summary: "say what an id names and what supports it, or what a verdict means and what to do",
  usage: "ID | VERDICT [--json]",
  allowPositionals: true,
  options: { json: { type: "boolean", help: "print one JSON document" } },
  run: async ({ values, positionals, io }) => {
    const [id, ...more] = positionals
    if (id === undefined || more.length > 0) throw new InputError(`explain takes one id, not ${positionals.length}`, "For example tcnet explain ring.write, ring.write.hasCredit, ring.inOrder, ring.thin, E42, O3, vacuous.")
    const systems = registeredSystems()
    const proved = registeredProofs()
    const all = catalogue(systems, proved)
    const entry = all.get(id) ?? all.get(withoutPlace(systems, id))
    if (entry === undefined) {
      const meant = suggestions(id, [...all.keys()])
      throw new InputError(`there is no id ${id}`, `${meant.length === 0 ? "" : `Did you mean ${meant.join(", or ")}? `}docs/README.md lists the rules and properties.`)
    }
    const evidence = readEvidence()
    // A result of a run on something else supports nothing.
    const stale = staleness(systems, evidence)
    const say = (line: string): void => { io.stderr(`tcnet: ${line}\n`) }
    for (const line of stale) say(line)
    const valid = [...evidence].filter(([name]) => !stale.some((line) => line.startsWith(`publish/evidence/${name}:`))).map(([, e]) => e)
    const x = explain(entry, systems, valid, proved.some((p) => isAbout(p, entry)) ? validProofs(say) : [])
    io.stdout(values.json === true ? `${JSON.stringify(x, undefined, 2)}\n` : printExplanation(x))
    return EXIT.holds
  },
})
