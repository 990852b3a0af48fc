import * as fc from "fast-check"
import { expect, it } from "vitest"
import { judgeLeadsTo } from "./leads-to.ts"
import { judgeMistaken } from "./mistaken.ts"
import { finish } from "./pause.ts"
import { bruteForce, build, discovered, faultOf, type Small } from "./testing.ts"

// One seed in CI, which vitest.setup.ts pins; `npm run soak` draws one, and fast-check prints it with every failure.
const runs = Number(process.env["TCNET_RUNS"] ?? 10_000)

const rules = ["a", "b", "c", "d", "e"]
const stateCount = 6
const state = fc.nat(stateCount - 1)
const states = fc.uniqueArray(state, { maxLength: 3 })
const small: fc.Arbitrary<Small> = fc.record({
  arcs: fc.array(fc.record({ from: state, rule: fc.constantFrom(...rules), to: state }), { minLength: 4, maxLength: 16 }),
  fair: fc.array(fc.constantFrom("none", "weak", "strong"), { minLength: rules.length, maxLength: rules.length }),
  premise: fc.uniqueArray(state, { minLength: 1, maxLength: 3 }), goal: states,
  assume: fc.option(fc.record({ kind: fc.constantFrom("eventuallyAlways" as const, "infinitelyOften" as const), states: fc.uniqueArray(state, { minLength: 1, maxLength: 4 }) })),
}).map(({ fair, assume, ...s }) => ({
  ...s, weak: rules.filter((_, i) => fair[i] === "weak"), strong: rules.filter((_, i) => fair[i] === "strong"), ...(assume === null ? {} : { assume }),
}))

it(`agrees with trying every set of states on ${runs} random graphs, and each counterexample is one`, () => {
  const seen = { H: 0, V: 0, X: 0 }
  let [large, recursion, turning] = [0, 0, 0]
  fc.assert(fc.property(small, (s) => {
    const expected = bruteForce(s)
    const b = build(s)
    const answer = finish(judgeLeadsTo(b.graph, b.question))
    expect({ holds: "H", violated: "V", vacuous: "X" }[answer.verdict]).toBe(expected)
    expect(answer.verdict === "violated" ? faultOf(s, b, answer.lasso) : undefined).toBeUndefined()
    seen[expected]++
    if (discovered(s).names.length > 4) large++
    if (answer.verdict === "violated" && answer.lasso.cycle.length > 1) turning++
    if (judgeMistaken(s, "no recursion") !== expected) recursion++
  }), { numRuns: runs })
  // A generator that only made easy graphs would agree with anything.
  expect(Math.min(seen.H, seen.V, seen.X)).toBeGreaterThan(runs / 20)
  expect(large).toBeGreaterThan(runs / 10)
  expect([turning > runs / 50, recursion > 0]).toEqual([true, true])
})
