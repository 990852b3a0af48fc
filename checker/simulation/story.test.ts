import { describe, expect, it } from "vitest"
import { counting } from "../explorer/testing.ts"
import { storyOf } from "./story.ts"
import { tinyKernel } from "./testing.ts"

describe("the story of a failure", () => {
  const free = tinyKernel({ ...counting, rules: { up: "when: () => ({}), then: (s) => next(s, { x: s.x + 1 })" }, properties: { low: ["invariant", "holds: (s) => s.x < 2"], slow: ["step", "holds: (s, _n, t) => t.x < 2"], two: ["forbidden", "holds: (s) => s.x === 2"] }, quiescent: "(s) => s.x === 0" })
  it("says which part of a property fails, with the values that it reads", () => {
    expect(storyOf(free, { kind: "property", which: 0 }, [0, 0])).toMatchObject({ id: "t.low", because: ["x < 2 fails: x 2"] })
    expect(storyOf(free, { kind: "property", which: 1 }, [0, 0]).because).toHaveLength(1)
    expect(storyOf(free, { kind: "property", which: 2 }, [0, 0]).because).toEqual(["this state is forbidden: x 2"])
  })
  it("has the step that could not be finished", () => {
    const which = free.obligations.findIndex((o) => o.owner === "t.up")
    const story = storyOf(free, { kind: "obligation", which }, [0, 0, 0])
    expect([story.id, story.run.steps.length, story.attempted?.rule.id]).toEqual(["t.up", 3, "t.up"])
    expect(story.because[0]).toMatch(/^O\d .*x 3/)
  })
  it("says that the system may not rest", () => {
    const k = tinyKernel({ ...counting, quiescent: "(s) => s.x === 1" })
    expect(storyOf(k, { kind: "deadlock" }, [0, 0, 0])).toMatchObject({ id: "deadlock", because: [expect.stringContaining("no protocol or world rule is enabled"), "x === 1 fails: x 3"] })
    expect(storyOf(free, { kind: "no progress" }, [0]).because[0]).toContain("from here no run without faults comes to")
    expect(storyOf(free, { kind: "no progress" }, [0], false).because[0]).toContain("no rest was found from here")
  })
  it("is told of nothing that the interpreter does not break", () => {
    expect(() => storyOf(free, { kind: "property", which: 0 }, [0])).toThrow("t.low was broken in the compiled run, and is not in the interpreter's")
    expect(() => storyOf(free, { kind: "deadlock" }, [0])).toThrow("deadlock was broken")
    expect(() => storyOf(free, { kind: "no progress" }, [])).toThrow("quiescent was broken")
    expect(() => storyOf(free, { kind: "obligation", which: free.obligations.findIndex((o) => o.owner === "t.up") }, [0])).toThrow("t.up was broken")
  })
})
