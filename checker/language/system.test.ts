import { describe, expect, it } from "vitest"
import { machine, model, type Machine } from "./rule.ts"
import { refinement, type System } from "./system.ts"

interface Part { readonly count: number }
interface State { readonly a: Part; readonly b: Part }
interface Sizes { readonly most: number }
const { rule } = model<Part, Sizes>()
const up = rule({ id: "t.up", text: "Up.", when: (s, n) => ({ few: s.count < n.most }), then: (s) => ({ count: s.count + 1 }) })
const counting: Machine<Part, Sizes> = machine({ id: "t", rules: [up] })

describe("refinement", () => {
  it("is what was written", () => {
    const r = refinement({ id: "t.r", text: "R.", service: counting, init: () => ({ count: 0 }), as: (s: State) => s.a })
    expect([r.id, r.init({ most: 1 }), r.as({ a: { count: 1 }, b: { count: 2 } }, { most: 1 })]).toEqual(["t.r", { count: 0 }, { count: 1 }])
    // @ts-expect-error -- the service has no such state.
    expect(refinement({ id: "t.r", text: "R.", service: counting, init: () => ({ count: 0 }), as: (s: State) => ({ sum: s.a.count }) }).id).toBe("t.r")
  })
})

describe("a system", () => {
  it("places a machine only where its state is", () => {
    const system: System<State, Sizes> = {
      id: "t.system", text: "S.", sizes: { small: { most: 2 } },
      init: () => ({ a: { count: 0 }, b: { count: 0 } }),
      parts: ({ place, join, whole }) => [
        place("a", counting),
        // @ts-expect-error -- there is no part c.
        place("c", counting),
        // @ts-expect-error -- the machine needs a count.
        join("ab", { from: "a" }, counting),
        // @ts-expect-error -- nor has the whole one.
        whole(counting),
      ],
      quiescent: (s, n) => s.a.count === n.most,
    }
    expect(system.quiescent(system.init({ most: 0 }), { most: 0 })).toBe(true)
  })
})
