import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { check } from "../checker/explorer/check.ts"
import { lower } from "../checker/lowering/index.ts"

const sealed = lower(fileURLToPath(new URL("systems/ring-sealed.ts", import.meta.url)), "ringSealed")
const isSoak = process.env["TCNET_RUNS"] !== undefined

describe("a ring of sealed slots holds at sizes between those of the system", { timeout: 600_000 }, () => {
  it("with tags that do not come again", async () => {
    const r = await check(sealed, { sizes: { slots: 1, more: 0, posted: 2, indices: 3, tags: 2, epochs: 2, changes: 2, seals: 8 } })
    expect([r.verdict, r.vacuous, r.states]).toEqual(["holds", [], 271_536])
  })

  // Half a minute each and 700 MB: with `npm run soak`.
  it.runIf(isSoak).each([
    ["two slots", { slots: 2, more: 0, posted: 2, indices: 4, tags: 2, epochs: 2, changes: 2, seals: 11 }, 4_229_107],
    ["two failures, and three posted writes", { slots: 1, more: 0, posted: 3, indices: 3, tags: 1, epochs: 2, changes: 4, seals: 8 }, 4_443_527],
    ["frames of two slots", { slots: 2, more: 1, posted: 2, indices: 4, tags: 1, epochs: 2, changes: 2, seals: 11 }, 10_123_444],
  ])("with %s", async (_, sizes, states) => {
    const r = await check(sealed, { sizes })
    expect([r.verdict, r.vacuous, r.states]).toEqual(["holds", [], states])
  })
})
