import { fileURLToPath } from "node:url"
import { type ViteUserConfig, defineConfig } from "vitest/config"

const config: ViteUserConfig = defineConfig({
  resolve: {
    alias: [{ find: /^tcnet$/, replacement: fileURLToPath(new URL("./checker/language/index.ts", import.meta.url)) }],
  },
  test: {
    include: ["**/*.test.ts"],
    setupFiles: ["./vitest.setup.ts"],
    exclude: ["**/node_modules/**", "docs/**", "out/**"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})

export default config
