import { describe, expect, it } from "vitest"
import type { RuleIr } from "../ir/system.ts"
import { decode, Replay, withNames } from "./finite.ts"
import { Obligations } from "./obligations.ts"
import { openSolver } from "./solver.ts"
import { provedRing } from "./testing.ts"

const { ir, proof } = provedRing()
const sizes = ir.sizes["small"] ?? {}
const take = ir.rules.find((r) => r.id === "t.take") as RuleIr
const memory = [1, Array.from({ length: 16 }, (_, of) => ({ of }))] as const
const cells = [{ is: "taken" }, { is: "free" }]

describe("a state of a given size", () => {
  it("comes out of a model, and is one in which the rule fires and all lemmas hold", async () => {
    const solver = await openSolver("z3-solver", 1)
    try {
      const script = new Obligations(ir, proof, { sizes, most: 16 }).fires(take)
      const { values } = await solver.check(withNames(script, ir, proof, take, sizes), 10_000)
      const found = decode(values ?? new Map(), ir, proof, take, sizes)
      const replay = new Replay(ir, proof, sizes)
      expect([replay.broken(found), replay.isEnabled(take, found)]).toEqual([[], true])
      expect(replay.broken(replay.step(take, found))).toEqual([])
    } finally {
      solver.close()
    }
  })
})

describe("replaying", () => {
  const replay = new Replay(ir, proof, sizes)
  const send = ir.rules.find((r) => r.id === "t.send") as RuleIr
  it("finds the lemmas that do not hold", () => {
    expect(replay.broken({ state: [1, 0, [0], cells, 0], memory })).toEqual([])
    expect(replay.broken({ state: [1, 0, [1], cells, 0], memory })).toEqual(["t.wire"])
    expect(replay.broken({ state: [1, 0, [0], [{ is: "free" }, { is: "free" }], 0], memory: [2, memory[1]] })).toEqual(["t.counts", "t.cells"])
  })
  it("steps, and remembers", () => {
    const after = replay.step(send, { state: [1, 0, [0], cells, 0], memory: [1, memory[1].map(() => ({ of: 9 }))], params: {} })
    expect([after.state, after.memory[0], (after.memory[1] as readonly unknown[])[1]]).toEqual([[2, 0, [0, 1], [{ is: "taken" }, { is: "taken" }], 0], 2, { of: 1 }])
  })
  it("does not know of what is not written out", () => expect(replay.lemma("t.kept", { state: [0, 0, [], cells, 0], memory: [20, memory[1]] })).toBeUndefined())
})
