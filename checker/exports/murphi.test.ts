import { describe, expect, it } from "vitest"
import { InputError } from "../errors.ts"
import { counting, tiny, type Tiny } from "../explorer/testing.ts"
import type { Edit } from "../lowering/module.ts"
import { murphi } from "./murphi.ts"
import { at, awkward } from "./testing.ts"

const fixture = (edit?: Edit): string => murphi(at(awkward(edit), "small"))
const small = (t: Tiny): string => murphi(at(tiny(t), "small"))
/** The text of one rule, from its name on. */
const rule = (text: string, label: string): readonly string[] => {
  const from = text.indexOf(`rule "${label}"`)
  return text.slice(from, text.indexOf("\nend;", from)).split("\n").slice(1).map((l) => l.trim())
}

describe("the state in Murphi", () => {
  const text = fixture()

  it("has its records, arrays, queues and enumerations", () => {
    expect(text).toContain("  D_t: record\n    step: 0 .. 300;\n    state: boolean;\n  end;\n")
    expect(text).toContain("  Chan_t: record\n    length: 0 .. 1;\n    items: array [0 .. 0] of D_t;\n  end;\n")
    expect(text).toContain("  Mtype_t: enum { Mtype_init, Mtype_never, Mtype_trace };\n")
    expect(text).toContain("\nvar\n  d: D_t;\n  c: D_t;\n")
    expect(text).toContain("  tmp: array [0 .. 2] of 0 .. 2;\n")
  })

  it("is called what it is called, but for words of Murphi", () => {
    expect(text).toContain("  from: 0 .. 2;\n  to_: 0 .. 2;\n")
  })

  it("starts with the first value of each type, and what differs from that", () => {
    expect(text).toMatch(/startstate "init"\nbegin\n(?: {2}clear \w+;\n)+ {2}c\.state := true;\n {2}linux := 1;\n {2}unix := 1;\nend;/)
  })

  it("tells two types with the same name apart by what they are part of", () => {
    const phases = small({ ...counting, fields: `readonly x: Upto<Sizes["n"]>; readonly a: { readonly phase: "on" | "off" }; readonly b: { readonly phase: "off" | "on" | "broken" }`, init: `x: 0, a: { phase: "off" }, b: { phase: "off" }` })
    expect(phases).toContain("Phase_t: enum { Phase_on, Phase_off };")
    expect(phases).toContain("BPhase_t: enum { BPhase_off, BPhase_on, BPhase_broken };")
    expect(phases).toContain("  a.phase := Phase_off;\nend;")
  })
})

describe("rules in Murphi", () => {
  const text = fixture()

  it("say where they stand in the source, and which rule they are, with parameters and the names of conjuncts", () => {
    expect(text).toMatch(/\n-- \S+awkward\.ts:\d+\n-- An element is set to what follows a parameter\.\nrule "awkward\.spread\(i: 2\)"\n {2}len = 2 -- moved\n==>\n/)
  })

  it("keep a value only where assignments read each other in a circle, or where it is used twice", () => {
    expect(rule(text, "awkward.rotate")).toEqual(["true", "==>", "var", "v1: 0 .. 2;", "begin", "v1 := linux;", "linux := unix;", "unix := len;", "len := v1;"])
  })

  it("write members of enumerations, in comparisons, in choices and where they are assigned", () => {
    expect(rule(text, "awkward.bump")).toEqual(expect.arrayContaining(["mtype != Mtype_trace -- notLast", "mtype := (mtype = Mtype_init ? Mtype_never : Mtype_trace);"]))
  })

  it("order members of enumerations by their codes in a bag", () => {
    const bag = small({ fields: `readonly m: Bag<2, "low" | "high" | "top">; readonly next: "low" | "high" | "top"`, init: `m: [], next: "low"`, rules: { add: `when: (s) => ({ room: s.m.length < 2 }), then: (s) => next(s, { m: put(s.m, s.next) })`, turn: `when: () => ({}), then: (s) => next(s, { next: s.next === "low" ? "high" : "top" })` } })
    expect(bag).toContain("(m.items[0] = MItem_low ? 0 : (m.items[0] = MItem_high ? 1 : 2))")
  })

  it("are there even where a system has none", () => {
    expect(small({ ...counting, rules: {} })).toContain(`rule "none"\n  false\n==>\nbegin\nend;`)
  })
})

describe("properties in Murphi", () => {
  it("are invariants and covers", () => {
    const text = fixture()
    expect(text).toMatch(/-- The step is never 299\.\ninvariant "awkward\.never"\n {2}d\.step != 299;/)
    const reached = small({ ...counting, properties: { top: ["reachable", "holds: (s) => s.x === 2"], past: ["reachable", "holds: (s, n) => s.x > n.n"] } })
    expect(reached).toContain(`cover "t.top"\n  x = 2;`)
    expect(reached).not.toContain(`cover "t.past"`)
    expect(reached).toContain("Not at this size, whose numbers rule it out: t.past.")
  })

  it("are named where Murphi has none of their kind", () => {
    const text = small({ ...counting, properties: { rises: ["step", "holds: (s, _n, t) => t.x >= s.x"], ends: ["leadsTo", "given: () => true, holds: (s, n) => s.x === n.n"] } })
    expect(text).toContain("Murphi has no properties of steps and of progress. Left out:\n--   t.rises\n--   t.ends\n")
  })
})

it("a condition that is too long is refused, by its name", () => {
  const chase = (times: number): string => Array.from({ length: times }, () => "at(s.t, ").join("") + "s.x" + ")".repeat(times)
  const follows: Tiny = { fields: "readonly t: Vec<8, Below<8>>; readonly x: Below<8>", init: "t: fill(8, 0), x: 0", rules: { chase: `when: (s) => ({ there: ${chase(12)} < 7 }), then: (s) => next(s, { x: ${chase(40)} })` } }
  expect(() => small(follows)).toThrow(InputError)
  expect(() => small(follows)).toThrow(/t\.chase\.there is a condition of \d+ operators at the size small, too long for Murphi/)
})
