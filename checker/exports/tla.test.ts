import { describe, expect, it } from "vitest"
import { systems } from "../../properties/systems/index.ts"
import { counting, tiny, type Tiny } from "../explorer/testing.ts"
import { flatten } from "../ir/flat.ts"
import { sizesOf } from "../ir/reading.ts"
import type { Sizes, SystemIr } from "../ir/system.ts"
import { lower } from "../lowering/index.ts"
import { awkward, casesOf, explored, fileOf, outsiders, type Case } from "./testing.ts"
import { count, type Counted } from "./tla-evaluate.ts"
import { parseTla, problems, tlaParser } from "./tla-parse.ts"
import { tla } from "./tla.ts"

const parser = await tlaParser()
const timeout_ms = 120_000

const constantsIn = (configuration: string): Readonly<Record<string, number>> => Object.fromEntries([...configuration.matchAll(/^ {2}(\w+) = (\d+)$/gm)].map((m) => [m[1] as string, Number(m[2])]))
const namesUnder = (configuration: string, word: string): readonly string[] => [...(new RegExp(`^${word}\\n((?: {2}\\w+\\n)+)`, "m").exec(configuration)?.[1] ?? "").matchAll(/\w+/g)].map((m) => m[0])

/** The module, gone through as TLC does at these sizes. */
const gone = (ir: SystemIr, sizes: Sizes): Counted => {
  const { module, configuration } = tla({ ...ir, sizes: { ...ir.sizes, given: sizes } }, "given")
  return count(parseTla(parser, module), constantsIn(configuration), namesUnder(configuration, "INVARIANTS"))
}
const registered = (id: string): SystemIr => {
  const entry = systems.find((e) => e.id === id)
  if (entry === undefined) throw new Error(`no system ${id}`)
  return lower(fileOf(entry), entry.name)
}

describe("a module", () => {
  it.each(casesOf(systems).filter(([, size]) => size === "small"))("of %s is TLA+, in which every name is declared once", (...[, size, ir]: Case) => {
    const { module, configuration } = tla(ir, size)
    const parsed = parseTla(parser, module)
    expect(problems(parsed)).toEqual([])
    const defined = new Set(parsed.kids.filter((u) => u.type === "operator_definition").map((u) => u.fields["name"]?.[0]?.text))
    for (const name of [...namesUnder(configuration, "INVARIANTS"), ...namesUnder(configuration, "PROPERTIES"), "Spec"]) expect(defined).toContain(name)
    expect(Object.keys(constantsIn(configuration)).length).toBe(Object.keys(sizesOf(ir, size)).length)
  })

  it("is the same at every size", () => {
    const ir = registered("ring.thin")
    expect(tla(ir, "standard").module).toBe(tla(ir, "small").module)
    expect(tla(ir, "standard").configuration).not.toBe(tla(ir, "small").configuration)
  })
})

/** Of the sizes next below the small one, those with most states that can be gone through here. */
const below = (ir: SystemIr): Sizes => {
  const limit_states = 8000
  const small = sizesOf(ir, "small")
  const less = (sizes: Sizes): readonly Sizes[] => Object.keys(sizes).filter((name) => (sizes[name] as number) > 1).map((name) => ({ ...sizes, [name]: (sizes[name] as number) - 1 }))
  const candidates = [Object.fromEntries(Object.entries(small).map(([name, n]) => [name, Math.min(n, 1)])), ...less(small), ...less(small).flatMap(less)]
  const counts = candidates.map((sizes) => explored(flatten(ir, sizes), limit_states)?.states ?? 0).map((n) => (n > limit_states ? 0 : n))
  expect(Math.max(...counts), `${ir.id} has no size that is small enough`).toBeGreaterThan(0)
  return candidates[counts.indexOf(Math.max(...counts))] as Sizes
}

/** Systems of which no size below the small one is small enough, at a size of their own. */
const own: Readonly<Record<string, Sizes>> = {
  ethernet: { frames: 1, window: 1, buffer: 1, held: 2 },
  close: { frames: 1, window: 1, buffer: 1, held: 2 },
  path: { frames: 2, window: 2, buffer: 2, held: 4, slots: 1, probes: 1, holds: 5 },
  channel: { frames: 1, window: 0, buffer: 1, held: 1, slots: 1, probes: 0, holds: 0 },
  handshake: { faults: 0, crashes: 0, asked: 2, drawn: 3 },
}
/** And those that have none at all: Rumur and SPIN count them. */
const tooLarge: readonly string[] = ["heartbeat", "fragments"]

