import { join } from "node:path"
import { buildDocs, driftOf, readSources, worldOf, writeDocs, type Drift } from "../publish/docs.ts"
import { readEvidence, staleness } from "../publish/evidence.ts"
import { lockDrift, lockPath, writeLock } from "../publish/lock.ts"
import { matrixProblems, readMatrices } from "../publish/matrix.ts"
import { mutatedSystems } from "../publish/mutated.ts"
import { buildSite, pagesIn, writeSite } from "../publish/site/site.ts"
import { proofProblems, readProofs, registeredOutlines } from "../publish/proof-record.ts"
import { registeredSystems, root } from "../publish/systems.ts"
import { defineCommand, type Command } from "./command.ts"
import { EXIT, InputError } from "./errors.ts"

const done: Readonly<Record<Drift["kind"], string>> = {
  missing: "wrote", differs: "wrote", "no longer generated": "removed", "not generated": "left alone, though docs/ holds output only:",
}

export const command: Command = defineCommand({
  name: "docs",
  summary: "write the specification to docs/, and as HTML to docs/site/",
  usage: "[--check]",
  options: { check: { type: "boolean", help: "write nothing: look at every link of the site, and exit 1 if docs/ is not what would be written" } },
  run: async ({ values, io }) => {
    const systems = registeredSystems()
    const evidence = readEvidence()
    const matrices = readMatrices()
    const proofs = readProofs()
    const stale = [...staleness(systems, evidence), ...matrixProblems(mutatedSystems(), matrices), ...proofProblems(registeredOutlines(), proofs)]
    if (stale.length > 0) throw new InputError(stale.join("\n"), "The specification shows no result of a run on something else.")
    const world = await worldOf(root, systems, { evidence: evidence.values(), matrices: matrices.values(), proofs: proofs.values() })
    const sources = readSources(root)
    const docs = buildDocs(sources, world)
    const lock = lockDrift(root, world.catalogue)
    const folder = join(root, "docs")
    const drift = driftOf(docs, folder)
    if (values.check === true) {
      // Of the site only the links are looked at, which needs no colours.
      await buildSite(sources, world, { colours: false })
      const differs = [...(lock === undefined ? [] : [`${lockPath}: ${lock.added.length === 0 ? "differs" : `lacks ${lock.added.join(", ")}`}`]), ...drift.map((d) => `docs/${d.path}: ${d.kind}`)]
      if (differs.length === 0) io.stdout(`docs/ is as generated: ${docs.size} pages.\n`)
      else io.stdout(`${differs.join("\n")}\nTo mend it: npm run docs\n`)
      return differs.length === 0 ? EXIT.holds : EXIT.violated
    }
    if (lock !== undefined) {
      writeLock(root, lock)
      io.stdout(`wrote ${lockPath}: ${lock.added.length} new ids\n`)
    }
    // The site shows the lock too, so it is built when that is written; what is wrong with its links stops all else.
    const site = await buildSite(sources, world)
    writeDocs(docs, folder, drift)
    writeSite(site, join(folder, "site"))
    io.stdout(`${drift.map((d) => `${done[d.kind]} docs/${d.path}\n`).join("")}docs/site/: ${pagesIn(site)} pages of HTML, from docs/site/index.html.\ndocs/: ${docs.size} pages, ${drift.filter((d) => d.kind !== "not generated").length} changed.\n`)
    return drift.some((d) => d.kind === "not generated") ? EXIT.violated : EXIT.holds
  },
})
