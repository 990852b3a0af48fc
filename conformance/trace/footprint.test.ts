import { describe, expect, it } from "vitest"
import type { SystemIr } from "../../checker/ir/system.ts"
import { lowerText } from "../../checker/lowering/testing.ts"
import { catalogue } from "./catalogue.ts"
import { conflict, footprintOf, mayHelp, type Footprint } from "./footprint.ts"

const ir = lowerText(catalogue)[0] as SystemIr
const of = (name: string): Footprint => {
  const found = ir.rules.find((r) => r.id === `t.${name}`)
  if (found === undefined) throw new RangeError(`no rule ${name}`)
  return footprintOf(found)
}

describe("conflict", () => {
  it.each([
    // A push behind does not matter to who takes from the head of a queue that is not empty.
    ["push", "pop", "none"], ["push", "popIfOne", "none"], ["push", "popIntoX", "none"], ["push", "popMaybe", "none"], ["push", "peek", "none"],
    ["push", "seesMany", "none"], ["pushTwice", "pop", "none"], ["pushMaybe", "pop", "none"],
    // It does where the queue may be empty, or where a longer one is worse, or neither better nor worse.
    ["push", "popBlind", "always"], ["push", "peekBlind", "always"], ["push", "seesNone", "always"], ["push", "seesFew", "always"],
    ["push", "seesEither", "always"], ["push", "counts", "always"], ["push", "push", "always"], ["push", "popPush", "always"],
    // What is taken from the head does not matter to who pushes and asks for room.
    ["pop", "push", "none"], ["popIntoX", "push", "none"], ["popMaybe", "push", "none"], ["pop", "pushMaybe", "none"], ["pop", "seesFew", "none"],
    // It does to who wants one to be there, or takes too, or counts.
    ["pop", "seesMany", "always"], ["pop", "seesNone", "always"], ["pop", "pop", "always"], ["pop", "peek", "always"], ["pop", "counts", "always"],
    ["pop", "pushTwice", "always"], ["popIntoX", "pushEarly", "always"], ["popPush", "push", "always"],
    // A head that is read and not taken is lost to who takes it, not to who pushes.
    ["peek", "push", "none"], ["peek", "pop", "unlessSeen"], ["counts", "push", "unlessSeen"], ["counts", "pop", "unlessSeen"],
    // Words: who reads them in its effect, in its guard, or writes them.
    ["setX", "setZ", "none"], ["setX", "copyX", "always"], ["copyX", "setX", "unlessSeen"], ["setX", "readX", "always"], ["readX", "setX", "none"], ["setX", "peek", "always"],
    // Bags have no ends.
    ["put", "taken", "always"], ["taken", "put", "always"], ["put", "setX", "none"],
  ])("of %s before %s: %s", (t, u, kind) => {
    expect(conflict(of(t), of(u)).kind).toBe(kind)
  })
})

describe("a footprint", () => {
  it("tells how a guard reads a queue", () => {
    const uses = (name: string): readonly string[] => of(name).guard.flatMap((p) => p.reads.map((r) => `${r.leaf} ${r.use}`))
    expect(uses("push")).toEqual(["q falling"])
    expect(uses("pushEarly")).toEqual(["q falling", "x any"])
    expect(uses("popIfOne")).toEqual(["q rising", "q head"])
    expect(uses("seesNone")).toEqual(["q any"])
    expect(new Set(uses("seesEither"))).toEqual(new Set(["q any"]))
  })

  it("tells what kind of write an effect is", () => {
    const writes = (name: string): unknown => Object.fromEntries(of(name).writes)
    expect([writes("pushTwice"), writes("popIntoX"), writes("popPush"), writes("put")]).toEqual([{ q: "push" }, { q: "pop", x: "assign" }, { q: "assign" }, { bag: "assign" }])
    expect(of("pushMaybe").effect.map((r) => r.leaf)).toEqual(["x"])
  })
})

describe("mayHelp", () => {
  it.each([
    ["rising", "push", true], ["rising", "pop", false], ["falling", "push", false], ["falling", "pop", true],
    ["head", "pop", true], ["head", "push", true], ["any", "push", true], ["any", "pop", true], ["rising", "assign", true], ["falling", "assign", true],
  ] as const)("who reads it %s, by a %s: %s", (use, kind, helps) => {
    expect(mayHelp(use, kind)).toBe(helps)
  })
})
