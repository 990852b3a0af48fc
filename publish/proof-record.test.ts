import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { obligationsIn, outlineOf, proofProblems, readProofs, recordOf, registeredOutlines, writeProof, type Outline, type ProofRecord } from "./proof-record.ts"
import { proofOf } from "./proofs.ts"

const committed = readProofs()
let outlines: readonly Outline[] = []
beforeAll(() => { outlines = registeredOutlines() })
const sample = committed.get("ring.json") as ProofRecord
const bySystem = (a: { readonly system: string }, b: { readonly system: string }): number => (a.system < b.system ? -1 : 1)

describe("the committed records of proofs", () => {
  it("are there, and each is of what the checkout holds", () => {
    expect(outlines.length).toBeGreaterThan(0)
    expect(proofProblems(outlines, committed)).toEqual([])
    expect([...committed.values()].map(({ judgement: _judgement, engines: _engines, ...outline }) => outline).toSorted(bySystem)).toEqual(outlines.toSorted(bySystem))
  })
  it("are of what the solver of this package has proved, at the least", () => {
    for (const r of committed.values()) expect(r.engines).toContain("z3-solver")
  })
  it("count every obligation once", () => {
    expect(obligationsIn(outlines[0] as Outline)).toBe(792)
    expect(outlines[0]).toMatchObject({ system: "ring", fires: 29, wraps: 15 })
    expect(obligationsIn(outlines[1] as Outline)).toBe(180)
    expect(outlines[1]).toMatchObject({ system: "channel", fires: 30, wraps: 15 })
  })
})

describe("staleness", () => {
  it("names the command that renews a record whose key does not match", () => {
    const key = "0".repeat(64)
    const ring = outlines.filter((o) => o.system === "ring")
    expect(proofProblems(ring, new Map([["ring.json", { ...sample, key }]]))).toEqual([expect.stringMatching(/^publish\/proofs\/ring\.json: stale, .*npm run full -- --proofs$/)])
    expect(proofProblems(ring, new Map())).toEqual([expect.stringContaining("publish/proofs/ring.json: missing")])
  })
  it("reports proofs that are gone", () => {
    expect(proofProblems([], new Map([["ring.json", sample]]))).toEqual(["publish/proofs/ring.json: there is no proof of ring any more; remove it"])
  })
  it("is what a change of a rule comes to", () => {
    const changed = outlineOf(proofOf("ring", (text) => text.replace("missing: s.reader.trailer.following", "missing: 0")))
    expect(changed.key).not.toBe(sample.key)
  })
})

describe("a folder of records", () => {
  let folder = ""
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), "tcnet-proofs-")) })
  afterEach(() => rmSync(folder, { recursive: true }))

  it("is read as it was written, with the engines in one order", () => {
    const record = recordOf(outlines[0] as Outline, ["cvc5", "z3-solver"])
    expect(record.engines).toEqual(["z3-solver", "cvc5"])
    expect([...readProofs((writeProof(record, folder), folder))]).toEqual([["ring.json", record]])
  })
  it.each([
    ["no engine", { ...sample, engines: [] }, /ring\.json: .*engines/],
    ["an engine that is none", { ...sample, engines: ["abacus"] }, /ring\.json: .*engines/],
    ["another judgement", { ...sample, judgement: 2 }, /ring\.json: .*judgement/],
    ["a time", { ...sample, seconds: 1 }, /ring\.json: .*seconds/],
    ["another system", { ...sample, system: "wakeup" }, /ring\.json: it holds the proof of wakeup/],
  ])("is refused with %s", (_what, value, message) => {
    writeFileSync(join(folder, "ring.json"), JSON.stringify(value))
    expect(() => readProofs(folder)).toThrow(message)
  })
})
