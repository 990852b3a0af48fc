import { join } from "node:path"
import { buildDocs, driftOf, readSources, worldOf, writeDocs, type Drift } from "../publish/docs.ts"
import { readEvidence, staleness } from "../publish/evidence.ts"
import { matrixProblems, readMatrices } from "../publish/matrix.ts"
import { mutatedSystems } from "../publish/mutated.ts"
import { registeredSystems, root } from "../publish/systems.ts"
import { defineCommand, type Command } from "./command.ts"
import { EXIT, InputError } from "./errors.ts"

const done: Readonly<Record<Drift["kind"], string>> = {
  missing: "wrote", differs: "wrote", "no longer generated": "removed", "not generated": "left alone, though docs/ holds output only:",
}

export const command: Command = defineCommand({
  name: "docs",
  summary: "write the specification to docs/",
  usage: "[--check]",
  options: { check: { type: "boolean", help: "write nothing, and exit 1 if docs/ is not what would be written" } },
  run: async ({ values, io }) => {
    const systems = registeredSystems()
    const evidence = readEvidence()
    const matrices = readMatrices()
    const stale = [...staleness(systems, evidence), ...matrixProblems(mutatedSystems(), matrices)]
    if (stale.length > 0) throw new InputError(stale.join("\n"), "The specification shows no result of a run on something else.")
    const docs = buildDocs(readSources(root), await worldOf(root, systems, evidence.values(), matrices.values()))
    const folder = join(root, "docs")
    const drift = driftOf(docs, folder)
    if (values.check === true) {
      if (drift.length === 0) io.stdout(`docs/ is as generated: ${docs.size} pages.\n`)
      else io.stdout(`${drift.map((d) => `docs/${d.path}: ${d.kind}\n`).join("")}To mend it: npm run docs\n`)
      return drift.length === 0 ? EXIT.holds : EXIT.violated
    }
    writeDocs(docs, folder, drift)
    io.stdout(`${drift.map((d) => `${done[d.kind]} docs/${d.path}\n`).join("")}docs/: ${docs.size} pages, ${drift.filter((d) => d.kind !== "not generated").length} changed.\n`)
    return drift.some((d) => d.kind === "not generated") ? EXIT.violated : EXIT.holds
  },
})
