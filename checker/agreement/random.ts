/** Random systems in the subset, as TypeScript source: shapes that no protocol of ours uses. */
import { Choices } from "./choices.ts"
import { Effects, type Target } from "./effects.ts"
import { Expressions, plainNumber, reach, type Helper, type Ref, type Scope } from "./expressions.ts"
import { Shapes, type Extent, type Field, type RecordShape, type Shape } from "./shapes.ts"

const words = ["at", "blank", "blue", "counter", "every", "fill", "forget", "head", "identities", "machine", "max", "min", "model", "next", "old", "prefix", "push", "put", "range", "red", "refinement", "rest", "sealed", "set", "some", "take", "white"]
const types = ["Bag", "Below", "Counter", "Fifo", "Identity", "Machine", "Opaque", "Peer", "System", "Upto", "Vec"]

/** What one kind of machine sees and may change. */
interface Seat {
  readonly machine: string
  readonly view: string
  /** What rules may read. */
  readonly seen: readonly Ref[]
  /** What the rules of a protocol may read besides what only they write. */
  readonly quiet: readonly Ref[]
  readonly targets: readonly Target[]
  readonly ghost: RecordShape | undefined
  /** What properties may read. */
  readonly all: readonly Ref[]
  readonly rules: number
  readonly by: readonly string[]
}

const field = (name: string, shape: Shape): Field => ({ name, shape })
const fieldsAt = (root: string, fields: readonly Field[]): readonly Ref[] => fields.filter((f) => f.name !== "ghost").flatMap((f) => reach({ text: `${root}.${f.name}`, shape: f.shape }))
const targetsAt = (path: string, fields: readonly Field[], mode: Target["mode"] = "any"): readonly Target[] => fields.map((f) => ({ path: `${path}${f.name}`, shape: f.shape, mode }))

/** Writes one system. `omit` names conjuncts, as `rule.conjunct`, that turned out to be constant. */
class Writer {
  readonly #c: Choices
  readonly #shapes: Shapes
  readonly #e: Expressions
  readonly #effects: Effects
  readonly #omit: ReadonlySet<string>
  readonly #helpers: Helper[] = []
  readonly #text: string[] = []

  constructor(tape: readonly number[], omit: ReadonlySet<string>) {
    this.#c = new Choices(tape)
    this.#shapes = new Shapes(this.#c)
    this.#e = new Expressions(this.#c, this.#shapes, this.#c.pick([0, 0, 4, 12]))
    this.#effects = new Effects(this.#e)
    this.#omit = omit
  }

  #scope(refs: readonly Ref[], more: Partial<Scope> = {}): Scope { return { refs, history: false, demands: undefined, helpers: this.#helpers, ...more } }

  /** Helper functions over numbers, enumerations and records. */
  #helper(i: number): void {
    const name = `h${i}`
    const gives: Shape = this.#c.pick([plainNumber, this.#c.pick(this.#shapes.enums), this.#shapes.record(`Helped${i}`, [field("f0", this.#shapes.number()), field("f1", { kind: "bool", type: "boolean" })]), this.#shapes.number()])
    const takes = [gives, ...this.#c.list(0, 1, () => this.#c.pick<Shape>([plainNumber, ...this.#shapes.enums]))]
    const refs = takes.flatMap((shape, k) => reach({ text: `x${k}`, shape }))
    const body = this.#effects.body((scope) => this.#e.of(gives, scope, 2), this.#scope(refs))
    this.#text.push(`const ${name} = (${takes.map((t, k) => `x${k}: ${t.type}`).join(", ")}, n: Sizes): ${gives.type} => ${body}`)
    this.#helpers.push({ name, takes, gives })
  }

