import { describe, expect, it } from "vitest"
import { provedRing, type Exchange } from "../proof/testing.ts"
import { Rejected } from "./reject.ts"

describe("a proof", () => {
  it("has what it remembers as leaves of its own, and lemmas in their order", () => {
    const { ir, proof } = provedRing()
    expect(proof.leaves.map((l) => l.path)).toEqual(["memory.sends", "memory.slots"])
    expect(ir.leaves.some((l) => l.path.startsWith("memory"))).toBe(false)
    expect(proof.lemmas.map((l) => [l.id, l.from])).toEqual([["t.counts", undefined], ["t.wire", ["t.counts"]], ["t.cells", undefined], ["t.kept", undefined]])
    expect([proof.sizes.map((s) => s.name), proof.unbounded]).toEqual([["slots", "wraps", "whole"], ["laps"]])
  })
  it("remembers after the rules that it names, and only what changes", () => {
    const after = provedRing(["sends: count(t.sent), slots:", "sends: m.sends, slots:"]).proof.after
    expect([...after].map(([rule, updates]) => [rule, updates.map((u) => u.path)])).toEqual([["t.send", ["memory.slots"]]])
  })

  it.each<[string, Exchange, string, string]>([
    ["names a rule that there is not", ['"t.send": (m', '"t.sent": (m'], "E21", "the system has no rule t.sent"],
    ["names a size that there is not", ['unbounded: ["laps"]', 'unbounded: ["lap"]'], "E49", 'unbounded names "lap", which is no size'],
    ["goes back to a lemma that there is not", ['from: ["t.counts"]', 'from: ["t.count"]'], "E49", "the lemma t.wire is from t.count, which is no lemma of the proof"],
    ["admits what is forgotten by a lemma that there is not", ["lemmas: [counts, wire, cells, kept],", "lemmas: [counts, wire, cells, kept], forgets: [\"t.count\"],"], "E49", "forgets of the proof names t.count, which is no lemma of it"],
    ["has two lemmas of one id", ['id: "t.cells"', 'id: "t.wire"'], "E40", "the id t.wire stands twice"],
    ["has a field too much", ["system, text:", "system, more: 1, text:"], "E49", "a proof has no field more"],
    ["has a lemma with a field too much", ['text: "Taken.",', 'text: "Taken.", given: 1,'], "E21", "a lemma has no field given"],
    ["lacks its annotation", ["ring: Proof<State, Memory, Sizes>", "ring: Proof<State>"], "E49", "ring is not annotated Proof<State, Memory, Sizes>"],
    ["has a log that does not begin empty", ["slots: [] })", "slots: [{ of: 0 }] })"], "E44", "a log that does not begin empty"],
    ["claims what is no condition", ["at(m.slots, i).of === i", "at(m.slots, i).of"], "E13", "0 … ∞ is no condition"],
  ])("is refused where it %s", (_, exchange, code, what) => {
    const refused = (): string => {
      try {
        provedRing(exchange)
      } catch (error) {
        if (error instanceof Rejected) return error.message
        throw error
      }
      return "accepted"
    }
    expect(refused()).toContain(`${code} ${what}`)
  })
})
