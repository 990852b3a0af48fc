/** The test runner, kept warm: it runs chosen test files against one file that is changed. Needs vitest, which only developers have. */
import { createVitest, type TestModule, type Vitest } from "vitest/node"
import { join } from "node:path"
import { root } from "../systems.ts"

/** Runs tests against what a file is changed to. */
export interface Bench {
  /** True if all tests pass. With `text`, `file` is read as that. */
  readonly passes: (tests: readonly string[], change?: { readonly file: string; readonly text: string }) => Promise<boolean>
  readonly close: () => Promise<void>
}

const isBroken = (m: TestModule): boolean => m.state() === "failed" || m.errors().length > 0

/** Starts the runner with the settings of the project, and one process for the tests. */
export const openBench = async (): Promise<Bench> => {
  let changed: { readonly file: string; readonly text: string } | undefined
  const vitest: Vitest = await createVitest("test", { root, watch: true, reporters: [{}], bail: 1, pool: "forks", maxWorkers: 1, coverage: { enabled: false } }, {
    server: { watch: null },
    plugins: [{ name: "wrong-version", enforce: "pre", transform: (_text: string, id: string): string | undefined => (id === changed?.file ? changed.text : undefined) }],
  })
  await vitest.standalone()
  let last: string | undefined
  return {
    passes: async (tests, change) => {
      const at = change === undefined ? undefined : join(root, change.file)
      changed = change === undefined || at === undefined ? undefined : { file: at, text: change.text }
      for (const file of [last, at]) if (file !== undefined) vitest.invalidateFile(file)
      last = at
      const wanted = new Set(tests.map((t) => join(root, t)))
      const specifications = (await vitest.globTestSpecifications([...tests])).filter((s) => wanted.has(s.moduleId))
      if (specifications.length !== wanted.size) throw new Error(`only ${specifications.length} of ${tests.join(", ")} are tests`)
      const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, false)
      return unhandledErrors.length === 0 && testModules.filter((m) => wanted.has(m.moduleId)).every((m) => !isBroken(m))
    },
    close: () => vitest.close(),
  }
}
