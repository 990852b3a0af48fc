import { describe, expect, it } from "vitest"
import { InputError } from "../errors.ts"
import type { SystemIr } from "../ir/system.ts"
import { check, type CheckResult } from "./check.ts"
import { counting, keyOf, naive, tiny, type Tiny } from "./testing.ts"

const verdicts = (r: CheckResult): Readonly<Record<string, string>> => Object.fromEntries(r.properties.map((p) => [p.id, p.verdict]))
const stepsOf = (r: CheckResult): readonly string[] => r.counterexample?.run.steps.map((s) => s.rule.id) ?? []

/** Two counters: many runs lead to every state, most of them longer than the shortest. */
const grid: Tiny = {
  fields: `readonly x: Upto<Sizes["n"]>; readonly y: Upto<Sizes["n"]>`, sizes: "small: { n: 5 }", init: "x: 0, y: 0",
  rules: {
    right: "when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })",
    up: "when: (s, n) => ({ below: s.y < n.n }), then: (s) => next(s, { y: s.y + 1 })",
    leap: `by: "fault", when: (s) => ({ even: s.x === s.y, low: s.x < 3 }), then: (s) => next(s, { x: s.x + 2, y: s.y + 1 })`,
    back: "when: (s) => ({ some: s.x > 0, over: s.y > 2 }), then: (s) => next(s, { x: s.x - 1 })",
  },
  quiescent: "(s, n) => s.y === n.n",
}

describe("a counterexample", () => {
  it.each([[4, 3], [5, 5], [2, 1], [0, 1]])("to x %i, y %i is as long as the least number of steps", async (x, y) => {
    const ir = tiny({ ...grid, properties: { bad: ["invariant", `holds: (s) => s.x !== ${x} || s.y !== ${y}`] } })
    const r = await check(ir)
    const { depths } = naive(ir, { n: 5 })
    expect([r.verdict, r.counterexample?.id, verdicts(r)["t.bad"]]).toEqual(["violated", "t.bad", "violated"])
    expect(r.counterexample?.run.steps).toHaveLength(depths.get(`${x} | ${y}`) as number)
    expect(keyOf(r.counterexample?.run.steps.at(-1)?.state ?? [])).toBe(`${x} | ${y}`)
    expect(r.counterexample?.because.join()).toMatch(/fails: [xy] \d/)
  })

  it("of a step is shortest too, and ends with that step", async () => {
    const ir = tiny({ ...grid, properties: { slow: ["step", "holds: (s, _n, t) => t.x <= s.x + 1 || s.y < 1"] } })
    const r = await check(ir)
    const { depths } = naive(ir, { n: 5 })
    expect([r.verdict, r.counterexample?.id, stepsOf(r).at(-1)]).toEqual(["violated", "t.slow", "t.leap"])
    expect(r.counterexample?.run.steps).toHaveLength((depths.get("1 | 1") as number) + 1)
    expect(r.counterexample?.because.join()).toContain("next x 3")
  })
})

describe("the kinds of properties", () => {
  it("are each judged: what holds, what is reached, what is forbidden", async () => {
    const r = await check(tiny({
      ...grid,
      properties: {
        low: ["invariant", "holds: (s) => s.x <= s.x * s.x"], far: ["reachable", "holds: (s, n) => s.x === n.n && s.y === n.n"],
        never: ["forbidden", "holds: (s) => s.x > s.x * s.x"], grows: ["step", "holds: (s, _n, t) => t.y >= s.y"],
        later: ["leadsTo", "given: (s) => s.x > 0, holds: (s) => s.y > 0"],
      },
    }), { withWitnesses: true })
    expect([r.verdict, r.vacuous]).toEqual(["holds", []])
    expect(verdicts(r)).toEqual({ "t.low": "holds", "t.far": "reached", "t.never": "holds", "t.grows": "holds", "t.later": "holds", completion: "holds", deadlock: "holds", obligations: "holds" })
    expect(r.witnesses?.get("t.far")?.run.steps.length).toBe(naive(tiny(grid), { n: 5 }).depths.get("5 | 5"))
  })

  it.each([
    ["an invariant that fails at once", "bad", ["invariant", "holds: (s) => s.x > 0"], 0],
    ["a forbidden state that is reached", "bad", ["forbidden", "holds: (s) => s.x === 2 && s.y === 0"], 2],
  ] as const)("find %s", async (_name, id, property, length) => {
    const r = await check(tiny({ ...grid, properties: { [id]: property } }))
    expect([r.verdict, verdicts(r)["t.bad"], r.counterexample?.run.steps.length]).toEqual(["violated", "violated", length])
    expect([verdicts(r)["deadlock"], verdicts(r)["completion"], verdicts(r)["obligations"]]).toEqual(["inconclusive", "inconclusive", "inconclusive"])
  })

  it("find a witness that is never reached", async () => {
    const r = await check(tiny({ ...grid, properties: { far: ["reachable", "holds: (s, n) => s.x > n.n"] } }))
    expect([r.verdict, verdicts(r)["t.far"], r.counterexample]).toEqual(["violated", "unreached", undefined])
  })
})

