import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { sampled } from "../checker/mutation/sample.ts"
import { explained } from "../properties/mutants/explained.ts"
import { judgesOf, judgeUp } from "./judging.ts"
import { matrixKey, matrixProblems, readMatrices, writeMatrix, type Matrix } from "./matrix.ts"
import { mutatedSystems, type Mutated } from "./mutated.ts"

const mutated = mutatedSystems()
const committed = readMatrices()
const of = (m: Mutated): Matrix => committed.get(`${m.ir.id}.json`) as Matrix
const first = [...committed.values()][0] as Matrix

describe("the committed matrices", () => {
  it("are there, one for each system, and of what the checkout holds", () => {
    expect(committed.size).toBeGreaterThan(0)
    expect(matrixProblems(mutated, committed)).toEqual([])
  })

  it.each(mutated.map((m) => [m.ir.id, m] as const))("of %s have every mutant, none of which survives, and a reason for each that is not killed", (id, m) => {
    const rows = of(m).mutants
    expect(rows.map((r) => r.id)).toEqual(m.mutants.map((x) => x.id))
    expect(rows.filter((r) => r.verdict === "survived" || r.verdict === "not-run" || r.by === undefined)).toEqual([])
    // What is proved to do the same needs no sentence, and may have one.
    const proved = new Set(rows.filter((r) => r.verdict === "equivalent").map((r) => r.id))
    expect(rows.filter((r) => r.verdict === "equal" || r.verdict === "restriction").map((r) => r.id).toSorted()).toEqual(Object.keys(explained[id] ?? {}).filter((x) => !proved.has(x)).toSorted())
  })

  it.each(mutated.map((m) => [m.ir.id, m] as const))("of %s say what a sample of the mutants and the bugs of history get now", { timeout: 180_000 }, async (id, m) => {
    const judges = judgesOf(m)
    const seed = Number(process.env["TCNET_SEED"] ?? 20261125) || 1
    // What only a greater size tells takes minutes: it is among those that `npm run engines` draws from.
    const isDrawn = (id: string): boolean => process.env["TCNET_ENGINES"] !== undefined || of(m).mutants.find((r) => r.id === id)?.size === undefined
    const generic = m.mutants.filter((x) => x.kind === "generic" && isDrawn(x.id))
    // A mutant of `channel` takes as long as twenty of the others.
    const most = id === "channel" ? 4 : 12
    const chosen = [...sampled(generic, most, seed), ...m.mutants.filter((x) => x.kind !== "generic" && x.size === undefined)]
    expect(chosen.length).toBeGreaterThan(Math.min(generic.length, most))
    for (const mutant of chosen) {
      const row = of(m).mutants.find((r) => r.id === mutant.id)
      const now = await judgeUp(m, judges, mutant)
      expect([mutant.id, now.verdict, now.counterexampleLength, ...(now.verdict === "killed" ? [now.by] : [])], `seed ${seed}`)
        .toEqual([mutant.id, row?.verdict, row?.steps, ...(row?.verdict === "killed" ? [row.by] : [])])
    }
  })
})

describe("what is wrong with a matrix", () => {
  it("is that its system has changed, that it is missing, or that its system is gone", () => {
    const [one, ...others] = mutated as readonly [Mutated, ...Mutated[]]
    const stale = new Map(committed).set(`${one.ir.id}.json`, { ...of(one), key: "0".repeat(64) })
    expect(matrixProblems(mutated, stale)).toEqual([`publish/mutants/${one.ir.id}.json: stale, since ${one.ir.id} has changed; renew it: npm run full`])
    expect(matrixProblems(mutated, new Map())).toHaveLength(mutated.length)
    expect(matrixProblems(others, committed)).toEqual([`publish/mutants/${one.ir.id}.json: there is no system ${one.ir.id} any more; remove it`])
  })
})

describe("the key of a matrix", () => {
  it("is another one where a change written by hand is, even under the same text", () => {
    const m = mutated.find((x) => x.mutants.some((y) => y.changes !== undefined)) as Mutated
    const edited = { ...m, mutants: m.mutants.map((x) => (x.changes === undefined ? x : { ...x, changes: [["a.ts", "x", "y"]] as const })) }
    expect(matrixKey(edited)).not.toBe(matrixKey(m))
    expect(matrixKey(m)).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe("a folder of matrices", () => {
  let folder = ""
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), "tcnet-matrix-")) })
  afterEach(() => rmSync(folder, { recursive: true }))

  it("is read as it was written", () => {
    const name = writeMatrix(first, folder)
    expect([...readMatrices(folder)]).toEqual([[name, first]])
  })
  it("is empty if it is not there", () => {
    expect(readMatrices(join(folder, "none")).size).toBe(0)
  })
  it.each([
    ["no JSON", "{", /x\.json: no JSON/],
    ["a field that is unknown", JSON.stringify({ ...first, seconds: 1 }), /x\.json: .*seconds/],
    ["a verdict that is none", JSON.stringify({ ...first, mutants: [{ id: "a", kind: "generic", text: "b", verdict: "fine" }] }), /x\.json: .*verdict/],
    ["a file under another name", JSON.stringify(first), /x\.json: it holds the matrix of/],
  ])("is refused with %s", (_what, text, message) => {
    writeFileSync(join(folder, "x.json"), text)
    expect(() => readMatrices(folder)).toThrow(message)
  })
})