describe("what a module means", () => {
  it.each<readonly [string, SystemIr, (ir: SystemIr) => Sizes]>([
    ...outsiders().flatMap((ir) => Object.entries(ir.sizes).map(([name, sizes]) => [`${ir.id} ${name}`, ir, () => sizes] as const)),
    ...systems.filter((e) => !tooLarge.includes(e.id)).map((e) => [e.id, registered(e.id), (ir: SystemIr) => own[e.id] ?? below(ir)] as const),
    ["fixture.awkward", awkward(), () => ({ count: 2, room: 1, width: 2 })],
  ])("is what the explorer counts: %s", { timeout: timeout_ms }, (_, ir, sizesOfTest) => {
    const sizes = sizesOfTest(ir)
    expect(gone(ir, sizes)).toEqual({ ...explored(flatten(ir, sizes)), broken: [] })
  })

  it("breaks an invariant that the system breaks", () => {
    const broken = tiny({ ...counting, properties: { low: ["invariant", "given: (s) => s.x > 0, holds: (s) => s.x < 3"], never: ["forbidden", "holds: (s) => s.x === 2"], kept: ["invariant", "holds: (s, n) => s.x <= n.n"] } })
    expect(gone(broken, { n: 3 })).toEqual({ states: 4, transitions: 3, broken: ["t_low", "t_never"] })
  })

  it("takes one step for a condition that is true in two ways", () => {
    const twice = tiny({ ...counting, rules: { up: "when: (s, n) => ({ below: s.x < n.n, either: s.x < 1 || s.x < 2 || some([0, 1], (i) => s.x > i) }), then: (s) => next(s, { x: s.x + 1 })" } })
    const { module } = tla(twice, "small")
    expect(module).toContain(") = TRUE")
    expect(gone(twice, { n: 3 })).toEqual({ states: 4, transitions: 3, broken: [] })
    const split = module.replace(/\/\\ \((.*)\) = TRUE/, "/\\ ($1)")
    expect(count(parseTla(parser, split), { N: 3 }, []).transitions).toBeGreaterThan(3)
  })
})

const small = (t: Tiny): string => tla(tiny(t), "small").module
const definition = (text: string, name: string): readonly string[] => {
  const from = text.search(new RegExp(`^${name}(?:\\(.*\\))? ==$`, "m"))
  return text.slice(from, text.indexOf("\n\n", from)).split("\n").slice(1).map((l) => l.trim())
}

