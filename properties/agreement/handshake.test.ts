import { describe, expect, it } from "vitest"
import { expectAgreement } from "../../checker/agreement/testing.ts"
import { groups, smaller } from "./groups.ts"

describe("TypeScript, the interpreter and the kernel agree over every reachable state", () => {
  it.each(groups.handshake)("of %s at a small size", { timeout: 180_000 }, async (path) => {
    expect(await expectAgreement(path, smaller)).toBeGreaterThan(0)
  })
})
