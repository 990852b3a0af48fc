/** What it takes that a frame comes in the end of which every fragment may be lost. */
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { check } from "../checker/explorer/check.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { lower } from "../checker/lowering/index.ts"

type Change = readonly [file: string, from: string, to: string]
const changed = (...changes: readonly Change[]): SystemIr =>
  lower(fileURLToPath(new URL("./systems/fragments.ts", import.meta.url)), "fragments", (text, path) => changes.reduce((t, [of, from, to]) => {
    if (!path.endsWith(of)) return t
    expect(t.split(from), `${of} has «${from}» once`).toHaveLength(2)
    return t.replace(from, () => to)
  }, text))
const failing = async (ir: SystemIr): Promise<readonly string[]> => {
  const r = await check(ir, { coverage: false })
  expect(r.cut).toBeUndefined()
  return r.properties.filter((p) => p.verdict === "violated").map((p) => p.id)
}
const starved = ["ab.session.delivers", "ab.session.hasRoom", "ab.fragments.forgets"]

describe("a frame in fragments", { timeout: 120_000 }, () => {
  it("comes in the end", async () => expect(await failing(changed())).toEqual([]))
  it("need not come if its sender begins it anew whenever the timer expires", async () => {
    const anew: Change = ["model/ethernet/cutting.ts", "then: (s) => next(s, { sender: resending(s.sender) })", "then: (s) => next(s, { cut: uncut, sender: resending(s.sender) })"]
    expect(await failing(changed(anew))).toEqual(starved)
  })
})
