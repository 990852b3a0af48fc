/** A cycle in a fair component that is fair by itself, and short: not a tour of all of the component. */
import { edgesEnd, hopBetween, mark, type Hop, type LiveGraph } from "./graph.ts"

/** What a cycle still lacks: instances that it has to take, those of them that it may avoid instead, and a state in which what is assumed holds. */
interface Lack {
  readonly take: ReadonlySet<number>
  readonly avoid: ReadonlySet<number>
  readonly assumed: boolean
}

export class CycleFinder {
  readonly #graph: LiveGraph
  readonly #marks: Uint8Array
  readonly #region: Int32Array
  readonly #isDemanding: boolean
  /** For a search: the state before each, plus 1; 0 where it did not come. */
  readonly #before: Int32Array
  readonly #queue: Int32Array
  /** For each instance the last count in which it was found enabled. */
  readonly #counted: Float64Array
  #counts = 0

  constructor(graph: LiveGraph, marks: Uint8Array, region: Int32Array, isDemanding: boolean) {
    this.#graph = graph
    this.#marks = marks
    this.#region = region
    this.#isDemanding = isDemanding
    this.#before = new Int32Array(graph.states)
    this.#queue = new Int32Array(graph.states)
    this.#counted = new Float64Array(graph.fairness.isStrong.length)
  }

  /** A fair cycle from a state of a fair component back to it. Empty where the run may stay in that state. */
  from(entry: number): readonly Hop[] {
    const hops: Hop[] = []
    for (let at = entry; ;) {
      const lack = this.#lackOf(entry, hops)
      const isFair = lack.take.size === 0 && !lack.assumed
      if (isFair && at === entry) return hops
      hops.push(...(isFair ? this.#search(at, (s) => s === entry) : this.#search(at, (s) => this.#suits(s, lack), lack.take)))
      at = (hops.at(-1) as Hop).to
    }
  }

  #enabledAt(state: number): ReadonlySet<number> {
    const g = this.#graph
    const found = new Set<number>()
    const end = edgesEnd(g, state)
    for (let e = g.offsets[state] as number; e < end; e++) {
      const i = g.fairness.instanceOf[g.labels[e] as number] as number
      if (i >= 0 && g.targets[e] !== state) found.add(i)
    }
    return found
  }

  #lackOf(entry: number, hops: readonly Hop[]): Lack {
    const { instanceOf, isStrong } = this.#graph.fairness
    const states = new Set([entry, ...hops.map((h) => h.to)])
    const taken = new Set(hops.map((h) => instanceOf[h.label] as number))
    const enabled = new Map<number, number>()
    for (const s of states) for (const i of this.#enabledAt(s)) enabled.set(i, (enabled.get(i) ?? 0) + 1)
    const take = [...enabled].filter(([i, count]) => !taken.has(i) && (isStrong[i] === 1 || count === states.size)).map(([i]) => i)
    return {
      take: new Set(take), avoid: new Set(take.filter((i) => isStrong[i] !== 1)),
      assumed: this.#isDemanding && ![...states].some((s) => this.#isAssumed(s)),
    }
  }
  #isAssumed(state: number): boolean { return ((this.#marks[state] as number) & mark.assumed) !== 0 }

  /** The state itself gives something that is lacking. */
  #suits(state: number, lack: Lack): boolean {
    if (lack.assumed && this.#isAssumed(state)) return true
    return lack.avoid.size > 0 && this.#countEnabled(state, lack.avoid) < lack.avoid.size
  }
  /** How many of the instances are enabled. Asked of very many states, so it makes nothing. */
  #countEnabled(state: number, among: ReadonlySet<number>): number {
    const g = this.#graph
    const now = ++this.#counts
    const end = edgesEnd(g, state)
    let found = 0
    for (let e = g.offsets[state] as number; e < end; e++) {
      const i = g.fairness.instanceOf[g.labels[e] as number] as number
      if (i < 0 || g.targets[e] === state || this.#counted[i] === now || !among.has(i)) continue
      this.#counted[i] = now
      found++
    }
    return found
  }

  /** The shortest way inside the component to a state that suits, or along an edge of one of the instances. */
  #search(start: number, suits: (state: number) => boolean, take: ReadonlySet<number> = new Set()): readonly Hop[] {
    const g = this.#graph
    const id = this.#region[start]
    let count = 0
    const reach = (state: number, before: number): void => {
      this.#before[state] = before + 1
      this.#queue[count++] = state
    }
    const finish = (last: Hop): readonly Hop[] => {
      const way: Hop[] = [last]
      for (let s = last.from; s !== start; s = (this.#before[s] as number) - 1) way.push(hopBetween(g, (this.#before[s] as number) - 1, s))
      for (let k = 0; k < count; k++) this.#before[this.#queue[k] as number] = 0
      return way.toReversed()
    }
    reach(start, start)
    for (let head = 0; head < count; head++) {
      const from = this.#queue[head] as number
      const end = edgesEnd(g, from)
      for (let e = g.offsets[from] as number; e < end; e++) {
        const [to, label] = [g.targets[e] as number, g.labels[e] as number]
        if (to === from || this.#region[to] !== id) continue
        if (suits(to) || take.has(g.fairness.instanceOf[label] as number)) return finish({ from, label, to })
        if (this.#before[to] === 0) reach(to, from)
      }
    }
    throw new RangeError("the component is not fair")
  }
}
