/**
 * Strongly connected components of a part of the graph: Tarjan's search without recursion, in Pearce's form, which
 * needs one number a state (Pearce, Information Processing Letters 2016).
 */
import { edgesEnd, mark, type LiveGraph } from "./graph.ts"
import { slice_steps, type Slices } from "./pause.ts"

/** A component: `states` from index `from` up to `to`; `region` is `id` for these and for no others. */
export type Visit = (states: Int32Array, from: number, to: number, id: number) => void

export class Components {
  /** The set that each state belongs to: one that is still to be searched, or its component. 0 for none. */
  readonly region: Int32Array
  /** Least index known to be reached, from 1; 0 before the search meets the state. */
  readonly #low: Int32Array
  /** States that were left and whose component is not complete. */
  readonly #stack: Int32Array
  /** The path of the search, and how far it has come in each state's edges. */
  readonly #path: Int32Array
  readonly #edge: Uint32Array
  readonly #graph: LiveGraph
  readonly #marks: Uint8Array
  #sets = 0

  constructor(graph: LiveGraph, marks: Uint8Array) {
    if (graph.targets.length >= 2 ** 32) throw new RangeError("more edges than the search can number")
    this.#graph = graph
    this.#marks = marks
    this.region = new Int32Array(graph.states)
    this.#low = new Int32Array(graph.states)
    this.#stack = new Int32Array(graph.states)
    this.#path = new Int32Array(graph.states)
    this.#edge = new Uint32Array(graph.states)
  }

  /** A set that no state belongs to yet. */
  newSet(): number { return ++this.#sets }

  /** Puts a state into a set that is still to be searched. */
  put(state: number, set: number): void {
    this.region[state] = set
    this.#low[state] = 0
  }

  /** Visits the components of what belongs to `set`, inner ones first. `visit` may put states of the component into new sets. */
  *each(members: Int32Array, count: number, set: number, visit: Visit): Slices<void> {
    let [index, top, steps] = [0, 0, 0]
    for (let k = 0; k < count; k++) {
      const first = members[k] as number
      if (this.region[first] !== set || this.#low[first] !== 0) continue
      this.#enter(0, first, ++index)
      for (let depth = 1; depth > 0;) {
        if ((++steps & (slice_steps - 1)) === 0) yield
        const next = this.#advance(depth - 1, set)
        if (next >= 0) this.#enter(depth++, next, ++index)
        else top = this.#leave(this.#path[--depth] as number, top, visit)
      }
    }
  }

  #enter(depth: number, state: number, index: number): void {
    this.#path[depth] = state
    this.#edge[depth] = this.#graph.offsets[state] as number
    this.#low[state] = index
    this.#marks[state] = (this.#marks[state] as number) | mark.root
  }

  /** Goes on in the edges of the state at this depth: the state to be entered next, -1 where all edges were seen. */
  #advance(depth: number, set: number): number {
    const { targets } = this.#graph
    const state = this.#path[depth] as number
    const end = edgesEnd(this.#graph, state)
    const entered = this.#low[state] as number
    let low = entered
    let next = -1
    let e = this.#edge[depth] as number
    // An edge along which the search went on is looked at again when it comes back: then the low number is known.
    for (; e < end; e++) {
      const to = targets[e] as number
      if (this.region[to] !== set) continue
      const reached = this.#low[to] as number
      if (reached === 0) {
        next = to
        break
      }
      if (reached < low) low = reached
    }
    this.#edge[depth] = e
    if (low < entered) {
      this.#low[state] = low
      this.#marks[state] = (this.#marks[state] as number) & ~mark.root
    }
    return next
  }

  #leave(state: number, top: number, visit: Visit): number {
    this.#stack[top] = state
    if (((this.#marks[state] as number) & mark.root) === 0) return top + 1
    const low = this.#low[state] as number
    let from = top
    while (from > 0 && (this.#low[this.#stack[from - 1] as number] as number) >= low) from--
    const id = this.newSet()
    for (let k = from; k <= top; k++) this.region[this.#stack[k] as number] = id
    visit(this.#stack, from, top + 1, id)
    return from
  }
}
