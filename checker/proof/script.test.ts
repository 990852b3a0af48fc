import { describe, expect, it } from "vitest"
import { Scripts } from "./script.ts"
import { openSolver, type Answer } from "./solver.ts"
import { provedRing } from "./testing.ts"

const { ir, proof } = provedRing()
const scripts = new Scripts(ir, proof)

describe("a script", () => {
  it("declares sizes, the state and what is remembered, and what the sizes are required to be", () => {
    const head = scripts.head()
    for (const line of ["(declare-const n_slots Int)", "(declare-const |sent| Int)", "(declare-const |wire from| Int)", "(declare-fun |wire element| (Int) Int)", "(declare-fun |cells is| (Int) Word)", "(declare-fun |memory.slots of| (Int) Int)", "(assert (distinct |\"free\"| |\"taken\"|))"]) expect(head).toContain(line)
    expect(head).toContain("(assert (not (< n_slots 1)))")
  })
  it("says nothing of a modulus that is 0, so that no size is assumed to be anything else", async () => {
    const solver = await openSolver("z3-solver", 1)
    try {
      const of = (more: string): Promise<Answer> => solver.check(`${scripts.head()}${more}`, 10_000)
      for (const use of ["(= (wrap_laps 5) 5)", "(= (rem_laps 5) 5)"]) expect((await of(`(assert (and (= n_laps 0) ${use}))\n`)).verdict).not.toBe("unsat")
      // Where it is greater, the facts are there.
      expect((await of("(assert (and (= n_laps 9) (not (= (wrap_laps 5) 5))))\n")).verdict).toBe("unsat")
      expect((await of("(assert (and (= n_laps 9) (< (rem_laps 5) 0)))\n")).verdict).toBe("unsat")
    } finally {
      solver.close()
    }
  })
  it("has what the sorts of the state say", () => {
    const facts = (path: string): readonly string[] => scripts.typeFacts(path, scripts.before.state.get(path) as never)
    expect(facts("sent")).toEqual(["(<= 0 |sent|)"])
    expect(facts("laps")).toEqual(["(<= 0 |laps|)"])
    expect(facts("wire").slice(0, 2)).toEqual(["(<= |wire from| |wire to|)", "(<= (+ |wire to| (* (- 1) |wire from|)) n_room)"])
    expect(facts("cells")).toEqual(["(forall ((k Int)) (! (=> (and (<= 0 k) (< k n_slots)) (and (or (= (|cells is| k) |\"free\"|) (= (|cells is| k) |\"taken\"|)))) :pattern ((|cells is| k))))"])
  })
  it("bounds everything at a given size, so that its states are states of the system", () => {
    const finite = new Scripts(ir, proof, { sizes: { slots: 2, width: 4, room: 2, laps: 3 }, most: 8 })
    const facts = (path: string): readonly string[] => finite.typeFacts(path, finite.before.state.get(path) as never)
    expect([facts("laps"), facts("sent"), facts("memory.sends")]).toEqual([["(<= 0 |laps|)", "(<= |laps| 3)"], ["(<= 0 |sent|)", "(< |sent| 4)"], ["(<= 0 |memory.sends|)", "(< |memory.sends| 8)"]])
  })
})
