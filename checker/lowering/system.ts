/** Lowers a closed system: from the annotated constant to leaves, rules and properties. */
import type { Node } from "../ir/node.ts"
import type { Sort } from "../ir/sort.ts"
import type { Leaf, Obligation, PropertyIr, RefinementIr, RuleIr, Sizes, SystemIr, Update } from "../ir/system.ts"
import { oneOf } from "./advice.ts"
import { checkSystem } from "./checks.ts"
import { Evaluator } from "./evaluator.ts"
import { sourceOf, type Module, type Modules } from "./module.ts"
import { lowerProperty } from "./property.ts"
import { lowerRule, siteOf, stringField } from "./rule.ts"
import { Rejected } from "./reject.ts"
import { schemas, type Schemas } from "./schema.ts"
import { extentNode, shapeNode } from "./shape.ts"
import type { Syntax } from "./syntax.ts"
import { Builtin, Closure, describe, fieldSite, fieldsOf, isNode, List, Record, type Site, type Value } from "./value.ts"
import type { Context, View } from "./view.ts"

/** The exported constants of a module that are annotated as systems. */
export const systemNames = (modules: Modules, m: Module): readonly string[] =>
  [...m.names].filter(([, entry]) => entry.kind === "const" && entry.exported && isAnnotated(modules, m, entry.annotation, "System")).map(([name]) => name)

