/** Reads a proof about a system. */
import type { Node } from "../ir/node.ts"
import type { Sort } from "../ir/sort.ts"
import { placed, type LemmaIr, type ProofIr, type SystemIr, type Update } from "../ir/system.ts"
import { oneOf } from "./advice.ts"
import { sourceOf, type Module } from "./module.ts"
import { Rejected } from "./reject.ts"
import { anySite, siteOf, stringField } from "./rule.ts"
import { shapeNode } from "./shape.ts"
import { leavesOf, type SystemReader } from "./system.ts"
import type { Syntax } from "./syntax.ts"
import { Closure, describe, fieldSite, List, Record, type Site, type Value } from "./value.ts"

const fieldsOfProof = new Set(["system", "text", "sizes", "unbounded", "memory", "lemmas", "forgets"])
const fieldsOfLemma = new Set(["id", "text", "from", "holds"])

class ProofReader {
  readonly #words: SystemReader["words"]
  readonly #ir: SystemIr
  readonly #m: Module
  readonly #site: Site
  readonly #record: Record
  readonly #memory: Sort
  /** State, sizes, memory and the state after the step, as values. */
  readonly #before: Record
  readonly #after: Record
  readonly #remembered: Value

  constructor(reader: SystemReader, ir: SystemIr, m: Module, name: string) {
    this.#words = reader.words
    this.#ir = ir
    this.#m = m
    const entry = m.names.get(name)
    if (entry?.kind !== "const" || !entry.exported) throw new Rejected("E49", `${name} is no exported proof`, sourceOf(m, { start: 0 }))
    this.#site = { syntax: entry.pattern, module: m }
    const type = entry.annotation?.typeArguments?.params[1] as Syntax | undefined
    const value = this.#words.e.global(name, m, undefined)
    if (!(value instanceof Record) || type === undefined) throw this.#refuse(`${name} is not annotated Proof<State, Memory, Sizes>`)
    this.#record = value
    for (const field of value.fields.keys()) if (!fieldsOfProof.has(field)) this.#refuse(`a proof has no field ${field}`, fieldSite(value, field, this.#site))
    this.#memory = this.#words.schemas.sort(type, m)
    this.#before = this.#words.state("state", ir.state, "") as Record
    this.#after = this.#words.state("after", ir.state, "") as Record
    this.#remembered = this.#words.state("state", this.#memory, "memory")
  }

