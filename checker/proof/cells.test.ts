import { describe, expect, it } from "vitest"
import { groupsOf } from "./cells.ts"
import { forgetting, provedRing } from "./testing.ts"

const slot = (when: string): string => `choose: (n) => ({ slot: range(n.slots) }), when: (s, n, p) => ({ it: ${when} }), then: (s, _n, p) => next(s, { cells: set(s.cells, p.slot, { is: "free" }) })`

describe("what is forgotten together", () => {
  it("is what the same rules name", () => {
    const { ir } = provedRing(...forgetting(slot("s.laps > 0"), "when: (s) => ({ it: s.laps > 1 }), then: (s) => next(s, { laps: 0, got: counter.zero() })", slot("p.slot > 0")))
    expect(groupsOf(ir).map((g) => [g.leaf, g.parts, g.name])).toEqual([["cells", ["is"], "f.0 f.2"], ["got", [""], "f.1"], ["laps", [""], "f.1"]])
  })
  it("is nothing where nothing is forgotten", () => expect(groupsOf(provedRing().ir)).toEqual([]))
})
