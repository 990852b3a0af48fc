import { describe, expect, it } from "vitest"
import { check } from "../explorer/check.ts"
import { explore } from "../explorer/explore.ts"
import type { Tiny } from "../explorer/testing.ts"
import { boxIr, flatOf } from "./testing.ts"

/** What the search of a box stops for, if for anything. */
const refusal = async (when: string, more: Partial<Tiny> = {}): Promise<string | undefined> => {
  const { kernel } = await explore(flatOf(boxIr(when, more)), { forget: true })
  const stop = kernel.compiled.stop()
  return stop?.kind === "refused" ? kernel.refusals?.[stop.which] : undefined
}

describe("a search that forgets", () => {
  it("stores fewer states where nothing depends on what is forgotten", async () => {
    const [reduced, whole] = [await explore(flatOf(boxIr("!s.isFull")), { forget: true }), await explore(flatOf(boxIr("!s.isFull")))]
    expect(reduced.kernel.compiled.stop()).toBeUndefined()
    expect(reduced.kernel.compiled.states()).toBeLessThan(whole.kernel.compiled.states())
  })
  it("judges the properties of steps on its way, and says that they were put to the test", async () => {
    const { kernel } = await explore(flatOf(boxIr("!s.isFull")), { forget: true })
    expect(kernel.compiled.premises[kernel.flat.properties.findIndex((p) => p.property.kind === "step")]).toBe(1)
  })

  it.each<readonly [string, string, Partial<Tiny>, string]>([
    ["a copy of it is kept", "true", {}, "t.take carries what was forgotten into what was not"],
    ["a rule asks for it", "!s.isFull", { rules: { go: "when: (s) => ({ not2: s.value !== 2 }), then: (s) => next(s, { isFull: !s.isFull })" } }, "whether t.go is enabled depends on what was forgotten"],
    ["an invariant asks for it", "!s.isFull", { properties: { low: ["invariant", "holds: (s) => s.value < 2"] } }, "t.low depends on what was forgotten"],
    ["a step property asks for it", "!s.isFull", { properties: { low: ["step", "holds: (s, n, t) => t.value >= s.value"] } }, "t.low depends on what was forgotten"],
    ["a leads-to asks for it", "!s.isFull", { properties: { low: ["leadsTo", "given: (s) => s.value > 0, holds: (s) => s.isFull"] } }, "t.low depends on what was forgotten"],
    ["rest asks for it", "!s.isFull", { quiescent: "(s) => s.value < 3" }, "whether the system may rest depends on what was forgotten"],
    ["it comes to matter again", "s.count === 1", {}, "t.take carries what was forgotten into what was not"],
    ["a fair rule may change nothing else", "!s.isFull", { rules: { stir: "when: (s) => ({ it: !s.isFull }), then: (s) => next(s, { value: 1 })" } }, "t.stir may change nothing but what is forgotten"],
    ["it may change nothing at all, since the condition reads what it forgets", "!s.isFull && s.value === 0", { rules: { stir: "when: (s) => ({ it: !s.isFull }), then: (s) => next(s, { value: 1 })" } }, "t.stir may change nothing but what is forgotten"],
  ])("ends where %s", async (_, when, more, what) => {
    expect(await refusal(when, more)).toBe(what)
  })
  it("goes on where another condition settles it", async () => {
    const before = { rules: { go: "when: (s) => ({ isFull: s.isFull, not2: s.value !== 2 }), then: (s) => next(s, { isFull: false })" }, properties: { low: ["invariant", "holds: (s) => !s.isFull || s.value < 3"] } } as const
    expect(await refusal("!s.isFull", before)).toBeUndefined()
  })
})

describe("a wrong canonicaliser", () => {
  /** Nobody may take a 2 out. Taking the number for 0 while it is in the box hides that one may. */
  const broken: Partial<Tiny> = { properties: { no2: ["invariant", "holds: (s) => s.taken !== 2"] } }
  it("would hide what is broken", () => {
    const flat = flatOf(boxIr("true", broken))
    const [put, take] = [flat.reading.instances.filter((x) => x.rule.id === "t.put"), flat.reading.instances.filter((x) => x.rule.id === "t.take")]
    const canonical = (state: readonly unknown[]): readonly unknown[] => [0, ...state.slice(1)]
    const seen = new Map<string, readonly unknown[]>([[flat.reading.initial().join(), flat.reading.initial()]])
    for (const state of seen.values()) for (const x of [...put, ...take]) {
      if (!flat.reading.enabled(x.rule, state as never, x.params)) continue
      const next = canonical(flat.reading.step(x.rule, state as never, x.params))
      seen.set(next.join(), next)
    }
    expect([...seen.values()].some((s) => s[2] === 2)).toBe(false)
  })
  it("is refused, and the check finds it without", async () => {
    const r = await check(boxIr("true", broken), { forget: true })
    expect([r.verdict, r.counterexample?.id, r.reduction?.isUsed, r.reduction?.because]).toEqual(["violated", "t.no2", false, "t.take carries what was forgotten into what was not"])
  })
  it("of the right condition finds it, in a run of the system", async () => {
    const ir = boxIr("!s.isFull", broken)
    const [reduced, whole] = [await check(ir, { forget: true }), await check(ir)]
    expect([reduced.verdict, reduced.reduction?.isUsed, reduced.counterexample]).toEqual(["violated", true, whole.counterexample])
  })
})

describe("a check that forgets", () => {
  const atoms = ["s.isFull", "!s.isFull", "s.count === 0", "s.count === n.n", "s.taken === 1", "s.value === 2"]
  const cells = ["value: 0", "taken: 0", "count: 3", "value: 0, taken: 0"]
  const conditions = atoms.flatMap((a, i) => atoms.slice(i).flatMap((b) => [`${a} && ${b}`, `${a} || ${b}`]))
  const properties: Tiny["properties"] = {
    once: ["step", "given: (s) => !s.isFull, holds: (s, n, t) => t.taken === s.taken"], low: ["invariant", "given: (s) => s.isFull, holds: (s) => s.value < 3"],
    all: ["reachable", "holds: (s, n) => s.count === n.n && s.taken === 2"], ends: ["leadsTo", "given: (s) => s.isFull, holds: (s) => !s.isFull"],
  }
  it.each(cells)("comes to the same whatever %s says is forgotten, and wherever", async (cell) => {
    let used = 0
    for (const when of conditions) {
      const before = `const r_forget = rule({ id: "t.forget", text: "F.", when: (s, n) => ({ it: ${when} }), then: (s) => next(s, { ${cell} }) })
const forgetting: Machine<State, Sizes> = machine({ id: "f", rules: [r_forget] })`
      const ir = boxIr("", { before, properties })
      const [reduced, whole] = [await check(ir, { forget: true }), await check(ir)]
      expect([when, reduced.verdict, reduced.properties]).toEqual([when, whole.verdict, whole.properties])
      expect(reduced.states).toBeLessThanOrEqual(whole.states)
      if (reduced.reduction?.isUsed === true) used++
    }
    expect(used).toBeGreaterThan(0)
    expect(used).toBeLessThan(conditions.length)
  }, 60_000)
})
