/** Sequence charts of real runs: the shortest that the explorer finds to a witness. */
import { check } from "../checker/explorer/check.ts"
import type { Counterexample } from "../checker/explorer/counterexample.ts"
import { textChart } from "../checker/explorer/report.ts"
import type { SystemIr } from "../checker/ir/system.ts"

export interface Witness {
  readonly system: SystemIr
  readonly size: string
  readonly run: Counterexample["run"]
}

/** A shortest run to each witness of the systems at `small`, by the witness's id without its place. */
export const witnessesOf = async (systems: readonly SystemIr[]): Promise<ReadonlyMap<string, Witness>> => {
  const found = new Map<string, Witness>()
  for (const system of systems) {
    const { witnesses } = await check(system, { size: "small", withWitnesses: true, coverage: false, edges: false })
    for (const p of system.properties) {
      const c = witnesses?.get(p.place === "" ? p.id : `${p.place}.${p.id}`)
      if (c !== undefined && !found.has(p.id)) found.set(p.id, { system, size: "small", run: c.run })
    }
  }
  return found
}

/** The chart as a text block, with a caption that says what it is. */
export const chartMarkdown = (id: string, w: Witness): string => {
  const sizes = Object.entries(w.system.sizes[w.size] ?? {}).map(([name, n]) => `${name} ${n}`).join(", ")
  return `\`\`\`text\n${textChart(w.system, w.run)}\n\`\`\`\n\nThe shortest run of \`${w.system.id}\` at ${w.size} (${sizes}) to a state of \`${id}\`: ${w.run.steps.length} steps, found by the explorer.`
}
