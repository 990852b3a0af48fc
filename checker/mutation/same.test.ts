import { describe, expect, it } from "vitest"
import { counting, tiny, type Tiny } from "../explorer/testing.ts"
import { codeOf } from "./same.ts"

const code = (t: Tiny): string => codeOf(tiny(t), "small")
const withUp = (rule: string): Tiny => ({ ...counting, rules: { ...counting.rules, up: rule } })
const up = "when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })"
const longer = (frames: number): Tiny => ({ ...withUp(`when: (s, n) => ({ below: s.x < n.n, fits: n.n === 3 || s.x < ${frames} }), then: (s) => next(s, { x: s.x + 1 })`), sizes: "small: { n: 3 }, standard: { n: 5 }" })

describe("the code of a system at a size", () => {
  it("is the same where what differs makes no difference at this size", () => {
    expect(code(longer(1))).toBe(code(longer(2)))
  })
  it.each([
    ["what a step does", withUp(up.replace("s.x + 1", "min(s.x + 2, 3)"))],
    ["what a step is called", { ...counting, rules: { more: up } }],
    ["what fairness asks", withUp(`fair: "none", ${up}`)],
    ["whether a step is a fault", withUp(`by: "fault", ${up}`)],
    ["whether it is hidden", withUp(`hidden: true, ${up}`)],
    ["where it begins", { ...counting, rules: { up }, init: "x: 1" }],
    ["what must hold", { ...counting, rules: { up }, properties: { small: ["invariant", "holds: (s) => s.x < 3"] } }],
    ["where it may rest", { ...counting, rules: { up }, quiescent: "(s) => s.x === 2" }],
  ] satisfies readonly (readonly [string, Tiny])[])("tells apart %s", (_what, other) => {
    expect(code(other)).not.toBe(code(withUp(up)))
  })
  it("tells apart the services that are refined", () => {
    const refining = (room: string): Tiny => ({
      ...withUp(up),
      before: `interface Service { readonly y: Upto<3> }
const service_rule = model<Service, Sizes>().rule
const s_up = service_rule({ id: "s.up", text: "x", when: (s) => ({ room: s.y < ${room} }), then: (s) => next(s, { y: s.y + 1 }) })
const service: Machine<Service, Sizes> = machine({ id: "s", rules: [s_up] })`,
      system: `refines: [refinement({ id: "s.same", text: "x", service, init: () => ({ y: 0 }), as: (s: State) => ({ y: s.x }) })]`,
    })
    expect(code(refining("3"))).not.toBe(code(refining("2")))
    expect(code(refining("3"))).toBe(code(refining("3")))
  })
})
