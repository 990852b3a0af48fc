import { describe, expect, it } from "vitest"
import { ring } from "../systems/ring.ts"
import { labelOf, parsed, printed } from "./listing.ts"
import type { Subject } from "./run.ts"
import { Violation } from "./violation.ts"

const subject: Subject = { system: ring, shape: () => ({ kind: "bool" }), shown: new Set() }
const text = `# slot.inOrder: does not hold
sizes {"slots":2,"more":1,"posted":2,"indices":4294967296,"tags":65534,"epochs":9,"changes":9}
start {"kind":"open","epoch":65535,"count":4294967295}
a: slot.writePayload (frame: red, more: 1)
ab: fabric.linkFails (seen: byOwner)
b: epoch.ownerLinkEvent
settle
`

describe("a story as text", () => {
  it("is printed as it was read", () => {
    const story = parsed(subject, text)
    expect(story.settles).toBe(true)
    expect(story.events.map(labelOf)).toEqual(text.split("\n").slice(3, 6))
    expect(printed({ ...story, violation: new Violation("slot.inOrder", "does not hold") })).toBe(text)
  })

  it("is refused where it names no rule, or does not begin as a story does", () => {
    expect(() => parsed(subject, text.replace("ownerLinkEvent", "none"))).toThrow("no rule of the system: b: epoch.none")
    expect(() => parsed(subject, "settle")).toThrow("a story begins with its sizes")
  })
})
