/** Judges a run that never ends, by the interpreter and the definition alone: nothing of the engine that found it takes part. */
import { whyFalse, type Run } from "../../checker/explorer/counterexample.ts"
import type { Instance, Reading } from "../../checker/ir/reading.ts"
import { placed, type PropertyIr } from "../../checker/ir/system.ts"
import { same, type State } from "../../checker/ir/value.ts"

const isSame = (a: State, b: State): boolean => a.every((v, i) => same(v, b[i] as State[number]))

/** What names an instance of fairness; undefined for what is not fair. */
const fairName = ({ rule, params }: Pick<Instance, "rule" | "params">): string | undefined =>
  rule.fair === "none" ? undefined : JSON.stringify([placed(rule), rule.machine, ...Object.entries(params).filter(([name]) => !rule.lump.includes(name))])

/** The first instance to which the cycle is not fair. */
const wronged = (reading: Reading, again: readonly State[], cycle: Run["steps"], turn: State): string | undefined => {
  const taken = new Set(cycle.filter((s, i) => !isSame(s.state, i === 0 ? turn : (cycle[i - 1] as Run["steps"][number]).state)).map(fairName))
  const enabled = new Map<string, { readonly label: string; readonly isStrong: boolean; readonly states: Set<number> }>()
  again.forEach((state, k) => {
    for (const x of reading.instances) {
      const name = fairName(x)
      if (name === undefined || taken.has(name) || !reading.enabled(x.rule, state, x.params) || isSame(reading.step(x.rule, state, x.params), state)) continue
      const known = enabled.get(name) ?? { label: x.label, isStrong: x.rule.fair === "strong", states: new Set<number>() }
      enabled.set(name, known)
      known.states.add(k)
    }
  })
  return [...enabled.values()].find((x) => x.isStrong || x.states.size === again.length)?.label
}

/** Whether the run breaks a leads-to property when it goes on as it says, and why. */
export const judgeLasso = (reading: Reading, property: PropertyIr, run: Run, cycle: number): { readonly isBroken: boolean; readonly because: readonly string[] } => {
  const states = [run.initial, ...run.steps.map((s) => s.state)]
  const turn = states[cycle]
  const not = (why: string): { readonly isBroken: boolean; readonly because: readonly string[] } => ({ isBroken: false, because: [why] })
  if (turn === undefined) throw new RangeError("the cycle begins behind the run")
  if (!isSame(turn, states.at(-1) as State)) return not("the last state is not the one in which the cycle begins")
  const holds = (n: PropertyIr["holds"], state: State): boolean => reading.evaluate(n, { state, params: {} }) === true
  const met = states.findLastIndex((s) => holds(property.holds, s))
  if (met >= cycle) return not("the cycle meets the goal")
  if (!states.some((s, i) => i > met && i <= cycle && holds(property.given, s))) return not("the premise does not hold behind the last state that meets the goal")
  const again = cycle === run.steps.length ? [turn] : states.slice(cycle + 1)
  const { assume } = property
  if (assume !== undefined && !(assume.kind === "eventuallyAlways" ? again.every((s) => holds(assume.holds, s)) : again.some((s) => holds(assume.holds, s)))) return not("the cycle is not as the property assumes")
  const denied = wronged(reading, again, run.steps.slice(cycle), turn)
  return denied === undefined ? { isBroken: true, because: whyFalse({ reading, state: turn }, property.holds) } : not(`the cycle is not fair to ${denied}`)
}
