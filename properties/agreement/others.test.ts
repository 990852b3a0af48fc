import { readdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { expectAgreement } from "../../checker/agreement/testing.ts"
import { groups, smaller } from "./groups.ts"

const folder = fileURLToPath(new URL("../../checker/outside", import.meta.url))
const outside = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts")).toSorted()

describe("TypeScript, the interpreter and the kernel agree over every reachable state", () => {
  it("of at least four systems that are not ours", () => {
    expect(outside.length).toBeGreaterThanOrEqual(4)
  })

  it.each([...groups.others, ...outside.map((name) => `checker/outside/${name}`)])("of %s at a small size", { timeout: 180_000 }, async (path) => {
    expect(await expectAgreement(path, smaller)).toBeGreaterThan(0)
  })
})
