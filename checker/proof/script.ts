/** The scripts of SMT-LIB that a proof consists of: declarations, what is assumed, and what a solver is to refute. */
import { colours, isSequence, unbounded, type Extent, type Sort } from "../ir/sort.ts"
import type { Leaf, ProofIr, RuleIr, SystemIr, Update } from "../ir/system.ts"
import { walk } from "../ir/node.ts"
import { printSum, term, whole, type Sum } from "./linear.ts"
import { isElements, isRecord, lengthOf, nothing, printScalar, quoted, scalarFrom, scalarsIn, scalarsOf, solverSort, symbolOf, type Part, type SequenceSymbol, type Symbol } from "./symbol.ts"
import { colourOf, Terms, wordOf, type Environment, type Finite } from "./terms.ts"

/** The literals of all enumerations of a system and its proof. */
const literalsOf = (ir: SystemIr, proof: ProofIr): readonly string[] => {
  const found = new Set<string>()
  const inSort = (s: Sort): void => {
    if (s.kind === "enum") s.values.forEach((v) => found.add(v))
    else if (s.kind === "record") s.fields.forEach((f) => { inSort(f.sort) })
    else if (isSequence(s)) inSort(s.of)
  }
  for (const l of [...ir.leaves, ...proof.leaves]) inSort(l.sort)
  for (const r of ir.rules) r.params.forEach((p) => { inSort(p.sort) })
  walk(ir.nodes.all, (n) => { inSort(n.sort) })
  return [...found]
}

/** A sort of different constants. What other values it might have, the ranges of the state exclude. */
const constants = (sort: string, names: readonly string[]): string =>
  `(declare-sort ${sort} 0)\n${names.map((n) => `(declare-const ${n} ${sort})\n`).join("")}${names.length < 2 ? "" : `(assert (distinct ${names.join(" ")}))\n`}`

/** What a modulus does, as far as a proof needs it: see `wraparound.ts`. Of 0 nothing is said, or no size could be 0. */
const remainderFacts = (size: string): string => `(declare-fun rem_${size} (Int) Int)
(assert (forall ((i Int)) (! (=> (and (< 0 n_${size}) (<= 0 i)) (and (<= 0 (rem_${size} i)) (< (rem_${size} i) n_${size}))) :pattern ((rem_${size} i)))))
(assert (forall ((i Int) (j Int)) (! (=> (and (< 0 n_${size}) (<= 0 i) (< i j) (<= j (+ i n_${size}))) (= (= (rem_${size} i) (rem_${size} j)) (= j (+ i n_${size})))) :pattern ((rem_${size} i) (rem_${size} j)))))
(assert (=> (< 0 n_${size}) (= 0 (rem_${size} n_${size}))))
(declare-fun wrap_${size} (Int) Int)
(assert (forall ((i Int)) (! (=> (< 0 n_${size}) (and (<= 0 (wrap_${size} i)) (< (wrap_${size} i) n_${size}) (=> (and (<= 0 i) (< i n_${size})) (= (wrap_${size} i) i)) (=> (and (< i 0) (< (- n_${size}) i)) (= (wrap_${size} i) (+ i n_${size}))))) :pattern ((wrap_${size} i)))))
`

/** The product of two numbers of which neither is known. */
const productFacts = `(declare-fun times (Int Int) Int)
(assert (forall ((i Int) (j Int)) (! (=> (and (<= 0 i) (<= 0 j)) (<= 0 (times i j))) :pattern ((times i j)))))
`

/** One proof's scripts, for every size; or, with `finite`, for the sizes given. */
export class Scripts {
  readonly #ir: SystemIr
  readonly #proof: ProofIr
  readonly #finite: Finite | undefined
  readonly #leaves: readonly Leaf[]
  readonly #sorts: ReadonlyMap<string, Sort>
  readonly #before: Environment
  readonly terms: Terms
  /** Declarations, and the sizes' conditions. */
  readonly #head: string

