import { describe, expect, it } from "vitest"
import { InputError } from "../errors.ts"
import { Forgets } from "./forgets.ts"
import { openSolver } from "./solver.ts"
import { forgetting, provedRing, type Exchange } from "./testing.ts"

const free = "choose: (n) => ({ slot: range(n.slots) }), when: (s, n, p) => ({ gone: !some(s.wire, (c) => counter.slot(c, n.width, n.slots) === p.slot) }), then: (s, _n, p) => next(s, { cells: set(s.cells, p.slot, { is: \"free\" }) })"

const owed = (rules: readonly string[], ...exchanges: readonly Exchange[]): readonly { readonly name: string; readonly script: string }[] => {
  const { ir, proof } = provedRing(...forgetting(...rules), ...exchanges)
  return [...new Forgets(ir, proof).all()].map((o) => ({ name: `${o.rule} ${o.lemma}`, script: o.script }))
}
const failed = async (...x: Parameters<typeof owed>): Promise<readonly string[]> => {
  const solver = await openSolver("z3-solver", 1)
  try {
    const names: string[] = []
    for (const o of owed(...x)) if ((await solver.check(o.script, 2000)).verdict !== "unsat") names.push(o.name)
    return names
  } finally {
    solver.close()
  }
}
const changed = (from: string, to: string): string => {
  expect(free).toContain(from)
  return free.replace(from, () => to)
}

describe("what a system forgets", () => {
  it("owes nothing where it is nothing", () => {
    const { ir, proof } = provedRing()
    expect([...new Forgets(ir, proof).all()]).toEqual([])
  })
  it("owes what a rule does to cells or their condition, that fair rules move, and what reads cells", () => {
    expect(owed([free]).map((o) => o.name)).toEqual(["t.send f.0", "t.send moves", "t.take f.0", "t.take moves", "t.lap moves", " t.free"])
  })
  it("is proved where nobody reads it before it is written again", async () => expect(await failed([free])).toEqual([]), 60_000)
  it.each<[string, string, readonly string[]]>([
    ["what is read", changed("!some", "some"), [" t.free"]],
    ["what will be read", changed("=== p.slot)", "=== p.slot) || true"), [" t.free"]],
    ["what is remembered for a while only", changed("gone: ", "even: s.laps % 2 === 0, gone: "), ["t.lap f.0"]],
    ["what rules ask for", "when: (s) => ({ some: s.laps > 0 }), then: (s) => next(s, { laps: 0 })", [" f.0", "t.lap enabled", "t.lap moves"]],
  ])("is not proved: %s", async (_, rule, names) => expect(await failed([rule])).toEqual(names), 60_000)
  it("is not proved where it goes into what is not forgotten", async () => {
    expect(await failed([free], ["got: counter.next(s.got, n.width), wire: rest(s.wire), cells", "got: counter.next(s.got, n.width), wire: rest(s.wire), laps: at(s.cells, 0).is === \"free\" ? 0 : s.laps, cells"])).toEqual(["t.take kept"])
  }, 60_000)
  it("needs the lemmas that the proof names", async () => {
    const others: Exchange = ["lemmas: [counts, wire, cells, kept],", "lemmas: [counts, wire, cells, kept], forgets: [\"t.kept\"],"]
    const rule = "choose: (n) => ({ slot: range(n.slots) }), when: (s, n, p) => ({ beyond: counter.distance(s.got, s.sent, n.width, n.width) > n.slots }), then: (s, _n, p) => next(s, { cells: set(s.cells, p.slot, { is: \"free\" }) })"
    expect([await failed([rule]), (await failed([rule], others)).includes(" t.free")]).toEqual([[], true])
  }, 60_000)
  it.each([
    ["choose: (n) => ({ slot: range(n.slots), other: range(n.slots) }), when: () => ({ always: true }), then: (s, _n, p) => next(s, { cells: set(s.cells, p.slot, { is: \"free\" }) })", "the parameters of f.0 cannot be proved"],
    ["choose: (n) => ({ slot: range(n.slots) }), when: () => ({ always: true }), then: (s, _n, p) => next(s, { cells: set(s.cells, 0, { is: p.slot === 0 ? \"free\" : \"taken\" }) })", "what f.0 forgets cannot be proved"],
    ["choose: (n) => ({ slot: range(n.slots) }), when: () => ({ always: true }), then: (s, _n, p) => next(s, { cells: set(s.cells, p.slot, { is: p.slot === 0 ? \"free\" : \"taken\" }) })", "what f.0 puts in place of a cell cannot be proved"],
  ])("is refused where cells are not named by a parameter: %s", (rule, message) => {
    const { ir, proof } = provedRing(...forgetting(rule))
    expect(() => new Forgets(ir, proof)).toThrow(InputError)
    expect(() => new Forgets(ir, proof)).toThrow(message)
  })
})
