import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { LiveGraph } from "./graph.ts"
import { Components } from "./scc.ts"
import { finish } from "./pause.ts"
import { arcsOf, build, reachedIn, type Arc, type Small } from "./testing.ts"

const plain = (arcs: readonly Arc[]): Small => ({ arcs, weak: [], strong: [], premise: [0], goal: [] })

/** The components of the given states, by their names, in the order in which they are visited. */
const componentsOf = (s: Small, among?: readonly number[]): readonly (readonly number[])[] => {
  const { graph, names, question } = build(s)
  const c = new Components(graph, question.marks)
  const set = c.newSet()
  const members = Int32Array.from(names.keys())
  for (const i of members) if (among?.includes(names[i] as number) ?? true) c.put(i, set)
  const found: (readonly number[])[] = []
  finish(c.each(members, members.length, set, (states, from, to, id) => {
    found.push(Array.from(states.slice(from, to)).map((i) => names[i] as number).toSorted((a, b) => a - b))
    expect(names.filter((_, i) => c.region[i] === id)).toHaveLength(to - from)
  }))
  return found
}

describe("components", () => {
  it.each([
    ["0a1 1a2 2a0", [[0, 1, 2]]], ["0a1 1a2", [[2], [1], [0]]], ["0a0", [[0]]],
    ["0a1 1a0 1a2 2a3 3a2", [[2, 3], [0, 1]]], ["0a1 1a2 2a1 2a3 3a4 4a0", [[0, 1, 2, 3, 4]]],
  ] as const)("of %s, inner ones first", (text, expected) => { expect(componentsOf(plain(arcsOf(text)))).toEqual(expected) })

  it("of a part take no way round outside of it", () => {
    const s = plain(arcsOf("0a1 1a2 2a0 1a3 3a1"))
    expect(componentsOf(s, [0, 1, 3])).toEqual([[1, 3], [0]])
    expect(componentsOf(s, [])).toEqual([])
  })

  it("are those that reach each other, of random graphs and parts", () => {
    const state = fc.nat(7)
    const arcs = fc.array(fc.record({ from: state, rule: fc.constant("a"), to: state }), { maxLength: 20 })
    fc.assert(fc.property(arcs, fc.uniqueArray(state), (list, among) => {
      const s = plain(list)
      const inside = [...reachedIn(s, [0], () => true)].filter((x) => among.includes(x))
      const from = (x: number): ReadonlySet<number> => reachedIn(s, [x], (y) => inside.includes(y))
      const expected = new Set(inside.map((x) => inside.filter((y) => from(x).has(y) && from(y).has(x)).toSorted((a, b) => a - b).join()))
      expect(new Set(componentsOf(s, among).map(String))).toEqual(expected)
    }), { numRuns: 500 })
  })

  it("are not searched for where the edges are too many to be numbered", () => {
    const { graph, question } = build(plain(arcsOf("0a1")))
    const withEdges = (length: number): LiveGraph => ({ ...graph, targets: { length } as Int32Array })
    expect(() => new Components(withEdges(2 ** 32), question.marks)).toThrow("more edges than the search can number")
    expect(() => new Components(withEdges(2 ** 32 - 1), question.marks)).not.toThrow()
  })

  it("of a path and a cycle of a million states are found without recursion", () => {
    const states = 1_000_000
    const graph = (last: number): LiveGraph => ({
      states, offsets: Float64Array.from({ length: states }, (_, i) => i), targets: Int32Array.from({ length: states }, (_, i) => (i + 1 < states ? i + 1 : last)),
      labels: new Uint16Array(states), parents: Int32Array.from({ length: states }, (_, i) => i - 1), fairness: { instanceOf: Int32Array.of(-1), isStrong: new Uint8Array(0) },
    })
    const count = (last: number): number => {
      const c = new Components(graph(last), new Uint8Array(states))
      const set = c.newSet()
      const members = Int32Array.from({ length: states }, (_, i) => i)
      for (const i of members) c.put(i, set)
      let found = 0
      finish(c.each(members, states, set, () => { found++ }))
      return found
    }
    expect([count(0), count(states - 1)]).toEqual([1, states])
  })
})
