import { expect, it } from "vitest"
import { mark } from "./graph.ts"
import { findOwed } from "./owed.ts"
import { finish } from "./pause.ts"
import { arcsOf, build, type Small } from "./testing.ts"

const owed = (s: Pick<Small, "premise" | "goal">, text: string): { readonly states: readonly number[]; readonly origin: Readonly<Record<number, number>> } => {
  const { graph, question, names } = build({ arcs: arcsOf(text), weak: [], strong: [], ...s })
  const origin = new Int32Array(graph.states).fill(-2)
  const { queue, count } = finish(findOwed(graph, question.marks, (m) => (m & mark.goal) !== 0, origin))
  const states = Array.from(queue.slice(0, count))
  return { states: states.map((i) => names[i] as number), origin: Object.fromEntries(states.map((i) => [names[i] as number, names[origin[i] as number] ?? -1])) }
}

it("nothing is owed where no premise holds, and nothing by a premise that is a goal", () => {
  expect(owed({ premise: [], goal: [] }, "0a1").states).toEqual([])
  expect(owed({ premise: [0], goal: [0] }, "0a1").states).toEqual([])
})
it("the goal is owed until it is met, and again after the next premise", () => {
  expect(owed({ premise: [0, 3], goal: [1] }, "0a1 1a2 2a3 3a4").states).toEqual([0, 3, 4])
})
it("a way through the goal owes nothing", () => { expect(owed({ premise: [0], goal: [1] }, "0a1 1a2").states).toEqual([0]) })
it("the states come in the order of the shortest runs, however far the premise is", () => {
  // From 0 by 1, 2 and 3 to 4 takes four steps; state 5 has the premise itself, and 4 is one step from there.
  const found = owed({ premise: [1, 5], goal: [0] }, "0a1 0a9 1a2 2a3 3a4 9a5 5a4")
  expect(found).toEqual({ states: [1, 2, 5, 3, 4], origin: { 1: -1, 2: 1, 5: -1, 3: 2, 4: 5 } })
})