describe("the text of a module", () => {
  const text = tla(awkward(), "small").module

  it("says which rule an action is, where it stands, and what its conditions are called", () => {
    expect(text).toMatch(/\n\\\* awkward\.spread \(\S+awkward\.ts:\d+\): An element is set to what follows a parameter\.\nawkward_spread\(i\) ==\n {2}\/\\ len = i {2}\\\* moved\n/)
    expect(definition(text, "Next")).toContain("\\/ \\E i \\in 0 .. (Count - 1) : awkward_spread(i)")
  })

  it("has records, functions, sequences, and constants for sizes", () => {
    expect(definition(text, "TypeOK")).toEqual(expect.arrayContaining(["/\\ tmp \\in [0 .. (Count - 1) -> 0 .. (Count - 1)]", "/\\ chan \\in Seq(Chan)", "/\\ Len(chan) <= Room"]))
    expect(definition(text, "awkward_start")).toEqual(expect.arrayContaining(["/\\ run' = Append(run, who)", "/\\ Distance(from, to, Width) < Room  \\* near"]))
  })

  it("changes several fields at once, and says what stays", () => {
    expect(definition(text, "awkward_receive").slice(1)).toEqual([
      "/\\ c' = [c EXCEPT", "!.step = chan[i + 1].step,", "!.state = IF chan[i + 1].state THEN ~c.state ELSE c.state]", "/\\ chan' = Take(chan, i + 1)",
      "/\\ UNCHANGED <<d, len, linux, unix, tmp, run, from, to, mtype, big>>",
    ])
  })

  it("has step properties as formulas of actions, progress under fairness, and what must be reached as what TLC refutes", () => {
    const { module, configuration } = tla(tiny({
      ...counting,
      rules: { up: `fair: "weak", when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })`, jump: `fair: "strong", lump: ["to"], choose: (n) => ({ to: range(n.n), often: range(2) }), when: (s, _n, p) => ({ low: s.x < p.to }), then: (s, _n, p) => next(s, { x: p.often === 0 ? p.to : s.x })` },
      properties: { rises: ["step", "given: (s) => s.x > 0, holds: (s, _n, t) => t.x >= s.x"], ends: ["leadsTo", "given: (s) => s.x === 0, holds: (s, n) => s.x === n.n"], two: ["reachable", "holds: (s) => s.x === 2"] },
    }), "small")
    expect(definition(module, "t_rises")).toEqual(["[][0 < x => x' >= x]_vars"])
    expect(definition(module, "t_ends")).toEqual(["((x = 0) ~> (N = x))"])
    expect(definition(module, "never_t_two")).toEqual(["~(x = 2)"])
    expect(definition(module, "Fairness")).toEqual(["/\\ WF_vars(t_up)", "/\\ \\A often \\in 0 .. 1 : SF_vars(\\E to \\in 0 .. (N - 1) : t_jump(to, often))"])
    expect(configuration).toBe("\\* test.tiny at the size small, for TLC.\nCONSTANTS\n  N = 3\nSPECIFICATION Spec\nCHECK_DEADLOCK FALSE\nINVARIANTS\n  TypeOK\nPROPERTIES\n  t_rises\n\\* With SPECIFICATION FairSpec:\n\\* PROPERTIES\n\\*  t_ends\n")
    expect(problems(parseTla(parser, module))).toEqual([])
  })

  it("computes remainders as the system does, and plainly where no number is negative", () => {
    expect(text).toContain("Rem((len - linux) - Count, Count)")
    expect(text).toContain("len' = (len + 1) % Count")
    const back = (size: string): string => small({ ...counting, sizes: `small: { n: 3 }, other: { n: ${size} }`, rules: { back: "when: () => ({}), then: (s, n) => next(s, { x: (s.x + n.n - 1) % 3 })" } })
    expect(back("1")).toContain("x' = ((x + N) - 1) % 3")
    expect(back("0")).toContain("x' = Rem((x + N) - 1, 3)")
  })

  it("calls nothing what TLA+ calls something else", () => {
    const taken = small({ ...counting, fields: `readonly x: Upto<Sizes["n"]>; readonly Len: boolean; readonly vars: boolean; readonly i: boolean; readonly N: boolean`, init: "x: 0, Len: false, vars: false, i: false, N: false", rules: { up: `choose: (n) => ({ i: range(n.n) }), when: (s, n, p) => ({ below: s.x < p.i }), then: (s) => next(s, { x: s.x + 1, Len: !s.Len, vars: s.i === s.N, i: s.N && s.i })` } })
    expect(taken).toContain("Len_' = (~Len_)")
    expect(taken).toContain("vars_' = (i = N_2)")
    expect(problems(parseTla(parser, taken))).toEqual([])
    expect(taken).toContain("VARIABLES\n  x, Len_, vars_, i, N_2\n")
    expect(taken).toContain("t_up(i_2) ==")
  })
})

describe("the reader of modules", () => {
  const about = (text: string): readonly string[] => problems(parseTla(parser, `---- MODULE m ----\nEXTENDS Integers, Sequences\nVARIABLES a, b\n${text}\n====\n`))
  it.each([
    ["A == a + b % 2", "plus"], ["A == a /\\ b \\/ a", "inside"], ["A == a = b = a", "eq inside eq"], ["A == a = b /\\ ~b = a = b", "eq inside eq"], ["A == (IF a THEN b ELSE b) + c", "c: not declared"], ["A == [r |-> 1].r + B(1)", "not declared"],
    ["A == \\A a \\in {1} : a = 1", "declared twice"], ["A(b) == b", "declared twice"], ["A == 1\nA == 2", "declared twice"], ["A == LET t == 1 IN LET t == 2 IN t", "declared twice"], ["A == B\nB == 1", "B: not declared"],
  ])("finds what is wrong with %s", (text, problem) => {
    expect(about(text).join("\n")).toContain(problem)
  })
  it.each(["A == (a + b) % 2", "A == (a /\\ b) \\/ a", "A == ~a = b /\\ b = 1", "A == \\A i \\in 0 .. 2 : i = a", "A(c) == LET t == c IN t", "A == [c |-> 1].c"])("finds nothing wrong with %s", (text) => {
    expect(about(text)).toEqual([])
  })
  it("refuses what is no TLA+", () => {
    expect(() => about("A == IF a THEN b")).toThrow(/^line \d+: /)
  })
})
