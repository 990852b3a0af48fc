import { describe, expect, it } from "vitest"
import { changed, ignoring, replacing, unasked } from "./changed.ts"
import { Runtime, type Event } from "./runtime.ts"
import { lamp, type Lamp } from "./testing.ts"

const n = { most: 3 }
const event = (system: typeof lamp, id: string, params: Event["params"] = {}): readonly [Runtime<Lamp, typeof n>, Event] => {
  const runtime = new Runtime(system, n)
  return [runtime, { of: runtime.rules.find((r) => r.rule.id === id) as Event["of"], params }]
}
const ids = (system: typeof lamp): readonly string[] => new Runtime(system, n).rules.map((r) => r.rule.id)
const lit: Lamp = { on: true, used: 1 }

describe("a system with a rule changed", () => {
  it("does something else by that rule, and the same by all others", () => {
    const other = changed(lamp, replacing("lamp.off", { then: (s: Lamp) => ({ ...s, used: 0 }) } as never))
    const [runtime, off] = event(other, "lamp.off")
    expect(runtime.step(off, lit)).toEqual({ on: true, used: 0 })
    const [, fails] = event(other, "lamp.fails")
    expect(runtime.step(fails, lit)).toEqual({ on: false, used: 1 })
    const [own, ownOff] = event(lamp, "lamp.off")
    expect(own.step(ownOff, lit)).toEqual({ on: false, used: 1 })
  })
  it("lacks the rule that is left out, and no other", () => {
    expect(ids(changed(lamp, replacing("lamp.off", undefined)))).toEqual(ids(lamp).filter((id) => id !== "lamp.off"))
    expect(ids(changed(lamp, (rule) => rule))).toEqual(ids(lamp))
  })
  it("is enabled without regard to one conjunct, and with regard to the others", () => {
    const [runtime, on] = event(changed(lamp, ignoring("lamp.on", "dark")), "lamp.on", { by: 1 })
    const [own, ownOn] = event(lamp, "lamp.on", { by: 1 })
    expect([runtime.isEnabled(on, lit), own.isEnabled(ownOn, lit)]).toEqual([true, false])
    expect(runtime.isEnabled(on, { on: false, used: 3 })).toBe(false)
  })
  it("names a conjunct that there is not: a test of nothing would pass", () => {
    const [runtime, on] = event(changed(lamp, ignoring("lamp.on", "bright")), "lamp.on", { by: 1 })
    expect(() => runtime.isEnabled(on, lit)).toThrow("lamp.on has no conjunct bright")
  })
  it("is not asked for its properties where it has none any more", () => {
    expect(new Runtime(lamp, n).properties.length).toBeGreaterThan(0)
    expect([new Runtime(unasked(lamp), n).properties, ids(unasked(lamp))]).toEqual([[], ids(lamp)])
  })
})
