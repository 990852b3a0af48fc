import { describe, expect, it } from "vitest"
import { Generator } from "./generator.ts"
import { drawn, Scheduler } from "./schedule.ts"
import { tinyKernel } from "./testing.ts"

describe("drawn", () => {
  it("draws by weight, and never what has none", () => {
    const g = new Generator(1)
    const counts = [0, 0, 0, 0]
    for (let k = 0; k < 10_000; k++) {
      const i = drawn([0, 3, 0, 1], g)
      counts[i] = (counts[i] ?? 0) + 1
    }
    expect([counts[0], counts[2]]).toEqual([0, 0])
    expect((counts[1] ?? 0) / (counts[3] ?? 1)).toBeCloseTo(3, 0)
    expect([drawn([], g), drawn([0, 0], g)]).toEqual([-1, -1])
  })
})

describe("the scheduler", () => {
  // Of two rules that always may happen, and one that never may; and a fault.
  const k = tinyKernel({
    fields: "readonly x: Upto<9>; readonly y: Upto<9>", init: "x: 0, y: 0",
    rules: {
      never: "when: (s) => ({ far: s.x > 3 && s.y > 8 }), then: (s) => next(s, { x: 0 })",
      x: "when: (s) => ({ low: s.x < 9 }), then: (s) => next(s, { x: s.x + 1 })",
      y: "when: (s) => ({ low: s.y < 9 }), then: (s) => next(s, { y: s.y + 1 })",
      fault: `by: "fault", when: () => ({}), then: (s) => next(s, { y: 0 })`,
    },
  })
  it("fires what is enabled, by its weight, and leaves faults alone", () => {
    const c = k.make(1)
    const [g, scheduler, counts] = [new Generator(1), new Scheduler(), [0, 0, 0, 0]]
    for (let n = 0; n < 4_000; n++) {
      c.reset(0)
      const i = scheduler.fire(c, 0, Float64Array.from([100, 1, 3, 100]), g)
      counts[i] = (counts[i] ?? 0) + 1
      expect([scheduler.options, scheduler.code]).toEqual([2, 1])
    }
    expect([counts[0], counts[3]]).toEqual([0, 0])
    expect((counts[2] ?? 0) / (counts[1] ?? 1)).toBeCloseTo(3, 0)
  })
  it("tells that nothing of weight is enabled from that nothing is", () => {
    const c = k.make(1)
    const [g, scheduler] = [new Generator(1), new Scheduler()]
    c.reset(0)
    expect([scheduler.fire(c, 0, new Float64Array(4), g), scheduler.options]).toEqual([-1, 2])
    const ones = Float64Array.from([0, 1, 1, 0])
    for (let n = 0; n < 18; n++) expect(scheduler.fire(c, 0, ones, g)).toBeGreaterThan(0)
    // Only the rule without weight is enabled now.
    expect([scheduler.fire(c, 0, ones, g), scheduler.options]).toEqual([-1, 1])
  })
})
