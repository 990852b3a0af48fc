import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { check } from "../../checker/explorer/check.ts"
import { explore } from "../../checker/explorer/explore.ts"
import { flatten } from "../../checker/ir/flat.ts"
import { sizesOf } from "../../checker/ir/reading.ts"
import type { SystemIr } from "../../checker/ir/system.ts"
import { lower } from "../../checker/lowering/index.ts"
import { compare } from "../../checker/reduction/compare.ts"

const fileOf = (name: string): string => fileURLToPath(new URL(`../systems/${name}.ts`, import.meta.url))
const ring = (): SystemIr => lower(fileOf("ring"), "ring")

describe("what the systems forget", () => {
  it.each([
    ["ring", "ring", 32_928, 118_522],
    ["frames", "frames", 28_042, 82_041],
    ["ring-miscounted", "miscounted", 74_333, 173_222],
    ["ring-sealed", "ringSealed", 112_947, 270_801],
  ])("leaves so many states of %s at its size small, of which nothing depends on it", async (file, name, states, whole) => {
    const ir = lower(fileOf(file), name)
    const r = await check(ir, { forget: true })
    expect([r.verdict, r.states, r.reduction?.isUsed, r.reduction?.because]).toEqual(["holds", states, true, undefined])
    const c = await compare(flatten(ir, sizesOf(ir, "small"), "small"))
    expect([c.states, c.difference]).toEqual([whole, undefined])
  }, 120_000)

  it("leaves less than a tenth of the ring at its size standard, which has 3,860,323 states", async () => {
    const r = await check(ring(), { size: "standard", forget: true })
    expect([r.verdict, r.states, r.reduction?.isUsed]).toEqual(["holds", 315_231, true])
  }, 120_000)
})

/** The ring with one conjunct of what it forgets left out. */
const wrong = (from: string, to: string): SystemIr => lower(fileOf("ring"), "ring", (text, path) => {
  if (!path.endsWith("reductions/ring.ts")) return text
  expect(text).toContain(from)
  return text.replace(from, to)
})
/** The ring whose sender does not sweep. */
const unswept = (text: string, path: string): string => (path.endsWith("epoch/sender.ts") ? text.replace("out: push(s.out, commitWrite(s.sender.swept, untagged)), ", "") : text)

describe("what a ring must not forget", () => {
  it.each([
    ["a payload that the owner is about to copy", "notRead: !(isNext(s, n, p.slot) && s.to.reader.stage === \"accepted\")", "notRead: true"],
    ["a payload that the sender has just written", "(!isWritten(s, n, p.slot) && !isCommitting(s, p.slot) && !isCommitted(s, n, p.slot))", "(!isCommitting(s, p.slot) && !isCommitted(s, n, p.slot))"],
    ["commit words while the link may still fail", "forGood: isUp(s.link.changes) && (s.link.changes === n.changes || s.to.owner.epoch === n.epochs)", "forGood: true"],
    ["what is under way of this epoch", "inVain: isInVain(s, n, p.place)", "inVain: true"],
  ])("is found: %s", async (_, from, to) => {
    const ir = wrong(from, to)
    const { kernel } = await explore(flatten(ir, sizesOf(ir, "small"), "small"), { forget: true })
    expect(kernel.compiled.stop()?.kind).toBe("refused")
  })
  it("includes what only a wrong ring reads: nothing is forgotten there, and what is wrong is found", async () => {
    const ir = lower(fileOf("ring"), "ring", unswept)
    const [reduced, whole] = [await check(ir, { forget: true }), await check(ir)]
    expect([reduced.verdict, reduced.reduction?.isUsed, reduced.reduction?.because]).toEqual(["violated", false, "a.epoch.sweep carries what was forgotten into what was not"])
    expect(reduced.counterexample).toEqual(whole.counterexample)
  }, 120_000)
})
