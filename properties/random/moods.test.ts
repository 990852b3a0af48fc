import { describe, expect, it } from "vitest"
import { ring } from "../systems/ring.ts"
import { moods, weightOf } from "./moods.ts"
import { Runtime } from "./runtime.ts"

const { rules } = new Runtime(ring, ring.sizes.small)
const weight = (id: string, mood: (typeof moods)[number], slots = 1): number => weightOf(rules.find((r) => r.rule.id === id) as (typeof rules)[number], mood, slots)

describe("the moods of a schedule", () => {
  it("begin with the simplest, in which nothing fails", () => {
    expect(moods[0]).toBe("steady")
    const faults = rules.filter((r) => r.rule.by === "fault")
    expect(faults.length).toBeGreaterThan(0)
    expect(faults.filter((r) => weightOf(r, "steady", 1) > 0)).toEqual([])
  })
  it("let every rule happen in one of them, and most in each", () => {
    expect(rules.filter((r) => moods.every((m) => weightOf(r, m, 1) === 0)).map((r) => r.rule.id)).toEqual([])
    for (const m of moods) expect(rules.filter((r) => weightOf(r, m, 1) > 0).length).toBeGreaterThan(rules.length / 2)
  })
  it("fill the ring, empty it, and end epochs, as they are called", () => {
    expect([weight("slot.look", "fill"), weight("slot.writePayload", "fill")]).toEqual([0, 100])
    expect(weight("slot.writePayload", "empty")).toBeLessThan(weight("slot.look", "empty") / 10)
    expect([weight("fabric.linkFails", "blink"), weight("fabric.linkFails", "storm")].every((w) => w > 0)).toBe(true)
    expect(weight("epoch.abandon", "turn")).toBeGreaterThan(0)
  })
  it("end epochs the more rarely the longer one takes to begin, and nothing else", () => {
    expect(weight("fabric.linkFails", "storm", 1600)).toBeCloseTo(weight("fabric.linkFails", "storm", 1) / 100)
    expect(weight("fabric.linkFails", "storm", 16)).toBe(weight("fabric.linkFails", "storm", 1))
    expect(weight("fabric.linkComesBack", "storm", 1600)).toBe(weight("fabric.linkComesBack", "storm", 1))
  })
  it("name rules that there are: a weight of none would change nothing", async () => {
    const text = await import("node:fs").then(({ readFileSync }) => readFileSync(new URL("./moods.ts", import.meta.url), "utf8"))
    const named = [...text.matchAll(/"([a-z]+\.[A-Za-z]+)"/g)].map((m) => m[1] as string)
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((id) => !rules.some((r) => r.rule.id === id))).toEqual([])
  })
})
