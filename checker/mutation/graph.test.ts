import { describe, expect, it } from "vitest"
import { explore } from "../explorer/explore.ts"
import type { Kernel } from "../explorer/kernel.ts"
import { counting, tiny, type Tiny } from "../explorer/testing.ts"
import { flatten } from "../ir/flat.ts"
import { Reference } from "./graph.ts"

const explored = async (t: Tiny): Promise<Kernel> => (await explore(flatten(tiny(t), { n: 3 }), { coverage: false })).kernel
const withRule = (rule: string): Tiny => ({ ...counting, rules: { ...counting.rules, more: rule } })

const jump: Tiny = withRule("when: (s) => ({ zero: s.x === 0 }), then: (s) => next(s, { x: 2 })")

describe("two graphs", () => {
  it.each<readonly [string, Tiny, Tiny, string]>([
    ["of one system are equal", counting, counting, "equal"],
    ["are nested where one has a step less", jump, counting, "inside"],
    ["differ where one has a step more", counting, jump, "different"],
    ["differ where one has a state more", { ...counting, rules: { up: "when: (s) => ({ below: s.x < 2 }), then: (s) => next(s, { x: s.x + 1 })" } }, counting, "different"],
    ["differ where the first states do", { ...counting, init: "x: 1" }, counting, "different"],
    ["differ where the state has another shape", counting, { ...counting, fields: "readonly x: Upto<7>", rules: { up: "when: (s) => ({ below: s.x < 3 }), then: (s) => next(s, { x: s.x + 1 })" } }, "different"],
    ["differ by a protocol step that changes nothing", counting, withRule("when: (s) => ({ zero: s.x === 0 }), then: (s) => next(s, { x: 0 })"), "different"],
    ["differ by an observable fault that changes nothing", counting, withRule("by: \"fault\", when: (s) => ({ zero: s.x === 0 }), then: (s) => next(s, { x: 0 })"), "different"],
    ["do not differ by a hidden fault that changes nothing", counting, withRule("by: \"fault\", hidden: true, when: (s) => ({ zero: s.x === 0 }), then: (s) => next(s, { x: 0 })"), "equal"],
    ["differ by a hidden fault that changes something", counting, withRule("by: \"fault\", hidden: true, when: (s) => ({ zero: s.x === 0 }), then: (s) => next(s, { x: 2 })"), "different"],
  ])("%s", async (_, ours, theirs, relation) => {
    expect(new Reference(await explored(ours)).relate(await explored(theirs)).relation).toBe(relation)
  })

  it("differ first in the state or the step that the reference lacks", async () => {
    const ours = new Reference(await explored(counting))
    expect(ours.relate(await explored(jump))).toEqual({ relation: "different", from: 0, to: 2 })
    expect(new Reference(await explored({ ...counting, rules: { up: "when: (s) => ({ below: s.x < 2 }), then: (s) => next(s, { x: s.x + 1 })" } })).relate(await explored(counting))).toEqual({ relation: "different", from: 3 })
  })
})
