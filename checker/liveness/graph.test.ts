import { expect, it } from "vitest"
import { edgesEnd, hopBetween } from "./graph.ts"
import { arcsOf, build } from "./testing.ts"

const { graph } = build({ arcs: arcsOf("0a1 0b2 2c1"), weak: [], strong: [], premise: [], goal: [] })

it("a state's edges end where the next one's begin", () => {
  expect([0, 1, 2].map((s) => [graph.offsets[s], edgesEnd(graph, s)])).toEqual([[0, 2], [2, 2], [2, 3]])
})
it("a hop is an edge", () => {
  expect([hopBetween(graph, 0, 2), hopBetween(graph, 2, 1)]).toEqual([{ from: 0, label: 1, to: 2 }, { from: 2, label: 2, to: 1 }])
  expect(() => hopBetween(graph, 1, 0)).toThrow("no edge leads from state 1 to state 0")
})
