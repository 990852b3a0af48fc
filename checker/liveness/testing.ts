/** For tests: small labelled graphs as text, and what a liveness engine has to say of them, by subsets of states. */
import { mark, type Hop, type LiveGraph } from "./graph.ts"
import type { Lasso, Question } from "./leads-to.ts"

/** An edge of a small graph. */
export interface Arc {
  readonly from: number
  readonly rule: string
  readonly to: number
}
/** A small system: its first state is 0, each rule is one instance of fairness, and sets of states are lists. */
export interface Small {
  readonly arcs: readonly Arc[]
  readonly weak: readonly string[]
  readonly strong: readonly string[]
  readonly premise: readonly number[]
  readonly goal: readonly number[]
  readonly assume?: { readonly kind: "eventuallyAlways" | "infinitelyOften"; readonly states: readonly number[] }
}

/** `0a1 1back0`: the edges of a graph. */
export const arcsOf = (text: string): readonly Arc[] => text.split(" ").filter((x) => x !== "").map((word) => {
  const m = /^(\d+)([A-Za-z]+)(\d+)$/.exec(word)
  if (m === null) throw new RangeError(`${word} is no edge`)
  return { from: Number(m[1]), rule: m[2] as string, to: Number(m[3]) }
})

/** The names of the states that can be reached, breadth first, and the place in that order from which each was discovered. */
export const discovered = (s: Small): { readonly names: readonly number[]; readonly parents: readonly number[] } => {
  const [names, parents] = [[0], [-1]]
  for (let i = 0; i < names.length; i++) for (const a of s.arcs) {
    if (a.from !== names[i] || names.includes(a.to)) continue
    names.push(a.to)
    parents.push(i)
  }
  return { names, parents }
}

export interface Built {
  readonly graph: LiveGraph
  readonly question: Question
  /** For each state its name in the text. */
  readonly names: readonly number[]
  readonly rules: readonly string[]
}
/** A small system as the engine takes it: without the states that cannot be reached. */
export const build = (s: Small): Built => {
  const { names, parents } = discovered(s)
  const rules = [...new Set(s.arcs.map((a) => a.rule))]
  const fair = rules.filter((r) => s.weak.includes(r) || s.strong.includes(r))
  const lists = names.map((name) => s.arcs.filter((a) => a.from === name))
  const offsets = Float64Array.from(lists, (_, i) => lists.slice(0, i).flat().length)
  const bits = (name: number): number => (s.premise.includes(name) ? mark.premise : 0) | (s.goal.includes(name) ? mark.goal : 0) | (s.assume?.states.includes(name) === true ? mark.assumed : 0)
  return {
    names, rules,
    graph: {
      states: names.length, offsets, parents: Int32Array.from(parents),
      targets: Int32Array.from(lists.flat(), (a) => names.indexOf(a.to)), labels: Uint16Array.from(lists.flat(), (a) => rules.indexOf(a.rule)),
      fairness: { instanceOf: Int32Array.from(rules, (r) => fair.indexOf(r)), isStrong: Uint8Array.from(fair, (r) => (s.strong.includes(r) ? 1 : 0)) },
    },
    question: { marks: Uint8Array.from(names, bits), ...(s.assume === undefined ? {} : { assume: s.assume.kind }) },
  }
}

/** The states that can be reached from some of these along edges whose ends are all inside. */
export const reachedIn = (s: Small, starts: readonly number[], isIn: (state: number) => boolean): ReadonlySet<number> => {
  const found = new Set(starts.filter(isIn))
  for (const at of found) for (const a of s.arcs) if (a.from === at && isIn(a.to)) found.add(a.to)
  return found
}

/** Whether a run may visit the given states again and again and take the given edges again and again, and nothing else for ever. */
export const isFairFor = (s: Small, states: readonly number[], taken: readonly Arc[]): boolean => {
  const enabledAt = (rule: string, state: number): boolean => s.arcs.some((a) => a.rule === rule && a.from === state && a.to !== state)
  const isTaken = (rule: string): boolean => taken.some((a) => a.rule === rule && a.from !== a.to)
  return s.weak.every((r) => isTaken(r) || !states.every((x) => enabledAt(r, x))) && s.strong.every((r) => isTaken(r) || !states.some((x) => enabledAt(r, x)))
}

/** Every set of states that a run can visit again and again, fairly and as assumed. A run that stays in one state is one, whatever its edges. */
const fairSets = (s: Small, among: readonly number[]): readonly (readonly number[])[] => {
  const sets = Array.from({ length: 2 ** among.length - 1 }, (_, k) => among.filter((_state, i) => ((k + 1) >> i) % 2 === 1))
  return sets.filter((set) => {
    const inner = s.arcs.filter((a) => set.includes(a.from) && set.includes(a.to))
    return set.every((x) => reachedIn(s, [x], (y) => set.includes(y)).size === set.length) && isFairFor(s, set, inner)
      && (s.assume === undefined || (s.assume.kind === "eventuallyAlways" ? set.every((x) => s.assume?.states.includes(x)) : set.some((x) => s.assume?.states.includes(x))))
  })
}

export type Letter = "H" | "V" | "X"
/** Holds, violated or vacuous, by trying every set of states that a run may end in. */
export const bruteForce = (s: Small): Letter => {
  const reached = [...reachedIn(s, [0], () => true)]
  const premises = reached.filter((x) => s.premise.includes(x))
  if (premises.length === 0) return "X"
  const isOpen = (x: number): boolean => !s.goal.includes(x)
  const owed = [...reachedIn(s, premises, isOpen)]
  if (fairSets(s, owed).length > 0) return "V"
  return s.assume !== undefined && fairSets(s, [...reachedIn(s, premises, () => true)]).length === 0 ? "X" : "H"
}

/** What is wrong with a lasso as a counterexample, by the definition alone; undefined where nothing is. */
export const faultOf = (s: Small, b: Built, lasso: Lasso): string | undefined => {
  const arcOf = (h: Hop): Arc => ({ from: b.names[h.from] as number, rule: b.rules[h.label] as string, to: b.names[h.to] as number })
  const [prefix, cycle] = [lasso.prefix.map(arcOf), lasso.cycle.map(arcOf)]
  const path = [...prefix, ...cycle]
  const states = [0, ...path.map((a) => a.to)]
  if (path.some((a, i) => a.from !== states[i])) return "it is torn"
  if (path.some((a) => !s.arcs.some((x) => x.from === a.from && x.rule === a.rule && x.to === a.to))) return "it has an edge that the graph lacks"
  const turn = states[prefix.length] as number
  if (states.at(-1) !== turn) return "its cycle is open"
  if (!s.premise.includes(states[lasso.owedFrom] as number) || lasso.owedFrom > prefix.length) return "the premise does not hold where it should"
  if (states.slice(lasso.owedFrom).some((x) => s.goal.includes(x))) return "it meets the goal"
  const again = cycle.length === 0 ? [turn] : cycle.map((a) => a.to)
  if (!isFairFor(s, again, cycle)) return "it is not fair"
  const isAssumed = (x: number): boolean => s.assume?.states.includes(x) === true
  if (s.assume !== undefined && !(s.assume.kind === "eventuallyAlways" ? again.every(isAssumed) : again.some(isAssumed))) return "it is not as assumed"
  return undefined
}