  /** One parameter of a rule: what `choose` says, and what the rule reads. */
  #param(name: string): { readonly text: string; readonly ref: Ref } {
    const extent = (size: "len" | "cap" | "ids"): Extent => ({ type: `Sizes["${size}"]`, text: `n.${size}`, value: this.#shapes.sizes[size] })
    const below = (size: "len" | "cap"): { text: string; ref: Ref } => ({ text: `range(n.${size})`, ref: { text: `p.${name}`, shape: { kind: "below", type: `Below<Sizes["${size}"]>`, extent: extent(size) } } })
    const c = this.#c
    switch (c.below(7)) {
      case 1: return below("len")
      case 2: return { text: "identities(n.ids)", ref: { text: `p.${name}`, shape: { kind: "identity", type: `Identity<Sizes["ids"]>`, extent: extent("ids") } } }
      case 3: return { text: "[true, false]", ref: { text: `p.${name}`, shape: { kind: "bool", type: "boolean" } } }
      case 4: { const of = c.pick(this.#shapes.enums); const values = of.values.slice(0, 2); return { text: `[${values.map((v) => `"${v}"`).join(", ")}]`, ref: { text: `p.${name}`, shape: { ...of, values } } } }
      case 5: return { text: "[white, red, blue]", ref: { text: `p.${name}`, shape: { kind: "opaque", type: "Opaque" } } }
      case 6: return { text: "[0, 1]", ref: { text: `p.${name}`, shape: { kind: "upto", type: "Upto<1>", extent: { type: "1", text: "1", value: 1 } } } }
      default: return below("cap")
    }
  }

  #when(id: string, scope: Scope, demands: ReadonlyMap<string, string>): string {
    const own = this.#c.list(0, this.#c.pick([0, 1, 2]), (k) => ({ name: `c${k}`, text: this.#e.bool(scope, 2) }))
    const asked = [...demands.keys()].map((text, k) => ({ name: `d${k}`, text }))
    // What stands before the conjuncts is evaluated for all of them.
    const shared = this.#c.chance(25) ? [{ name: "k", text: `k0 < ${this.#e.natural(scope, 1)}` }] : []
    const kept = [...asked, ...own, ...shared].filter((x) => !this.#omit.has(`${id}.${x.name}`))
    const record = `{ ${kept.map((x) => `${x.name}: ${x.text}`).join(", ")} }`
    return shared.length === 0 ? `(${record})` : `{ const k0 = ${this.#e.number(scope, 2)}; return ${record} }`
  }

  #rule(seat: Seat, i: number): string {
    const id = `${seat.machine}.r${i}`
    const by = this.#c.pick(seat.by)
    const params = this.#c.list(0, 2, (k) => this.#param(`p${k}`))
    const refs = [...params.map((p) => p.ref), ...(by === "protocol" ? seat.quiet : seat.seen)]
    const demands = new Map<string, string>()
    const then = this.#effects.body((scope) => this.#effects.effect("s", seat.targets, scope), this.#scope(refs, { demands }))
    const when = this.#when(id, this.#scope(refs), demands)
    const note = seat.ghost === undefined || this.#c.chance(40) ? "" : `\n  note: (g, s, n, p) => ${this.#note(seat.ghost, [...params.map((p) => p.ref), ...seat.all])},`
    const choose = params.length === 0 ? "" : `\n  choose: (n) => ({ ${params.map((p, k) => `p${k}: ${p.text}`).join(", ")} }),`
    return `const r${i}_${seat.machine} = rule_${seat.machine}.rule({\n  id: "${id}", text: "A random rule.", by: "${by}",${choose}\n  when: (s, n, p) => ${when},\n  then: (s, n, p) => ${then},${note}\n})`
  }
  #note(ghost: RecordShape, all: readonly Ref[]): string {
    const refs = [...reach({ text: "g", shape: ghost }).slice(1), ...all]
    return this.#effects.body((scope) => this.#effects.effect("g", targetsAt("", ghost.fields), scope), this.#scope(refs, { history: true }), 1)
  }

  #property(seat: Seat, i: number): string {
    const kind = this.#c.pick(["invariant", "step", "reachable", "forbidden", "leadsTo"])
    const scope = this.#scope(seat.all, { history: true })
    const after = seat.all.map((r) => ({ text: r.text.replace(/^s\b/, "t"), shape: r.shape }))
    const law = (of: Scope): string => this.#effects.body((x) => this.#e.bool(x, 2), of, 1)
    const given = kind === "leadsTo" || this.#c.chance(50) ? `\n  given: (s, n) => ${law(scope)},` : ""
    const assume = kind === "leadsTo" && this.#c.chance(50) ? `\n  assume: ${this.#c.pick(["eventuallyAlways", "infinitelyOften"])}((s: ${seat.view}, n: Sizes) => ${law(scope)}),` : ""
    const holds = kind === "step" ? `(s, n, t) => ${law(this.#scope([...after, ...seat.all], { history: true }))}` : `(s, n) => ${law(scope)}`
    return `const q${i}_${seat.machine} = rule_${seat.machine}.${kind}({\n  id: "${seat.machine}.q${i}", text: "A random property.",${given}\n  holds: ${holds},${assume}\n})`
  }

