/** Reads a published IR back. What is malformed is refused with the place in the document, whoever wrote it. */
import type { z } from "zod"
import { InputError } from "../errors.ts"
import { Nodes, walk, type Node } from "../ir/node.ts"
import { isSequence, sortKey, type Extent, type Sort } from "../ir/sort.ts"
import type { Conjunct, Leaf, Obligation, Param, PropertyIr, RefinementIr, RuleIr, Source, SystemIr, Update } from "../ir/system.ts"
import { checkSystem } from "../lowering/checks.ts"
import { leavesOf } from "../lowering/system.ts"
import { irFormat, irSchema, type ConjunctRow, type IrDocument, type LeafRow, type NodeRow, type ObligationRow, type ParamRow, type PropertyRow, type RefinementRow, type RuleRow, type SortRow, type UpdateRow } from "./ir-schema.ts"
import { fits, formError, sortError } from "./ir-types.ts"

type Path = readonly (string | number)[]

const printPath = (path: Path): string =>
  path.reduce<string>((text, key) => text + (typeof key === "number" ? `[${key}]` : /^[A-Za-z_]\w*$/.test(key) ? `${text === "" ? "" : "."}${key}` : `[${JSON.stringify(key)}]`), "") || "the document"

const refuse = (path: Path, what: string): never => {
  throw new InputError(`${printPath(path)}: ${what}`, "An IR document is what `tcnet export SYSTEM --to ir` writes; spec/ir.schema.json describes it.")
}

/** Longest chain of operands: every reader of the IR descends into it, and a model's own chains are far shorter. */
const limit_depth = 400

/** What an expression may refer to. */
interface Scope {
  readonly leaves: ReadonlyMap<string, Leaf>
  readonly params: ReadonlyMap<string, Sort>
  /** False: nothing of the state, as in an initial value. */
  readonly state: boolean
  readonly after: boolean
  /** False: rules cannot see history. */
  readonly ghost: boolean
}
const nothing: Scope = { leaves: new Map(), params: new Map(), state: false, after: false, ghost: false }

const sourceOf = (text: string): Source => {
  const parts = text.split(":")
  return { file: parts.slice(0, -2).join(":"), line: Number(parts.at(-2)), column: Number(parts.at(-1)) }
}

class Reader {
  readonly #document: IrDocument
  readonly nodes: Nodes = new Nodes()
  readonly #sorts: Sort[] = []
  readonly #table: Node[] = []
  readonly #sizes: ReadonlySet<string>
  /** The variables of quantifiers that a node leaves free. */
  readonly #free = new Map<Node, ReadonlyMap<string, Sort>>()

