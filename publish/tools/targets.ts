/** The tools whose wrong versions are judged, and the tests that are to notice them. */
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { InputError } from "../../checker/errors.ts"
import { root } from "../systems.ts"

/** One file of the tools. */
export interface Target {
  /** Its path from the root. */
  readonly file: string
  /** Test files, from the root: first what stands beside it, then everything of its folder and what else is about it. */
  readonly beside: readonly string[]
  readonly others: readonly string[]
}

const names: Readonly<Record<string, readonly string[]>> = {
  "checker/liveness": ["fair", "scc", "leads-to", "judge", "cycle", "owed"],
  "checker/explorer": ["steps", "completion", "coverage", "kernel", "runtime", "emit", "explore"],
  "checker/ir": ["fold", "unroll", "node", "interpret"],
  "checker/lowering": ["advice", "checks", "evaluator", "index", "library", "module", "operators", "property", "reject", "rule", "schema", "shape", "statements", "system", "unused", "value", "view"],
}
/** Tests of the same folder that never come by these files, or only print: they would take time and notice nothing. */
const unrelated: readonly string[] = ["checker/explorer/layout", "checker/explorer/modes", "checker/explorer/report", "checker/explorer/counterexample", "checker/ir/system", "checker/liveness/systems"].map((f) => `${f}.test.ts`)
/** Tests that stand elsewhere: what is lowered, folded and compiled is compared with the rules as they run. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  "checker/liveness": [],
  "checker/explorer": ["checker/agreement/agreement.test.ts", "checker/agreement/random.test.ts"],
  "checker/ir": ["checker/explorer/kernel.test.ts", "checker/explorer/coverage.test.ts", "checker/agreement/agreement.test.ts", "checker/agreement/random.test.ts"],
  "checker/lowering": ["checker/agreement/agreement.test.ts", "checker/agreement/random.test.ts"],
}

const targetOf = (folder: string, name: string): Target => {
  const beside = `${folder}/${name}.test.ts`
  const all = readdirSync(join(root, folder)).filter((f) => f.endsWith(".test.ts")).toSorted().map((f) => `${folder}/${f}`).filter((f) => !unrelated.includes(f))
  return { file: `${folder}/${name}.ts`, beside: existsSync(join(root, beside)) ? [beside] : [], others: [...all, ...(elsewhere[folder] ?? [])] }
}

/** Every target. */
export const targets: readonly Target[] = Object.entries(names).flatMap(([folder, all]) => all.map((name) => targetOf(folder, name)))

/** The target of that path. @throws InputError where it is none */
export const targetNamed = (file: string): Target => {
  const found = targets.find((t) => t.file === file || t.file.endsWith(`/${file}`))
  if (found === undefined) throw new InputError(`${file} is none of the tools whose wrong versions are judged`, `They are ${targets.map((t) => t.file).join(", ")}.`)
  return found
}
