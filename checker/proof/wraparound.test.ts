import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openSolver, type Solver } from "./solver.ts"
import { wraparound } from "./wraparound.ts"

describe("what wraps", () => {
  let solver: Solver
  beforeAll(async () => { solver = await openSolver("z3-solver", 1) })
  afterAll(() => { solver.close() })

  it.each(wraparound.map((f) => [f.id, f] as const))("%s is proved, and would not be if it claimed the opposite", async (_, f) => {
    expect((await solver.check(`(set-logic ALL)\n${f.script}`, 20_000)).verdict).toBe("unsat")
    const at = f.script.lastIndexOf("(assert (not ")
    const opposite = `${f.script.slice(0, at)}(assert ${f.script.slice(at + "(assert (not ".length).replace(/\)\)\n$/, ")\n")}`
    expect((await solver.check(`(set-logic ALL)\n${opposite}`, 20_000)).verdict).not.toBe("unsat")
  })
  it("is not so where a condition is left out", async () => {
    const wrong = wraparound.map((f) => f.script.replace("(assert (and (< i j) (<= j (+ i n))))", "(assert (< i j))").replace("(assert (bvult d (_ bv2147483648 32)))", ""))
    const injective = wraparound.findIndex((f) => f.id === "wrap.injective")
    expect((await solver.check(`(set-logic ALL)\n${wrong[injective] ?? ""}`, 20_000)).verdict).not.toBe("unsat")
  })
})
