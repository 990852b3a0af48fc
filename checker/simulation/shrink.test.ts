import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { counting } from "../explorer/testing.ts"
import { historical } from "../../properties/mutants/historical.ts"
import { Player } from "./play.ts"
import { eventsOf, Simulation } from "./run.ts"
import { isSameFailure, minimized, shrunk } from "./shrink.ts"
import { storyOf } from "./story.ts"
import { registeredKernel, smallSite, tinyKernel } from "./testing.ts"

describe("minimized", () => {
  const whole = Array.from({ length: 100 }, (_, i) => i)
  it("keeps just what it takes to fail", () => {
    fc.assert(fc.property(fc.uniqueArray(fc.nat(99), { maxLength: 8 }), (needed) => {
      const fails = (list: readonly number[]): readonly number[] | undefined => (needed.every((x) => list.includes(x)) ? list : undefined)
      expect(minimized(whole, fails)).toEqual(needed.toSorted((a, b) => a - b))
    }), { seed: 4, numRuns: 200 })
  })
  it("goes on from what a trial leaves", () => {
    const trials: number[] = []
    expect(minimized(whole, (list) => {
      trials.push(list.length)
      return list.includes(7) ? list.filter((x) => x === 7 || x < 3) : undefined
    })).toEqual([7])
    expect(Math.max(...trials.slice(1))).toBeLessThan(5)
  })
})

/** What happens in each channel of a wrong version, until one fails. */
const failing = (near: ReturnType<typeof registeredKernel>): { readonly events: readonly number[]; readonly what: NonNullable<Simulation["failure"]>["what"] } => {
  const setting = { near, site: smallSite, seed: 1, steps: 1_000_000 }
  const s = new Simulation(setting)
  s.run(Infinity)
  if (s.failure === undefined) throw new Error("nothing failed")
  return { events: eventsOf(setting, s.failure), what: s.failure.what }
}
const wrongRing = (id: string): ReturnType<typeof registeredKernel> => registeredKernel("ring.ts", "ring", "small", historical.find((h) => h.id === id)?.changes)

describe("a wrong version of the ring", () => {
  it.each([["row.2", "property", "ab.epoch.keepsNothing"], ["row.4", "property", "ab.epoch.endedIsSilent"], ["row.17", "property", "ab.slot.noTearing"], ["row.1", "deadlock", "deadlock"], ["row.32", "no progress", "completion"]])("is found, shrunk, and breaks the same in the interpreter: %s", (id, kind, broken) => {
    const k = wrongRing(id)
    const { events, what } = failing(k)
    expect(what.kind).toBe(kind)
    const found = shrunk(k, what, events)
    expect([found.isShown, isSameFailure(k, found.what, what)]).toEqual([true, true])
    expect(found.events.length).toBeLessThanOrEqual(Math.min(events.length, 40))
    // No event can be left out.
    const player = new Player(k)
    for (const i of found.events.keys()) {
      const without = player.play(found.events.toSpliced(i, 1), what.kind).what
      expect(without !== undefined && isSameFailure(k, without, what)).toBe(false)
    }
    // `storyOf` throws where the interpreter does not break the same.
    const story = storyOf(k, found.what, found.events)
    expect([story.id, story.run.steps.length]).toEqual([broken, found.events.length])
    expect(story.because.length).toBeGreaterThan(0)
  })
})

it("does not shrink what it cannot show", () => {
  expect(shrunk(tinyKernel(counting), { kind: "no progress" }, [0, 0])).toEqual({ what: { kind: "no progress" }, events: [0, 0], isShown: false })
})

describe("an obligation", () => {
  it("is shown with the step that could not be finished", () => {
    const k = tinyKernel({ ...counting, rules: { up: "when: () => ({}), then: (s) => next(s, { x: s.x + 1 })", back: "when: (s) => ({ on: s.x > 0 }), then: (s) => next(s, { x: s.x - 1 })" } })
    const { events, what } = failing(k)
    const found = shrunk(k, what, events)
    const story = storyOf(k, found.what, found.events)
    expect([story.id, story.run.steps.map((s) => s.rule.id), story.attempted?.rule.id]).toEqual(["t.up", ["t.up", "t.up", "t.up"], "t.up"])
    expect(story.because[0]).toMatch(/^O\d .*s?x.*3/)
  })
})