  constructor(document: IrDocument) {
    this.#document = document
    this.#sizes = new Set(Object.keys(document.sizes["small"] ?? refuse(["sizes"], "small is missing")))
    for (const [name, sizes] of Object.entries(document.sizes)) {
      const own = Object.keys(sizes)
      if (own.length !== this.#sizes.size || own.some((x) => !this.#sizes.has(x))) refuse(["sizes", name], "other sizes than those of small")
    }
    document.sorts.forEach((row, i) => { this.#sorts.push(this.#sort(row, ["sorts", i])) })
    const depths: number[] = []
    document.nodes.forEach((row, i) => {
      this.#table.push(this.#node(row, ["nodes", i]))
      const depth = 1 + Math.max(0, ...row.args.map((a) => depths[a] ?? 0))
      if (depth > limit_depth) refuse(["nodes", i], `operands nest deeper than ${limit_depth}`)
      depths.push(depth)
    })
  }

  /** A row of a table that is filled so far. */
  #row<T>(table: readonly T[], index: number, path: Path): T {
    return index < table.length ? (table[index] as T) : refuse(path, `${index} is no earlier row; there are ${table.length}`)
  }
  sort(index: number, path: Path): Sort { return this.#row(this.#sorts, index, path) }
  node(index: number, path: Path): Node { return this.#row(this.#table, index, path) }

  #extent(e: Extent, path: Path): Extent {
    if (typeof e !== "number" && !this.#sizes.has(e.size)) refuse(path, `there is no size ${e.size}`)
    return e
  }
  #sort(row: SortRow, path: Path): Sort {
    switch (row.kind) {
      case "upto": return { kind: "upto", most: this.#extent(row.most, [...path, "most"]) }
      case "below": case "identity": return { kind: row.kind, count: this.#extent(row.count, [...path, "count"]) }
      case "counter": return { kind: "counter", width: this.#extent(row.width, [...path, "width"]) }
      case "vec": return { kind: "vec", size: this.#extent(row.size, [...path, "size"]), of: this.sort(row.of, [...path, "of"]) }
      case "fifo": case "bag": return { kind: row.kind, capacity: this.#extent(row.capacity, [...path, "capacity"]), of: this.sort(row.of, [...path, "of"]) }
      case "record": {
        if (new Set(row.fields.map((f) => f.name)).size !== row.fields.length) refuse([...path, "fields"], "a field stands twice")
        return { ...row, fields: row.fields.map((f, i) => ({ name: f.name, sort: this.sort(f.sort, [...path, "fields", i, "sort"]) })) }
      }
      case "enum": return new Set(row.values).size === row.values.length ? row : refuse([...path, "values"], "a value stands twice")
      default: return row
    }
  }

  #node(row: NodeRow, path: Path): Node {
    const args = row.args.map((a, i) => this.node(a, [...path, "args", i]))
    const form = formError(row.op, args.length, row)
    if (form !== undefined) refuse(path, form)
    if (row.op === "size" && !this.#sizes.has(row.name as string)) refuse([...path, "name"], `there is no size ${row.name ?? ""}`)
    const label = { ...(row.value === undefined ? {} : { value: row.value }), ...(row.name === undefined ? {} : { name: row.name }) }
    const n = this.nodes.make(row.op, args, this.sort(row.sort, [...path, "sort"]), label)
    const wrong = sortError(n)
    if (wrong !== undefined) refuse(path, wrong)
    this.#free.set(n, this.#freeOf(n, path))
    return n
  }
  #freeOf(n: Node, path: Path): ReadonlyMap<string, Sort> {
    const free = new Map<string, Sort>()
    const add = (name: string, sort: Sort): void => {
      if (sortKey(free.get(name) ?? sort) !== sortKey(sort)) refuse(path, `${name} has two sorts`)
      free.set(name, sort)
    }
    if (n.op === "bound") add(n.name as string, n.sort)
    n.args.forEach((a, i) => { for (const [name, sort] of this.#free.get(a) ?? []) if (n.op !== "every" || i === 0 || name !== n.name) add(name, sort) })
    return free
  }

  /** An expression that is no part of another: everything that it refers to must be there. */
  root(index: number, path: Path, scope: Scope): Node {
    const n = this.node(index, path)
    for (const name of this.#free.get(n)?.keys() ?? []) refuse(path, `the variable ${name} stands outside its quantifier`)
    walk([n], (x) => {
      const name = x.name as string
      if (x.op === "param" && sortKey(scope.params.get(name) ?? { kind: "text" }) !== sortKey(x.sort)) refuse(path, `there is no parameter ${name} of this sort`)
      if (x.op !== "state" && x.op !== "after") return
      const leaf = scope.leaves.get(name)
      if (!(x.op === "state" ? scope.state : scope.after)) refuse(path, `${x.op} ${name} may not be read here`)
      if (leaf === undefined || sortKey(leaf.sort) !== sortKey(x.sort)) refuse(path, `there is no part ${name} of this sort`)
      if (leaf?.ghost === true && !scope.ghost) refuse(path, `a rule reads history: ${name}`)
    })
    return n
  }
  condition(index: number, path: Path, scope: Scope): Node {
    const n = this.root(index, path, scope)
    return n.sort.kind === "bool" ? n : refuse(path, `a condition is a bool, not ${n.sort.kind}`)
  }
  obligations(rows: readonly ObligationRow[], path: Path, scope: Scope): readonly Obligation[] {
    return rows.map((o, i) => ({ code: o.code, text: o.text, holds: this.condition(o.holds, [...path, i, "holds"], { ...scope, ghost: true }), source: sourceOf(o.source) }))
  }

  leaves(rows: readonly LeafRow[], path: Path): readonly Leaf[] {
    if (new Set(rows.map((l) => l.path)).size !== rows.length) refuse(path, "a path stands twice")
    return rows.map((l, i) => {
      const sort = this.sort(l.sort, [...path, i, "sort"])
      return sort.kind === "record" || sort.kind === "integer" ? refuse([...path, i, "sort"], `a leaf is no ${sort.kind}`) : { path: l.path, sort, ghost: l.ghost }
    })
  }
  /** New values of leaves, each of them once. */
  updates(rows: readonly UpdateRow[], path: Path, scope: Scope, targets: ReadonlyMap<string, Leaf>): readonly Update[] {
    if (new Set(rows.map((u) => u.path)).size !== rows.length) refuse(path, "a path stands twice")
    return rows.map((u, i) => {
      const leaf = targets.get(u.path) ?? refuse([...path, i, "path"], `${u.path} is no part that may be changed here`)
      const node = this.root(u.node, [...path, i, "node"], scope)
      return fits(leaf.sort, node.sort) ? { path: u.path, node } : refuse([...path, i, "node"], `${u.path} is ${leaf.sort.kind}, not ${node.sort.kind}`)
    })
  }
  /** A value for every leaf, in the order of the leaves. */
  whole(rows: readonly UpdateRow[], path: Path, scope: Scope, leaves: readonly Leaf[]): readonly Update[] {
    if (rows.length !== leaves.length || rows.some((u, i) => u.path !== leaves[i]?.path)) refuse(path, "not one value for each leaf, in the order of the leaves")
    return this.updates(rows, path, scope, byPath(leaves))
  }

  #param(p: ParamRow, path: Path): Param {
    const sort = this.sort(p.sort, [...path, "sort"])
    if (p.domain.kind === "range") {
      const count = this.root(p.domain.count, [...path, "domain", "count"], nothing)
      const isNumber = sort.kind !== "record" && !isSequence(sort) && sort.kind !== "bool" && sort.kind !== "enum" && sort.kind !== "opaque"
      return isNumber && (count.op === "size" || count.op === "lit") && count.sort.kind === "integer"
        ? { name: p.name, sort, domain: { kind: "range", count } } : refuse([...path, "domain"], "a range is of numbers, as many as a size or a literal")
    }
    const values = p.domain.values.map((v, i) => {
      const node = this.root(v, [...path, "domain", "values", i], nothing)
      return node.op === "lit" && fits(node.sort, sort) ? node : refuse([...path, "domain", "values", i], "a value is a literal of the parameter's sort")
    })
    return { name: p.name, sort, domain: { kind: "values", values } }
  }
  #conjunct(c: ConjunctRow, path: Path, scope: Scope): Conjunct {
    return { name: c.name, node: this.condition(c.node, [...path, "node"], scope), obligations: this.obligations(c.obligations, [...path, "obligations"], scope), source: sourceOf(c.source) }
  }
  rule(r: RuleRow, path: Path, leaves: readonly Leaf[]): RuleIr {
    const params = r.params.map((p, i) => this.#param(p, [...path, "params", i]))
    const names = new Map(params.map((p) => [p.name, p.sort]))
    if (names.size !== params.length) refuse([...path, "params"], "a parameter stands twice")
    for (const name of r.lump) if (!names.has(name)) refuse([...path, "lump"], `there is no parameter ${name}`)
    if (r.by === "fault" && r.fair !== "none") refuse([...path, "fair"], "a fault is not fair")
    if (r.names.length > 0 && r.names.length !== r.parts.length) refuse([...path, "names"], "not one name for each part")
    const scope: Scope = { leaves: byPath(leaves), params: names, state: true, after: false, ghost: false }
    const all = { ...scope, ghost: true }
    return {
      id: r.id, text: r.text, place: r.place, machine: r.machine, parts: r.parts, names: r.names, by: r.by, fair: r.fair, hidden: r.hidden, lump: r.lump, params,
      when: r.when.map((c, i) => this.#conjunct(c, [...path, "when", i], scope)),
      then: this.updates(r.then, [...path, "then"], scope, byPath(leaves.filter((l) => !l.ghost))),
      note: this.updates(r.note, [...path, "note"], all, byPath(leaves.filter((l) => l.ghost))),
      obligations: this.obligations(r.obligations, [...path, "obligations"], all),
      branches: r.branches.map((b, i) => ({ id: b.id, text: b.text, taken: this.condition(b.taken, [...path, "branches", i, "taken"], all), source: sourceOf(b.source) })),
      source: sourceOf(r.source),
    }
  }
  property(p: PropertyRow, path: Path, scope: Scope): PropertyIr {
    const later = { ...scope, after: p.kind === "step" }
    if (p.assume !== undefined && p.kind !== "leadsTo") refuse([...path, "assume"], `${p.kind} assumes nothing`)
    return {
      id: p.id, text: p.text, place: p.place, kind: p.kind,
      given: this.condition(p.given, [...path, "given"], scope), holds: this.condition(p.holds, [...path, "holds"], later),
      ...(p.assume === undefined ? {} : { assume: { kind: p.assume.kind, holds: this.condition(p.assume.holds, [...path, "assume", "holds"], scope) } }),
      obligations: this.obligations(p.obligations, [...path, "obligations"], later), source: sourceOf(p.source),
    }
  }
  refinement(r: RefinementRow, path: Path, scope: Scope): RefinementIr {
    const at = [...path, "service"]
    const leaves = this.leaves(r.service.leaves, [...at, "leaves"])
    return {
      id: r.id, text: r.text,
      service: { leaves, init: this.whole(r.service.init, [...at, "init"], nothing, leaves), rules: r.service.rules.map((x, i) => this.rule(x, [...at, "rules", i], leaves)) },
      as: this.whole(r.as, [...path, "as"], scope, leaves),
      obligations: this.obligations(r.obligations, [...path, "obligations"], scope), source: sourceOf(r.source),
    }
  }

  system(): SystemIr {
    const d = this.#document
    const state = this.sort(d.state, ["state"])
    if (state.kind !== "record") refuse(["state"], "the state is a record")
    const leaves = this.leaves(d.leaves, ["leaves"])
    if (JSON.stringify(leavesOf(state, "")) !== JSON.stringify(leaves)) refuse(["leaves"], "not the leaves of the state, in its order")
    const scope: Scope = { leaves: byPath(leaves), params: new Map(), state: true, after: false, ghost: true }
    return {
      id: d.id, text: d.text, sizes: d.sizes, state, leaves,
      init: this.whole(d.init, ["init"], nothing, leaves), initObligations: this.obligations(d.initObligations, ["initObligations"], nothing),
      rules: d.rules.map((r, i) => this.rule(r, ["rules", i], leaves)),
      properties: d.properties.map((p, i) => this.property(p, ["properties", i], scope)),
      quiescent: { node: this.condition(d.quiescent.node, ["quiescent", "node"], scope), obligations: this.obligations(d.quiescent.obligations, ["quiescent", "obligations"], scope) },
      refinements: d.refinements.map((r, i) => this.refinement(r, ["refinements", i], scope)),
      forgets: [],
      nodes: this.nodes, source: sourceOf(d.source),
    }
  }
}
const byPath = (leaves: readonly Leaf[]): ReadonlyMap<string, Leaf> => new Map(leaves.map((l) => [l.path, l]))

/** The issue that says most: of a union, that of the member which got furthest. */
const deepest = (issue: z.core.$ZodIssue): z.core.$ZodIssue => {
  if (issue.code !== "invalid_union") return issue
  const inner = issue.errors.flat().map((x) => deepest({ ...x, path: [...issue.path, ...x.path] }))
  return inner.reduce((best, x) => (x.path.length > best.path.length ? x : best), issue as z.core.$ZodIssue)
}

/**
 * The system that a document holds. It obeys the checks that the lowering makes of a whole system, too. That the document's
 * obligations are complete is on its writer: without them, leaving a range goes unnoticed.
 *
 * @throws InputError with the place in the document where it is malformed
 */
export const readIr = (text: string): SystemIr => {
  const document = ((): unknown => {
    try {
      return JSON.parse(text)
    } catch (error) {
      return refuse([], `no JSON: ${(error as Error).message}`)
    }
  })()
  const format = typeof document === "object" && document !== null && "format" in document ? document.format : undefined
  if (format !== irFormat) refuse(["format"], `${JSON.stringify(format) ?? "missing"} where "${irFormat}" is meant`)
  const parsed = irSchema.safeParse(document)
  if (!parsed.success) {
    const issue = deepest(parsed.error.issues[0] as z.core.$ZodIssue)
    return refuse(issue.path as Path, issue.message)
  }
  const ir = new Reader(parsed.data).system()
  checkSystem(ir)
  return ir
}