describe("deadlock", () => {
  it("is a rest in a state that is not quiescent", async () => {
    const r = await check(tiny({ ...counting, quiescent: "(s) => s.x === 1" }))
    expect([r.verdict, r.counterexample?.id, r.counterexample?.run.steps.length, verdicts(r)["deadlock"]]).toEqual(["deadlock", "deadlock", 3, "violated"])
    expect(r.counterexample?.because.join()).toContain("x === 1 fails: x 3")
  })

  it("is none where the state is quiescent, or a rule of the world is still enabled", async () => {
    expect((await check(tiny(counting))).verdict).toBe("holds")
    const spin = `by: "world", when: (s, n) => ({ end: s.x === n.n }), then: (s) => next(s, { x: 0 })`
    expect((await check(tiny({ ...counting, rules: { ...counting.rules, spin }, quiescent: "(s) => s.x === 1" }))).verdict).toBe("holds")
  })

  it("is not put off by a fault that is still enabled", async () => {
    const fault = `by: "fault", when: (s, n) => ({ end: s.x === n.n }), then: (s) => next(s, { x: 0 })`
    expect((await check(tiny({ ...counting, rules: { ...counting.rules, fault }, quiescent: "(s) => s.x === 1" }))).verdict).toBe("deadlock")
  })
})

