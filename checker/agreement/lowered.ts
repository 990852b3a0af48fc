/** For tests: random systems, written to files and lowered. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import type { SystemIr } from "../ir/system.ts"
import { lower, Rejected, type Code } from "../lowering/index.ts"
import { randomSystem } from "./random.ts"

export interface Lowered {
  readonly text: string
  readonly file: string
  readonly ir: SystemIr
}

/** The random system of a tape, in a file of the folder, or why it is refused. A conjunct that turns out to be constant is left out, as the lowering asks. */
export const lowerRandom = (tape: readonly number[], folder: string, number: () => number): Lowered | Code => {
  const omit = new Set<string>()
  for (;;) {
    const text = randomSystem(tape, omit)
    const file = join(folder, `system${number()}.ts`)
    writeFileSync(file, text)
    try {
      return { text, file, ir: lower(file, "system") }
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      const constant = error.code === "E46" ? /(m\d+\.r\d+): (\w+) is/.exec(error.message) : null
      const name = constant === null ? "" : `${constant[1] as string}.${constant[2] as string}`
      if (constant === null || omit.has(name)) return error.code
      omit.add(name)
    }
  }
}
