import { describe, expect, it } from "vitest"
import { stateDiagrams } from "./modes.ts"
import { tiny, type Tiny } from "./testing.ts"

const lamp: Tiny = {
  fields: `readonly lamp: "off" | "on" | "broken" | "mended"; readonly uses: Upto<Sizes["n"]>; readonly many: Vec<2, "x" | "y">`, init: `lamp: "off", uses: 0, many: fill(2, "x")`,
  rules: {
    press: `when: (s, n) => ({ whole: s.lamp !== "broken", left: s.uses < n.n }), then: (s) => next(s, { lamp: s.lamp === "on" ? "off" : "on", uses: s.uses + 1 })`,
    touch: `when: (s) => ({ on: s.lamp === "on" }), then: (s) => next(s, { lamp: "on" })`,
    cut: `when: (s) => ({ on: s.lamp === "on" }), then: (s) => next(s, { lamp: "off" })`,
    fall: `by: "fault", when: (s) => ({ often: s.uses === 3 }), then: (s) => next(s, { lamp: "broken" })`,
    repair: `when: (s) => ({ broken: s.lamp === "broken", early: s.uses < 3 }), then: (s) => next(s, { lamp: "mended" })`,
  },
}
const summary = async (t: Tiny): Promise<unknown> => {
  const [d, ...others] = await stateDiagrams(tiny(t))
  return d === undefined ? d : { path: d.path, states: d.states, unreached: d.unreached, initial: d.initial, edges: d.transitions.map((x) => `${x.from} → ${x.to}: ${x.rules.join(", ")}`), others: others.map((x) => x.path) }
}

describe("a state diagram", () => {
  it("has the values and changes that occur, with the rules that make them, and no others", async () => {
    expect(await summary(lamp)).toEqual({
      path: "lamp", states: ["off", "on", "broken"], unreached: ["mended"], initial: "off", others: [],
      edges: ["off → on: t.press", "off → broken: t.fall", "on → off: t.press, t.cut", "on → broken: t.fall"],
    })
  })
  it("loses the edge that a rule loses", async () => {
    const { fall: _, ...rules } = lamp.rules
    expect(await summary({ ...lamp, rules })).toMatchObject({ states: ["off", "on"], edges: ["off → on: t.press", "on → off: t.press, t.cut"] })
  })
  it("has one for each enumeration, wherever its cell stands in the state", async () => {
    const all = await stateDiagrams(tiny({
      ...lamp, fields: `readonly first: "only"; readonly pad: Upto<1000000000>; ${lamp.fields}; readonly door: "open" | "shut"`, init: `first: "only", pad: 0, ${lamp.init}, door: "open"`,
      rules: { ...lamp.rules, shut: `when: (s) => ({ open: s.door === "open" }), then: (s) => next(s, { door: "shut" })` },
    }))
    expect(all.map((d) => [d.path, d.states.join(), d.transitions.length])).toEqual([["first", "only", 0], ["lamp", "off,on,broken", 4], ["door", "open,shut", 1]])
  })
  it("says what it came from", async () => {
    const [d] = await stateDiagrams(tiny(lamp))
    expect(d).toMatchObject({ system: "test.tiny", size: "small", sizes: { n: 3 } })
    expect([d?.run.states ?? 0, d?.run.transitions ?? 0].every((n) => n > 5)).toBe(true)
  })
  it("is none where the search did not see every state", async () => {
    expect(await stateDiagrams(tiny({ ...lamp, properties: { law: ["invariant", "holds: (s) => s.uses < 2"] } }))).toEqual([])
  })
})
