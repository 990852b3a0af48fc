/**
 * A canonical text of what a run depends on: the rules, the state, the properties. Neither where something stands in
 * the source nor how its prose is worded takes part, nor the order in which the lowering happened to make the nodes.
 */
import { Hashes } from "../checker/ir/hash.ts"
import type { Conjunct, Domain, Leaf, Obligation, PropertyIr, RuleIr, Sizes, SystemIr, Update } from "../checker/ir/system.ts"

/** The parts of a system as plain values, with hashes in place of nodes. */
class Slice {
  readonly #hashes = new Hashes()
  readonly #leaf = (l: Leaf): unknown => [l.path, l.sort, l.ghost]
  readonly #update = (u: Update): unknown => [u.path, this.#hashes.of(u.node)]
  readonly #obligation = (o: Obligation): unknown => [o.code, this.#hashes.of(o.holds)]
  readonly #conjunct = (c: Conjunct): unknown => [c.name, this.#hashes.of(c.node), c.obligations.map(this.#obligation)]
  readonly #domain = (d: Domain): unknown => (d.kind === "range" ? [d.kind, this.#hashes.of(d.count)] : [d.kind, d.values.map((v) => this.#hashes.of(v))])

  readonly #rule = (r: RuleIr): unknown => ({
    id: r.id, place: r.place, by: r.by, fair: r.fair, lump: r.lump,
    params: r.params.map((p) => [p.name, p.sort, this.#domain(p.domain)]),
    when: r.when.map(this.#conjunct), then: r.then.map(this.#update), note: r.note.map(this.#update),
    obligations: r.obligations.map(this.#obligation), branches: r.branches.map((b) => this.#hashes.of(b.taken)),
  })
  readonly #property = (p: PropertyIr): unknown => ({
    id: p.id, place: p.place, kind: p.kind, given: this.#hashes.of(p.given), holds: this.#hashes.of(p.holds),
    assume: p.assume === undefined ? null : [p.assume.kind, this.#hashes.of(p.assume.holds)], obligations: p.obligations.map(this.#obligation),
  })

  of(ir: SystemIr): unknown {
    return {
      id: ir.id, leaves: ir.leaves.map(this.#leaf), init: ir.init.map(this.#update), initObligations: ir.initObligations.map(this.#obligation),
      rules: ir.rules.map(this.#rule), properties: ir.properties.map(this.#property),
      quiescent: [this.#hashes.of(ir.quiescent.node), ir.quiescent.obligations.map(this.#obligation)],
      refinements: ir.refinements.map((r) => ({
        id: r.id, leaves: r.service.leaves.map(this.#leaf), init: r.service.init.map(this.#update), rules: r.service.rules.map(this.#rule),
        as: r.as.map(this.#update), obligations: r.obligations.map(this.#obligation),
      })),
    }
  }
}

/** The canonical text of a system at the given sizes. */
export const canonicalText = (ir: SystemIr, sizes: Sizes): string =>
  JSON.stringify({ system: new Slice().of(ir), sizes: Object.fromEntries(Object.entries(sizes).toSorted(([a], [b]) => (a < b ? -1 : 1))) })
