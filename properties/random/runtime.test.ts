import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import type { Sizes as Named } from "../../checker/ir/system.ts"
import { lower } from "../../checker/lowering/index.ts"
import { runtimeOf } from "../../checker/runtime/runtime.ts"
import { ring } from "../systems/ring.ts"
import { labelOf } from "./listing.ts"
import { Runtime, type Event } from "./runtime.ts"
import { Picker } from "./schedule.ts"

const sizes = { slots: 2, more: 1, posted: 2, indices: 4, tags: 1, epochs: 3, changes: 4, seals: 0 }
const checked = runtimeOf(ring, lower(fileURLToPath(new URL("../systems/ring.ts", import.meta.url)), "ring"), sizes as Named)
const runtime = new Runtime(ring, sizes)

describe("the runner of random runs", () => {
  it("reads a system as the checker's reading of plain TypeScript does, step by step", () => {
    const events = runtime.rules.flatMap((of) => of.choices.reduce<readonly Event["params"][]>((all, [name, values]) => all.flatMap((p) => values.map((v) => ({ ...p, [name]: v }))), [{}]).map((params) => ({ of, params })))
    expect(events.length).toBe(checked.instances.length)
    for (const seed of [1, 2, 3, 4, 5]) {
      const picker = new Picker(runtime, seed, () => 1)
      let s = ring.init(sizes)
      for (let i = 0; i < 400; i++) {
        const enabled = events.map((e) => runtime.isEnabled(e, s))
        expect(enabled).toEqual(checked.instances.map((x) => checked.enabled(x, s as never)))
        const event = picker.next(s)
        if (event === undefined) break
        const t = runtime.step(event, s)
        const same = checked.instances[events.findIndex((e) => labelOf(e) === labelOf(event))]
        expect(t).toEqual(same === undefined ? undefined : checked.step(same, s as never))
        s = t
      }
    }
  })
})
