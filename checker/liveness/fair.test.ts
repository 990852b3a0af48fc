import { describe, expect, it } from "vitest"
import { FairComponents, isDriven } from "./fair.ts"
import { mark } from "./graph.ts"
import { finish } from "./pause.ts"
import { arcsOf, build, type Small } from "./testing.ts"

/** The states in fair components of all of the graph. */
const fairStates = (text: string, fair: Partial<Pick<Small, "weak" | "strong">>, again?: readonly number[]): readonly number[] => {
  const { graph, question, names } = build({ arcs: arcsOf(text), weak: [], strong: [], premise: [], goal: [], ...fair, ...(again === undefined ? {} : { assume: { kind: "infinitelyOften", states: again } }) })
  const isFound = finish(new FairComponents(graph, question.marks, again !== undefined).search(Int32Array.from(names.keys()), names.length, () => true))
  const found = names.filter((_, i) => ((question.marks[i] as number) & mark.fair) !== 0)
  expect(isFound).toBe(found.length > 0)
  return found.toSorted((a, b) => a - b)
}

describe("fair components", () => {
  it.each([
    ["without fairness a run may stay anywhere", "0a1", {}, [0, 1]],
    ["a weakly fair instance drives a run on", "0a1", { weak: ["a"] }, [1]],
    ["and so does a strongly fair one", "0a1", { strong: ["a"] }, [1]],
    ["a weakly fair instance may be denied where it is disabled in between", "0a1 1b0 0c2", { weak: ["a", "b", "c"] }, [0, 1, 2]],
    ["a strongly fair one may not", "0a1 1b0 0c2", { weak: ["a", "b"], strong: ["c"] }, [2]],
    ["a firing that changes nothing neither counts as enabled", "0a0", { weak: ["a"] }, [0]],
    ["nor as taken", "0a0 0a1", { weak: ["a"] }, [1]],
    ["instances that are taken inside are satisfied", "0a1 1a0", { strong: ["a"] }, [0, 1]],
    ["what is left of a component is judged again", "0a1 1b0 1c2 2d0 2r3", { weak: ["a", "b", "d"], strong: ["r"] }, [0, 1, 3]],
    ["and again", "0a1 1b0 1s2 2d1 2r3 0e4 4f0", { weak: ["b", "d", "e", "f"], strong: ["r", "s"] }, [0, 3, 4]],
  ] as const)("%s: %s", (_what, text, fair, expected) => { expect(fairStates(text, fair)).toEqual(expected) })

  it("have a state in which what has to come again and again holds", () => {
    expect(fairStates("0a1 1b0 1c2", { weak: ["a", "b"] }, [0])).toEqual([0, 1])
    expect(fairStates("0a1 1b0 1c2", { weak: ["a", "b"] }, [2])).toEqual([2])
    // State 0 is left out because it enables r; what remains does not have it.
    expect(fairStates("0a1 1b0 0r2 1e3 3f1", { weak: ["b", "e", "f"], strong: ["r"] }, [0])).toEqual([])
  })
})

it("a state is driven where a fair instance leads elsewhere", () => {
  const { graph } = build({ arcs: arcsOf("0a1 1b1 1c2"), weak: ["a", "b"], strong: [], premise: [], goal: [] })
  expect([0, 1, 2].map((s) => isDriven(graph, s))).toEqual([true, false, false])
  // Not by what is fair in the state whose edges come next.
  const { graph: other } = build({ arcs: arcsOf("0c1 1a2"), weak: ["a"], strong: [], premise: [], goal: [] })
  expect([0, 1, 2].map((s) => isDriven(other, s))).toEqual([false, true, false])
})