  constructor(ir: SystemIr, proof: ProofIr, finite?: Finite) {
    this.#ir = ir
    this.#proof = proof
    this.#finite = finite
    this.#leaves = [...ir.leaves, ...proof.leaves]
    this.#sorts = new Map(this.#leaves.map((l) => [l.path, l.sort]))
    this.#before = { state: new Map(this.#leaves.map((l) => [l.path, this.#constants(l)])), after: new Map(), params: new Map() }
    this.terms = new Terms(this.#before, finite)
    this.#head = this.#declarations()
  }

  get before(): Environment { return this.#before }

  /** The constants and functions that stand for a leaf. */
  #constants(l: { readonly path: string; readonly sort: Sort }): Symbol {
    const name = (part: string): string => quoted(part === "" ? l.path : `${l.path} ${part}`)
    if (!isSequence(l.sort)) return symbolOf(l.sort, (path, sort) => scalarFrom(name(path), sort))
    const parts = new Map(scalarsOf(l.sort.of).map(({ path }): [string, Part] => [path, (i) => `(${name(path === "" ? "element" : path)} ${printSum(i)})`]))
    if (l.sort.kind === "vec") return { of: l.sort.of, from: nothing, to: this.#extent(l.sort.size), parts }
    return { of: l.sort.of, from: this.#finite === undefined ? term(name("from")) : nothing, to: term(name("to")), parts }
  }
  #extent(e: Extent): ReturnType<Terms["size"]> { return e === unbounded ? term("infinite") : new Terms(this.#emptyEnv, this.#finite).size(e) }
  get #emptyEnv(): Environment { return { state: new Map(), after: new Map(), params: new Map() } }

  #declare(l: { readonly path: string; readonly sort: Sort }): string {
    const s = this.#constants(l)
    if (!isElements(s)) return scalarsIn(s).map(([path, x]) => `(declare-const ${printScalar(x)} ${solverSort(this.#scalarSort(l.sort, path))})\n`).join("")
    const end = (x: string): string => (x.startsWith("|") ? `(declare-const ${x} Int)\n` : "")
    return end(printSum(s.from)) + end(printSum(s.to)) + scalarsOf(s.of).map(({ path, sort }) => `(declare-fun ${quoted(`${l.path} ${path === "" ? "element" : path}`)} (Int) ${solverSort(sort)})\n`).join("")
  }
  #scalarSort(sort: Sort, path: string): Sort { return scalarsOf(sort).find((x) => x.path === path)?.sort as Sort }

  #declarations(): string {
    const words = literalsOf(this.#ir, this.#proof).map(wordOf)
    const names = Object.keys(this.#ir.sizes["small"] ?? {})
    const sizes = this.#finite !== undefined ? "" : productFacts + names.map((n) => `(declare-const n_${n} Int)\n`).join("") + names.map((n) => `(assert (<= 0 n_${n}))\n`).join("") + names.map(remainderFacts).join("")
    const head = `(set-logic ALL)
${constants("Word", words)}${constants("Colour", colours.map(colourOf))}${sizes}${this.#leaves.map((l) => this.#declare(l)).join("")}`
    const conditions = this.#proof.sizes.map((c) => this.#assert(this.terms.bool(c.node)))
    return head + this.#defined() + conditions.join("")
  }

  /** The definitions that were made since the last call. */
  #defined(): string {
    const text = this.terms.lines.map((l) => `${l}\n`).join("")
    this.terms.lines.length = 0
    return text
  }
  #assert(text: string): string { return text === "true" ? "" : `(assert ${text})\n` }

  #small(text: string): readonly string[] { return this.#finite === undefined ? [] : [`(< ${text} ${this.#finite.most})`] }

  /** What the sort of a scalar says of it. */
  #facts(text: string, sort: Sort): readonly string[] {
    // States of a given size are those that the explorer has: there all bounds hold, and no counter has wrapped yet.
    const below = (e: Extent, sign: string): readonly string[] => (e === unbounded ? this.#small(text) : this.#finite === undefined && typeof e !== "number" && this.#proof.unbounded.includes(e.size) ? [] : [`(${sign} ${text} ${printSum(this.#extent(e))})`])
    switch (sort.kind) {
      case "enum": return [`(or ${sort.values.map((v) => `(= ${text} ${wordOf(v)})`).join(" ")})`]
      case "upto": return [`(<= 0 ${text})`, ...below(sort.most, "<=")]
      case "below": case "identity": return [`(<= 0 ${text})`, ...below(sort.count, "<")]
      case "counter": return [`(<= 0 ${text})`, ...(this.#finite === undefined ? [] : below(sort.width, "<"))]
      default: return []
    }
  }
  #elementFacts(s: SequenceSymbol): readonly string[] {
    const isLog = printSum(s.to) === "infinite"
    return scalarsOf(s.of).flatMap(({ path, sort }) => {
      const part = s.parts.get(path) as Part
      const facts = (i: Sum): readonly string[] => this.#facts(part(i), sort)
      if (facts(term("k")).length === 0) return []
      const inside = (i: string): string => (isLog ? `(<= 0 ${i})` : `(and (<= ${printSum(s.from)} ${i}) (< ${i} ${printSum(s.to)}))`)
      if (this.#finite !== undefined) return Array.from({ length: this.#finite.most }, (_, i) => `(=> ${inside(String(i))} (and ${facts(whole(i)).join(" ")}))`)
      const pattern = !part(term("k")).startsWith("(|") ? "" : ` :pattern (${part(term("k"))})`
      const fact = `(=> ${inside("k")} (and ${facts(term("k")).join(" ")}))`
      return [`(forall ((k Int)) ${pattern === "" ? fact : `(! ${fact}${pattern})`})`]
    })
  }
  /** What the sort of a leaf says of its symbol. */
  typeFacts(path: string, s: Symbol): readonly string[] {
    const sort = this.#sorts.get(path) as Sort
    if (!isElements(s)) return isRecord(s) ? [] : this.#facts(printScalar(s), sort)
    if (sort.kind !== "fifo" && sort.kind !== "bag") return this.#elementFacts(s)
    const capacity = this.#extent(sort.capacity)
    return [`(<= ${printSum(s.from)} ${printSum(s.to)})`, `(<= ${printSum(lengthOf(s))} ${printSum(capacity)})`, ...this.#elementFacts(s)]
  }

  /** A state whose parts are in their ranges, and of which the lemmas that `wanted` takes are true. */
  hypotheses(wanted: (lemma: string) => boolean = () => true): string {
    this.terms.over(this.#before)
    const types = this.#leaves.flatMap((l) => this.typeFacts(l.path, this.#before.state.get(l.path) as Symbol)).map((f) => this.#assert(f))
    const lemmas = this.#proof.lemmas.filter((l) => wanted(l.id)).map((l) => `(assert (! ${this.terms.bool(l.holds)} :named ${quoted(l.id)}))\n`)
    return this.#head + this.#defined() + types.join("") + lemmas.join("")
  }
  /** Only what was declared. */
  head(): string { return this.#head }

  /** A rule with some values of its parameters; one that is enabled, unless `withConjuncts` is false. */
  enabled(rule: RuleIr, withConjuncts = true): { readonly text: string; readonly env: Environment } {
    const params = new Map(rule.params.map((p) => [p.name, this.#constants({ path: `p ${p.name}`, sort: p.sort })]))
    const env = { ...this.#before, params }
    this.terms.over(env)
    const domains = rule.params.map((p) => {
      const x = printScalar(params.get(p.name) as Symbol)
      if (p.domain.kind === "range") return `(assert (and (<= 0 ${x}) (< ${x} ${printSum(this.terms.sum(p.domain.count))})))\n`
      return `(assert (or ${p.domain.values.map((v) => `(= ${x} ${printScalar(this.terms.symbol(v))})`).join(" ")}))\n`
    })
    const conjuncts = !withConjuncts ? [] : rule.when.map((c) => this.#assert(this.terms.bool(c.node)))
    return { text: rule.params.map((p) => this.#declare({ path: `p ${p.name}`, sort: p.sort })).join("") + this.#defined() + domains.join("") + conjuncts.join(""), env }
  }

  /** The state after a rule, and the leaves that it changes. */
  step(env: Environment, updates: readonly Update[], memory: readonly Update[]): { readonly env: Environment; readonly changed: readonly string[] } {
    const after = new Map(env.state)
    this.terms.over(env)
    for (const u of updates) after.set(u.path, this.terms.symbol(u.node))
    const complete = new Map(after)
    this.terms.over({ ...env, after: complete })
    for (const u of memory) after.set(u.path, this.terms.symbol(u.node))
    return { env: { state: after, after: new Map(), params: env.params }, changed: [...updates, ...memory].map((u) => u.path) }
  }

  /** That facts hold. */
  assume(facts: readonly string[]): string { return this.#defined() + facts.map((f) => this.#assert(f)).join("") }

  /** That a fact does not hold. */
  refute(env: Environment, fact: (t: Terms) => string): string {
    this.terms.over(env)
    const text = fact(this.terms)
    return `${this.#defined()}(assert (not ${text}))\n`
  }
}
