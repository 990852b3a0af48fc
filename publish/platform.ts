/** Platform requirements: worded in the specification, attested by implementers, and each taken away in turn where the model can. */
import type { PlatformRequirement } from "../spec/platform.ts"
import type { Matrix, MatrixRow } from "./matrix.ts"

/** A platform without the requirement, and what became of it. */
export interface Removed extends MatrixRow {
  readonly system: string
  readonly at: string
}

/** What became of the platform without this requirement; undefined where no system was run so. */
export const removalOf = (id: string, matrices: readonly Matrix[]): Removed | undefined => {
  for (const m of matrices) {
    const row = m.mutants.find((r) => r.id === `${id}:removed`)
    if (row !== undefined) return { ...row, system: m.system, at: row.size ?? m.size }
  }
  return undefined
}

const steps = (r: Removed): string => (r.steps === undefined ? "" : `, after ${r.steps} ${r.steps === 1 ? "step" : "steps"}`)

/** What is known of a requirement's need, in words. */
export const needOf = (p: PlatformRequirement, r: Removed | undefined): string => {
  if (r === undefined) return `not shown: ${p.outside ?? "no system was run without it"}`
  const what = `${r.text.charAt(0).toLowerCase()}${r.text.slice(1).replace(/\.$/, "")}`
  if (r.verdict === "killed" && r.by === "deadlock") return `without it (${what}) \`${r.system}\` at ${r.at} deadlocks${steps(r)}`
  return r.verdict === "killed" ? `without it (${what}) \`${r.by ?? ""}\` fails in \`${r.system}\` at ${r.at}${steps(r)}` : `without it (${what}) \`${r.system}\` at ${r.at} is ${r.verdict}`
}

/** The evidence of a platform requirement. */
export const platformEvidence = (p: PlatformRequirement, r: Removed | undefined): string => `Evidence: attested by the implementer. Needed: ${needOf(p, r)}.`
