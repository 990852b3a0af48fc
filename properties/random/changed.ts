/** A system with rules changed in memory: what shows that runs at random find a wrong rule. */
import type { Machine, Placed, Places, Rule, System } from "tcnet"

type AnyRule = Rule<never, never>
/** A rule as it is to run instead; undefined to leave it out. */
export type Change = (rule: AnyRule) => AnyRule | undefined

/** The system whose every rule is what `change` makes of it. */
export const changed = <S, N>(system: System<S, N>, change: Change): System<S, N> => {
  const rules = (of: readonly AnyRule[]): readonly AnyRule[] => of.flatMap((rule) => change(rule) ?? [])
  const inside = (p: Placed<N>): Placed<N> => ({ ...p, machine: { ...p.machine, rules: rules(p.machine.rules as readonly AnyRule[]) } as Machine<never, N> })
  return { ...system, parts: (places: Places<S, N>) => system.parts(places).map((placed) => placed.map(inside)) }
}

/** The system without its properties: what is noticed then is noticed by the others who look. */
export const unasked = <S, N>(system: System<S, N>): System<S, N> =>
  ({ ...system, parts: (places: Places<S, N>) => system.parts(places).map((placed) => placed.map((p) => ({ ...p, machine: { ...p.machine, properties: [] } }))) })

/** The rule with this id does something else; all others stay. */
export const replacing = (id: string, by: Partial<AnyRule> | undefined): Change => (rule) => (rule.id !== id ? rule : by === undefined ? undefined : { ...rule, ...by })

/** The rule with this id is enabled without regard to one of its conjuncts. */
export const ignoring = (id: string, conjunct: string): Change => (rule) => {
  if (rule.id !== id) return rule
  const when: AnyRule["when"] = (s, n, p) => {
    const all = rule.when(s, n, p)
    if (!(conjunct in all)) throw new TypeError(`${id} has no conjunct ${conjunct}`)
    return { ...all, [conjunct]: true }
  }
  return { ...rule, when }
}
