import { at, type System } from "tcnet"
import { describe, expect, it } from "vitest"
import { Laws, type Shown } from "./laws.ts"
import { Runtime, type AnyProperty } from "./runtime.ts"
import { lamp, type Lamp } from "./testing.ts"
import { vecOf } from "./vec.ts"

const lawsOf = (shown: Shown): Laws<Lamp, { readonly most: number }> => new Laws(new Runtime(lamp, { most: 3 }), shown)
const dark: Lamp = { on: false, used: 0 }
const lit: Lamp = { on: true, used: 1 }
const seen = (before: Lamp | undefined, after: Lamp): Shown => {
  const shown: Shown = new Set()
  lawsOf(shown).see(before, after)
  return shown
}

describe("the laws of a system", () => {
  it("are noted as shown where they are required, and witnesses where they are reached", () => {
    expect([...seen(undefined, dark)]).toEqual(["lamp.overused"])
    expect([...seen(dark, dark)].toSorted()).toEqual(["lamp.monotone", "lamp.overused"])
    expect([...seen(dark, lit)].toSorted()).toEqual(["lamp.bounded", "lamp.lit", "lamp.monotone", "lamp.overused"])
  })
  it.each<readonly [string, Lamp | undefined, Lamp]>([
    ["lamp.bounded", undefined, { on: true, used: 0 }],
    ["lamp.monotone", { on: true, used: 2 }, { on: true, used: 1 }],
    ["lamp.overused", dark, { on: false, used: 4 as never }],
  ])("are violated: %s", (id, before, after) => {
    expect(() => seen(before, after)).toThrow(`${id}: does not hold`)
  })
  it("are not violated by a witness that is not reached", () => {
    expect(() => seen(dark, dark)).not.toThrow()
  })
  it("that read all of a large ring are asked once in a while, and always where they read little", () => {
    const asked = (slots: number): number => {
      let times = 0
      const all: AnyProperty = { id: "x.all", kind: "invariant", holds: (s) => { times++; const v = s as { slots: never }; for (let i = 0; i < slots; i++) at(v.slots, i); return true } }
      const machine = { id: "x", rules: [], properties: [all] }
      const system = { id: "x", text: "", sizes: {}, init: () => ({}), parts: ({ whole }: { whole: (...m: unknown[]) => unknown }) => [whole(machine)], quiescent: () => true } as unknown as System<object, object>
      const laws = new Laws(new Runtime(system, {}), new Set())
      for (let i = 0; i < 640; i++) laws.see(undefined, { slots: vecOf(Array.from({ length: slots }, () => 0)) })
      return times
    }
    expect(asked(256)).toBe(640)
    expect(asked(2048)).toBe(640 / (2048 / 32))
  })
})
