/**
 * What has to be shown so that a system may forget what it says, at every size. Two states are alike where they hold the
 * same in all cells that the first has not forgotten. From the lemmas of the first alone: both have forgotten the same
 * cells; a rule that is enabled in one is enabled in the other, and leads to states that are alike; and what verdicts
 * depend on is the same in both. So every state stands for all that are alike, whichever of them is stored.
 *
 * The second state has functions of its own for what may be forgotten of an array or a queue. Nothing says of them more than
 * that they are the first's, but for positions that are forgotten.
 */
import type { Node, Nodes } from "../ir/node.ts"
import { placed, type ProofIr, type PropertyIr, type RuleIr, type SystemIr, type Update } from "../ir/system.ts"
import { groupsOf, isSequenceLeaf, type Group } from "./cells.ts"
import { plus, printSum, term, type Sum } from "./linear.ts"
import { isRead, readsOf } from "./reads.ts"
import type { ObligationScript } from "./obligations.ts"
import { Scripts } from "./script.ts"
import { isElements, printScalar, scalarFrom, scalarsOf, solverSort, type Part, type SequenceSymbol, type Symbol } from "./symbol.ts"
import type { Environment } from "./terms.ts"

const quoted = (name: string): string => `|${name}|`
const and = (parts: readonly string[]): string => `(and ${parts.join(" ")} true)`

/** Two states that are alike, in a script. */
interface Alike {
  readonly s: Scripts
  readonly head: string
  readonly first: Environment
  readonly second: Environment
}
/** Two states that are alike and a rule that is enabled in both, with the states after it. */
interface Fired extends Alike {
  readonly after: Environment
  readonly afterSecond: Environment
}

const partsOf = (ir: SystemIr, leaf: string): readonly string[] => {
  const sort = ir.leaves.find((l) => l.path === leaf)?.sort
  return sort !== undefined && "of" in sort ? scalarsOf(sort.of).map((x) => x.path) : [""]
}

export class Forgets {
  readonly #ir: SystemIr
  readonly #proof: ProofIr
  readonly #groups: readonly Group[]

  constructor(ir: SystemIr, proof: ProofIr) {
    this.#ir = ir
    // A state beyond a size that bounds a run is none that a search stores: it stops there.
    this.#proof = { ...proof, unbounded: [] }
    this.#groups = groupsOf(ir)
  }

