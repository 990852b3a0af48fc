import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { sortAt } from "../../checker/ir/sort.ts"
import { lower } from "../../checker/lowering/index.ts"
import { isAtRest } from "../ring.ts"
import { ring } from "../systems/ring.ts"
import { changed, replacing } from "./changed.ts"
import { labelOf } from "./listing.ts"
import { Run, type Setting, type Subject } from "./run.ts"
import { firstOf } from "./schedule.ts"
import type { Event } from "./runtime.ts"

const { state } = lower(fileURLToPath(new URL("../systems/ring.ts", import.meta.url)), "ring")
const subject = (system = ring): Subject => ({ system, shape: (n) => sortAt(state, { ...n }), shown: new Set() })
const setting: Setting = { sizes: { slots: 2, more: 1, posted: 2, indices: 4, tags: 2, epochs: 99, changes: 99, seals: 0 }, start: { kind: "new", epoch: 0, count: 0 } }

const eventOf = (run: Run, id: string): Event => {
  const of = run.runtime.rules.find((r) => r.rule.id === id)
  const event = of === undefined ? undefined : firstOf(run.runtime, of, run.state)
  if (event === undefined) throw new Error(`${id} cannot happen`)
  return event
}

describe("a run", () => {
  it("counts and records its steps, and changes nothing by asking", () => {
    const record: string[] = []
    const run = new Run(subject(), setting, (e) => record.push(labelOf(e)))
    const first = run.state
    const open = eventOf(run, "epoch.open")
    expect([run.isEnabled(open), run.state, run.steps, record]).toEqual([true, first, 0, []])
    run.take(open)
    expect([run.steps, record, run.isEnabled(open)]).toEqual([1, ["b: epoch.open"], false])
    expect(run.state).not.toEqual(first)
  })
  it("comes to rest when nothing fails, and takes no step where it rests already", () => {
    const run = new Run(subject(), setting)
    expect(isAtRest(run.state, setting.sizes)).toBe(false)
    run.settle()
    expect([isAtRest(run.state, setting.sizes), run.steps > 5]).toEqual([true, true])
    const { steps } = run
    run.settle()
    expect(run.steps).toBe(steps)
  })
  it("settles without faults, giving up and new frames", () => {
    const record: string[] = []
    const run = new Run(subject(), setting, (e) => record.push(e.of.rule.id))
    run.settle()
    run.take(eventOf(run, "slot.writePayload"))
    run.take(eventOf(run, "fabric.linkFails"))
    record.length = 0
    run.settle()
    expect(record.length).toBeGreaterThan(5)
    expect(record.filter((id) => ["epoch.abandon", "slot.writePayload", "fabric.linkFails"].includes(id))).toEqual([])
  })
  it("is driven for so many steps, the same ones for the same seed", () => {
    const driven = (seed: number): readonly string[] => {
      const record: string[] = []
      const run = new Run(subject(), setting, (e) => record.push(labelOf(e)))
      run.drive({ mood: "storm", steps: 200, seed })
      expect(run.steps).toBe(200)
      return record
    }
    expect(driven(3)).toEqual(driven(3))
    expect(driven(3)).not.toEqual(driven(4))
  })
  it("violates what it must where it does not come to rest: nothing moves, or it moves for ever", () => {
    expect(() => new Run(subject(changed(ring, replacing("epoch.open", undefined))), setting).settle()).toThrow("run.rests: nothing moves")
    const forever = changed(ring, replacing("credit.return", undefined))
    const run = new Run(subject(forever), setting)
    run.settle()
    run.take(eventOf(run, "slot.writePayload"))
    expect(() => run.settle()).toThrow(/^run\.rests: /)
  })
  it("violates what it must where a state leaves its shape, and knows that a step was not finished", () => {
    const wild = changed(ring, replacing("epoch.open", { then: (s: { readonly owner: object }) => ({ ...s, owner: { ...s.owner, epoch: 1_000 } }) } as never))
    const run = new Run(subject(wild), setting)
    expect(() => run.take(eventOf(run, "epoch.open"))).toThrow(/^obligation\.range: the state/)
    expect(run.isStepping).toBe(true)
  })
})
