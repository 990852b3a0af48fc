import { isDeepStrictEqual } from "node:util"
import { describe, expect, it } from "vitest"
import { counting } from "../explorer/testing.ts"
import { codec } from "../ir/flat.ts"
import { unpack } from "../explorer/layout.ts"
import { systems } from "../../properties/systems/index.ts"
import { breachOf, type SimulationKernel } from "./kernel.ts"
import { Generator } from "./generator.ts"
import { registeredKernel, tinyKernel } from "./testing.ts"

/** Walks at random, and compares with the interpreter in each state what is enabled, and what each instance does. */
const walk = (k: SimulationKernel, steps: number): { readonly compared: number; readonly fired: Set<number> } => {
  const { flat: { reading, instances, ir, sizes, properties }, layout } = k
  const c = k.make(3)
  const base = layout.words
  const { decode } = codec(ir, sizes)
  const stateAt = (): ReturnType<typeof decode> => decode(unpack(layout, c.store, base))
  const g = new Generator(11)
  const fired = new Set<number>()
  let compared = 0
  c.reset(base)
  for (let n = 0; n < steps; n++) {
    const row = c.store.slice(base, base + layout.words)
    const state = stateAt()
    // A firing that changes nothing is none.
    const enabled = instances.filter((x) => reading.enabled(x.rule, state, x.params) && !isDeepStrictEqual(reading.step(x.rule, state, x.params), state))
    const count = c.options(base)
    expect([...c.enabled.subarray(0, count)]).toEqual(enabled.filter((x) => x.rule.by !== "fault").map((x) => x.index))
    expect(c.rest(base)).toBe(reading.evaluate(ir.quiescent.node, { state, params: {} }) === true ? 1 : 0)
    for (const x of instances) {
      c.store.set(row, base)
      expect((c.fire[x.index] as (b: number) => number)(base)).toBe(enabled.includes(x) ? 1 : 0)
      expect(stateAt()).toEqual(enabled.includes(x) ? reading.step(x.rule, state, x.params) : state)
      compared++
    }
    expect(properties.every((p) => p.property.kind !== "invariant" || reading.evaluate(p.property.given, { state, params: {} }) !== true || reading.evaluate(p.property.holds, { state, params: {} }) === true)).toBe(true)
    c.store.set(row, base)
    const x = enabled[g.below(enabled.length)]
    if (x === undefined) c.reset(base)
    else {
      (c.fire[x.index] as (b: number) => number)(base)
      fired.add(x.index)
    }
  }
  // The rows beside it are other channels.
  expect([...c.store.subarray(0, base), ...c.store.subarray(2 * base, 3 * base)].every((w) => w === 0)).toBe(true)
  return { compared, fired }
}

describe("the simulated kernel", () => {
  it.each(systems)("agrees with the interpreter on a random walk: $id", ({ module, name }) => {
    const { compared, fired } = walk(registeredKernel(module, name), 120)
    expect(compared).toBeGreaterThan(120)
    expect(fired.size).toBeGreaterThan(5)
  })

  it("says which property a firing breaks", () => {
    const k = tinyKernel({ ...counting, properties: { low: ["invariant", "holds: (s) => s.x < 2"], slow: ["step", "holds: (s, _n, t) => t.x !== s.x + 1 || s.x !== 0"] } })
    const c = k.make(1)
    c.reset(0)
    const fire = c.fire[0] as (b: number) => number
    expect(breachOf(fire(0))).toEqual({ kind: "property", which: 1 })
    expect(breachOf(fire(0))).toEqual({ kind: "property", which: 0 })
    expect([...c.seen]).toEqual([1, 1])
  })
  it("says which obligation a firing breaks, and leaves the state as it was", () => {
    const k = tinyKernel({ ...counting, rules: { up: "when: () => ({}), then: (s) => next(s, { x: s.x + 1 })" } })
    const c = k.make(1)
    c.reset(0)
    const fire = c.fire[0] as (b: number) => number
    const codes = Array.from({ length: 4 }, () => fire(0))
    expect(codes.slice(0, 3)).toEqual([1, 1, 1])
    const breach = breachOf(codes[3] as number)
    expect(breach?.kind).toBe("obligation")
    expect(k.obligations[breach?.which ?? -1]).toMatchObject({ owner: "t.up", instance: { label: "t.up" } })
    expect(unpack(k.layout, c.store)).toEqual([3])
  })
  it("notes witnesses and forbidden states", () => {
    const k = tinyKernel({ ...counting, properties: { two: ["reachable", "holds: (s) => s.x === 2"], three: ["forbidden", "holds: (s) => s.x === 3"] } })
    const c = k.make(1)
    c.reset(0)
    const fire = c.fire[0] as (b: number) => number
    expect([fire(0), c.seen[0], fire(0), c.seen[0], breachOf(fire(0))]).toEqual([1, 0, 1, 1, { kind: "property", which: 1 }])
  })
})
