import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { InputError } from "../checker/errors.ts"
import { judgeAll } from "./jobs.ts"
import { mutatedModule, type Named } from "./mutated.ts"

const m = mutatedModule(fileURLToPath(new URL("../checker/mutation/fixture.ts", import.meta.url)), "counting")
let folder = ""
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), "tcnet-jobs-")) })
afterAll(() => rmSync(folder, { recursive: true }))
/** A process that does something else than judge. */
const worker = (name: string, text: string): string => {
  const file = join(folder, `${name}.mjs`)
  writeFileSync(file, text)
  return file
}

describe("the mutants of a system, judged by several processes", () => {
  it("get what one process gives them, in the same order", async () => {
    const one = await judgeAll(m, m.mutants, { jobs: 1 })
    const seen: number[] = []
    const several = await judgeAll(m, m.mutants, { jobs: 2, alone_ms: 0, onProgress: (done) => void seen.push(done) })
    expect(several).toEqual(one.map(({ result: _, differs: __, ...judged }) => judged))
    expect(seen).toEqual(Array.from({ length: m.mutants.length + 1 }, (_, i) => i))
  })

  it("are judged by one where it is soon done, and each is judged once", async () => {
    const all = await judgeAll(m, m.mutants, { jobs: 2, alone_ms: 120_000, worker: worker("never", "process.exit(9)") })
    expect(all.filter((j) => j.result === undefined && j.verdict !== "refused")).toEqual([])
    expect(all).toHaveLength(m.mutants.length)
  })

  it("are judged here where a process has too little memory, or the input is wrong", async () => {
    const again = worker("again", `process.on("message", () => process.send({ again: true }))`)
    const all = await judgeAll(m, m.mutants, { jobs: 2, alone_ms: 0, worker: again })
    expect(all.map((j) => j.verdict)).toEqual((await judgeAll(m, m.mutants, { jobs: 1 })).map((j) => j.verdict))
    await expect(judgeAll(m, m.mutants, { jobs: 2, alone_ms: 0, size: "huge" })).rejects.toThrow(/huge/)
  })

  it.each([
    ["ends", `process.on("message", (t) => (t.id === "counter.count.lively:drop" ? process.exit(9) : process.send({ again: true })))`, /^a process ended with 9 while counter\.count\.lively:drop of /],
    ["says why it ends", `process.on("message", () => { console.error("no more memory"); process.exit(134) })`, /^a process ended with 134 and said\nno more memory\n while /],
    ["ends before it is asked", `process.exit(7)`, /^a process ended with 7 while /],
    ["is killed", `process.on("message", () => process.kill(process.pid, "SIGKILL"))`, /^a process ended with SIGKILL while /],
    ["breaks", `process.on("message", () => process.send({ broken: "RangeError: x" }))`, /^RangeError: x while /],
    ["is not of these sources", `process.on("message", () => process.send({ broken: "the sources changed: mutant 0 is no more" }))`, /^the sources changed: mutant 0 is no more while /],
  ])("are named where a process %s", async (what, text, message) => {
    const broken = judgeAll(m, m.mutants, { jobs: 2, alone_ms: 0, worker: worker(what.replaceAll(" ", "-"), text) })
    await expect(broken).rejects.toThrow(message)
    // What is not the user's to mend ends with 70.
    await expect(broken).rejects.not.toBeInstanceOf(InputError)
    await expect(broken).rejects.toThrow(/ while counter\.\S+ of fixture\.counting was judged; to repeat it: tcnet mutate checker\/mutation\/fixture\.ts --mutant 'counter\./)
  })

  it("are named where this process breaks", async () => {
    const [first, ...others] = m.mutants
    const bad = { ...(first as Named), edit: () => { throw new RangeError("a slip") } }
    await expect(judgeAll(m, [bad, ...others], { jobs: 1 })).rejects.toThrow(`a slip while ${bad.id} of fixture.counting was judged`)
  })
})
