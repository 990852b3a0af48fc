/** A system at one size as scalars only: cells, guarded instances, properties over cells. */
import type { Folding } from "./fold.ts"
import type { Node, Scalar } from "./node.ts"
import { InputError } from "../errors.ts"
import { Reading, type Instance } from "./reading.ts"
import { placed, printSource, type Branch, type Leaf, type Obligation, type PropertyIr, type RefinementIr, type Sizes, type Source, type SystemIr, type Update } from "./system.ts"
import { cellCount, cellsOf, Unroller, type Cell } from "./unroll.ts"
import { codeOf, scalarOf, type State, type Value } from "./value.ts"
import { isSequence, sortAt, type Sort } from "./sort.ts"

export interface FlatObligation {
  readonly node: Node
  readonly obligation: Obligation
}
export interface FlatInstance extends Instance {
  readonly index: number
  readonly conjuncts: readonly { readonly node: Node; readonly obligations: readonly FlatObligation[] }[]
  /** Changed cells. */
  readonly updates: readonly { readonly cell: number; readonly node: Node }[]
  /** What must hold where the instance is enabled. */
  readonly obligations: readonly FlatObligation[]
  readonly branches: readonly { readonly node: Node; readonly branch: Branch }[]
}
export interface FlatProperty {
  readonly property: PropertyIr
  readonly given: Node
  readonly holds: Node
  /** What a leads-to assumes of a run, where it assumes something. */
  readonly assume?: Node
  readonly obligations: readonly FlatObligation[]
}
export interface FlatRefinement {
  readonly refinement: RefinementIr
  readonly as: readonly Node[]
  readonly obligations: readonly FlatObligation[]
}
export interface FlatSystem {
  readonly ir: SystemIr
  readonly sizeName: string
  readonly sizes: Sizes
  readonly reading: Reading
  readonly cells: readonly Cell[]
  readonly init: readonly number[]
  /** Instances that may fire, break an obligation, or are kept from firing by a single conjunct. */
  readonly instances: readonly FlatInstance[]
  readonly properties: readonly FlatProperty[]
  readonly quiescent: Node
  readonly quiescentObligations: readonly FlatObligation[]
  readonly refinements: readonly FlatRefinement[]
  /** What a state may forget, in the order of the system. */
  readonly forgets: readonly FlatInstance[]
  readonly nodes: Folding
}

/** What a set of facts that hold implies, as far as it shows without search. */
const implied = (facts: ReadonlySet<Node>, n: Node): boolean => {
  if (n.op === "lit") return n.value === true
  if (facts.has(n)) return true
  if (n.op === "and") return n.args.every((a) => implied(facts, a))
  return n.op === "or" && n.args.some((a) => implied(facts, a))
}
const factsOf = (nodes: readonly Node[]): ReadonlySet<Node> => {
  const facts = new Set<Node>()
  const add = (n: Node): void => {
    facts.add(n)
    if (n.op === "and") n.args.forEach(add)
  }
  nodes.forEach(add)
  return facts
}

/** Most cells of a state. A state of so many would leave room for few others. */
const limit_cells = 100_000

/** @throws InputError where the state takes too many cells */
const refuseTooMany = (leaves: readonly Leaf[], sorts: readonly Sort[], source: Source): void => {
  const counts = sorts.map(cellCount)
  if (counts.reduce((a, b) => a + b, 0) <= limit_cells) return
  const most = counts.reduce((a, b) => Math.max(a, b), 0)
  throw new InputError(`${printSource(source)}: the state takes more than ${limit_cells} cells at this size, and ${leaves[counts.indexOf(most)]?.path ?? ""} alone ${most}`, "Choose a smaller size, or a smaller array, queue or bag.")
}

