import { describe, expect, it } from "vitest"
import { Obligations } from "./obligations.ts"
import { provedRing } from "./testing.ts"

const { ir, proof } = provedRing()
const all = [...new Obligations(ir, proof).all()]
const scriptOf = (rule: string, lemma: string): string => all.find((o) => o.rule === rule && o.lemma === lemma)?.script ?? ""

describe("obligations", () => {
  it("assume the lemmas that a lemma is from, and itself", () => {
    const named = (text: string): readonly string[] => [...text.matchAll(/:named \|([^|]*)\|/g)].map((m) => m[1] ?? "")
    expect(named(scriptOf("t.take", "t.wire"))).toEqual(["t.counts", "t.wire"])
    expect(named(scriptOf("t.take", "t.cells"))).toEqual(["t.counts", "t.wire", "t.cells", "t.kept"])
    expect(named(scriptOf("init", "t.cells"))).toEqual([])
  })
  it("are none where a rule changes nothing that a lemma reads", () => expect(all.filter((o) => o.rule === "t.lap").map((o) => o.lemma)).toEqual(["ranges", "t.grows"]))
  it("leave out what a size that only bounds a run would be needed for", () => {
    expect(all.filter((o) => o.kind === "defined" && o.rule === "t.lap")).toEqual([])
    expect(all.some((o) => o.kind === "defined" && o.rule === "t.send" && o.lemma.startsWith("effect.O3"))).toBe(true)
  })
  it("hold of every size: none stands in a script as a number", () => {
    expect(scriptOf("t.send", "t.counts")).toMatch(/declare-const n_slots Int/)
    expect(new Obligations(ir, proof, { sizes: { slots: 2, width: 4, room: 2, laps: 3 }, most: 8 }).fires(ir.rules[0] ?? (undefined as never))).not.toMatch(/n_slots|forall/)
  })
})
