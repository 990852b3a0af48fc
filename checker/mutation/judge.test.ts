import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { lower } from "../lowering/index.ts"
import { judgeFor } from "./judge.ts"
import { mutantsOf } from "./mutants.ts"

const file = fileURLToPath(new URL("./fixture.ts", import.meta.url))
const { ir, mutants } = mutantsOf(file, "counting")

describe("the verdict on a wrong version", () => {
  it.each([
    ["counter.count.below:negate", { verdict: "killed", by: "deadlock", counterexampleLength: 2 }],
    ["counter.count.below:drop", { verdict: "killed", by: "obligations", counterexampleLength: 3 }],
    ["counter.count:+1", { verdict: "killed", by: "obligations", counterexampleLength: 1 }],
    ["counter.count:without up", { verdict: "killed", by: "completion", counterexampleLength: 0 }],
    ["counter.tire.lively:drop", { verdict: "equal" }],
    ["counter.tire:delete", { verdict: "restriction" }],
    ["counter.look:-1#1", { verdict: "restriction" }],
    ["counter.look:+1#1", { verdict: "refused", by: expect.stringMatching(/: E46 /) as string }],
    ["counter.count.lively:drop", { verdict: "survived" }],
    ["counter.look:without seen", { verdict: "survived" }],
  ])("%s", async (id, expected) => {
    const mutant = mutants.find((m) => m.id === id)
    if (mutant === undefined) throw new Error(`no mutant ${id}`)
    const { result, differs, ...verdict } = await (await judgeFor(file, "counting", ir, "small")).judge(mutant)
    expect(verdict).toEqual(expected)
    expect([result === undefined, differs !== undefined]).toEqual([expected.verdict === "refused", expected.verdict === "survived"])
  })

  it("is not-run where the graph is too large", async () => {
    const mutant = { id: "x", text: "", edit: (text: string) => text.replace("Upto<2>", "Upto<9999>").replace("s.seen < 2", "s.seen < 9999") }
    expect(await (await judgeFor(file, "counting", ir, "small")).judge(mutant)).toMatchObject({ verdict: "not-run", by: "more than 720 states" })
  })

  it("is refused where the system has no initial state", async () => {
    const mutant = { id: "x", text: "", edit: (text: string) => text.replace("up: 0, seen", "up: 4, seen") }
    expect(await (await judgeFor(file, "counting", ir, "small")).judge(mutant)).toMatchObject({ verdict: "refused", by: expect.stringContaining("initial state") as string })
  })

  it("is given of no system that does not hold", async () => {
    const broken = lower(file, "counting", (text) => text.replace("below: s.up < n.most", "below: s.up < 2"))
    await expect(judgeFor(file, "counting", broken, "small")).rejects.toThrow("fixture.counting at small is deadlock: mutants of it would say nothing")
  })
})

describe("what does less than the system", () => {
  const place = fileURLToPath(new URL("./desk.ts", import.meta.url))
  const desks = mutantsOf(place, "desks")
  it.each([
    ["may, where all that is asked of it is still done", "desk.close:delete", { verdict: "restriction" }],
    ["may not, where a property of runs fails in the graph that is left", "desk.answer:delete", { verdict: "killed", by: "desk.answers", counterexampleLength: 3 }],
    ["may not, where a witness is no longer reached", "desk.late:delete", { verdict: "killed", by: "desk.slow" }],
    ["may not, where it rests in a place that is no end", "desk.turn:delete", { verdict: "killed", by: "deadlock", counterexampleLength: 2 }],
    ["may not, where it can come to no end", "desk.home:delete", { verdict: "killed", by: "completion", counterexampleLength: 1 }],
  ])("%s", async (_what, id, expected) => {
    const mutant = desks.mutants.find((m) => m.id === id)
    if (mutant === undefined) throw new Error(`no mutant ${id}`)
    const { result: _, ...verdict } = await (await judgeFor(place, "desks", desks.ir, "small")).judge(mutant)
    expect(verdict).toEqual(expected)
  })
})
