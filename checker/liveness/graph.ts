/**
 * What the liveness engine judges: the whole reachable graph, in the arrays in which the explorer keeps it, and which
 * of its labels are fair. It knows nothing of rules or of the language.
 */

/** Which labels are fair. Labels that share an instance of fairness are taken and enabled together. */
export interface Fairness {
  /** For each label its instance of fairness; -1 for a label that is not fair. */
  readonly instanceOf: Int32Array
  /** For each instance of fairness 1 where it is strongly fair, 0 where it is weakly fair. */
  readonly isStrong: Uint8Array
}

/** A labelled graph. Every state is reachable from state 0, and the states are numbered breadth first. */
export interface LiveGraph {
  readonly states: number
  /** The first edge of each state. */
  readonly offsets: Float64Array
  /** The edges of one state after those of the other: where each leads. */
  readonly targets: Int32Array
  readonly labels: Uint16Array
  /** The state from which each was discovered; -1 for state 0. */
  readonly parents: Int32Array
  readonly fairness: Fairness
}

/** Behind the last edge of a state. */
export const edgesEnd = (g: LiveGraph, state: number): number => (state + 1 < g.states ? (g.offsets[state + 1] as number) : g.targets.length)

/** A step along an edge. */
export interface Hop {
  readonly from: number
  readonly label: number
  readonly to: number
}

/** Some hop from one state to another. @throws RangeError if there is none */
export const hopBetween = (g: LiveGraph, from: number, to: number): Hop => {
  const end = edgesEnd(g, from)
  for (let e = g.offsets[from] as number; e < end; e++) if (g.targets[e] === to) return { from, label: g.labels[e] as number, to }
  throw new RangeError(`no edge leads from state ${from} to state ${to}`)
}

/** What is known of a state, as bits of one byte. The first three are the question's, the others are the engine's. */
export const mark = {
  /** The premise holds. */
  premise: 1,
  /** The goal holds. */
  goal: 2,
  /** What is assumed holds. */
  assumed: 4,
  /** The goal may be owed here. */
  owed: 8,
  /** So far the first of its component that the search met. */
  root: 16,
  /** In a fair component. */
  fair: 32,
} as const
