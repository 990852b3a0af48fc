import { describe, expect, it } from "vitest"
import { codeMutants } from "../../checker/mutation/code.ts"
import { sampled } from "../../checker/mutation/sample.ts"
import { explainedTools } from "./explained.ts"
import { judgeTool, textOf } from "./run.ts"
import { targetNamed } from "./targets.ts"

const seed = Number(process.env["TCNET_SEED"] ?? 20261125) || 1
/** Files whose tests take a second, and few of whose mutants never end: a sample of every file is for `npm run mutate:tools -- --sample 5 --check`. */
const quick = ["checker/liveness/fair.ts", "checker/liveness/leads-to.ts", "checker/liveness/scc.ts"]

describe("wrong versions of the tools", () => {
  it.each(sampled(quick, 1, seed))("of %s: a sample of them is noticed", { timeout: 180_000 }, async (file) => {
    const judged = await judgeTool(targetNamed(file), { jobs: 1, sample: 4, seed })
    expect(judged).toHaveLength(4)
    const open = judged.filter((j) => j.result.verdict === "survived" && explainedTools[file]?.[j.mutant.id] === undefined)
    expect(open.map((j) => j.mutant.id), `seed ${seed}; to repeat it: npm run mutate:tools -- --check --file ${file} --sample 4 --seed ${seed}`).toEqual([])
  })

  it("survive where they do the same, and are killed by the time where they never end", { timeout: 180_000 }, async () => {
    const target = targetNamed("checker/liveness/scc.ts")
    const ids = ["Components.each:< → <=", "Components.leave:-- → ++"]
    expect(codeMutants(target.file, textOf(target)).filter((m) => ids.includes(m.id))).toHaveLength(2)
    const judged = await judgeTool({ ...target, others: [] }, { jobs: 2, seed }, new Set(ids))
    expect(judged.map((j) => j.result)).toEqual([{ verdict: "survived" }, { verdict: "killed", by: expect.stringMatching(/beside|time/) as string }])
  })

  it("are not judged where the tests fail without them", { timeout: 180_000 }, async () => {
    const target = targetNamed("checker/liveness/scc.ts")
    await expect(judgeTool({ ...target, beside: ["checker/liveness/none.test.ts"] }, { jobs: 1, sample: 1, seed })).rejects.toThrow("checker/liveness/none.test.ts")
  })
})
