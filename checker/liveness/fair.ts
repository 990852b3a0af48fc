/**
 * Fair components: sets of states in which a fair run can stay for ever, and visit all of them again and again.
 *
 * An instance is enabled where one of its edges leads to another state, and taken where the run goes along one: what
 * changes nothing is neither. A run may stay where it is as long as fairness allows that, so a single state is a
 * component too. In a component
 *
 * - a weakly fair instance that is enabled in every state and never taken rules out the component and all of its parts;
 * - a strongly fair instance that is enabled somewhere and never taken rules out what visits a state where it is
 *   enabled. These states are left out, and what remains falls into components that are judged anew.
 */
import { edgesEnd, mark, type LiveGraph } from "./graph.ts"
import type { Slices } from "./pause.ts"
import { Components } from "./scc.ts"

interface Part {
  readonly members: Int32Array
  readonly count: number
  readonly set: number
}

/** True where some fair instance would lead out of the state: no fair run stays there. */
export const isDriven = (g: LiveGraph, state: number): boolean => {
  const end = edgesEnd(g, state)
  for (let e = g.offsets[state] as number; e < end; e++)
    if (g.targets[e] !== state && (g.fairness.instanceOf[g.labels[e] as number] as number) >= 0) return true
  return false
}

export class FairComponents {
  readonly components: Components
  readonly #graph: LiveGraph
  readonly #marks: Uint8Array
  /** A component has to have a state in which what is assumed holds. */
  readonly #isDemanding: boolean
  readonly #work: Part[] = []
  #found = false
  /** For each instance of fairness what is known of it in component number `#now`: valid where `#seen` says so. */
  #now = 0
  readonly #seen: Int32Array
  readonly #last: Int32Array
  readonly #enabled: Int32Array
  readonly #taken: Uint8Array
  readonly #denied: Int32Array

  constructor(graph: LiveGraph, marks: Uint8Array, isDemanding: boolean) {
    const instances = graph.fairness.isStrong.length
    this.components = new Components(graph, marks)
    this.#graph = graph
    this.#marks = marks
    this.#isDemanding = isDemanding
    this.#seen = new Int32Array(instances)
    this.#last = new Int32Array(instances)
    this.#enabled = new Int32Array(instances)
    this.#taken = new Uint8Array(instances)
    this.#denied = new Int32Array(instances)
  }

  /** Marks the states of all fair components among the given states for which `isIn` holds. Yields whether there are any. */
  *search(members: Int32Array, count: number, isIn: (state: number) => boolean): Slices<boolean> {
    const set = this.components.newSet()
    for (let k = 0; k < count; k++) if (isIn(members[k] as number)) this.components.put(members[k] as number, set)
    this.#work.push({ members, count, set })
    for (let part = this.#work.pop(); part !== undefined; part = this.#work.pop())
      yield* this.components.each(part.members, part.count, part.set, (states, from, to, id) => this.#judge(states, from, to, id))
    return this.#found
  }

  #judge(states: Int32Array, from: number, to: number, id: number): void {
    if (this.#isDemanding && !this.#hasAssumed(states, from, to)) return
    const touched = this.#survey(states, from, to, id)
    let isDenied = false
    for (const i of touched) {
      if (this.#taken[i] === 1) continue
      if (this.#graph.fairness.isStrong[i] === 1) {
        this.#denied[i] = this.#now
        isDenied = true
      } else if (this.#enabled[i] === to - from) return
    }
    if (isDenied) this.#divide(states, from, to)
    else {
      this.#found = true
      for (let k = from; k < to; k++) this.#marks[states[k] as number] = (this.#marks[states[k] as number] as number) | mark.fair
    }
  }

  #hasAssumed(states: Int32Array, from: number, to: number): boolean {
    for (let k = from; k < to; k++) if (((this.#marks[states[k] as number] as number) & mark.assumed) !== 0) return true
    return false
  }

  /** In how many states of the component each instance is enabled, and whether it is taken inside; yields those that are enabled. */
  #survey(states: Int32Array, from: number, to: number, id: number): readonly number[] {
    const { offsets, targets, labels, fairness: { instanceOf } } = this.#graph
    const { region } = this.components
    const now = ++this.#now
    const touched: number[] = []
    for (let k = from; k < to; k++) {
      const state = states[k] as number
      const end = edgesEnd(this.#graph, state)
      for (let e = offsets[state] as number; e < end; e++) {
        const i = instanceOf[labels[e] as number] as number
        const target = targets[e] as number
        if (i < 0 || target === state) continue
        if (this.#seen[i] !== now) {
          this.#seen[i] = now
          this.#enabled[i] = 0
          this.#last[i] = -1
          this.#taken[i] = 0
          touched.push(i)
        }
        if (this.#last[i] !== state) {
          this.#last[i] = state
          this.#enabled[i] = (this.#enabled[i] as number) + 1
        }
        if (region[target] === id) this.#taken[i] = 1
      }
    }
    return touched
  }

  /** Puts the states in which nothing is enabled that was denied into a set of their own. */
  #divide(states: Int32Array, from: number, to: number): void {
    let count = 0
    for (let k = from; k < to; k++) if (!this.#isAtOdds(states[k] as number)) count++
    if (count === 0) return
    const members = new Int32Array(count)
    const set = this.components.newSet()
    let n = 0
    for (let k = from; k < to; k++) {
      const state = states[k] as number
      if (this.#isAtOdds(state)) continue
      members[n++] = state
      this.components.put(state, set)
    }
    this.#work.push({ members, count, set })
  }
  #isAtOdds(state: number): boolean {
    const { offsets, targets, labels, fairness: { instanceOf } } = this.#graph
    const end = edgesEnd(this.#graph, state)
    for (let e = offsets[state] as number; e < end; e++) {
      const i = instanceOf[labels[e] as number] as number
      if (i >= 0 && targets[e] !== state && this.#denied[i] === this.#now) return true
    }
    return false
  }
}
