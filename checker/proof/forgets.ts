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
import { isSequence, type Sort } from "../ir/sort.ts"
import { placed, type Leaf, type ProofIr, type PropertyIr, type RuleIr, type SystemIr, type Update } from "../ir/system.ts"
import { groupsOf, type Group } from "./cells.ts"
import { plus, printSum, term, type Sum } from "./linear.ts"
import { isRead, lengthPart, readsOf } from "./reads.ts"
import type { ObligationScript } from "./obligations.ts"
import { Scripts } from "./script.ts"
import { isElements, printScalar, quoted, sameSymbol, scalarFrom, scalarsOf, solverSort, type Part, type Symbol } from "./symbol.ts"
import type { Environment } from "./terms.ts"

/** The position at which two states are compared: any. */
const where = term("|? where|")
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
      const [symbol, declared] = this.#copied(g, state.get(g.leaf) as Symbol)
      state.set(g.leaf, symbol)
      lines.push(declared)
    }
    for (const g of this.#groups) lines.push(this.#sameUnlessForgotten(s, g, s.before.state.get(g.leaf) as Symbol, state.get(g.leaf) as Symbol))
    return { s, head: hypotheses + lines.join(""), first: s.before, second: { ...s.before, state } }
  }
  /** The symbol of a leaf with the group's parts as functions of their own. */
  #copied(g: Group, of: Symbol): readonly [Symbol, string] {
    const name = (part: string): string => quoted(`${g.leaf} ${part === "" ? "element" : part} 2`)
    if (!isElements(of)) return [scalarFrom(name(""), this.#sortOf(g.leaf)), `(declare-const ${name("")} ${solverSort(this.#sortOf(g.leaf))})\n`]
    const parts = new Map([...of.parts].map(([path, part]): [string, Part] => [path, g.parts.includes(path) ? (i) => `(${name(path)} ${printSum(i)})` : part]))
    return [{ ...of, parts }, scalarsOf(of.of).filter((x) => g.parts.includes(x.path)).map((x) => `(declare-fun ${name(x.path)} (Int) ${solverSort(x.sort)})\n`).join("")]
  }
  #sortOf(leaf: string): Sort { return (this.#ir.leaves.find((l) => l.path === leaf) as Leaf).sort }

  /** That the copies are the originals, unless the rules of the group say otherwise. */
  #sameUnlessForgotten(s: Scripts, g: Group, a: Symbol, b: Symbol): string {
    if (!isElements(a) || !isElements(b)) return s.terms.inline(() => `(assert (or (= ${printScalar(a)} ${printScalar(b)}) ${this.#dead(s, s.before, g)}))\n`)
    const q = term("|? q|")
    const dead = `(${quoted(`forgotten ${g.name} ${g.leaf}`)} |? q|)`
    const meaning = s.terms.inline(() => this.#dead(s, s.before, g, q))
    return `(declare-fun ${quoted(`forgotten ${g.name} ${g.leaf}`)} (Int) Bool)
(assert (forall ((|? q| Int)) (! (=> ${dead} ${meaning}) :pattern (${dead}))))
${g.parts.map((p) => `(assert (forall ((|? q| Int)) (! (or ${dead} (= ${b.parts.get(p)?.(q) ?? ""} ${a.parts.get(p)?.(q) ?? ""})) :pattern (${b.parts.get(p)?.(q) ?? ""}))))\n`).join("")}`
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
    const values = (env: Environment): readonly Symbol[] => {
      s.terms.over(env)
      return nodes.map((n) => s.terms.symbol(n))
    }
    const [x, y] = [values(a), values(b)]
    return `${s.assume([])}(assert (not ${and(x.map((v, i) => sameSymbol(v, y[i] ?? v)))}))\n`
  }

  /** A condition of forgetting does not depend on what is forgotten. */
  *#condition(f: RuleIr): Generator<ObligationScript> {
    const nodes = [...f.when.flatMap((c) => [c.node, ...c.obligations.map((o) => o.holds)]), ...countsOf(f)]
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
      const nodes = judged(this.#ir.nodes, p)
      if (p.kind !== "step" || !this.#reads(nodes) || !this.#mentions(nodes, changed)) continue
      yield this.#script(p.id, placed(r), fired.head + this.#differs(fired.s, nodes, { ...fired.first, after: fired.after.state }, { ...fired.second, after: fired.afterSecond.state }))
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
    const nodes = [enabled, ...countsOf(r), ...r.when.flatMap((c) => c.obligations.map((o) => o.holds)), ...r.obligations.map((o) => make.implies(enabled, o.holds))]
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

  /** Terms for a solver to meet: the elements at these positions of the state before the rule. */
  #met(s: Scripts, at: readonly (readonly [leaf: string, position: Sum])[]): string {
    const sorts = ["Bool", "Int", "Word", "Colour"].map((sort) => `(declare-fun ${quoted(`met ${sort}`)} (${sort}) Bool)\n`)
    return sorts.join("") + at.flatMap(([leaf, position]) => {
      const of = s.before.state.get(leaf) as Symbol
      return !isElements(of) ? [] : scalarsOf(of.of).map(({ path, sort }) => `(assert (${quoted(`met ${solverSort(sort)}`)} ${of.parts.get(path)?.(position) ?? ""}))\n`)
    }).join("")
  }
  /** Where a rule may push: what is sought in a queue after it may be found there. */
  #pushed(r: RuleIr, s: Scripts): readonly (readonly [string, Sum])[] {
    return r.then.flatMap((u) => {
      const of = s.before.state.get(u.path) as Symbol
      return isElements(of) && this.#sortOf(u.path).kind === "fifo" ? [[u.path, of.to] as const] : []
    })
  }

  /** What is not forgotten after the rule is the same: at any position. */
  #group({ s, after, afterSecond }: Fired, g: Group, r: RuleIr): string {
    const [a, b] = [after, afterSecond].map((e) => e.state.get(g.leaf) as Symbol) as [Symbol, Symbol]
    const isSame = !isElements(a) || !isElements(b) ? `(= ${printScalar(a)} ${printScalar(b)})` : and(g.parts.map((p) => `(= ${a.parts.get(p)?.(where) ?? ""} ${b.parts.get(p)?.(where) ?? ""})`))
    const isInside = isElements(a) ? `(and (<= ${printSum(a.from)} ${printSum(where)}) (< ${printSum(where)} ${printSum(a.to)}))` : "true"
    const dead = this.#dead(s, after, g, where)
    return `(declare-const ${printSum(where)} Int)\n${this.#met(s, [[g.leaf, where], ...this.#pushed(r, s)])}${s.assume([isInside])}(assert (not (or ${dead} ${isSame})))\n`
  }

  /** What is never forgotten is the same after the rule, and so are the ends of queues. */
  *#kept(r: RuleIr, { s, head, after, afterSecond }: Fired): Generator<ObligationScript> {
    const same = [...r.then, ...r.note].flatMap((u): readonly string[] => {
      const owed = this.#lasting(u.path).filter((part) => this.#reads([u.node], part))
      const [a, b] = [after.state.get(u.path) as Symbol, afterSecond.state.get(u.path) as Symbol]
      if (!isElements(a) || !isElements(b)) return owed.map(() => `(= ${printScalar(a)} ${printScalar(b)})`)
      const ends = this.#reads([u.node], lengthPart) ? [`(= ${printSum(a.from)} ${printSum(b.from)})`, `(= ${printSum(a.to)} ${printSum(b.to)})`] : []
      const isInside = `(and (<= ${printSum(a.from)} ${printSum(where)}) (< ${printSum(where)} ${printSum(a.to)}))`
      return [...ends, ...owed.map((part) => `(=> ${isInside} (= ${a.parts.get(part)?.(where) ?? ""} ${b.parts.get(part)?.(where) ?? ""}))`)]
    })
    if (same.length > 0) yield this.#script("kept", placed(r), `${head}(declare-const ${printSum(where)} Int)\n${s.assume([])}(assert (not ${and(same)}))\n`)
  }
  /** The parts of a leaf that no rule forgets. */
  #lasting(leaf: string): readonly string[] {
    const forgotten = new Set(this.#groups.filter((g) => g.leaf === leaf).flatMap((g) => g.parts))
    const sort = this.#sortOf(leaf)
    return scalarsOf(isSequence(sort) ? sort.of : sort).map((x) => x.path).filter((p) => !forgotten.has(p))
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
      { name: "quiescent", nodes: [this.#ir.quiescent.node, ...this.#ir.quiescent.obligations.map((o) => o.holds)] },
      ...this.#ir.properties.filter((p) => p.kind !== "reachable").map((p) => ({ name: p.id, nodes: judged(this.#ir.nodes, p) })),
      ...this.#ir.refinements.map((x) => ({ name: x.id, nodes: [...x.as.map((u) => u.node), ...x.obligations.map((o) => o.holds)] })),
    ]
    for (const { name, nodes } of list) {
      if (!this.#reads(nodes)) continue
      const { s, head, first, second } = this.#alike()
      // A step property, for the rules that change nothing it reads: the state after the step is the one before it.
      yield this.#script(name, "", head + this.#differs(s, nodes, { ...first, after: first.state }, { ...second, after: second.state }))
    }
  }
}

/** How many values the parameters of a rule have. */
const countsOf = (r: RuleIr): readonly Node[] => r.params.flatMap((p) => (p.domain.kind === "range" ? [p.domain.count] : p.domain.values))

/** What of a property has to be the same in both states. */
const judged = (nodes: Nodes, p: PropertyIr): readonly Node[] => [
  ...(p.kind === "leadsTo" ? [p.given, p.holds, ...(p.assume === undefined ? [] : [p.assume.holds])] : [p.kind === "forbidden" ? nodes.and(p.given, p.holds) : nodes.implies(p.given, p.holds)]),
  ...p.obligations.map((o) => o.holds),
]
