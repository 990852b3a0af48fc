/**
 * The committed results of runs: one file for each system and size, keyed by what the run depended on. They hold what
 * is the same on every machine: no times, no memory.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import type { CheckResult, PropertyResult, Verdict } from "../checker/explorer/check.ts"
import { sha256 } from "../checker/ir/hash.ts"
import { sizesOf } from "../checker/ir/reading.ts"
import type { Sizes, SystemIr } from "../checker/ir/system.ts"
import { canonicalText } from "./canonical.ts"
import { readShelf, renewCommand } from "./committed.ts"
import { root } from "./systems.ts"

/** Where the results stand. */
export const evidenceFolder: string = join(root, "publish/evidence")

/** One committed result. */
export interface Evidence {
  readonly engine: "explorer"
  /** Raised whenever the explorer comes to judge something differently: every older result is then stale. */
  readonly engineVersion: 1
  /** What the run depended on: see `keyOf`. */
  readonly key: string
  readonly system: string
  readonly size: string
  readonly sizes: Sizes
  readonly verdict: Verdict
  readonly states: number
  readonly transitions: number
  readonly depth: number
  readonly properties: readonly PropertyResult[]
  /** The rules that fired, those of refined services among them. */
  readonly rules: readonly string[]
}
const natural = z.int().nonnegative()
const schema: z.ZodType<Evidence> = z.strictObject({
  engine: z.literal("explorer"),
  engineVersion: z.literal(1),
  key: z.string().regex(/^[0-9a-f]{64}$/),
  system: z.string(),
  size: z.string(),
  sizes: z.record(z.string(), natural),
  verdict: z.enum(["holds", "violated", "deadlock", "vacuous", "inconclusive", "error"]),
  states: natural,
  transitions: natural,
  depth: natural,
  properties: z.array(z.strictObject({
    id: z.string(),
    verdict: z.enum(["holds", "violated", "reached", "unreached", "inconclusive", "not-run"]),
    class: z.enum(["exhaustive", "witnessed", "not-run"]),
  })),
  rules: z.array(z.string()),
})

const engine = "explorer"
const engineVersion = 1

/** What names everything that a run of this system at this size depends on. */
export const keyOf = (ir: SystemIr, size: string): string => sha256(`${engine} ${engineVersion}\n${canonicalText(ir, sizesOf(ir, size))}`)

/** Every rule of a system, once each: its own, then those of the services that it refines. */
export const ruleIds = (ir: SystemIr): readonly string[] => [...new Set([...ir.rules, ...ir.refinements.flatMap((r) => r.service.rules)].map((r) => r.id))]

/** Which rules fired is known only of a run that saw every state and looked for what it did not see. */
const firedIn = (ir: SystemIr, r: CheckResult): readonly string[] => {
  if (r.verdict !== "holds" && r.verdict !== "vacuous") return []
  const missed = new Set(r.vacuous.filter((v) => v.kind === "rule").map((v) => v.id))
  return ruleIds(ir).filter((id) => !missed.has(id))
}

/** A run as it is committed. */
export const evidenceOf = (ir: SystemIr, r: CheckResult): Evidence => ({
  engine, engineVersion, key: keyOf(ir, r.size), system: r.system, size: r.size, sizes: { ...r.sizes },
  verdict: r.verdict, states: r.states, transitions: r.transitions, depth: r.depth,
  properties: r.properties.map((p) => ({ id: p.id, verdict: p.verdict, class: p.class })),
  rules: firedIn(ir, r),
})

/** The name of the file that holds the result of a system at a size. */
export const evidenceFile = (system: string, size: string): string => `${system}.${size}.json`

/** Every committed result, by file name. @throws InputError for a file that is none. */
export const readEvidence = (folder: string = evidenceFolder): ReadonlyMap<string, Evidence> => readShelf(folder, "publish/evidence", {
  schema, nameOf: (e) => evidenceFile(e.system, e.size), what: (e) => `the result of ${e.system} at ${e.size}`,
})

/** One line for each property, so that a change of one reads as such. */
const print = (e: Evidence): string => {
  const lines = Object.entries(e).map(([name, value]) => {
    const text = name !== "properties" ? JSON.stringify(value) : `[\n${e.properties.map((p) => `    ${JSON.stringify(p)}`).join(",\n")}\n  ]`
    return `  ${JSON.stringify(name)}: ${text}`
  })
  return `{\n${lines.join(",\n")}\n}\n`
}

/** Writes one result. */
export const writeEvidence = (e: Evidence, folder: string = evidenceFolder): string => {
  mkdirSync(folder, { recursive: true })
  const name = evidenceFile(e.system, e.size)
  writeFileSync(join(folder, name), print(e))
  return name
}
/** Removes a result, such as one of a system that is gone. */
export const removeEvidence = (name: string, folder: string = evidenceFolder): void => rmSync(join(folder, name))

/** What is wrong with the committed results: stale ones, and those of systems or sizes that are gone. */
export const staleness = (irs: readonly SystemIr[], committed: ReadonlyMap<string, Evidence>): readonly string[] =>
  [...committed].flatMap(([name, e]) => {
    const ir = irs.find((x) => x.id === e.system)
    if (ir === undefined) return [`publish/evidence/${name}: there is no system ${e.system} any more; remove it: ${renewCommand}`]
    if (ir.sizes[e.size] === undefined) return [`publish/evidence/${name}: ${e.system} has no size ${e.size} any more; remove it: ${renewCommand}`]
    if (e.key === keyOf(ir, e.size)) return []
    return [`publish/evidence/${name}: stale, since ${e.system} has changed; renew it: ${renewCommand} -- --size ${e.size}${e.size === "large" ? " --large" : ""}`]
  })
