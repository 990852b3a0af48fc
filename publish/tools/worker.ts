/** The process that judges wrong versions of tools for another one. See run.ts. */
import { openBench } from "./bench.ts"

/** Tests to be run, and the text that a file is to have meanwhile; without one, they are run to see that they pass. */
export interface Task {
  readonly tests: readonly string[]
  readonly change?: { readonly file: string; readonly text: string }
}
export type Answer = { readonly passes: boolean } | { readonly broken: string }

const bench = openBench()
process.on("disconnect", () => process.exit())
process.on("message", async (t: Task) => {
  const answer: Answer = await bench.then((b) => b.passes(t.tests, t.change)).then((passes) => ({ passes }), (error: unknown) => ({ broken: String((error as Error).stack ?? error) }))
  process.send?.(answer)
})
