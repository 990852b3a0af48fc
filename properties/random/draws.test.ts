import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { large, schedules, settings } from "./draws.ts"
import { moods } from "./moods.ts"

const seed = 20130514
const drawn = fc.sample(settings(1, 2, 64), { seed, numRuns: 1000 })

describe("what is drawn", () => {
  it("are sizes of a ring: frames fit into it, indices are a multiple of its slots and more than them", () => {
    for (const { sizes: n } of drawn) {
      expect([1, 2, 64]).toContain(n.slots)
      expect(n.more).toBeLessThan(n.slots)
      expect([n.indices % n.slots, n.indices > n.slots]).toEqual([0, true])
      expect(n.posted).toBeGreaterThanOrEqual(2)
    }
  })
  it("are starts that a ring can come to: none but a new one without an epoch, and a count only in an open one", () => {
    for (const { start } of drawn) {
      expect(start.kind === "new").toBe(start.epoch === 0)
      expect(start.count).toBeGreaterThanOrEqual(0)
      expect(start.kind === "open" || start.count === 0).toBe(true)
    }
  })
  it("reaches what is rare: each kind of start, the sizes of the wire, counts on both sides of a wrap, tags about to come again", () => {
    expect(new Set(drawn.map((d) => d.start.kind))).toEqual(new Set(["new", "open", "ended"]))
    const wire = drawn.filter((d) => d.sizes.indices === 2 ** 32)
    expect([wire.some((d) => d.start.count < 2 ** 32 && d.start.count > 2 ** 32 - 200), wire.some((d) => d.start.count > 2 ** 32)]).toEqual([true, true])
    expect(drawn.some((d) => d.sizes.tags === 65_534 && d.start.epoch >= 65_532 && d.start.epoch <= 65_537)).toBe(true)
  })
  it("are schedules within their bounds, in every mood, whose seeds are not made simpler", () => {
    const all = fc.sample(schedules(12, 400), { seed, numRuns: 200 })
    expect(all.every((s) => s.length >= 1 && s.length <= 12)).toBe(true)
    expect(new Set(all.flat().map((p) => p.mood))).toEqual(new Set(moods))
    expect(Math.max(...all.flat().map((p) => p.steps))).toBeGreaterThan(300)
    expect(all.flat().every((p) => p.steps <= 400)).toBe(true)
  })
  it("are large rings next to the wrap, which fill, empty, end an epoch and go on", () => {
    for (const [{ sizes, start }, phases] of fc.sample(large, { seed, numRuns: 100 })) {
      expect([sizes.slots, sizes.indices, start.kind]).toEqual([2 ** 15, 2 ** 32, "open"])
      expect(2 ** 32 - start.count).toBeLessThanOrEqual(1.5 * sizes.slots + 1)
      expect(phases.map((p) => p.mood).filter((_, i) => i !== 2)).toEqual(["fill", "empty", "steady"])
      expect(moods.indexOf(phases[2]?.mood ?? "steady")).toBeGreaterThanOrEqual(4)
    }
  })
})
