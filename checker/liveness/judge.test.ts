import { describe, expect, it } from "vitest"
import { explore } from "../explorer/explore.ts"
import { stateAt } from "../explorer/counterexample.ts"
import { tiny, type Tiny } from "../explorer/testing.ts"
import { flatten } from "../ir/flat.ts"
import { Reading } from "../ir/reading.ts"
import { fairnessOf, judgeLiveness, liveGraphOf } from "./judge.ts"
import { finish } from "./pause.ts"
import { edgesEnd } from "./graph.ts"

const ir = tiny({
  fields: "readonly x: Upto<5>; readonly y: Upto<1>", init: "x: 0, y: 0", quiescent: "(s) => s.x === 0",
  rules: {
    add: `fair: "strong", lump: ["by"], choose: () => ({ by: [1, 2], y: [0, 1] }), when: (s, _n, p) => ({ low: s.x + p.by < 6, y: s.y === p.y }), then: (s, _n, p) => next(s, { x: s.x + p.by })`,
    flip: "choose: () => ({ y: [0, 1] }), when: (s, _n, p) => ({ other: s.y !== p.y, low: s.x < 4 }), then: (s, _n, p) => next(s, { y: p.y })",
    reset: `fair: "none", when: (s) => ({ high: s.x > 2 }), then: (s) => next(s, { x: 0 })`,
    fall: `by: "fault", when: (s) => ({ high: s.x > 0 }), then: (s) => next(s, { x: 0 })`,
  },
  properties: { high: ["leadsTo", "given: (s) => s.x === 0, holds: (s) => s.x > 2, assume: infinitelyOften((s: State) => s.y === 1)"] },
})
const flat = flatten(ir, { n: 3 })

it("instances of fairness are rules with their parameters, without those that are lumped", () => {
  const { instanceOf, isStrong } = fairnessOf(flat)
  const named = flat.instances.map((x, i) => `${x.label} ${instanceOf[i] as number}`)
  expect(named).toEqual([
    "t.add(by: 1, y: 0) 0", "t.add(by: 1, y: 1) 1", "t.add(by: 2, y: 0) 0", "t.add(by: 2, y: 1) 1", "t.flip(y: 0) 2", "t.flip(y: 1) 3", "t.reset -1", "t.fall -1",
  ])
  expect([...isStrong]).toEqual([1, 1, 0, 0])
})

it("the graph is the explored one, and the marks are what the interpreter says", async () => {
  const { kernel } = await explore(flat)
  const graph = liveGraphOf(kernel)
  const reading = new Reading(ir, { n: 3 })
  const p = ir.properties[0] as NonNullable<(typeof ir.properties)[0]>
  let edges = 0
  for (let i = 0; i < graph.states; i++) {
    const state = stateAt(kernel, i)
    const bits = [p.given, p.holds, p.assume?.holds ?? p.holds].map((n, k) => (reading.evaluate(n, { state, params: {} }) === true ? 1 << k : 0))
    expect(kernel.compiled.leadsTo(0, i)).toBe(bits.reduce((a, b) => a + b))
    edges += edgesEnd(graph, i) - (graph.offsets[i] as number)
  }
  expect([graph.states, edges]).toEqual([12, kernel.compiled.transitions()])
})

it("a violation is told with the labels of its steps, for fairness looks at them", async () => {
  const { kernel } = await explore(flat)
  const found = finish(judgeLiveness(kernel, liveGraphOf(kernel), 0))
  const { run } = found.counterexample as NonNullable<typeof found.counterexample>
  // A lumped instance is satisfied by any of its parameters: x need never be more than 1 or 2 before the fall.
  expect([found.verdict, run.cycle, run.steps.every((s, i) => kernel.flat.reading.enabled(s.rule, run.steps[i - 1]?.state ?? run.initial, s.params))]).toEqual(["violated", expect.any(Number), true])
  expect(new Set(run.steps.slice(run.cycle).map((s) => s.rule.id))).toEqual(new Set(["t.add", "t.flip", "t.fall"]))
})

