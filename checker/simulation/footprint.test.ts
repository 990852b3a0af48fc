import { describe, expect, it } from "vitest"
import { flatten } from "../ir/flat.ts"
import { placed } from "../ir/system.ts"
import { tiny, type Tiny } from "../explorer/testing.ts"
import { footprints, isAlwaysTrue } from "./footprint.ts"
import { Simulation, type Failure } from "./run.ts"
import { registeredKernel, smallSite } from "./testing.ts"
import { historical } from "../../properties/mutants/historical.ts"

const two: Tiny = {
  fields: `readonly x: Upto<Sizes["n"]>; readonly y: Upto<Sizes["n"]>`,
  init: "x: 0, y: 0",
  rules: {
    x: "when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })",
    y: "when: (s, n) => ({ below: s.y < n.n }), then: (s) => next(s, { y: s.y + 1 })",
  },
}
/** The properties that are judged after each rule. */
const judgedAfter = (properties: Tiny["properties"]): Readonly<Record<string, readonly string[]>> => {
  const flat = flatten(tiny({ ...two, ...(properties === undefined ? {} : { properties }) }), { n: 3 })
  const all = footprints(flat)
  return Object.fromEntries(flat.instances.map((x, i) => [x.rule.id, (all[i] ?? []).map((k) => flat.properties[k]?.property.id ?? "")]))
}

describe("a footprint", () => {
  it("has a property of states where a rule writes what it reads", () => {
    expect(judgedAfter({ low: ["invariant", "holds: (s, n) => s.x <= n.n - 1"], both: ["invariant", "given: (s) => s.x > 0, holds: (s) => s.y < 3"] })).toEqual({ "t.x": ["t.low", "t.both"], "t.y": ["t.both"] })
  })
  it("has a property of steps also where a step that leaves alone what it reads may break it", () => {
    expect(judgedAfter({ grows: ["step", "holds: (s, _n, t) => t.x >= s.x"], moves: ["step", "given: (s) => s.x > 0, holds: (s, _n, t) => t.x !== s.x"] })).toEqual({ "t.x": ["t.grows", "t.moves"], "t.y": ["t.moves"] })
  })
  it("finds by trying all values that such a step breaks nothing", () => {
    expect(judgedAfter({ jump: ["step", "given: (s) => s.x === 1, holds: (_s, _n, t) => !(t.x === 2) && t.x < 3" ] })).toEqual({ "t.x": ["t.jump"], "t.y": [] })
  })
})

describe("isAlwaysTrue", () => {
  it("gives up, and never says so wrongly", () => {
    const { flat } = registeredKernel("ring.ts", "ring")
    const [x, y] = flat.cells.filter((c) => !c.isBool && c.most > 0).map((c) => flat.nodes.make("state", [], { kind: "upto", most: c.most }, { name: c.path }))
    if (x === undefined || y === undefined) throw new Error("no cells")
    expect(isAlwaysTrue(flat, flat.nodes.or(flat.nodes.lt(x, y), flat.nodes.le(y, x)))).toBe(true)
    expect(isAlwaysTrue(flat, flat.nodes.lt(x, y))).toBe(false)
    expect(isAlwaysTrue({ ...flat, cells: [] }, flat.nodes.or(flat.nodes.lt(x, y), flat.nodes.le(y, x)))).toBe(false)
  })
})

// What is judged after each firing is decided beforehand: judging everything after every firing finds nothing sooner.
const wrong = historical.filter((h) => (h.system === "ring" || h.system === "wakeup") && h.size === undefined)
describe("judging by footprints", () => {
  it("is tried on several wrong versions", () => expect(wrong.length).toBeGreaterThan(8))
  it.each(wrong)("misses nothing that judging all would find: $id", (h) => {
    const [file, name] = [`${h.system}.ts`, h.system]
    const failure = (everything: boolean): (Failure & { readonly steps: number; readonly at: number; readonly id: string }) | undefined => {
      const near = registeredKernel(file, name, "small", h.changes, { everything })
      const s = new Simulation({ near, site: smallSite, seed: 1, steps: 300_000 })
      s.run(Infinity)
      const what = s.failure?.what
      return s.failure === undefined ? undefined : { ...s.failure, at: s.steps + s.recovery, id: what?.kind === "property" ? placed(near.flat.ir.properties[what.which] as { id: string; place: string }) : (what?.kind ?? "") }
    }
    const found = failure(false)
    expect(found).toBeDefined()
    expect(found).toEqual(failure(true))
  })
})