describe("obligations", () => {
  const base: Tiny = {
    fields: `readonly x: Upto<Sizes["n"]>; readonly q: Fifo<Sizes["n"], Below<3>>; readonly b: Bag<Sizes["n"], boolean>; readonly cells: Vec<Sizes["n"], Upto<9>>; readonly mode: "a" | "b" | "c"; readonly ghost: { readonly seen: Upto<2> }`,
    init: `x: 0, q: [], b: [], cells: fill(n.n, 0), mode: "a", ghost: { seen: 0 }`,
    rules: { up: "when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })" },
    before: `const few = (k: number): number => { switch (k) { case 0: return 0; case 1: return 1 } }
const code = (m: "a" | "b" | "c"): number => { switch (m) { case "a": return 0; case "b": return 1 } }`,
  }
  /** A condition that breaks each obligation where x is 2, and its length of the run to there. */
  const conditions: Readonly<Record<string, string>> = {
    O1: "s.x < 2 || at(s.cells, s.x + 1) === 0", O2: "s.x < 2 || head(s.q) === 0", "O1 %": "s.x < 2 || 5 % (s.x - 2) === 0",
    O3: "s.x < 2 || push(push(push(push(s.q, 1), 1), 1), 1).length === 0", O5: "few(s.x) === s.x",
  }
  const broken = async (t: Tiny): Promise<readonly [string, string | undefined, string, number | undefined, string | undefined]> => {
    const r = await check(tiny(t))
    return [r.verdict, r.counterexample?.id, r.counterexample?.because[0]?.slice(0, 2) ?? "", r.counterexample?.run.steps.length, verdicts(r)["obligations"]]
  }
  const each = Object.entries(conditions)

  it.each(each)("%s in a conjunct, also behind one that fails", async (code, c) => {
    const rules = { ...base.rules, odd: `when: (s) => ({ first: s.x === 0, odd: ${c} }), then: (s) => s` }
    expect(await broken({ ...base, rules })).toEqual(["violated", "t.odd.odd", code.slice(0, 2), 2, "violated"])
  })
  it.each(each)("%s in an invariant, a witness, a forbidden state, a premise", async (code, c) => {
    for (const kind of ["invariant", "reachable", "forbidden"] as const) expect(await broken({ ...base, properties: { law: [kind, `holds: (s) => ${kind === "forbidden" ? `!(${c})` : c}`] } })).toEqual(["violated", "t.law", code.slice(0, 2), 2, "violated"])
    expect(await broken({ ...base, properties: { law: ["leadsTo", `given: (s) => ${c}, holds: () => true`] } })).toEqual(["violated", "t.law", code.slice(0, 2), 2, "violated"])
  })
  it.each(each)("%s in a property of steps: in the state before, and in the state after", async (code, c) => {
    expect(await broken({ ...base, properties: { law: ["step", `holds: (s) => ${c}`] } })).toEqual(["violated", "t.law", code.slice(0, 2), 3, "violated"])
    expect(await broken({ ...base, properties: { law: ["step", `holds: (_s, _n, t) => ${c.replaceAll("s.", "t.")}`] } })).toEqual(["violated", "t.law", code.slice(0, 2), 2, "violated"])
  })
  it.each(each)("%s in quiescent, also where a rule is still enabled", async (code, c) => {
    expect(await broken({ ...base, quiescent: `(s) => ${c}` })).toEqual(["violated", "quiescent", code.slice(0, 2), 2, "violated"])
  })

  it.each([
    ["O1", "cells: set(s.cells, s.x + 1, 1)"], ["O1", "b: take(s.b, 0)"], ["O2", "q: rest(s.q)"], ["O3", "q: push(push(push(push(s.q, 1), 1), 1), 1)"],
    ["O3", "b: put(put(put(put(s.b, true), true), true), true)"], ["O4", "x: s.x + 2"], ["O4", "x: s.x - 3"], ["O4", "cells: set(s.cells, 0, 10)"], ["O5", "x: code(s.mode)"],
  ])("%s in an effect: %s", async (code, change) => {
    const mode = `mode: when: (s) => ({ a: s.mode === "a" }), then: (s) => next(s, { mode: "c" })`.slice("mode: ".length)
    const rules = { up: base.rules["up"] as string, mode, odd: `when: (s) => ({ late: s.x === 2, c: s.mode === "c" }), then: (s) => next(s, { ${change} })` }
    const r = await check(tiny({ ...base, rules }))
    expect([r.verdict, r.counterexample?.id, r.counterexample?.because[0]?.slice(0, 2), r.counterexample?.run.steps.length]).toEqual(["violated", "t.odd", code, 3])
    expect(r.counterexample?.attempted?.rule.id).toBe("t.odd")
  })
  it.each([["O4", "seen: g.seen + 1"], ["O1", "seen: at(s.cells, s.x + 1)"], ["O2", "seen: head(s.q)"]])("%s in history: %s", async (code, change) => {
    const rules = { up: `when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 }), note: (g, s) => next(g, { ${change} })` }
    const r = await check(tiny({ ...base, rules }))
    expect([r.verdict, r.counterexample?.id, r.counterexample?.because[0]?.slice(0, 2)]).toEqual(["violated", "t.up", code])
  })

  it.each([
    ["O3", "q: [0, 1, 2, 0]"], ["O3", "b: [true, true, false, true]"], ["O4", "x: n.n + 1"], ["O4", "cells: fill(n.n, 10)"], ["O5", "x: few(n.n)"],
  ])("%s of the initial state refuse the system, with file and line: %s", async (code, part) => {
    const name = part.split(":")[0] as string
    const init = base.init.replace(new RegExp(`\\b${name}: (fill\\(n\\.n, 0\\)|\\[\\]|0)`), part)
    expect(init).not.toBe(base.init)
    const found = check(tiny({ ...base, init }))
    await expect(found).rejects.toThrow(InputError)
    await expect(found).rejects.toThrow(new RegExp(`model\\.ts:\\d+:\\d+: the initial state does not exist at this size: ${code} `))
  })
  it("refuse an initial value of a range that has none at this size", async () => {
    const lap = { ...base, fields: `${base.fields}; readonly lap: Counter<Sizes["n"]>`, init: `${base.init}, lap: counter.zero()` }
    await expect(check(tiny(lap), { sizes: { n: 0 } })).rejects.toThrow(/model\.ts:\d+:\d+: the initial state does not exist at this size: 0 is outside 0 … -1/)
  })

  it.each([
    ["2^31 - 1 + 1", "s.big + 1"], ["twice 2^31 - 1", "s.big + s.big"], ["a product that would be 1 in 32 bits", "s.big * s.big"], ["a literal of 33 bits", "s.big + 4294967296"],
  ])("see a range left where 32 bits would wrap: %s", async (_name, sum) => {
    const r = await check(tiny({ fields: "readonly big: Upto<2147483647>", init: "big: 2147483647", rules: { more: `when: () => ({}), then: (s) => next(s, { big: ${sum} })` } }))
    expect([r.verdict, r.counterexample?.id, r.counterexample?.because[0]?.slice(0, 2)]).toEqual(["violated", "t.more", "O4"])
  })
  it("keep what is computed beyond 32 bits and comes back", async () => {
    const r = await check(tiny({ fields: "readonly big: Upto<2147483647>", init: "big: 2147483646", rules: { more: "when: (s) => ({ long: s.big * 3 > 6000000000 }), then: (s) => next(s, { big: s.big * 3 % 7 })" }, quiescent: "(s) => s.big < 7" }))
    expect([r.verdict, r.states]).toEqual(["holds", 2])
  })
})

