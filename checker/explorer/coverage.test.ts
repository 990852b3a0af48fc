import { describe, expect, it } from "vitest"
import { check, type CheckResult } from "./check.ts"
import { counting, tiny, type Tiny } from "./testing.ts"

const vacuous = (r: CheckResult): readonly string[] => r.vacuous.map((v) => `${v.kind} ${v.id}`)
const found = async (t: Tiny): Promise<readonly [string, readonly string[]]> => {
  const r = await check(tiny(t))
  return [r.verdict, vacuous(r)]
}
const withRule = (body: string): Tiny => ({ ...counting, rules: { ...counting.rules, odd: body } })

describe("vacuity", () => {
  it("is not found where everything is seen", async () => {
    expect(await found(counting)).toEqual(["holds", []])
  })
  it("is a conjunct that is never false where all others hold", async () => {
    expect(await found(withRule("when: (s) => ({ high: s.x > 1, some: s.x > 0 }), then: (s) => s"))).toEqual(["vacuous", ["conjunct t.odd.some"]])
  })
  it("is not a conjunct that is false alone only at one of two places, or for one value of a parameter", async () => {
    expect(await found(withRule("choose: () => ({ i: [1, 2] }), when: (s, _n, p) => ({ high: s.x > 1, not: s.x !== p.i }), then: (s) => s"))).toEqual(["holds", []])
    expect(await found(withRule("choose: () => ({ i: [0, 1] }), when: (s, _n, p) => ({ high: s.x > 1, one: p.i === 1 }), then: (s) => s"))).toEqual(["holds", []])
  })
  it("is a rule that never fires, with the conjunct that keeps it", async () => {
    expect(await found(withRule("when: (s) => ({ high: s.x > 1, low: s.x < 2 }), then: (s) => s"))).toEqual(["vacuous", ["rule t.odd"]])
    expect(await found({ ...withRule("choose: (n) => ({ i: range(n.m) }), when: (s) => ({ some: s.x > 0 }), then: (s) => s"), sizeFields: "readonly n: number; readonly m: number", sizes: "small: { n: 3, m: 0 }, large: { n: 3, m: 1 }" })).toEqual(["vacuous", ["rule t.odd"]])
  })
  it("is not what the numbers of this size alone decide, where another size leaves it to the state", async () => {
    const sizes = (text: string): Partial<Tiny> => ({ sizeFields: "readonly n: number; readonly m: number", sizes: text })
    const rule = withRule("when: (s, n) => ({ high: s.x > n.m, some: s.x > 1 }), then: (s, n) => { if (n.m > 2) return next(s, { x: 0 })\n return s }")
    expect(await found({ ...rule, ...sizes("small: { n: 3, m: 4 }, large: { n: 3, m: 2 }") })).toEqual(["holds", []])
    expect(await found({ ...rule, ...sizes("small: { n: 3, m: 2 }, large: { n: 3, m: 4 }") })).toEqual(["vacuous", ["conjunct t.odd.some", "branch t.odd"]])
  })
  it("is a branch that is never taken", async () => {
    const t = withRule("when: (s) => ({ some: s.x > 0 }), then: (s) => { if (s.x > 5) return next(s, { x: 0 })\n return s }")
    expect(await found(t)).toEqual(["vacuous", ["branch t.odd"]])
    expect((await check(tiny(t))).vacuous[0]?.text).toMatch(/^t\.odd never took the branch in which s\.x > 5 is true \(.*model\.ts:8:\d+\)$/)
    const mode = withRule(`when: (s) => ({ some: s.x > 0 }), then: (s) => { switch (s.x) { case 1: return s; case 2: return s; case 7: return s; default: return s } }`)
    expect(await found(mode)).toEqual(["vacuous", ["branch t.odd"]])
  })
  it("is each branch that is never taken, also the last of the last rule, and none of a rule that never fires", async () => {
    const branch = (first: string): Tiny => withRule(`when: (s) => ({ some: s.x > 0 }), then: (s) => { if (${first}) return next(s, { x: 0 })\n return s }`)
    expect(await found(branch("s.x > 5"))).toEqual(["vacuous", ["branch t.odd"]])
    expect(await found(branch("s.x < 5"))).toEqual(["vacuous", ["branch t.odd"]])
    expect(await found(withRule("when: (s) => ({ high: s.x > 1, low: s.x < 2 }), then: (s) => { if (s.x > 5) return next(s, { x: 0 })\n return s }"))).toEqual(["vacuous", ["rule t.odd"]])
  })
  it("is where the system may rest in every state that is reached, and not in one that is not", async () => {
    const t: Tiny = { ...counting, init: "x: 1", quiescent: "(s) => s.x > 0" }
    expect(await found(t)).toEqual(["vacuous", ["quiescent quiescent"]])
  })
  it.each([["invariant", "holds: (s) => s.x !== 0"], ["step", "holds: (s) => s.x !== 0"], ["leadsTo", "holds: (s) => s.x !== 0"]] as const)("is the premise of an %s that never holds", async (kind, body) => {
    expect(await found({ ...counting, properties: { law: [kind, `given: (s) => s.x > 5, ${body}`] } })).toEqual(["vacuous", ["premise t.law"]])
    expect(await found({ ...counting, properties: { law: [kind, `given: (s) => s.x > 1, ${body}`] } })).toEqual(["holds", []])
  })
  it.each([
    ["invariant", "holds: () => true"], ["invariant", "holds: (s) => s.x >= 0"], ["invariant", "given: (s) => s.x > 0, holds: (s, n) => s.x <= n.n"],
    ["step", "holds: (_s, _n, t) => t.x >= 0"], ["reachable", "holds: () => true"], ["forbidden", "holds: (s) => s.x < 0"],
  ] as const)("is a property that holds of any state whatever: %s, %s", async (kind, body) => {
    expect(await found({ ...counting, properties: { law: [kind, body] } })).toEqual(["vacuous", ["property t.law"]])
  })
  it.each([
    ["() => true", "it holds of any state whatever"], ["(s, n) => s.x <= n.n", "it holds of any state whatever"], ["(s) => s.x * s.x >= s.x", "it holds in every reachable state, also where rules go on"],
  ])("is a quiescent that never forbids to rest: %s", async (quiescent, why) => {
    const r = await check(tiny({ ...counting, quiescent }))
    const text = `quiescent says nothing: ${why}, so neither deadlock nor completion could fail; name the states that the system must always be able to come to, such as its start or its end`
    expect([r.verdict, r.states, r.vacuous]).toEqual(["vacuous", 4, [{ kind: "quiescent", id: "quiescent", text }]])
  })
  it.each([
    ["in the states that its one rule of the world leads on from", "world", "(s) => s.x * s.x >= s.x", "vacuous", ["quiescent quiescent"]],
    ["in all but one of them", "world", "(s) => s.x !== 2", "holds", []],
    ["in the states that faults alone lead on from", "fault", "(s) => s.x * s.x >= s.x", "holds", []],
    ["in any state whatever, where faults alone lead on", "fault", "() => true", "vacuous", ["quiescent quiescent"]],
  ] as const)("is judged by what rules lead on: quiescent holds %s", async (_name, by, quiescent, verdict, missed) => {
    expect(await found({ ...counting, rules: { up: `by: "${by}", ${counting.rules["up"] as string}` }, quiescent })).toEqual([verdict, missed])
  })
  it("is no quiescent that has to hold in every state, because no rule changes any", async () => {
    const stay = (quiescent: string): Tiny => ({ ...counting, rules: { stay: "when: () => ({}), then: (s) => s" }, quiescent })
    expect(await found(stay("(s) => s.x === 0"))).toEqual(["holds", []])
    expect(await found(stay("(s) => s.x === 1"))).toEqual(["violated", []])
  })
  it("is no quiescent that is the start alone, to which a system that may rest anywhere can always come", async () => {
    const rules = { ...counting.rules, down: "when: (s) => ({ some: s.x > 0 }), then: (s) => next(s, { x: s.x - 1 })" }
    expect(await found({ ...counting, rules, quiescent: "(s) => s.x === 0" })).toEqual(["holds", []])
    expect(await found({ ...counting, rules, quiescent: "() => true" })).toEqual(["vacuous", ["quiescent quiescent"]])
  })
  it("is a service's rule that is never taken", async () => {
    const service = `const s_go = model<Service, Sizes>().rule({ id: "s.go", text: "x", when: (s) => ({ below: s.k < 9 }), then: (s) => next(s, { k: s.k + 1 }) })
const s_never = model<Service, Sizes>().rule({ id: "s.never", text: "x", when: (s) => ({ some: s.k > 0 }), then: (s) => next(s, { k: s.k - 1 }) })
const service: Machine<Service, Sizes> = machine({ id: "s", rules: [s_go, s_never] })
interface Service { readonly k: Upto<9> }`
    const system = `refines: [refinement({ id: "s.r", text: "x", service, init: () => ({ k: 0 }), as: (s: State) => ({ k: s.x }) })]`
    expect(await found({ ...counting, before: service, system })).toEqual(["vacuous", ["rule s.never"]])
  })
  it("is told of rules with one id in two machines one by one", async () => {
    const text = `const odd = rule({ id: "t.odd", text: "x", when: (s) => ({ high: s.x > 1, some: s.x > 0, first: s.x > 2 }), then: (s) => s })
const other: Machine<State, Sizes> = machine({ id: "u", rules: [odd] })`
    // The lowering refuses one id twice at one place; at two places the rules may differ.
    const ir = tiny({ ...withRule("when: (s) => ({ high: s.x > 1 }), then: (s) => s"), before: text, system: "" })
    const twice = { ...ir, rules: [...ir.rules, ...ir.rules.filter((r) => r.id === "t.odd").map((r) => ({ ...r, place: "b", source: { ...r.source, line: 99 }, when: [...r.when, { ...r.when[0] as (typeof r.when)[number], name: "again" }] }))] }
    expect(vacuous(await check(twice))).toEqual(["conjunct t.odd.high", "conjunct t.odd.again"])
  })
  it("is not told of a run that was cut, or that found something wrong", async () => {
    const t = withRule("when: (s) => ({ high: s.x > 1, low: s.x < 2 }), then: (s) => s")
    expect(vacuous(await check(tiny(t), { limitStates: 2 }))).toEqual([])
    expect((await check(tiny({ ...t, properties: { law: ["invariant", "holds: (s) => s.x < 3"] } }))).vacuous).toEqual([])
    expect(vacuous(await check(tiny(t), { coverage: false }))).toEqual([])
  })
})
