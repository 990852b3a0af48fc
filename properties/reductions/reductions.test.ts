import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { check } from "../../checker/explorer/check.ts"
import { explore } from "../../checker/explorer/explore.ts"
import { flatten } from "../../checker/ir/flat.ts"
import { sizesOf } from "../../checker/ir/reading.ts"
import type { SystemIr } from "../../checker/ir/system.ts"
import { lower, lowerProved } from "../../checker/lowering/index.ts"
import { prove } from "../../checker/proof/prove.ts"
import { compare } from "../../checker/reduction/compare.ts"
import { proofs } from "../proofs/index.ts"

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

/** The sources with one conjunct of what the ring forgets left out. */
const without = (from: string, to: string) => (text: string, path: string): string => {
  if (!path.endsWith("reductions/ring.ts")) return text
  expect(text).toContain(from)
  return text.replace(from, to)
}
const wrong = (from: string, to: string): SystemIr => lower(fileOf("ring"), "ring", without(from, to))
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

/** What the ring owes for what it forgets, of some rules; `edit` changes the sources. */
const owed = async (only: (rule: string, lemma: string) => boolean, edit?: (text: string, path: string) => string): Promise<readonly string[]> => {
  const proof = { file: fileURLToPath(new URL("../proofs/ring.ts", import.meta.url)), name: "ringProof" }
  const { ir, proof: read } = lowerProved({ file: fileOf("ring"), name: "ring" }, proof, edit)
  const all = await prove(ir, read, { engine: "z3-solver", limit_ms: 20_000, jobs: 1, withStates: false, only: (o) => o.kind === "forgets" && only(o.rule, o.lemma) })
  return all.map((o) => `${o.verdict} ${o.rule} ${o.lemma}`)
}

describe("that the ring may forget at every size", () => {
  it("is said of what it forgets, and of sizes that the proof is about", () => {
    const ir = ring()
    expect(proofs.find((p) => p.system === "ring")?.forgets).toEqual(ir.forgets.map((r) => r.id))
    for (const n of Object.values(ir.sizes)) expect([(n["indices"] ?? 0) % (n["slots"] ?? 0), (n["indices"] ?? 0) >= 2 * (n["slots"] ?? 0), (n["more"] ?? 0) < (n["slots"] ?? 0)]).toEqual([0, true, true])
  })
  it("is proved of writes that land, of a slot that is accepted, and of what verdicts depend on", async () => {
    const all = await owed((rule) => rule === "" || rule === "ab.fabric.landInRing" || rule === "b.slot.accept")
    expect([all.length, all.filter((x) => !x.startsWith("proved"))]).toEqual([18, []])
  }, 120_000)
  it.runIf(process.env["TCNET_ENGINES"] !== undefined)("is proved of every rule", async () => {
    const all = await owed(() => true)
    expect([all.length, all.filter((x) => !x.startsWith("proved"))]).toEqual([168, []])
  }, 240_000)
  it.each([
    ["a payload that the owner is about to copy", "b.slot.readPayload", "kept", "notRead: !(isNext(s, n, p.slot) && s.to.reader.stage === \"accepted\")", "notRead: true"],
    ["a payload that the sender has just written", "a.slot.commit", "ab.forget.payload", "(!isWritten(s, n, p.slot) && !isCommitting(s, p.slot) && !isCommitted(s, n, p.slot))", "(!isCommitting(s, p.slot) && !isCommitted(s, n, p.slot))"],
    ["commit words while the link may still fail", "ab.fabric.loseToRing", "ab.forget.commit", "forGood: isUp(s.link.changes) && (s.link.changes === n.changes || s.to.owner.epoch === n.epochs)", "forGood: true"],
    ["commit words that no zero sweeps", "b.epoch.begun", "ab.forget.commit", "toBeSwept: s.from", "toBeSwept: true || s.from"],
    ["what is under way of this epoch", "ab.fabric.landInRing", "ab.forget.payload", "inVain: isInVain(s, n, p.place)", "inVain: true"],
    ["a part of a frame that will be delivered", "b.slot.deliver", "kept", "interrupted: isInterrupted(s), missing", "missing"],
  ])("is not proved of %s", async (_, rule, lemma, from, to) => {
    expect(await owed((r, l) => r === rule && l === lemma, without(from, to))).toEqual([`not-proved ${rule} ${lemma}`])
  }, 60_000)
})