class Flattener {
  readonly #u: Unroller
  readonly #index: ReadonlyMap<string, number>
  readonly cells: readonly Cell[]
  readonly #sorts: ReadonlyMap<string, Sort>
  constructor(ir: Pick<SystemIr, "leaves" | "source">, sizes: Sizes) {
    this.#u = new Unroller(sizes)
    refuseTooMany(ir.leaves, ir.leaves.map((l) => this.#u.sort(l.sort)), ir.source)
    this.#sorts = new Map(ir.leaves.map((l) => [l.path, this.#u.sort(l.sort)]))
    this.cells = ir.leaves.flatMap((l) => cellsOf(this.#u.sort(l.sort), l.path))
    this.#index = new Map(this.cells.map((c, i) => [c.path, i]))
  }
  get nodes(): Folding { return this.#u.nodes }
  /** Names what is unrolled next. */
  about(id: string, source: Source): this {
    this.#u.subject = `${printSource(source)}: ${id}`
    return this
  }

  obligations(list: readonly Obligation[], params: Readonly<{ [name: string]: Scalar }>, facts: ReadonlySet<Node>): readonly FlatObligation[] {
    return list.map((obligation) => ({ obligation, node: this.#u.scalar(obligation.holds, params) })).filter((o) => !implied(facts, o.node))
  }

  /** Unrolls an expression for nothing but its limits. */
  unroll(n: Node): void { this.#u.flat(n) }

  scalar(n: Node, params: Readonly<{ [name: string]: Scalar }> = {}): Node { return this.#u.scalar(n, params) }

  /** The scalars of a leaf's new value, cell by cell. */
  leaf(u: Update, sort: Sort, params: Readonly<{ [name: string]: Scalar }>): readonly Node[] {
    return this.#u.scalars(this.#u.flat(u.node, params), sort)
  }

  #updates(list: readonly Update[], params: Readonly<{ [name: string]: Scalar }>): FlatInstance["updates"] {
    return list.flatMap((u) => {
      const sort = this.#sorts.get(u.path) as Sort
      const paths = cellsOf(sort, u.path)
      return this.leaf(u, sort, params).flatMap((node, i) => {
        const path = (paths[i] as Cell).path
        return node.op === "state" && node.name === path ? [] : [{ cell: this.#index.get(path) as number, node }]
      })
    })
  }

  instance(i: Instance, index: number): FlatInstance {
    const params = i.params as Readonly<{ [name: string]: Scalar }>
    this.about(placed(i.rule), i.rule.source)
    const conjuncts = i.rule.when.map((c) => ({ node: this.#u.scalar(c.node, params), obligations: this.obligations(c.obligations, params, new Set()) }))
    return {
      ...i, index, conjuncts, updates: this.#updates([...i.rule.then, ...i.rule.note], params),
      obligations: this.obligations(i.rule.obligations, params, factsOf(conjuncts.map((c) => c.node))),
      branches: i.rule.branches.map((branch) => ({ branch, node: this.#u.scalar(branch.taken, params) })),
    }
  }
}

/**
 * The codes of an initial state.
 *
 * @throws InputError where it breaks an obligation: there is then no first state to explore from.
 */
const initialCodes = (of: Pick<SystemIr, "leaves" | "source">, obligations: readonly Obligation[], reading: Reading, what: string): readonly number[] => {
  const broken = reading.broken(obligations, [], {})
  const refuse = (source: Source, why: string): never => { throw new InputError(`${printSource(source)}: ${what} does not exist at this size: ${why}`, "Mend `init`, or choose another size.") }
  if (broken !== undefined) return refuse(broken.source, `${broken.code} ${broken.text}`)
  try {
    return codec(of, reading.sizes).encode(reading.initial())
  } catch (error) {
    if (error instanceof RangeError) return refuse(of.source, error.message)
    throw error
  }
}

/** A refinement over cells. @throws InputError where its service is too large or has no initial state */
const flattenRefinement = (f: Flattener, refinement: RefinementIr, sizes: Sizes): FlatRefinement => {
  const { service, source, id } = refinement
  const sorts = service.leaves.map((l) => sortAt(l.sort, sizes))
  refuseTooMany(service.leaves, sorts, source)
  // The lowering keeps no obligations of the service's `init`; what they would forbid has no codes.
  void initialCodes({ leaves: service.leaves, source }, [], new Reading(service, sizes), `the initial state of the service of ${id}`)
  f.about(id, source)
  return { refinement, as: refinement.as.flatMap((u, i) => f.leaf(u, sorts[i] as Sort, {})), obligations: f.obligations(refinement.obligations, {}, new Set()) }
}

/**
 * Unrolls a system at the given sizes.
 *
 * @throws InputError where it is too large to be unrolled, or has no initial state.
 */
export const flatten = (ir: SystemIr, sizes: Sizes, sizeName = "custom"): FlatSystem => {
  const f = new Flattener(ir, sizes)
  const reading = new Reading(ir, sizes)
  // Quantifiers over huge ranges are met here first, where their number is limited.
  f.about("init", ir.source).obligations(ir.initObligations, {}, new Set())
  for (const u of ir.init) f.unroll(u.node)
  const init = initialCodes(ir, ir.initObligations, reading, "the initial state")
  // All conjuncts are evaluated, so an instance that can never fire may still break an obligation of another conjunct.
  // And the one conjunct by which it never fires is seen false where all others hold: without it the rule would do more.
  const isDead = (i: FlatInstance): boolean => i.conjuncts.filter((c) => c.node.op === "lit" && c.node.value === false).length > 1 && i.conjuncts.every((c) => c.obligations.length === 0)
  const instances = reading.instances.map((i) => f.instance(i, 0)).filter((i) => !isDead(i))
  return {
    ir, sizeName, sizes, reading, cells: f.cells, nodes: f.nodes,
    init,
    instances: instances.map((i, index) => ({ ...i, index })),
    properties: ir.properties.map((property) => {
      f.about(placed(property), property.source)
      return { property, given: f.scalar(property.given), holds: f.scalar(property.holds), ...(property.assume === undefined ? {} : { assume: f.scalar(property.assume.holds) }), obligations: f.obligations(property.obligations, {}, new Set()) }
    }),
    quiescent: f.about("quiescent", ir.source).scalar(ir.quiescent.node), quiescentObligations: f.obligations(ir.quiescent.obligations, {}, new Set()),
    refinements: ir.refinements.map((refinement) => flattenRefinement(f, refinement, sizes)),
    forgets: new Reading({ leaves: ir.leaves, init: [], rules: ir.forgets }, sizes).instances.map((i, index) => f.instance(i, index)),
  }
}

const sortsOf = (ir: Pick<SystemIr, "leaves">, sizes: Sizes): readonly Sort[] => {
  const u = new Unroller(sizes)
  return ir.leaves.map((l) => u.sort(l.sort))
}

export interface Codec {
  /** @throws RangeError for a value outside its sort */
  readonly encode: (state: State) => readonly number[]
  readonly decode: (codes: readonly number[]) => State
}

/** Between states as values and states as the codes of their cells. */
export const codec = (ir: Pick<SystemIr, "leaves">, sizes: Sizes): Codec => {
  const sorts = sortsOf(ir, sizes)
  const write = (sort: Sort, v: Value, out: number[]): void => {
    if (sort.kind === "record") for (const x of sort.fields) write(x.sort, (v as { [k: string]: Value })[x.name] as Value, out)
    else if (isSequence(sort)) {
      const items = v as readonly Value[]
      const capacity = (sort.kind === "vec" ? sort.size : sort.capacity) as number
      if (sort.kind === "vec" ? items.length !== capacity : items.length > capacity) throw new RangeError(`${items.length} elements in a ${sort.kind} of ${capacity}`)
      if (sort.kind !== "vec") out.push(items.length)
      for (const x of items) write(sort.of, x, out)
      const dead = cellsOf(sort.of, "").length * (capacity - items.length)
      for (let i = 0; i < dead; i++) out.push(0)
    } else {
      const code = codeOf(sort, v)
      const most = cellsOf(sort, "")[0]?.most ?? 0
      if (!(code >= 0 && code <= most)) throw new RangeError(`${code} is outside 0 … ${most}`)
      out.push(code)
    }
  }
  const read = (sort: Sort, codes: readonly number[], at: { i: number }): Value => {
    if (sort.kind === "record") return Object.fromEntries(sort.fields.map((x) => [x.name, read(x.sort, codes, at)]))
    if (!isSequence(sort)) return scalarOf(sort, codes[at.i++] as number)
    const capacity = (sort.kind === "vec" ? sort.size : sort.capacity) as number
    const length = sort.kind === "vec" ? capacity : (codes[at.i++] as number)
    const items = Array.from({ length: capacity }, () => read(sort.of, codes, at))
    return items.slice(0, length)
  }
  return {
    encode: (state) => {
      const out: number[] = []
      sorts.forEach((sort, i) => write(sort, state[i] as Value, out))
      return out
    },
    decode: (codes) => {
      const at = { i: 0 }
      return sorts.map((sort) => read(sort, codes, at))
    },
  }
}
