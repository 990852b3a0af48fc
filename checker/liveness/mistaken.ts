/** For tests: an engine that makes one mistake. It works on sets and lists, without an eye to speed, and shares nothing with the engine that it is compared with. */
import type { Mistake } from "./suite.ts"
import { reachedIn, type Arc, type Letter, type Small } from "./testing.ts"

type States = readonly number[]
const isLoop = (a: Arc): boolean => a.from === a.to

/** The system as the mistaken engine reads it: other instances of fairness, another assumption, other states. */
const misread = (s: Small, mistake: Mistake): Small => {
  const all = [...new Set(s.arcs.map((a) => a.rule))]
  const renamed = (name: (a: Arc, i: number) => string): Small => {
    const arcs = s.arcs.map((a, i) => ({ ...a, rule: name(a, i) }))
    const fair = (rules: readonly string[]): readonly string[] => [...new Set(arcs.filter((_, i) => rules.includes((s.arcs[i] as Arc).rule)).map((a) => a.rule))]
    return { ...s, arcs, weak: fair(s.weak), strong: fair(s.strong) }
  }
  switch (mistake) {
    case "no fairness": return { ...s, weak: [], strong: [] }
    case "weak as strong": case "weak as strong in real cycles": return { ...s, weak: [], strong: [...s.weak, ...s.strong] }
    case "strong as weak": return { ...s, weak: [...s.weak, ...s.strong], strong: [] }
    case "all fair": return { ...s, weak: all.filter((r) => !s.strong.includes(r)) }
    case "fair by edge": return renamed((a, i) => `${a.rule}${i}`)
    case "fair by rule name": return renamed((a) => a.rule.replace(/[A-Z].*/, ""))
    case "no assumption": {
      const { assume: _assume, ...others } = s
      return others
    }
    case "symmetry": {
      // Folds state 2 onto state 1, and with it what is true of one of them.
      const fold = (x: number): number => (x === 2 ? 1 : x)
      return { ...s, arcs: s.arcs.map((a) => ({ from: fold(a.from), rule: a.rule, to: fold(a.to) })), premise: s.premise.map(fold), goal: s.goal.map(fold) }
    }
    default: return s
  }
}

const componentsOf = (s: Small, among: States): readonly States[] => {
  const from = new Map(among.map((x) => [x, reachedIn(s, [x], (y) => among.includes(y))]))
  const component = (x: number): States => among.filter((y) => from.get(x)?.has(y) === true && from.get(y)?.has(x) === true)
  return among.filter((x) => component(x)[0] === x).map(component)
}

class Engine {
  readonly #s: Small
  readonly #mistake: Mistake
  constructor(s: Small, mistake: Mistake) {
    this.#s = misread(s, mistake)
    this.#mistake = mistake
  }

  #counts(a: Arc): boolean { return this.#mistake === "no-op as taken" || !isLoop(a) }
  #enables(rule: string, state: number): boolean { return this.#s.arcs.some((a) => a.rule === rule && a.from === state && this.#counts(a)) }
  #isTaken(rule: string, set: States): boolean {
    return this.#s.arcs.some((a) => a.rule === rule && this.#counts(a) && set.includes(a.from) && (this.#mistake === "leaving edge as taken" || set.includes(a.to)))
  }

  /** A fair part of a component, `depth` removals deep. */
  #fairPart(set: States, depth: number): States | undefined {
    const { weak, strong, arcs } = this.#s
    if ((this.#mistake === "no stutter" || this.#mistake === "weak as strong in real cycles") && !arcs.some((a) => set.includes(a.from) && set.includes(a.to))) return undefined
    if (this.#mistake === "cycles only" && set.length === 1 && !arcs.some((a) => isLoop(a) && set.includes(a.from))) return undefined
    if (weak.some((r) => !this.#isTaken(r, set) && set.every((x) => this.#enables(r, x)))) return undefined
    const denied = strong.filter((r) => !this.#isTaken(r, set) && set.some((x) => this.#enables(r, x)))
    if (denied.length === 0) return set
    if (this.#mistake === "no recursion" || (this.#mistake === "one recursion" && depth > 0)) return undefined
    const removed = this.#mistake === "one recursion" ? denied.slice(-1) : denied
    const kept = set.filter((x) => !removed.some((r) => this.#enables(r, x)))
    return componentsOf(this.#s, kept).map((c) => this.#fairPart(c, depth + 1)).find((c) => c !== undefined)
  }

  #simpleCycles(among: States): readonly States[] {
    const found: States[] = among.map((x) => [x])
    const grow = (path: States): void => {
      for (const a of this.#s.arcs) {
        if (a.from !== path.at(-1) || !among.includes(a.to)) continue
        if (a.to === path[0]) found.push(path)
        else if (!path.includes(a.to)) grow([...path, a.to])
      }
    }
    for (const x of among) grow([x])
    return found
  }

  #isFairSomewhere(among: States): boolean {
    const { assume } = this.#s
    const kept = assume?.kind === "eventuallyAlways" ? among.filter((x) => assume.states.includes(x)) : among
    if (this.#mistake === "simple cycles") return this.#simpleCycles(kept).some((c) => this.#fairPart(c, 0)?.length === c.length)
    return componentsOf(this.#s, kept).some((c) => this.#fairPart(c, 0) !== undefined)
  }

  /** Depth first over states alone, as if what is still owed were the same on all paths to a state. */
  #joinedPaths(): Letter {
    const visited = new Set<number>()
    const search = (x: number, isOwed: boolean): boolean => {
      const owed = (isOwed || this.#s.premise.includes(x)) && !this.#s.goal.includes(x)
      if (visited.has(x)) return false
      visited.add(x)
      const next = this.#s.arcs.filter((a) => a.from === x)
      return next.length === 0 ? owed : next.some((a) => search(a.to, owed))
    }
    return search(0, false) ? "V" : "H"
  }

  #owed(reached: States, premises: States): States {
    const isOpen = (x: number): boolean => !this.#s.goal.includes(x)
    if (this.#mistake === "through the goal") return [...reachedIn(this.#s, premises, () => true)].filter(isOpen)
    const owed = [...reachedIn(this.#s, premises, isOpen)]
    const components = componentsOf(this.#s, reached)
    const whole = (x: number): States => components.find((c) => c.includes(x)) as States
    // Components of the whole graph, taken for ends of a run as soon as one state of them is no goal.
    if (this.#mistake === "full components") return [...new Set(owed.flatMap(whole))]
    return this.#mistake === "goal in component" ? owed.filter((x) => whole(x).every(isOpen)) : owed
  }

  judge(): Letter {
    if (this.#mistake === "joined paths") return this.#joinedPaths()
    const { premise, assume } = this.#s
    const reached = [...reachedIn(this.#s, [0], () => true)]
    const premises = reached.filter((x) => premise.includes(x))
    if (premises.length === 0) return this.#mistake === "no vacuity" ? "H" : "X"
    if (this.#isFairSomewhere(this.#owed(reached, premises))) return "V"
    if (assume === undefined || this.#mistake === "no contradiction") return "H"
    return this.#isFairSomewhere([...reachedIn(this.#s, premises, () => true)]) ? "H" : "X"
  }
}

/** What the mistaken engine says. */
export const judgeMistaken = (s: Small, mistake: Mistake): Letter => new Engine(s, mistake).judge()
