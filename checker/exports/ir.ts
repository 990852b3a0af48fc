/** The IR as published JSON: only what is reachable, numbered by the order of first use, so that equal systems give equal text. */
import { walk, type Node } from "../ir/node.ts"
import { sortKey, type Sort } from "../ir/sort.ts"
import { printSource, type Branch, type Conjunct, type Leaf, type Obligation, type Param, type PropertyIr, type RefinementIr, type RuleIr, type SystemIr, type Update } from "../ir/system.ts"
import { irFormat, type BranchRow, type ConjunctRow, type DomainRow, type IrDocument, type LeafRow, type NodeRow, type ObligationRow, type ParamRow, type PropertyRow, type RefinementRow, type RuleRow, type SortRow, type UpdateRow } from "./ir-schema.ts"

export { irJsonSchema, type IrDocument } from "./ir-schema.ts"
export { readIr } from "./ir-read.ts"

/** Fills the two tables while the rest of the document is written. */
class Writer {
  readonly sorts: SortRow[] = []
  readonly nodes: NodeRow[] = []
  readonly #sortIndex = new Map<string, number>()
  readonly #nodeIndex = new Map<Node, number>()

  sort(s: Sort): number {
    const key = sortKey(s)
    const known = this.#sortIndex.get(key)
    if (known !== undefined) return known
    const row = this.#sortRow(s)
    const index = this.sorts.push(row) - 1
    this.#sortIndex.set(key, index)
    return index
  }
  #sortRow(s: Sort): SortRow {
    switch (s.kind) {
      case "record": return { ...s, fields: s.fields.map((f) => ({ name: f.name, sort: this.sort(f.sort) })) }
      case "vec": return { kind: "vec", size: s.size, of: this.sort(s.of) }
      case "fifo": case "bag": return { kind: s.kind, capacity: s.capacity, of: this.sort(s.of) }
      case "text": case "list": throw new RangeError(`a ${s.kind} is left in a finished IR`)
      default: return s
    }
  }

  node(root: Node): number {
    // What has a number already has all its operands numbered too.
    if (!this.#nodeIndex.has(root)) walk([root], (n) => { if (!this.#nodeIndex.has(n)) this.#add(n) })
    return this.#indexOf(root)
  }
  #indexOf(n: Node): number {
    const index = this.#nodeIndex.get(n)
    if (index === undefined) throw new RangeError("an operand without a number")
    return index
  }
  #add(n: Node): void {
    const row: NodeRow = {
      op: n.op, args: n.args.map((a) => this.#indexOf(a)), sort: this.sort(n.sort),
      ...(n.value === undefined ? {} : { value: n.value }), ...(n.name === undefined ? {} : { name: n.name }),
    }
    this.#nodeIndex.set(n, this.nodes.push(row) - 1)
  }

  leaf(l: Leaf): LeafRow { return { path: l.path, sort: this.sort(l.sort), ghost: l.ghost } }
  update(u: Update): UpdateRow { return { path: u.path, node: this.node(u.node) } }
  updates(list: readonly Update[]): readonly UpdateRow[] { return list.map((u) => this.update(u)) }
  obligation(o: Obligation): ObligationRow { return { code: o.code, text: o.text, holds: this.node(o.holds), source: printSource(o.source) } }
  obligations(list: readonly Obligation[]): readonly ObligationRow[] { return list.map((o) => this.obligation(o)) }
  branch(b: Branch): BranchRow { return { id: b.id, text: b.text, taken: this.node(b.taken), source: printSource(b.source) } }
  conjunct(c: Conjunct): ConjunctRow { return { name: c.name, node: this.node(c.node), obligations: this.obligations(c.obligations), source: printSource(c.source) } }
  param(p: Param): ParamRow {
    const domain: DomainRow = p.domain.kind === "range" ? { kind: "range", count: this.node(p.domain.count) } : { kind: "values", values: p.domain.values.map((v) => this.node(v)) }
    return { name: p.name, sort: this.sort(p.sort), domain }
  }

  rule(r: RuleIr): RuleRow {
    return {
      id: r.id, text: r.text, place: r.place, machine: r.machine, parts: r.parts, names: r.names, by: r.by, fair: r.fair, hidden: r.hidden, lump: r.lump,
      params: r.params.map((p) => this.param(p)), when: r.when.map((c) => this.conjunct(c)),
      then: this.updates(r.then), note: this.updates(r.note), obligations: this.obligations(r.obligations),
      branches: r.branches.map((b) => this.branch(b)), source: printSource(r.source),
    }
  }
  property(p: PropertyIr): PropertyRow {
    return {
      id: p.id, text: p.text, place: p.place, kind: p.kind, given: this.node(p.given), holds: this.node(p.holds),
      ...(p.assume === undefined ? {} : { assume: { kind: p.assume.kind, holds: this.node(p.assume.holds) } }),
      obligations: this.obligations(p.obligations), source: printSource(p.source),
    }
  }
  refinement(r: RefinementIr): RefinementRow {
    return {
      id: r.id, text: r.text,
      service: { leaves: r.service.leaves.map((l) => this.leaf(l)), init: this.updates(r.service.init), rules: r.service.rules.map((x) => this.rule(x)) },
      as: this.updates(r.as), obligations: this.obligations(r.obligations), source: printSource(r.source),
    }
  }
}

/** A lowered system as plain JSON. */
export const irDocument = (ir: SystemIr): IrDocument => {
  const w = new Writer()
  const rest = {
    state: w.sort(ir.state), leaves: ir.leaves.map((l) => w.leaf(l)),
    init: w.updates(ir.init), initObligations: w.obligations(ir.initObligations),
    rules: ir.rules.map((r) => w.rule(r)), properties: ir.properties.map((p) => w.property(p)),
    quiescent: { node: w.node(ir.quiescent.node), obligations: w.obligations(ir.quiescent.obligations) },
    refinements: ir.refinements.map((r) => w.refinement(r)), source: printSource(ir.source),
  }
  return { format: irFormat, id: ir.id, text: ir.text, sizes: ir.sizes, sorts: w.sorts, nodes: w.nodes, ...rest }
}

/** Longest value that stands on one line of the text. */
const width_chars = 120

const layOut = (value: unknown, indent: string): string => {
  const short = JSON.stringify(value)
  if (typeof value !== "object" || value === null || indent.length + short.length <= width_chars) return short
  const inner = `${indent}  `
  const lines = Array.isArray(value)
    ? value.map((x) => inner + layOut(x, inner))
    : Object.entries(value).map(([name, x]) => `${inner}${JSON.stringify(name)}: ${layOut(x, inner)}`)
  const [open, close] = Array.isArray(value) ? "[]" : "{}"
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`
}

/** A lowered system as the text of a `.ir.json` file: a row of a table on a line, as far as it fits. */
export const printIr = (ir: SystemIr): string => `${layOut(irDocument(ir), "")}\n`