describe("a leads-to property", () => {
  /** A link that fails and comes back, and something that is sent over it. */
  const line = (rules: Readonly<Record<string, string>>, properties: Tiny["properties"], more: Partial<Tiny> = {}): SystemIr => tiny({
    fields: "readonly up: boolean; readonly sent: boolean", init: "up: true, sent: false", quiescent: "(s) => s.sent",
    rules: {
      down: `by: "fault", when: (s) => ({ up: s.up }), then: (s) => next(s, { up: false })`,
      back: `by: "world", when: (s) => ({ down: !s.up }), then: (s) => next(s, { up: true })`,
      send: "when: (s) => ({ up: s.up, unsent: !s.sent }), then: (s) => next(s, { sent: true })", ...rules,
    }, ...(properties === undefined ? {} : { properties }), ...more,
  })
  const send = (fair: string): Readonly<Record<string, string>> => ({ send: `${fair}when: (s) => ({ up: s.up, unsent: !s.sent }), then: (s) => next(s, { sent: true })` })
  const sends = (assume = ""): NonNullable<Tiny["properties"]> => ({ sends: ["leadsTo", `given: (s) => !s.sent, holds: (s) => s.sent${assume}`] })

  it("is violated by a run that is weakly fair, told as a prefix and a cycle", async () => {
    const r = await check(line({}, sends()))
    expect([r.verdict, verdicts(r)["t.sends"], r.counterexample?.id, stepsOf(r), r.counterexample?.run.cycle]).toEqual(["violated", "violated", "t.sends", ["t.down", "t.back"], 0])
    expect(r.counterexample?.because).toEqual([
      "the premise holds in the first state, and from there on the goal never does:", "sent fails: sent false",
      "t.send need not happen: it is weakly fair, and again and again not enabled, as after step 1",
    ])
  })
  it("holds where the rule is strongly fair, or the link stays up in the end", async () => {
    const assume = (kind: string): string => `, assume: ${kind}((s: State) => s.up)`
    for (const ir of [line(send(`fair: "strong", `), sends()), line({}, sends(assume("eventuallyAlways")))]) {
      const r = await check(ir)
      expect([r.verdict, verdicts(r)["t.sends"], r.properties.find((p) => p.id === "t.sends")?.class]).toEqual(["holds", "holds", "exhaustive"])
    }
    expect((await check(line({}, sends(assume("infinitelyOften"))))).verdict).toBe("violated")
  })
  it("is violated by a rest where nothing is fair", async () => {
    const r = await check(line(send(`fair: "none", `), sends()))
    expect([r.verdict, stepsOf(r), r.counterexample?.run.cycle, r.counterexample?.because.at(-1)]).toEqual(["violated", [], 0, "t.send need not happen: it is not fair"])
  })
  it("assumes fairness of each instance by itself, unless the rule lumps them", async () => {
    const rules = (lump: string): Readonly<Record<string, string>> => ({ pick: `${lump}choose: () => ({ k: [0, 1, 2] }), when: (s, _n, p) => ({ other: s.x !== p.k }), then: (s, _n, p) => next(s, { x: p.k })` })
    const ir = (lump: string): SystemIr => tiny({ fields: "readonly x: Upto<2>", init: "x: 0", rules: rules(lump), properties: { two: ["leadsTo", "given: (s) => s.x === 0, holds: (s) => s.x === 2"] }, quiescent: "(s) => s.x === 2" })
    expect([(await check(ir(`fair: "strong", `))).verdict, (await check(ir(`fair: "strong", lump: ["k"], `))).verdict]).toEqual(["holds", "violated"])
  })
  it("has to do with every way to a state, and with a goal that the premise state itself has", async () => {
    const late = await check(tiny({ ...counting, properties: { back: ["leadsTo", "given: (s) => s.x === 1, holds: (s) => s.x === 0"], end: ["leadsTo", "given: (s) => s.x > 0, holds: (s, n) => s.x === n.n"], same: ["leadsTo", "given: (s) => s.x === 2, holds: (s) => s.x === 2"] } }))
    expect([verdicts(late), stepsOf(late), late.counterexample?.run.cycle, late.counterexample?.because[0]]).toEqual([
      expect.objectContaining({ "t.back": "violated", "t.end": "holds", "t.same": "holds" }), ["t.up", "t.up", "t.up"], 3, "the premise holds after step 1, and from there on the goal never does:",
    ])
  })
  it("evaluates its goal also where the premise does not hold", async () => {
    const r = await check(tiny({ ...counting, fields: `${counting.fields}; readonly q: Fifo<2, Upto<3>>`, init: "x: 0, q: [1]", properties: { law: ["leadsTo", "given: (s) => s.x > 5, holds: (s) => head(rest(s.q)) === 0"] } }))
    expect([r.verdict, r.counterexample?.id, r.counterexample?.because[0]?.slice(0, 2)]).toEqual(["violated", "t.law", "O2"])
  })
  it("is inconclusive where states are missing, though what was seen looks like a rest", async () => {
    const ir = tiny({ ...counting, sizes: "small: { n: 900 }", properties: { end: ["leadsTo", "given: (s) => s.x === 0, holds: (s, n) => s.x === n.n"] } })
    const r = await check(ir, { limitStates: 500 })
    expect([r.verdict, r.properties.find((p) => p.id === "t.end"), r.counterexample]).toEqual(["inconclusive", { id: "t.end", verdict: "inconclusive", class: "not-run" }, undefined])
    expect((await check(ir, { edges: false })).properties.find((p) => p.id === "t.end")?.verdict).toBe("inconclusive")
  })
  it("is vacuous where its premise never holds, or what it assumes cannot come about behind it", async () => {
    const never = await check(line({}, { never: ["leadsTo", "given: (s) => s.sent && !s.sent === s.up && s.up, holds: (s) => s.sent"] }))
    expect([never.verdict, never.vacuous.map((v) => v.text)]).toEqual(["vacuous", ["t.never was never required: its premise holds in no state"]])
    const odd = await check(line({}, sends(", assume: eventuallyAlways((s: State) => !s.up)")))
    expect([odd.verdict, odd.vacuous]).toEqual(["vacuous", [{ kind: "assumption", id: "t.sends", text: "t.sends was never put to the test: no fair run that comes by its premise is as it assumes" }]])
  })
})

