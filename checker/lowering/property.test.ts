import { describe, expect, it } from "vitest"
import type { PropertyIr } from "../ir/system.ts"
import { lowerParts, modelText, refusalOfMarked } from "./testing.ts"

const using = (property: string): string => `rules: [step], properties: [${property}]`
const propertyOf = (property: string): PropertyIr => lowerParts({ machine: using(property) }).properties[0] as PropertyIr

describe("a property", () => {
  it.each(["invariant", "reachable", "forbidden", "leadsTo"])("of states: %s", (kind) => {
    expect(propertyOf(`${kind}({ id: "t.p", text: "P.", given: (s) => s.count > 0, holds: (s, n) => s.count < n.frames })`)).toMatchObject({ id: "t.p", text: "P.", kind, place: "", given: { op: "lt" }, holds: { op: "lt" } })
  })

  it("of steps sees both states", () => {
    const { holds } = propertyOf(`stepLaw({ id: "t.p", text: "P.", holds: (s, _n, t) => t.count < s.count })`)
    expect(holds.args.map((a) => a.op)).toEqual(["after", "state"])
  })

  it("is required everywhere where it says nothing else", () => {
    expect(propertyOf(`invariant({ id: "t.p", text: "P.", holds: (s) => s.isOn })`).given).toMatchObject({ op: "lit", value: true })
  })

  it("holds where it is given, so it may read what only exists there", () => {
    const { obligations } = propertyOf(`invariant({ id: "t.p", text: "P.", given: (s) => s.count > 0, holds: (s) => head(s.queue) === 0 })`)
    expect(obligations.map((o) => [o.code, o.holds.op])).toEqual([["O2", "or"]])
  })

  it.each(["eventuallyAlways", "infinitelyOften"])("may assume that something holds %s", (kind) => {
    expect(propertyOf(`leadsTo({ id: "t.p", text: "P.", given: (s) => s.isOn, holds: (s) => !s.isOn, assume: ${kind}((s) => s.count > 0) })`).assume).toMatchObject({ kind, holds: { op: "lt" } })
  })

  it.each([
    [`invariant({ id: "t.p", text: "P.", holds: (s) => «s.count })`, "E13", "0 … frames is no condition"],
    [`invariant({ id: "t.p", text: "P.", holds: (s, n, t) => «t.isOn })`, "E07", "a function of 3 operands is called with 2"],
    [`«invariant({ id: "t.p", text: "P." })`, "E49", "a rule or a property without functions"],
    [`«invariant({ id: "t.p", text: "P.", given: (s) => s.isOn })`, "E07", "a function is missing"],
    [`invariant({ id: "t.p", «text: "", holds: (s) => s.isOn })`, "E49", "text is no string literal"],
    [`«invariant({ id: "t.p", holds: (s) => s.isOn })`, "E49", "text is missing"],
    [`invariant({ id: "t.p", text: "P.", holds: (s) => s.isOn, «giben: (s) => s.isOn })`, "E21", "a property has no field giben"],
    [`invariant({ id: "t.p", «kind: "step", text: "P.", holds: (s) => s.isOn })`, "E21", "a property has no field kind"],
    [`invariant({ id: "t.p", text: "P.", holds: (s) => s.isOn, «assume: eventuallyAlways((s) => s.isOn) })`, "E21", "invariant has no field assume"],
    [`leadsTo({ id: "t.p", text: "P.", given: (s) => s.isOn, holds: (s) => s.isOn, «assume: true })`, "E23", "true where an assumption is meant"],
    [`«invariant(1)`, "E23", "1 where a property is meant"],
  ])("refuses %s", (property, code, what) => {
    const marked = modelText({ machine: using(property) })
    const [found, message, where] = refusalOfMarked(marked)
    expect([found, message]).toEqual([code, what])
    expect(where === "at the mark").toBe(property.includes("«"))
  })
})
