import { fileURLToPath } from "node:url"
import { type ViteUserConfig, defineConfig } from "vitest/config"
import { BaseSequencer, type TestSpecification } from "vitest/node"

/** The files that take longest, the longest first: begun last, one of them would run on while the other core has nothing left to do. */
const longest = ["publish/matrix", "conformance/peers/c/run", "properties/agreement/sealed", "properties/agreement/flushing", "properties/agreement/wakeup", "properties/agreement/ring", "properties/agreement/others"]
const rank = (file: string): number => {
  const i = longest.findIndex((name) => file.endsWith(`/${name}.test.ts`))
  return i < 0 ? longest.length : i
}
const engines = [...["rumur", "mutants", "random", "tla"].map((name) => `checker/exports/${name}.test.ts`), ...["ring", "sealed"].map((name) => `properties/agreement/${name}.test.ts`)]
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a.moduleId) - rank(b.moduleId))
  }
}

const config: ViteUserConfig = defineConfig({
  resolve: {
    alias: [{ find: /^tcnet$/, replacement: fileURLToPath(new URL("./checker/language/index.ts", import.meta.url)) }],
  },
  test: {
    include: ["**/*.test.ts"],
    setupFiles: ["./vitest.setup.ts"],
    // What other engines count, the largest comparisons of the readings take minutes: `npm run engines`, which .ci/run does too.
    exclude: ["**/node_modules/**", "docs/**", "out/**", ...(process.env["TCNET_ENGINES"] === undefined ? engines : [])],
    sequence: { sequencer: LongestFirst },
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})

export default config
