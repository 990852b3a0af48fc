import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { lower } from "../checker/lowering/index.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { keyOf } from "./evidence.ts"
import { root } from "./systems.ts"

const thin = (from = "", to = ""): SystemIr => {
  let hits = 0
  const ir = lower(join(root, "properties/systems/thin.ts"), "thin", (text) => {
    if (from !== "" && text.includes(from)) hits += 1
    return from === "" ? text : text.replace(from, () => to)
  })
  if (from !== "") expect(hits).toBeGreaterThan(0)
  return ir
}
const key = keyOf(thin(), "small")

describe("the key of a run", () => {
  it("is another one at another size", () => {
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect(keyOf(thin(), "standard")).not.toBe(key)
  })

  it.each([
    ["prose of a rule", "A producer posts the payload", "The producer posts the payload"],
    ["prose of a property", "No frame is delivered twice.", "No frame comes twice."],
    ["a place in the source", "const write = rule({", "\n\n  const write = rule({"],
    ["another size's numbers", "standard: { slots: 4", "standard: { slots: 5"],
    ["the order of an equality", "s.tx.committed === s.tx.written", "s.tx.written === s.tx.committed"],
  ])("does not depend on %s", (_what, from, to) => {
    expect(keyOf(thin(from, to), "small")).toBe(key)
  })

  it.each([
    ["a condition", "s.tx.written - s.window.credit < n.slots", "s.tx.written - s.window.credit <= n.slots"],
    ["the name of a condition", "hasCredit:", "isAllowed:"],
    ["an effect", "commitWrite(s.tx.committed % n.slots", "commitWrite(s.tx.written % n.slots"],
    ["history", `if (frame === white) return submitted`, `if (frame === white) return "outside"`],
    ["who does it", `by: "fault"`, `by: "world"`],
    ["a parameter's values", "[white, red, blue]", "[white, red]"],
    ["a property", "s.to.rx.consumed > s.from.tx.committed", "s.to.rx.consumed > s.from.tx.written"],
    ["a property's premise", `given: (s) => s.to.rx.stage === "accepted"`, `given: (s) => s.to.rx.stage === "holding"`],
    ["where it may rest", "s.a.out.length === 0 && s.b.out.length === 0", "s.a.out.length === 0"],
    ["the service", "s.submitted - s.delivered < n.slots", "s.submitted - s.delivered <= n.slots"],
    ["how the service is read off", "submitted: s.a.tx.written", "submitted: s.a.tx.committed"],
    ["a number of the size", "small: { slots: 3", "small: { slots: 2"],
    ["the state", `readonly stage: "idle" | "accepted" | "holding"`, `readonly stage: "idle" | "accepted" | "holding" | "asleep"`],
  ])("depends on %s", (_what, from, to) => {
    expect(keyOf(thin(from, to), "small")).not.toBe(key)
  })
})