describe("sizes", () => {
  it("are named, or given as numbers", async () => {
    const ir = tiny({ ...counting, sizes: "small: { n: 3 }, large: { n: 50 }" })
    expect((await check(ir, { size: "large" })).states).toBe(51)
    expect(await check(ir, { sizes: { n: 7 } })).toMatchObject({ size: "custom", states: 8, verdict: "holds" })
  })
  it.each(["standard", "constructor", "__proto__", ""])("that the system lacks are refused: %s", async (size) => {
    await expect(check(tiny(counting), { size })).rejects.toThrow(new InputError(`test.tiny has no size ${size}`, "Its sizes are small."))
  })
})

it("judges nothing of steps where it keeps none", async () => {
  const r = await check(tiny({ ...grid, properties: { grows: ["step", "holds: (s, _n, t) => t.y > s.y"], low: ["invariant", "holds: (s, n) => s.x <= n.n"] } }), { edges: false })
  expect([r.verdict, verdicts(r)]).toEqual(["inconclusive", { "t.low": "holds", "t.grows": "inconclusive", completion: "inconclusive", deadlock: "holds", obligations: "inconclusive" }])
})

it("counts the store, the states and the time", async () => {
  const ir: SystemIr = tiny(grid)
  const { states, transitions } = naive(ir, { n: 5 })
  const r = await check(ir)
  expect([r.states, r.transitions, r.depth]).toEqual([states.length, transitions, 6])
  expect(r.peakMemoryBytes).toBeGreaterThan(states.length * 4)
  expect(Number.isFinite(r.statesPerSecond)).toBe(true)
})
