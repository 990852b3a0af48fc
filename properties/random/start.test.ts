import { fileURLToPath } from "node:url"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { sortAt } from "../../checker/ir/sort.ts"
import { lower } from "../../checker/lowering/index.ts"
import type { Sizes } from "../../model/slot/sizes.ts"
import type { Ring } from "../ring.ts"
import { ring } from "../systems/ring.ts"
import { settings } from "./draws.ts"
import { Run, type Subject } from "./run.ts"
import { firstOf } from "./schedule.ts"
import { stateAt } from "./start.ts"

const { state } = lower(fileURLToPath(new URL("../systems/ring.ts", import.meta.url)), "ring")
const subject: Subject = { system: ring, shape: (n) => sortAt(state, { ...n }), shown: new Set() }

/** The first instance of a rule happens. */
const happen = (run: Run, id: string): void => {
  const of = run.runtime.rules.find((r) => r.rule.id === id)
  const event = of === undefined ? undefined : firstOf(run.runtime, of, run.state)
  if (event === undefined) throw new Error(`${id} cannot happen`)
  run.take(event)
}
/** A new ring in whose first epoch so many white frames were sent and received. */
const after = (sizes: Sizes, frames: number): Run => {
  const run = new Run(subject, { sizes, start: { kind: "new", epoch: 0, count: 0 } })
  run.settle()
  for (let i = 0; i < frames; i++) {
    happen(run, "slot.writePayload")
    run.settle()
  }
  return run
}
/** As data, whatever keeps its slots. */
const plain = (s: Ring): unknown => JSON.parse(JSON.stringify({ ...s, b: { ...s.b, ring: { ...s.b.ring, slots: [...s.b.ring.slots] } } }))

describe("the states in which runs begin", () => {
  const sizes: Sizes = { slots: 2, more: 0, posted: 4, indices: 6, tags: 1, epochs: 9, changes: 9, seals: 0 }

  it.each([0, 1, 2, 3, 5, 6, 7, 11, 12])("are those that a ring comes to: at rest after %i frames", (count) => {
    expect(plain(stateAt({ kind: "open", epoch: 1, count }, sizes))).toEqual(plain(after(sizes, count).state))
  })

  it("are those that a ring comes to: with the first lap of an epoch that a failure ended", () => {
    const run = after(sizes, 2)
    for (const id of ["fabric.linkFails", "fabric.linkComesBack", "epoch.ownerLinkEvent", "epoch.senderLinkEvent"]) happen(run, id)
    const made = stateAt({ kind: "ended", epoch: 1, count: 0 }, sizes)
    // What the credit word says depends on what was offered last.
    expect(plain({ ...made, a: { ...made.a, words: run.state.a.words } })).toEqual(plain(run.state))
  })

  it("have every invariant, and lead to rest", () => {
    fc.assert(fc.property(settings(1, 2, 8, 64), (setting) => {
      const run = new Run(subject, setting)
      run.settle()
      expect(run.runtime.isAtRest(run.state)).toBe(true)
    }))
  })
})
