import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { check } from "../checker/explorer/check.ts"
import { evidenceFile, evidenceOf, readEvidence, staleness, writeEvidence, type Evidence } from "./evidence.ts"
import { registeredSystems } from "./systems.ts"

const systems = registeredSystems()
const committed = readEvidence()
const sample = [...committed.values()][0] as Evidence

describe("the committed results", () => {
  it("are there, and each is of what the checkout holds", () => {
    expect(committed.size).toBeGreaterThan(0)
    expect(staleness(systems, committed)).toEqual([])
  })

  it.each(systems.map((s) => [s.id, s] as const))("of %s at small are what a run yields now", async (id, ir) => {
    expect(evidenceOf(ir, await check(ir, { size: "small" }))).toEqual(committed.get(evidenceFile(id, "small")))
  })
})

describe("staleness", () => {
  const of = (e: Evidence): readonly string[] => staleness(systems, new Map([["x.json", e]]))

  it("names the command that renews a result whose key does not match", () => {
    expect(of({ ...sample, key: "0".repeat(64), size: "small" })).toEqual([expect.stringMatching(/^publish\/evidence\/x\.json: stale, .*npm run full -- --size small$/)])
  })
  it("reports systems and sizes that are gone", () => {
    expect(of({ ...sample, system: "ring.gone" })).toEqual([expect.stringContaining("there is no system ring.gone any more")])
    expect(of({ ...sample, size: "gone" })).toEqual([expect.stringContaining("has no size gone any more")])
  })
})

describe("a folder of results", () => {
  let folder = ""
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), "tcnet-evidence-")) })
  afterEach(() => rmSync(folder, { recursive: true }))

  it("is read as it was written", () => {
    const name = writeEvidence(sample, folder)
    expect([...readEvidence(folder)]).toEqual([[name, sample]])
  })
  it("is empty if it is not there", () => {
    expect(readEvidence(join(folder, "none")).size).toBe(0)
  })
  it.each([
    ["no JSON", "{", /x\.json: no JSON/],
    ["a field that is unknown", JSON.stringify({ ...sample, seconds: 1 }), /x\.json: .*seconds/],
    ["another version of the engine", JSON.stringify({ ...sample, engineVersion: 2 }), /x\.json: .*engineVersion/],
    ["a verdict that is none", JSON.stringify({ ...sample, verdict: "fine" }), /x\.json: .*verdict/],
    ["a file under another name", JSON.stringify(sample), /x\.json: it holds the result of/],
  ])("is refused with %s", (_what, text, message) => {
    writeFileSync(join(folder, "x.json"), text)
    expect(() => readEvidence(folder)).toThrow(message)
  })
})