it("what is assumed of a run is asked of it", async () => {
  const waiting = (assume: string): Tiny => ({
    fields: "readonly x: Upto<1>; readonly up: boolean", init: "x: 0, up: true",
    rules: { go: "when: (s) => ({ up: s.up, zero: s.x === 0 }), then: (s) => next(s, { x: 1 })", fall: `by: "fault", when: (s) => ({ up: s.up }), then: (s) => next(s, { up: false })` },
    properties: { there: ["leadsTo", `given: (s) => s.x === 0, holds: (s) => s.x === 1${assume}`] },
  })
  const verdict = async (t: Tiny): Promise<string> => {
    const { kernel } = await explore(flatten(tiny(t), { n: 3 }))
    return finish(judgeLiveness(kernel, liveGraphOf(kernel), 0)).verdict
  }
  expect(await verdict(waiting(""))).toBe("violated")
  expect(await verdict(waiting(", assume: eventuallyAlways((s: State) => s.up)"))).toBe("holds")
})

describe("the story of a violation", () => {
  const story = async (t: Tiny): Promise<readonly [steps: string, cycle: number | undefined, because: readonly string[]]> => {
    const { kernel } = await explore(flatten(tiny(t), { n: 3 }))
    const found = finish(judgeLiveness(kernel, liveGraphOf(kernel), 0)).counterexample
    return [found?.run.steps.map((s) => s.rule.id.slice(2)).join(" ") ?? "", found?.run.cycle, found?.because ?? []]
  }
  const from = (steps: number): string => `the premise holds ${steps === 0 ? "in the first state" : `after step ${steps}`}, and from there on the goal never does:`

  it("says where a run rests and why it may, once for each rule, and nothing of faults and of what changes nothing", async () => {
    expect(await story({
      fields: "readonly x: Upto<3>", init: "x: 0",
      rules: {
        start: "when: (s) => ({ zero: s.x === 0 }), then: (s) => next(s, { x: 1 })",
        go: `fair: "none", choose: () => ({ by: [1, 2] }), when: (s) => ({ one: s.x === 1 }), then: (s, _n, p) => next(s, { x: s.x + p.by })`,
        stay: "when: (s) => ({ one: s.x === 1 }), then: (s) => next(s, { x: 1 })",
        lose: `by: "fault", when: (s) => ({ one: s.x === 1 }), then: (s) => next(s, { x: 0 })`,
      },
      properties: { there: ["leadsTo", "given: (s) => s.x === 1, holds: (s) => s.x > 1"] },
    })).toEqual(["start", 1, [from(1), "1 < x fails: x 1", "t.go need not happen: it is not fair"]])
  })

  it("says of what is fair where it is not enabled, in the turns that are repeated", async () => {
    expect(await story({
      fields: "readonly x: Upto<3>; readonly up: boolean", init: "x: 0, up: true",
      rules: {
        fall: "when: (s) => ({ up: s.up, zero: s.x === 0 }), then: (s) => next(s, { up: false })",
        rise: "when: (s) => ({ down: !s.up }), then: (s) => next(s, { up: true })",
        hop: `fair: "none", when: (s) => ({ zero: s.x === 0, down: !s.up }), then: (s) => next(s, { x: 2 })`,
        go: "when: (s) => ({ up: s.up, zero: s.x === 0 }), then: (s) => next(s, { x: 1 })",
      },
      properties: { there: ["leadsTo", "given: (s) => !s.up, holds: (s) => s.x > 0"] },
    })).toEqual(["fall rise fall", 1, [
      from(1), "0 < x fails: x 0", "t.hop need not happen: it is not fair", "t.go need not happen: it is weakly fair, and again and again not enabled, as after step 3",
    ]])
  })

  it("asks no excuse of an instance that is taken with other parameters, which are lumped together", async () => {
    expect(await story({
      fields: "readonly x: Upto<3>", init: "x: 0",
      rules: {
        add: `lump: ["by"], choose: () => ({ by: [1, 2] }), when: (s) => ({ zero: s.x === 0 }), then: (s, _n, p) => next(s, { x: p.by })`,
        sub: "when: (s) => ({ some: s.x > 0 }), then: (s) => next(s, { x: 0 })",
      },
      properties: { there: ["leadsTo", "given: (s) => s.x === 0, holds: (s) => s.x === 2"] },
    })).toEqual(["add sub", 0, [from(0), "x === 2 fails: x 0"]])
  })
})
