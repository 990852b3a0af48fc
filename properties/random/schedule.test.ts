import { describe, expect, it } from "vitest"
import { labelOf } from "./listing.ts"
import { Runtime } from "./runtime.ts"
import { firstOf, Picker } from "./schedule.ts"
import { lamp, type Lamp } from "./testing.ts"

const runtime = new Runtime(lamp, { most: 3 })
const rule = (id: string): (typeof runtime.rules)[number] => runtime.rules.find((r) => r.rule.id === id) as (typeof runtime.rules)[number]
const dark: Lamp = { on: false, used: 0 }
const lit: Lamp = { on: true, used: 1 }
/** How often each rule is picked in a state. */
const picked = (s: Lamp, weight: (id: string) => number, n = 1000): Readonly<Record<string, number>> => {
  const picker = new Picker(runtime, 5, (r) => weight(r.rule.id))
  const counts: Record<string, number> = {}
  for (let i = 0; i < n; i++) {
    const id = picker.next(s)?.of.rule.id ?? "nothing"
    counts[id] = (counts[id] ?? 0) + 1
  }
  return counts
}

describe("what is picked", () => {
  it("is enabled, with its parameters", () => {
    const picker = new Picker(runtime, 1, () => 1)
    for (let i = 0; i < 200; i++) {
      const event = picker.next({ on: false, used: 2 })
      expect(event === undefined ? undefined : labelOf(event)).toBe(": lamp.on (by: 1)")
    }
  })
  it("follows the weights among what is enabled, and leaves out what weighs nothing", () => {
    const counts = picked(lit, (id) => (id === "lamp.fails" ? 1 : 9))
    expect(Object.keys(counts).toSorted()).toEqual(["lamp.fails", "lamp.off"])
    expect(counts["lamp.fails"]).toBeGreaterThan(60)
    expect(counts["lamp.fails"]).toBeLessThan(140)
    expect(picked(lit, (id) => (id === "lamp.fails" ? 0 : 1))).toEqual({ "lamp.off": 1000 })
  })
  it("is found however little it weighs, and nothing where nothing is allowed", () => {
    expect(picked(dark, (id) => (id === "lamp.on" ? 1e-9 : 1), 50)).toEqual({ "lamp.on": 50 })
    expect(picked(dark, (id) => (id === "lamp.on" ? 0 : 1), 50)).toEqual({ nothing: 50 })
    expect(picked(dark, () => 0, 5)).toEqual({ nothing: 5 })
  })
  it("is the same for the same seed", () => {
    const run = (seed: number): readonly string[] => {
      const picker = new Picker(runtime, seed, () => 1)
      return Array.from({ length: 40 }, (_, i) => { const e = picker.next(i % 2 === 0 ? dark : lit); return e === undefined ? "" : labelOf(e) })
    }
    expect(run(9)).toEqual(run(9))
    expect(run(9)).not.toEqual(run(10))
  })
})

describe("the first event of a rule", () => {
  it("is by the order of its parameters' values, and enabled", () => {
    const first = firstOf(runtime, rule("lamp.on"), dark)
    expect(first === undefined ? undefined : labelOf(first)).toBe(": lamp.on (by: 1)")
    expect(firstOf(runtime, rule("lamp.on"), { on: false, used: 3 })).toBeUndefined()
    expect(firstOf(runtime, rule("lamp.off"), lit)?.params).toEqual({})
  })
})