  #refuse(what: string, site: Site = this.#site): never { return this.#words.e.refuse("E49", what, site) }
  #field(name: string): Value { return this.#record.fields.get(name) ?? this.#refuse(`the proof has no ${name}`) }
  #recordField(name: string, of: Record = this.#record): Record {
    const v = of.fields.get(name)
    return v instanceof Record ? v : this.#refuse(`${name} of the proof is no record`, fieldSite(of, name, this.#site))
  }

  #call(f: Value | undefined, args: readonly Value[], site: Site): Value {
    const { e } = this.#words
    e.history = true
    // What a lemma reads outside of an array has some value in every reading of the formula: a proof holds for each.
    const { value } = e.collect(false, () => e.call(f, args, site))
    e.history = false
    return value
  }

  #leaves(v: Value, site: Site): readonly Update[] {
    const { e } = this.#words
    const { value: node } = e.collect(false, () => e.at(site, () => shapeNode(e, v, this.#memory)))
    return leavesOf(this.#memory, "").map((leaf) => ({ path: leaf.path === "" ? "memory" : `memory.${leaf.path}`, node: this.#words.part(node, leaf.path) }))
  }

  #sizes(): ProofIr["sizes"] {
    const site = siteOf(this.#record, "sizes", this.#site)
    const required = this.#call(this.#field("sizes"), [this.#words.n], site)
    if (!(required instanceof Record)) return this.#refuse("sizes of the proof returns no record of conditions", site)
    return [...required.fields].map(([name, v]) => ({ name, node: this.#words.e.bool(v, site) }))
  }

  #unbounded(): readonly string[] {
    const list = this.#field("unbounded")
    if (!(list instanceof List)) return this.#refuse("unbounded of the proof is no list of names of sizes")
    const names = Object.keys(this.#ir.sizes["small"] ?? {})
    return list.items.map((x) => (typeof x === "string" && names.includes(x) ? x : this.#refuse(`unbounded names ${describe(x)}, which is no size`)))
  }

  #updates(): ReadonlyMap<string, readonly Update[]> {
    const rules = new Set(this.#ir.rules.map(placed))
    const after = this.#recordField("after", this.#recordField("memory"))
    return new Map([...after.fields].map(([rule, f]) => {
      const site = f instanceof Closure ? { syntax: f.body, module: f.scope.module } : this.#site
      if (!rules.has(rule)) return this.#words.e.refuse("E21", `the system has no rule ${rule}`, fieldSite(after, rule, site), oneOf(rules, ""))
      const changed = this.#leaves(this.#call(f, [this.#remembered, this.#before, this.#words.n, this.#after], site), site)
      return [rule, changed.filter((u) => !(u.node.op === "state" && u.node.name === u.path))]
    }))
  }

  #lemma(l: Value): LemmaIr {
    const { e } = this.#words
    if (!(l instanceof Record)) return this.#refuse("lemmas of the proof holds something else than what `lemma({ … })` gives")
    const site = anySite(l)
    for (const field of l.fields.keys()) if (!fieldsOfLemma.has(field)) e.refuse("E21", `a lemma has no field ${field}`, fieldSite(l, field, site), oneOf(fieldsOfLemma, ""))
    const at = siteOf(l, "holds", site)
    const holds: Node = e.bool(this.#call(l.fields.get("holds"), [this.#before, this.#words.n, this.#remembered], at), at)
    return { id: stringField(e, l, "id", site), text: stringField(e, l, "text", site), from: this.#from(l), holds, source: l.facts.get("id")?.source ?? sourceOf(site.module, site.syntax) }
  }

  #from(l: Record): readonly string[] | undefined { return this.#ids(l, "from", "from of a lemma") }
  #ids(r: Record, field: string, what: string): readonly string[] | undefined {
    const list = r.fields.get(field)
    if (list === undefined) return undefined
    return list instanceof List ? list.items.map(String) : this.#refuse(`${what} is no list of ids`, fieldSite(r, field, this.#site))
  }

  read(): ProofIr {
    const lemmas = this.#field("lemmas")
    if (!(lemmas instanceof List)) return this.#refuse("lemmas of the proof is no list")
    const memory = this.#recordField("memory")
    const init = siteOf(memory, "init", this.#site)
    const read = lemmas.items.map((l) => this.#lemma(l))
    for (const [i, l] of read.entries()) if (read.findIndex((x) => x.id === l.id) !== i) throw new Rejected("E40", `the id ${l.id} stands twice`, l.source)
    for (const l of read) for (const id of l.from ?? []) if (!read.some((x) => x.id === id)) throw new Rejected("E49", `the lemma ${l.id} is from ${id}, which is no lemma of the proof`, l.source)
    const forgets = this.#ids(this.#record, "forgets", "forgets of the proof")
    for (const id of forgets ?? []) if (!read.some((x) => x.id === id)) this.#refuse(`forgets of the proof names ${id}, which is no lemma of it`, fieldSite(this.#record, "forgets", this.#site))
    return {
      text: stringField(this.#words.e, this.#record, "text", this.#site), sizes: this.#sizes(), unbounded: this.#unbounded(),
      leaves: leavesOf(this.#memory, "").map((l) => ({ ...l, path: `memory.${l.path}`, ghost: true })),
      init: this.#leaves(this.#call(memory.fields.get("init"), [this.#words.n], init), init),
      after: this.#updates(), lemmas: read, forgets, source: sourceOf(this.#m, this.#site.syntax),
    }
  }
}

/** Lowers the proof that module `m` exports as `name`, about a system that was read. @throws Rejected where the source leaves the subset */
export const lowerProof = (reader: SystemReader, ir: SystemIr, m: Module, name: string): ProofIr => new ProofReader(reader, ir, m, name).read()
