import { describe, expect, it } from "vitest"
import { counting } from "../explorer/testing.ts"
import { Player } from "./play.ts"
import { tinyKernel } from "./testing.ts"

describe("the player", () => {
  const up = "when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })"
  it("sees that no way leads to rest, or that one does", () => {
    const turning = (quiescent: string): Player => new Player(tinyKernel({ ...counting, rules: { up, down: "when: (s, n) => ({ top: s.x === n.n }), then: (s) => next(s, { x: 1 })" }, quiescent }))
    expect(turning("(s) => s.x === 0").play([0], "no progress").what).toEqual({ kind: "no progress" })
    expect(turning("(s) => s.x === 2").play([0], "no progress").what).toBeUndefined()
    expect(turning("(s) => s.x === 0").play([0], "property").what).toBeUndefined()
  })
  it("leaves out what is not enabled", () => {
    expect(new Player(tinyKernel({ ...counting, quiescent: "(s) => s.x === 1" })).play([0, 0, 0, 0, 0], "deadlock")).toEqual({ kept: [0, 0, 0], what: { kind: "deadlock" } })
  })
})
