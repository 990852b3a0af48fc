/** Where the goal is owed: the states along which a run can come from a premise without having met the goal. */
import { edgesEnd, mark, type LiveGraph } from "./graph.ts"
import type { Slices } from "./pause.ts"

/** States in the order of the least number of steps that a run needs to owe the goal there. */
export interface Owed {
  readonly queue: Int32Array
  readonly count: number
}

/**
 * Marks and lists the states in which the goal is owed. A premise state that is a goal state owes nothing.
 *
 * `origin`, where given, receives for each of them the state before it on a shortest such run, or -1 where the goal is
 * owed from here on. It is worth its memory only where a run is to be told.
 */
export const findOwed = function* (g: LiveGraph, marks: Uint8Array, isPaid: (mark: number) => boolean, origin?: Int32Array): Slices<Owed> {
  const queue = new Int32Array(g.states)
  let [head, tail] = [0, 0]
  const owe = (state: number, from: number): void => {
    const known = marks[state] as number
    if ((known & mark.owed) !== 0 || isPaid(known)) return
    marks[state] = known | mark.owed
    if (origin !== undefined) origin[state] = from
    queue[tail++] = state
  }
  // Level by level: what was reached while the goal was owed, then what owes it from this level on.
  for (let [begin, end] = [0, Math.min(1, g.states)]; begin < end || head < tail;) {
    for (let i = begin; i < end; i++) if (((marks[i] as number) & mark.premise) !== 0) owe(i, -1)
    for (const stop = tail; head < stop; head++) {
      const state = queue[head] as number
      const last = edgesEnd(g, state)
      for (let e = g.offsets[state] as number; e < last; e++) owe(g.targets[e] as number, state)
    }
    begin = end
    while (end < g.states && (g.parents[end] as number) < begin) end++
    yield
  }
  return { queue, count: tail }
}
