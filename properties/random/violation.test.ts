import { describe, expect, it } from "vitest"
import { asViolation, Violation } from "./violation.ts"

describe("a violation", () => {
  it("says what is violated and how", () => {
    expect(new Violation("slot.inOrder", "does not hold")).toMatchObject({ id: "slot.inOrder", message: "slot.inOrder: does not hold", event: undefined })
  })
  it("stays what it is", () => {
    const v = new Violation("a", "b")
    expect(asViolation(v, "an event")).toBe(v)
  })
  it("is what the language throws for a broken obligation, with the event that was asked for", () => {
    expect(asViolation(new RangeError("index 3 of 2"), "an event")).toMatchObject({ id: "obligation.reads", message: "obligation.reads: index 3 of 2", event: "an event" })
  })
  it("is no other error: a slip of our own is not blamed on the rules", () => {
    const slip = new TypeError("x is undefined")
    expect(() => asViolation(slip)).toThrow(slip)
  })
})