  /** True if an expression may read a cell that can be forgotten. */
  #reads(nodes: readonly Node[], below = ""): boolean {
    const reads = readsOf(nodes, below)
    return this.#groups.some((g) => g.parts.some((part) => isRead(reads, g.leaf, part)))
  }

  /** All of them: conditions, rule by rule, what verdicts depend on. */
  *all(): Generator<ObligationScript> {
    if (this.#ir.forgets.length === 0) return
    for (const f of this.#ir.forgets) yield* this.#condition(f)
    for (const r of this.#ir.rules) yield* this.#rule(r)
    yield* this.#observed()
  }

  #script(lemma: string, rule: string, script: string): ObligationScript { return { kind: "forgets", lemma, rule, script } }

  /** Two states of which the lemmas are true of the first. */
  #alike(): Alike {
    const s = new Scripts(this.#ir, this.#proof)
    const hypotheses = s.hypotheses((id) => this.#proof.forgets?.includes(id) ?? true)
    const state = new Map(s.before.state)
    const lines: string[] = []
    for (const g of this.#groups) {
      const [symbol, declared] = this.#copied(s, g, state.get(g.leaf) as Symbol)
      state.set(g.leaf, symbol)
      lines.push(declared)
    }
    for (const g of this.#groups) lines.push(this.#sameUnlessForgotten(s, g, s.before.state.get(g.leaf) as Symbol, state.get(g.leaf) as Symbol))
    return { s, head: hypotheses + lines.join(""), first: s.before, second: { ...s.before, state } }
  }
  /** The symbol of a leaf with the group's parts as functions of their own. */
  #copied(s: Scripts, g: Group, of: Symbol): readonly [Symbol, string] {
    const sorts = new Map(scalarsOf(isElements(of) ? of.of : this.#sortOf(g.leaf)).map((x) => [x.path, x.sort]))
    const name = (part: string): string => quoted(`${g.leaf} ${part === "" ? "element" : part} 2`)
    const sort = (part: string): string => solverSort(sorts.get(part) as never)
    if (!isElements(of)) return [scalarFrom(name(""), sorts.get("") as never), `(declare-const ${name("")} ${sort("")})\n`]
    const parts = new Map([...of.parts].map(([path, part]): [string, Part] => [path, g.parts.includes(path) ? (i) => `(${name(path)} ${printSum(i)})` : part]))
    return [{ ...of, parts }, g.parts.map((p) => `(declare-fun ${name(p)} (Int) ${sort(p)})\n`).join("")]
  }
  #sortOf(leaf: string): SystemIr["leaves"][number]["sort"] { return (this.#ir.leaves.find((l) => l.path === leaf) as SystemIr["leaves"][number]).sort }

  /** That the copies are the originals, unless the rules of the group say otherwise. */
  #sameUnlessForgotten(s: Scripts, g: Group, a: Symbol, b: Symbol): string {
    if (!isElements(a) || !isElements(b)) return s.terms.inline(() => `(assert (or (= ${printScalar(a)} ${printScalar(b)}) ${this.#dead(s, s.before, g)}))\n`)
    const q = term("q")
    const dead = `(${quoted(`forgotten ${g.name} ${g.leaf}`)} q)`
    const meaning = s.terms.inline(() => this.#dead(s, s.before, g, q))
    return `(declare-fun ${quoted(`forgotten ${g.name} ${g.leaf}`)} (Int) Bool)
(assert (forall ((q Int)) (! (=> ${dead} ${meaning}) :pattern (${dead}))))
${g.parts.map((p) => `(assert (forall ((q Int)) (! (or ${dead} (= ${b.parts.get(p)?.(q) ?? ""} ${a.parts.get(p)?.(q) ?? ""})) :pattern (${b.parts.get(p)?.(q) ?? ""}))))\n`).join("")}`
  }

  /** That the cells of a group at a position are forgotten in a state. */
  #dead(s: Scripts, env: Environment, g: Group, position?: Sum): string {
    const of = env.state.get(g.leaf) as Symbol
    const inside = isElements(of) && position !== undefined ? [`(<= ${printSum(of.from)} ${printSum(position)})`, `(< ${printSum(position)} ${printSum(of.to)})`] : []
    const rules = g.rules.map((r) => {
      const [param] = r.params
      const index = isElements(of) && position !== undefined ? plus(position, of.from, -1) : undefined
      s.terms.over({ state: env.state, after: new Map(), params: new Map(param === undefined || index === undefined ? [] : [[param.name, index]]) })
      const domain = param?.domain.kind === "range" && index !== undefined ? [`(< ${printSum(index)} ${printSum(s.terms.sum(param.domain.count))})`] : []
      return and([...domain, ...r.when.map((c) => s.terms.bool(c.node))])
    })
    return and([...inside, `(or ${rules.join(" ")} false)`])
  }

  /** That an expression has another value in the second of two environments. */
  #differs(s: Scripts, nodes: readonly Node[], a: Environment, b: Environment): string {
    const values = (env: Environment): readonly string[] => {
      s.terms.over(env)
      return nodes.map((n) => printScalar(s.terms.symbol(n)))
    }
    const [x, y] = [values(a), values(b)]
    const text = `(assert (not ${and(x.map((v, i) => `(= ${v} ${y[i] ?? v})`))}))\n`
    return s.assume([]) + text
  }

  /** A condition of forgetting does not depend on what is forgotten. */
  *#condition(f: RuleIr): Generator<ObligationScript> {
    const nodes = f.when.flatMap((c) => [c.node, ...c.obligations.map((o) => o.holds)])
    if (!this.#reads(nodes)) return
    const { s, head, first, second } = this.#alike()
    const { text, env } = s.enabled(f, false)
    yield this.#script(placed(f), "", head + text + this.#differs(s, nodes, { ...first, params: env.params }, { ...second, params: env.params }))
  }

  *#rule(r: RuleIr): Generator<ObligationScript> {
    yield* this.#enabled(r)
    const fired = this.#fire(r)
    const changed = new Set([...r.then, ...r.note].map((u) => u.path))
    yield* this.#kept(r, fired)
    for (const g of this.#groups) if (this.#concerns(g, changed)) yield this.#script(g.name, placed(r), fired.head + this.#group(fired, g, r))
    for (const p of this.#ir.properties) {
      if (p.kind !== "step" || !this.#reads([p.given, p.holds]) || !this.#mentions([p.given, p.holds], changed)) continue
      yield this.#script(p.id, placed(r), fired.head + this.#differs(fired.s, judged(this.#ir.nodes, p), { ...fired.first, after: fired.after.state }, { ...fired.second, after: fired.afterSecond.state }))
    }
    if (r.fair !== "none") yield* this.#moves(r, fired)
  }
  #mentions(nodes: readonly Node[], leaves: ReadonlySet<string>): boolean { return [...readsOf(nodes).keys()].some((path) => leaves.has(path)) }
  /** Whether a rule changes cells of a group, or what their condition reads. */
  #concerns(g: Group, changed: ReadonlySet<string>): boolean {
    return changed.has(g.leaf) || g.rules.some((f) => this.#mentions(f.when.map((c) => c.node), changed))
  }

  /** A rule is enabled in both or in neither, and its effect has a meaning in both or in neither. */
  *#enabled(r: RuleIr): Generator<ObligationScript> {
    const { nodes: make } = this.#ir
    const enabled = r.when.reduce((all, c) => make.and(all, c.node), make.bool(true))
    const nodes = [enabled, ...r.params.flatMap((p) => (p.domain.kind === "range" ? [p.domain.count] : p.domain.values)), ...r.when.flatMap((c) => c.obligations.map((o) => o.holds)), ...r.obligations.map((o) => make.implies(enabled, o.holds))]
    if (!this.#reads(nodes)) return
    const { s, head, first, second } = this.#alike()
    const { text, env } = s.enabled(r, false)
    yield this.#script("enabled", placed(r), head + text + this.#differs(s, nodes, { ...first, params: env.params }, { ...second, params: env.params }))
  }

  #fire(r: RuleIr): Fired {
    const { s, head, first, second } = this.#alike()
    const { text, env } = s.enabled(r)
    const of = (e: Environment): Environment => s.step({ ...e, params: env.params }, [...r.then, ...r.note], []).env
    const [after, afterSecond] = [of(first), of(second)]
    const scalars = [...r.then, ...r.note].filter((u) => !isElements(after.state.get(u.path) as Symbol))
    const inside = s.assume(scalars.flatMap((u) => s.typeFacts(u.path, after.state.get(u.path) as Symbol)))
    return { s, head: head + text + inside, first: { ...first, params: env.params }, second: { ...second, params: env.params }, after, afterSecond }
  }

  /** The position whose cells are compared, with what a solver has to meet there: what the state holds, and what was pushed. */
  #position(of: SequenceSymbol, before: SequenceSymbol): string {
    const terms = [...before.parts.values()].flatMap((part) => [term("where"), before.to].map((i) => part(i)))
    const sorts = scalarsOf(of.of).flatMap(({ sort }) => [solverSort(sort), solverSort(sort)])
    return `(declare-const where Int)\n(assert (and (<= ${printSum(of.from)} where) (< where ${printSum(of.to)})))\n${terms.map((t, i) => `(assert (${quoted(`met ${sorts[i] ?? ""}`)} ${t}))\n`).join("")}`
  }
  #met(): string { return ["Bool", "Int", "Word", "Colour"].map((sort) => `(declare-fun ${quoted(`met ${sort}`)} (${sort}) Bool)\n`).join("") }

  /** What is not forgotten after the rule is the same. */
  #group({ s, first, after, afterSecond }: Fired, g: Group, _r: RuleIr): string {
    const [a, b, old] = [after, afterSecond, first].map((e) => e.state.get(g.leaf) as Symbol) as [Symbol, Symbol, Symbol]
    if (!isElements(a) || !isElements(b) || !isElements(old)) {
      const dead = this.#dead(s, after, g)
      return `${s.assume([])}(assert (not (or (= ${printScalar(a)} ${printScalar(b)}) ${dead})))\n`
    }
    const where = term("where")
    const dead = this.#dead(s, after, g, where)
    const same = and(g.parts.map((p) => `(= ${a.parts.get(p)?.(where) ?? ""} ${b.parts.get(p)?.(where) ?? ""})`))
    return `${this.#met()}${this.#position(a, old)}${s.assume([])}(assert (not ${dead}))\n(assert (not ${same}))\n`
  }

  /** What is never forgotten is the same after the rule. */
  *#kept(r: RuleIr, { s, head, after, afterSecond }: Fired): Generator<ObligationScript> {
    const owed = [...r.then, ...r.note].flatMap((u) => this.#lasting(u.path).filter((part) => this.#reads([u.node], part)).map((part) => ({ u, part })))
    if (owed.length === 0) return
    const same = owed.map(({ u, part }) => {
      const [a, b] = [after.state.get(u.path) as Symbol, afterSecond.state.get(u.path) as Symbol]
      if (!isElements(a) || !isElements(b)) return `(= ${printScalar(a)} ${printScalar(b)})`
      return `(= ${a.parts.get(part)?.(term("where")) ?? ""} ${b.parts.get(part)?.(term("where")) ?? ""})`
    })
    yield this.#script("kept", placed(r), `${head}(declare-const where Int)\n${s.assume([])}(assert (not ${and(same)}))\n`)
  }
  /** The parts of a leaf that no rule forgets. */
  #lasting(leaf: string): readonly string[] {
    const forgotten = new Set(this.#groups.filter((g) => g.leaf === leaf).flatMap((g) => g.parts))
    return partsOf(this.#ir, leaf).filter((p) => !forgotten.has(p))
  }

  /** A fair rule changes something that is never forgotten: whether it changes anything does not depend on what is. */
  *#moves(r: RuleIr, { s, head, first, after }: Fired): Generator<ObligationScript> {
    const still = r.then.flatMap((u: Update): readonly string[] => {
      const [a, b] = [first.state.get(u.path) as Symbol, after.state.get(u.path) as Symbol]
      if (isElements(a) && isElements(b)) return [`(= ${printSum(plus(a.to, a.from, -1))} ${printSum(plus(b.to, b.from, -1))})`]
      return this.#lasting(u.path).length === 0 ? [] : [`(= ${printScalar(a)} ${printScalar(b)})`]
    })
    yield this.#script("moves", placed(r), `${head}${s.assume([])}(assert ${and(still)})\n`)
  }

  /** What verdicts depend on is the same in both states. Witnesses are sought where nothing is forgotten. */
  *#observed(): Generator<ObligationScript> {
    const list = [
      { name: "quiescent", nodes: [this.#ir.quiescent.node] },
      ...this.#ir.properties.filter((p) => p.kind !== "reachable").map((p) => ({ name: p.id, nodes: judged(this.#ir.nodes, p) })),
      ...this.#ir.refinements.map((x) => ({ name: x.id, nodes: x.as.map((u) => u.node) })),
    ]
    for (const { name, nodes } of list) {
      if (!this.#reads(nodes)) continue
      const { s, head, first, second } = this.#alike()
      // A step property, for the rules that change nothing it reads: the state after the step is the one before it.
      yield this.#script(name, "", head + this.#differs(s, nodes, { ...first, after: first.state }, { ...second, after: second.state }))
    }
  }
}

/** What of a property has to be the same in both states. */
const judged = (nodes: Nodes, p: PropertyIr): readonly Node[] => [
  ...(p.kind === "leadsTo" ? [p.given, p.holds, ...(p.assume === undefined ? [] : [p.assume.holds])] : [p.kind === "forbidden" ? nodes.and(p.given, p.holds) : nodes.implies(p.given, p.holds)]),
  ...p.obligations.map((o) => o.holds),
]

/** The leaves of which something is forgotten, for a report. */
export const forgottenLeaves = (ir: SystemIr): readonly string[] => [...new Set(groupsOf(ir).map((g) => g.leaf))].filter((leaf) => isSequenceLeaf(ir, leaf) || leaf !== "")
