import { describe, expect, it } from "vitest"
import { next } from "./patch.ts"
import { eventuallyAlways, infinitelyOften, machine, model, type Machine } from "./rule.ts"

interface View {
  readonly count: number
  readonly ghost: { readonly seen: boolean }
}
interface Sizes { readonly most: number }
const { forbidden, invariant, leadsTo, reachable, rule, step } = model<View, Sizes>()

const up = rule({
  id: "t.up", text: "Up.", by: "world",
  choose: () => ({ by: [1, 2] }),
  when: (s, n, p) => ({ room: s.count + p.by <= n.most }),
  then: (s, _n, p) => next(s, { count: s.count + p.by }),
  note: (g) => next(g, { seen: true }),
})

describe("rule", () => {
  it("is what was written, to be run as it stands", () => {
    expect([up.id, up.by, up.choose?.({ most: 3 })]).toEqual(["t.up", "world", { by: [1, 2] }])
    const s: View = { count: 2, ghost: { seen: false } }
    const { when, then } = up
    expect(when(s, { most: 3 }, { by: 1 } as never)).toEqual({ room: true })
    expect(when(s, { most: 3 }, { by: 2 } as never)).toEqual({ room: false })
    expect(then(s, { most: 3 }, { by: 1 } as never)).toEqual({ count: 3, ghost: { seen: false } })
  })

  it("cannot see history", () => {
    // @ts-expect-error -- a rule sees no ghost.
    const peeking = rule({ id: "t.a", text: "A.", when: (s) => ({ seen: s.ghost.seen }), then: (s) => s })
    expect(peeking.id).toBe("t.a")
  })

  it("changes nothing that its view lacks", () => {
    // @ts-expect-error -- there is no field extra.
    const wrong = rule({ id: "t.a", text: "A.", when: () => ({}), then: (s) => next(s, { extra: 1 }) })
    const { then } = wrong
    expect(() => then({ count: 1, ghost: { seen: false } }, { most: 1 }, {} as never)).toThrow("next: the state has no field extra")
  })
})

describe("properties", () => {
  it("carry their kind", () => {
    const p = { id: "t.p", text: "P.", given: (s: View) => s.count > 0, holds: (s: View) => s.ghost.seen }
    expect([invariant, step, leadsTo, reachable, forbidden].map((law) => law(p).kind)).toEqual(["invariant", "step", "leadsTo", "reachable", "forbidden"])
    expect(invariant(p)).toMatchObject(p)
  })

  it("carry what liveness may assume", () => {
    const holds = (s: View): boolean => s.count === 0
    expect([eventuallyAlways<View, Sizes>(holds), infinitelyOften<View, Sizes>(holds)]).toEqual([{ kind: "eventuallyAlways", holds }, { kind: "infinitelyOften", holds }])
  })
})

describe("machine", () => {
  it("lists its rules and properties, none where none are given", () => {
    const full: Machine<View, Sizes> = machine({ id: "t", rules: [up] })
    expect([full, machine({ id: "u" })]).toEqual([{ id: "t", rules: [up], properties: [] }, { id: "u", rules: [], properties: [] }])
  })

  it("takes rules of a smaller view, and none of a greater one", () => {
    const wide: Machine<View & { readonly more: boolean }, Sizes> = machine<View & { readonly more: boolean }, Sizes>({ id: "t", rules: [up] })
    // @ts-expect-error -- the rule needs a count.
    const narrow: Machine<{ readonly more: boolean }, Sizes> = machine<{ readonly more: boolean }, Sizes>({ id: "t", rules: [up] })
    expect([wide.rules, narrow.rules]).toEqual([[up], [up]])
  })
})