  #machine(seat: Seat): void {
    const rules = seat.rules === 0 ? [] : this.#c.list(2, seat.rules, (i) => this.#rule(seat, i))
    const properties = this.#c.list(seat.rules === 0 ? 1 : 0, 2, (i) => this.#property(seat, i))
    const names = (letter: string, of: readonly string[]): string => of.map((_, i) => `${letter}${i}_${seat.machine}`).join(", ")
    this.#text.push(`const rule_${seat.machine} = model<${seat.view}, Sizes>()`, ...rules, ...properties)
    this.#text.push(`const ${seat.machine}: Machine<${seat.view}, Sizes> = machine({ id: "${seat.machine}", rules: [${names("r", rules)}], properties: [${names("q", properties)}] })`)
  }

  #ghost(): RecordShape { return this.#shapes.record("Ghost", [field("g0", this.#shapes.number()), field("g1", { kind: "opaque", type: "Opaque" }), field("g2", this.#shapes.field())]) }

  /** One machine, or two, that see everything. */
  #whole(): readonly [state: RecordShape, places: string] {
    const ghost = this.#ghost()
    const fields = this.#c.list(2, 5, (k) => field(`x${k}`, this.#shapes.field()))
    const state = this.#shapes.record("State", [...fields, field("ghost", ghost)])
    const seen = fieldsAt("s", fields)
    const all = [...seen, ...reach({ text: "s.ghost", shape: ghost })]
    for (let i = 0; i < 3; i++) this.#helper(i)
    const machines = this.#c.list(1, 2, (i) => {
      this.#machine({ machine: `m${i}`, view: "State", seen, quiet: seen, targets: targetsAt("", fields), ghost, all, rules: 3, by: ["protocol", "world", "fault"] })
      return `m${i}`
    })
    return [state, `[whole(${machines.join(", ")})]`]
  }

  /** Two places with one machine, a third with another, and a join that carries messages from place to place. */
  #placed(): readonly [state: RecordShape, places: string] {
    const ghost = this.#ghost()
    const message = this.#shapes.message()
    const own = this.#c.list(1, 3, (k) => field(`x${k}`, this.#shapes.field()))
    const outbox = field("outbox", this.#shapes.sequence("fifo", message))
    const inbox = field("inbox", this.#shapes.sequence(this.#c.pick(["fifo", "bag"] as const), message))
    const wire = field("wire", this.#shapes.record("Wire", [field("w0", this.#shapes.field())]))
    const peer = field("wire", { ...(wire.shape as RecordShape), type: "Peer<Wire>" })
    const part = this.#shapes.record("Part", [...own, outbox, inbox, peer, field("ghost", ghost)])
    const others = this.#c.list(1, 2, (k) => field(`y${k}`, this.#shapes.field()))
    const other = this.#shapes.record("Other", others)
    const state = this.#shapes.record("State", [field("a", part), field("b", part), field("c", other)])
    this.#text.push("export interface Join { readonly from: Part; readonly to: Part; readonly link: Other }")
    for (let i = 0; i < 3; i++) this.#helper(i)
    const quiet = fieldsAt("s", [...own, outbox, inbox])
    const partSeen = fieldsAt("s", [...own, outbox, inbox, wire])
    const joinSeen = [...fieldsAt("s.from", [...own, outbox, inbox, wire]), ...fieldsAt("s.to", [...own, outbox, inbox, wire]), ...fieldsAt("s.link", others)]
    const everything = ["s.a", "s.b"].flatMap((p) => [...fieldsAt(p, [...own, outbox, inbox, wire]), ...reach({ text: `${p}.ghost`, shape: ghost })])
    this.#machine({ machine: "m0", view: "Part", seen: partSeen, quiet, targets: [...targetsAt("", own), ...targetsAt("", [outbox], "push"), ...targetsAt("", [inbox], "take")], ghost, all: [...partSeen, ...reach({ text: "s.ghost", shape: ghost })], rules: 3, by: ["world", "protocol", "fault"] })
    this.#machine({ machine: "m1", view: "Other", seen: fieldsAt("s", others), quiet: fieldsAt("s", others), targets: targetsAt("", others), ghost: undefined, all: fieldsAt("s", others), rules: 3, by: ["protocol", "world"] })
    this.#machine({ machine: "m2", view: "Join", seen: joinSeen, quiet: joinSeen, targets: [...targetsAt("from.", [outbox], "take"), ...targetsAt("to.", [inbox], "push"), ...targetsAt("to.", [wire])], ghost: undefined, all: joinSeen, rules: 3, by: ["world", "fault"] })
    this.#machine({ machine: "m3", view: "State", seen: [], quiet: [], targets: [], ghost: undefined, all: everything, rules: 0, by: [] })
    const back = this.#c.chance(50) ? `, join("ba", { from: "b", to: "a", link: "c" }, m2)` : ""
    return [state, `[place("a", m0), place("b", m0), place("c", m1), join("ab", { link: "c", from: "a", to: "b" }, m2)${back}, whole(m3)]`]
  }

  #service(all: readonly Ref[]): string {
    if (!this.#c.chance(30)) return ""
    const count = this.#shapes.number()
    const mode = this.#c.pick(this.#shapes.enums)
    this.#text.push(
      `interface Service { readonly count: ${count.type}; readonly inner: { readonly mode: ${mode.type} } }`,
      `const serviceModel = model<Service, Sizes>()`,
      `const anything = serviceModel.rule({ id: "service.any", text: "Nothing in particular.", when: (s) => ({ some: s.count === 0 }), then: (s) => next(s, { count: 0 }) })`,
      `const service: Machine<Service, Sizes> = machine({ id: "service", rules: [anything] })`,
    )
    const scope = this.#scope(all, { history: true })
    return `\n  refines: [refinement({ id: "random.service", text: "A random mapping.", service, init: () => ({ count: 0, inner: { mode: "${mode.values[0] as string}" } }), as: (s: State, n: Sizes) => ({ count: ${this.#e.of(count, scope, 2)}, inner: { mode: ${this.#e.of(mode, scope, 2)} } }) })],`
  }

  write(): string {
    const [state, places] = this.#c.chance(60) ? this.#placed() : this.#whole()
    const all = reach({ text: "s", shape: state }).slice(1)
    const refines = this.#service(all)
    const init = this.#effects.body((scope) => this.#e.of(state, scope, 4), this.#scope([]), 1)
    const quiescent = this.#e.bool(this.#scope(all, { history: true }), 3)
    return [
      `import { ${[...words, "eventuallyAlways", "infinitelyOften", ...types.map((t) => `type ${t}`)].join(", ")} } from "tcnet"`,
      `export interface Sizes {${Object.keys(this.#shapes.sizes).map((s) => ` readonly ${s}: number`).join(";")} }`,
      ...this.#shapes.declarations, ...this.#text,
      `export const system: System<State, Sizes> = {\n  id: "random", text: "A random system.", sizes: { small: { ${Object.entries(this.#shapes.sizes).map(([s, v]) => `${s}: ${v}`).join(", ")} } },\n  init: (n) => ${init},\n  parts: ({ place, join, whole }) => ${places},\n  quiescent: (s, n) => ${quiescent},${refines}\n}`, "",
    ].join("\n")
  }
}

/** The source of a random system: the same for the same tape. */
export const randomSystem = (tape: readonly number[], omit: ReadonlySet<string> = new Set()): string => new Writer(tape, omit).write()