const isAnnotated = (modules: Modules, m: Module, type: Syntax | undefined, word: string): boolean => {
  if (type?.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return false
  let entry = m.names.get(type.typeName.name)
  const seen = new Set(entry === undefined ? [] : [entry])
  while (entry?.kind === "import") {
    entry = modules.load(entry.file).names.get(entry.name)
    // Two modules may each import the name from the other.
    if (entry === undefined || seen.has(entry)) return false
    seen.add(entry)
  }
  return entry?.kind === "language" && entry.name === word
}

/** What of a system no other constant of a model has. */
const telling = ["sizes", "init", "parts", "quiescent"]

/** The exported constants of a module that are written as systems and lack the annotation: they would be passed over in silence. */
export const withoutAnnotation = (modules: Modules, m: Module): readonly { readonly name: string; readonly at: Syntax }[] =>
  [...m.names].flatMap(([name, entry]) => {
    if (entry.kind !== "const" || !entry.exported || entry.pattern.type !== "Identifier" || isAnnotated(modules, m, entry.annotation, "System")) return []
    const init = entry.init.type === "TSSatisfiesExpression" || entry.init.type === "TSAsExpression" ? (entry.init["expression"] as Syntax) : entry.init
    const keys = init.type === "ObjectExpression" ? (init["properties"] as readonly Syntax[]).map((p) => String(p["key"]?.name ?? p["key"]?.value)) : []
    return keys.filter((key) => telling.includes(key)).length < 2 ? [] : [{ name, at: entry.pattern }]
  })

/** Every leaf below a sort, in schema order. */
export const leavesOf = (sort: Sort, path: string): readonly Leaf[] =>
  sort.kind === "record"
    ? sort.fields.flatMap((f) => leavesOf(f.sort, path === "" ? f.name : `${path}.${f.name}`))
    : [{ path, sort, ghost: path.split(".").includes("ghost") }]

const fieldsOfSystem = new Set(["id", "text", "sizes", "init", "parts", "quiescent", "refines", "forgets"])
const insteadOfJoin = "`join(\"ab\", { from: \"a\", to: \"b\" }, fabric)`, with a field of the state for each name"
const fieldsOfRefinement = new Set(["id", "text", "service", "init", "as"])

/** Reads one system. */
export class SystemReader {
  readonly #e: Evaluator
  readonly #m: Module
  readonly #name: string
  readonly #record: Record
  readonly #site: Site
  readonly #sizes: Readonly<{ [name: string]: Sizes }>
  readonly #n: Record
  readonly #schemas: Schemas

  constructor(modules: Modules, m: Module, name: string) {
    this.#e = new Evaluator(modules)
    this.#m = m
    this.#name = name
    const entry = m.names.get(name)
    if (entry?.kind !== "const") throw new Rejected("E49", `${name} is no exported system`, sourceOf(m, { start: 0 }))
    this.#site = { syntax: entry.pattern, module: m }
    const value = this.#e.global(name, m, undefined)
    if (!(value instanceof Record)) throw new Rejected("E49", `${name} is no system literal`, sourceOf(m, entry.pattern))
    this.#record = value
    for (const field of value.fields.keys()) if (!fieldsOfSystem.has(field)) this.#e.refuse("E21", `a system has no field ${field}`, fieldSite(value, field, this.#site), oneOf(fieldsOfSystem, ""))
    this.#sizes = this.#readSizes()
    const names = Object.keys(this.#sizes["small"] as Sizes)
    this.#n = new Record(new Map(names.map((size) => [size, extentNode(this.#e.nodes, { size })])))
    this.#schemas = schemas(modules, new Set(names))
  }

  #field(name: string): Value {
    return this.#record.fields.get(name) ?? this.#e.refuse("E49", `the system ${this.#name} has no ${name}`, this.#site, `\`${name}\` too: a system is \`{ id, text, sizes, init, parts, quiescent }\``)
  }
  #text(name: string): string {
    const v = this.#field(name)
    return typeof v === "string" && v !== "" ? v : this.#e.refuse("E49", `${name} of the system ${this.#name} is no string literal`, fieldSite(this.#record, name, this.#site), `\`${name}: "…"\`, a literal that is not empty`)
  }

  #readSizes(): Readonly<{ [name: string]: Sizes }> {
    const sizes = this.#field("sizes")
    if (!(sizes instanceof Record) || !sizes.fields.has("small")) return this.#e.refuse("E49", `the system ${this.#name} has no size "small"`, fieldSite(this.#record, "sizes", this.#site), "`sizes: { small: { slots: 2 } }`")
    const read = [...sizes.fields].map(([name, v]): readonly [string, Sizes] => {
      if (!(v instanceof Record)) return this.#e.refuse("E49", `the size ${name} is no record of numbers`, fieldSite(sizes, name, this.#site), `\`${name}: { slots: 2 }\``)
      return [name, Object.fromEntries([...v.fields].map(([size, x]): [string, number] => {
        if (typeof x !== "number" || x < 0 || x >= 2 ** 31) return this.#e.refuse("E49", `the size ${name}.${size} is no literal in 0 … 2^31 - 1`, fieldSite(v, size, this.#site), "a number literal in that range")
        return [size, x]
      }))]
    })
    const small = Object.keys(read.find(([name]) => name === "small")?.[1] ?? {})
    for (const [name, values] of read) {
      const missing = small.find((size) => !(size in values)) ?? Object.keys(values).find((size) => !small.includes(size))
      if (missing !== undefined) return this.#e.refuse("E31", `the size ${missing} is not in both ${name} and small`, fieldSite(sizes, name, this.#site))
    }
    return Object.fromEntries(read)
  }

  #stateSort(): Sort {
    const entry = this.#m.names.get(this.#name)
    const type = entry?.kind === "const" ? entry.annotation?.typeArguments?.params[0] : undefined
    if (type === undefined) return this.#e.refuse("E49", `the system ${this.#name} is not annotated System<State, Sizes>`, this.#site)
    const sort = this.#schemas.sort(type as Syntax, this.#m)
    return sort.kind === "record" ? sort : this.#e.refuse("E49", "the state of a system is a record", this.#site, "an interface as the state: `System<State, Sizes>`")
  }

  /** What a proof about the system is read with. */
  get words(): { readonly e: Evaluator; readonly n: Record; readonly schemas: Schemas; readonly state: (op: "state" | "after", sort: Sort, path: string) => Value; readonly part: (n: Node, path: string) => Node } {
    return { e: this.#e, n: this.#n, schemas: this.#schemas, state: (op, sort, path) => this.#symbolic(op, sort, path), part: (n, path) => this.#part(n, path) }
  }

  /** The state as a value: records of state nodes, or of nodes for the state after a step. */
  #symbolic(op: "state" | "after", sort: Sort, path: string): Value {
    if (sort.kind !== "record") return this.#e.nodes.make(op, [], sort, { name: path })
    return new Record(new Map(sort.fields.map((f) => [f.name, this.#symbolic(op, f.sort, path === "" ? f.name : `${path}.${f.name}`)])))
  }

  #initial(init: Value | undefined, sort: Sort): { readonly value: readonly Update[]; readonly obligations: readonly Obligation[] } {
    const site = init instanceof Closure ? { syntax: init.body, module: init.scope.module } : this.#site
    return this.#e.collect(false, () => this.#e.at(site, () => {
      const made = this.#e.call(init, [this.#n], site)
      const v = this.#e.naming(() => shapeNode(this.#e, made, sort))
      return leavesOf(sort, "").map((leaf) => ({ path: leaf.path, node: this.#part(v, leaf.path) }))
    }))
  }
  #part(n: Node, path: string): Node {
    return path.split(".").reduce<Value>((v, name) => (isNode(v) ? (fieldsOf(this.#e.nodes, v)?.fields.get(name) as Value) : v), n) as Node
  }

  /** What `parts`, or `forgets`, places where. */
  #placements(field: "parts" | "forgets"): readonly { readonly machine: Record; readonly place: string; readonly view: View }[] {
    const made = new Map<Value, { machine: Record; place: string; view: View }>()
    const add = (place: string, view: View, machines: readonly Value[], site: Site): Value => new List(machines.map((machine) => {
      if (!(machine instanceof Record)) return this.#e.refuse("E49", "what is placed is no machine", site, "what `machine({ … })` gives")
      const token = new Record(new Map())
      made.set(token, { machine, place, view })
      return token
    }))
    const words = new Map<string, Value>([
      ["place", new Builtin("place", ([where, ...machines], site) => typeof where === "string" ? add(where, { kind: "part", path: where }, machines, site) : this.#e.refuse("E49", "place takes the name of a part", site, "`place(\"a\", producer)`, with a field of the state"))],
      ["join", new Builtin("join", ([label, parts, ...machines], site) => {
        if (typeof label !== "string" || !(parts instanceof Record)) return this.#e.refuse("E49", "join takes a label and the names of parts", site, insteadOfJoin)
        const paths = new Map([...parts.fields].map(([name, part]) => [name, typeof part === "string" ? part : this.#e.refuse("E49", `${name} is ${describe(part)}, no name of a part`, site, insteadOfJoin)]))
        // One part under two names would be two values of which the later one would be written back.
        if (label === "" || new Set(paths.values()).size !== paths.size) return this.#e.refuse("E49", "join takes a label, and each part once", site, insteadOfJoin)
        return add(label, { kind: "parts", paths }, machines, site)
      })],
      ["whole", new Builtin("whole", (machines, site) => add("", { kind: "whole" }, machines, site))],
    ])
    const lists = this.#e.call(this.#field(field), [new Record(words)], this.#site)
    const wrong = (): never => this.#e.refuse("E49", `${field} of the system ${this.#name} returns something else than what place, join and whole give, each once`, this.#site, "`parts: ({ place }) => [place(\"a\", producer)]`, with every call in the list")
    const listed = lists instanceof List ? lists.items.flatMap((x) => (x instanceof List ? x.items : wrong())) : wrong()
    if (new Set(listed).size !== listed.length || listed.length !== made.size) return wrong()
    return listed.map((x) => made.get(x) ?? wrong())
  }

  read(): SystemIr {
    const e = this.#e
    const state = this.#stateSort()
    const leaves = leavesOf(state, "")
    const init = this.#initial(this.#field("init"), state)
    const before = this.#symbolic("state", state, "") as Record
    const after = this.#symbolic("after", state, "") as Record
    const context = { e, n: this.#n, state: before, after, sort: state }
    const rules: RuleIr[] = []
    const properties: PropertyIr[] = []
    for (const p of this.#placements("parts")) {
      for (const r of items(e, p.machine, "rules", this.#site)) rules.push(lowerRule(context, p, r))
      for (const q of items(e, p.machine, "properties", this.#site)) properties.push(lowerProperty(context, p, q))
    }
    e.history = true
    const quiescent = e.collect(false, () => e.bool(e.call(this.#field("quiescent"), [before, this.#n], this.#site), this.#site))
    e.history = false
    const refines = this.#record.fields.get("refines") ?? new List([])
    if (!(refines instanceof List)) return e.refuse("E49", `refines of the system ${this.#name} is no list`, fieldSite(this.#record, "refines", this.#site), "`refines: [refinement({ … })]`")
    const ir: SystemIr = {
      id: this.#text("id"), text: this.#text("text"), sizes: this.#sizes, state, leaves,
      init: init.value, initObligations: init.obligations, rules, properties,
      quiescent: { node: quiescent.value, obligations: quiescent.obligations },
      refinements: refines.items.map((r) => this.#refinement(r, before)),
      forgets: this.#record.fields.has("forgets") ? this.#forgets(context) : [],
      nodes: e.nodes, source: sourceOf(this.#m, this.#site.syntax),
    }
    checkSystem(ir)
    return ir
  }

  #forgets(context: Context): readonly RuleIr[] {
    const e = this.#e
    e.forgetting = true
    const rules = this.#placements("forgets").flatMap((p) => items(e, p.machine, "rules", this.#site).map((r) => lowerRule(context, p, r)))
    e.forgetting = false
    return rules
  }

  #refinement(r: Value, state: Record): RefinementIr {
    const e = this.#e
    if (!(r instanceof Record)) return e.refuse("E49", "what is refined is no refinement", this.#site, "`refinement({ id, text, service, init, as })`")
    const at = siteOf(r, "as", this.#site)
    for (const name of r.fields.keys()) if (!fieldsOfRefinement.has(name)) e.refuse("E21", `a refinement has no field ${name}`, fieldSite(r, name, at), oneOf(fieldsOfRefinement, ""))
    const service = r.fields.get("service")
    const note = service instanceof Record ? e.annotation(service) : undefined
    const type = note?.type.typeArguments?.params[0]
    if (!(service instanceof Record) || note === undefined || type === undefined) return e.refuse("E49", "the service of a refinement is no constant annotated Machine<State, Sizes>", this.#site, "`const service: Machine<Service, Sizes> = machine({ … })`")
    const sort = this.#schemas.sort(type, note.module)
    const own = this.#symbolic("state", sort, "") as Record
    const context = { e, n: this.#n, state: own, after: own, sort }
    e.history = true
    const as = e.collect(false, () => e.at(at, () => {
      const v = shapeNode(e, e.call(r.fields.get("as"), [state, this.#n], at), sort)
      return leavesOf(sort, "").map((leaf) => ({ path: leaf.path, node: this.#part(v, leaf.path) }))
    }))
    e.history = false
    return {
      id: stringField(e, r, "id", at), text: stringField(e, r, "text", at),
      service: {
        leaves: leavesOf(sort, ""), init: this.#initial(r.fields.get("init"), sort).value,
        rules: items(e, service, "rules", this.#site).map((x) => lowerRule(context, { machine: service, place: "", view: { kind: "whole" } }, x)),
      },
      as: as.value, obligations: as.obligations, source: r.facts.get("id")?.source ?? sourceOf(this.#m, this.#site.syntax),
    }
  }
}

/** The records of a list field of a machine; none where the field is left out. */
const items = (e: Evaluator, machine: Record, name: string, site: Site): readonly Record[] => {
  const list = machine.fields.get(name)
  if (list === undefined) return []
  if (!(list instanceof List)) return e.refuse("E49", `${name} of a machine is no list`, fieldSite(machine, name, site), `\`${name}: […]\``)
  return list.items.map((x) => (x instanceof Record ? x : e.refuse("E49", `${name} of a machine holds something else`, fieldSite(machine, name, site), name === "rules" ? "what `rule({ … })` gives" : "what `invariant({ … })`, `step`, `leadsTo`, `reachable` or `forbidden` give")))
}

/** Lowers the system that a module exports as `name`. @throws Rejected where the source leaves the subset. */
export const lowerSystem = (modules: Modules, m: Module, name: string): SystemIr => new SystemReader(modules, m, name).read()
