import { catalogue, withoutPlace } from "../publish/catalog.ts"
import { readEvidence, staleness } from "../publish/evidence.ts"
import { explain, printExplanation } from "../publish/explain.ts"
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
    const all = catalogue(systems)
    const entry = all.get(id) ?? all.get(withoutPlace(systems, id))
    if (entry === undefined) {
      const meant = suggestions(id, [...all.keys()])
      throw new InputError(`there is no id ${id}`, `${meant.length === 0 ? "" : `Did you mean ${meant.join(", or ")}? `}docs/README.md lists the rules and properties.`)
    }
    const evidence = readEvidence()
    // A result of a run on something else supports nothing.
    const stale = staleness(systems, evidence)
    for (const line of stale) io.stderr(`tcnet: ${line}\n`)
    const valid = [...evidence].filter(([name]) => !stale.some((line) => line.startsWith(`publish/evidence/${name}:`))).map(([, e]) => e)
    const x = explain(entry, systems, valid)
    io.stdout(values.json === true ? `${JSON.stringify(x, undefined, 2)}\n` : printExplanation(x))
    return EXIT.holds
  },
})
