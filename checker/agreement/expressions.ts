/** Random expressions of the subset, as source text that is well typed by construction. */
import type { Choices } from "./choices.ts"
import { holdsOpaque, isNumber, isSequence, mostOf, mostText, type EnumShape, type Extent, type NumberShape, type PlainShape, type RecordShape, type SequenceShape, type Shape, type Shapes, type TaggedShape } from "./shapes.ts"

/** Something that can be read, and its type. */
export interface Ref {
  readonly text: string
  readonly shape: Shape
}
/** A helper function of the module: it takes operands of the given types, then the sizes. */
export interface Helper {
  readonly name: string
  readonly takes: readonly Shape[]
  readonly gives: Shape
  /** True for a constant of the function itself, which takes no sizes. */
  readonly isLocal?: boolean
}
/** What an expression may use. */
export interface Scope {
  readonly refs: readonly Ref[]
  /** History and properties may compare payloads. */
  readonly history: boolean
  /** Conjuncts that an effect asks of its guard; undefined where there is no guard to ask. */
  readonly demands: Map<string, string> | undefined
  readonly helpers: readonly Helper[]
}

/** A reference and all that can be reached from it by field names. */
export const reach = (ref: Ref): readonly Ref[] =>
  ref.shape.kind === "record" ? [ref, ...ref.shape.fields.flatMap((f) => reach({ text: `${ref.text}.${f.name}`, shape: f.shape }))] : [ref]
/** The scope with more to read. */
export const within = (scope: Scope, ...refs: readonly Ref[]): Scope => ({ ...scope, refs: [...refs.flatMap(reach), ...scope.refs] })

/** True if a guard can say it too: it names nothing but the state, the sizes and the parameters. */
export const isGuardable = (text: string): boolean => /^[\w. <]+$/.test(text) && [...text.matchAll(/(?<![\w.])[a-z]\w*/g)].every(([name]) => name === "s" || name === "n" || name === "p")
/** The type of a number that no range confines. */
export const plainNumber: Shape = { kind: "number", type: "number" }

export class Expressions {
  readonly c: Choices
  readonly shapes: Shapes
  readonly #risk: number
  /** Effects are unsafe, that is without what makes their obligations hold, in so many of a hundred cases. */
  constructor(c: Choices, shapes: Shapes, riskPercent: number) {
    this.c = c
    this.shapes = shapes
    this.#risk = riskPercent
  }
  /** True where the unsafe way is to be taken; `times` as often as usual where it is rarely met. */
  isRisky(times = 1): boolean { return this.c.chance(this.#risk * times) }

  #sequences(scope: Scope): readonly { readonly text: string; readonly shape: SequenceShape }[] {
    return scope.refs.filter((r): r is { text: string; shape: SequenceShape } => isSequence(r.shape))
  }
  #numbers(scope: Scope): readonly Ref[] { return scope.refs.filter((r) => isNumber(r.shape) || r.shape.kind === "number") }

  /** An index into `extent` places. */
  index(extent: Extent, scope: Scope, depth: number): string {
    const ids = scope.refs.filter((r) => r.shape.kind === "identity" && r.shape.extent.type === extent.type)
    const own = [...scope.refs.filter((r) => r.shape.kind === "below" && r.shape.extent.type === extent.type), ...ids]
    if (this.isRisky()) return this.number(scope, 1)
    if (own.length > 0 && this.c.chance(60)) return this.c.pick(own).text
    return this.c.chance(40) && depth > 0 ? `${this.#factor(this.natural(scope, depth - 1))} % ${extent.text}` : String(this.c.below(extent.value))
  }
  #factor(text: string): string { return /^[\w.]+$/.test(text) || /^[\w.]+\([^()]*\)$/.test(text) ? text : `(${text})` }

  /** An element of a sequence; where it may be empty, `otherwise` stands in. */
  element(q: { readonly text: string; readonly shape: SequenceShape }, scope: Scope, depth: number, then: (element: string) => string, otherwise: () => string): string {
    if (q.shape.kind === "vec") return then(`at(${q.text}, ${this.index(q.shape.extent, scope, depth)})`)
    const fifo = ["head(Q)", "at(Q, 0)", "at(Q, Q.length - 1)"] as const
    const access = then((q.shape.kind === "fifo" ? this.c.pick(fifo) : this.c.pick(fifo.slice(1))).replaceAll("Q", q.text))
    if (this.isRisky()) return access
    if (scope.demands !== undefined && isGuardable(q.text) && this.c.chance(70)) {
      scope.demands.set(`${q.text}.length > 0`, `${q.text}.length > 0`)
      return access
    }
    return `(${q.text}.length > 0 ? ${access} : ${otherwise()})`
  }

  /** Something of exactly this type that can be read; undefined if there is nothing. */
  #read(shape: Shape, scope: Scope, depth: number, otherwise: () => string): string | undefined {
    const direct = scope.refs.filter((r) => r.shape.type === shape.type).map((r) => () => r.text)
    const derived = depth <= 0 ? [] : this.#sequences(scope).flatMap((q) => {
      const { of } = q.shape
      const fields = of.kind === "record" ? of.fields.filter((f) => f.shape.type === shape.type) : []
      return [...(of.type === shape.type ? [(x: string) => x] : []), ...fields.map((f) => (x: string) => `${x}.${f.name}`)].map((then) => () => this.element(q, scope, depth - 1, then, otherwise))
    })
    const all = [...direct, ...derived]
    return all.length === 0 ? undefined : this.c.pick(all)()
  }

  #counters(scope: Scope): readonly (readonly [Ref, Ref])[] {
    const all = scope.refs.filter((r) => r.shape.kind === "counter")
    return all.flatMap((a) => all.filter((b) => b.shape.type === a.shape.type).map((b) => [a, b] as const))
  }
  /** A number made of counters; undefined if there are none. */
  #ofCounters(scope: Scope): string | undefined {
    const pairs = this.#counters(scope)
    if (pairs.length === 0) return undefined
    const [a, b] = this.c.pick(pairs)
    const { text, value } = (a.shape as TaggedShape).extent
    if (this.c.chance(50)) return `counter.distance(${a.text}, ${b.text}, ${text}, ${this.isRisky() ? "n.len" : `${text} - 1`})`
    const fits = value % this.shapes.sizes.len === 0 || this.isRisky()
    return `counter.slot(${a.text}, ${text}, ${fits ? "n.len" : "1"})`
  }

  /** A number that is 0 or more. */
  natural(scope: Scope, depth: number): string {
    const { c } = this
    const numbers = this.#numbers(scope).filter((r) => r.shape.kind !== "number")
    const again = (): string => this.natural(scope, depth - 1)
    const ref = (): string => (numbers.length === 0 ? String(c.below(4)) : c.pick(numbers).text)
    if (depth <= 0) return c.chance(60) ? ref() : String(c.below(4))
    switch (c.below(10)) {
      case 0: return ref()
      case 1: return c.pick(["n.top", "n.len", "n.cap", String(c.below(4))])
      case 2: { const q = this.#sequences(scope); return q.length === 0 ? ref() : `${c.pick(q).text}.length` }
      case 3: return `${again()} + ${this.#factor(again())}`
      case 4: return `${c.pick(["min", "max"])}(${again()}, ${again()})`
      case 5: return `${this.#factor(again())} % ${c.pick(["n.len", "2", "(n.top + 1)"])}`
      case 6: return this.#ofCounters(scope) ?? ref()
      case 7: return `(${this.bool(scope, depth - 1)} ? ${again()} : ${again()})`
      case 8: return `${this.#factor(again())} * ${this.#factor(again())}`
      default: return this.#read(this.shapes.number(), scope, depth, () => "0") ?? ref()
    }
  }
  /** Any number. */
  number(scope: Scope, depth: number): string {
    const { c } = this
    const again = (): string => this.#factor(this.number(scope, depth - 1))
    const helpers = scope.helpers.filter((h) => h.gives.kind === "number")
    switch (depth <= 0 ? 0 : c.below(9)) {
      case 8: return `${again()} * ${c.pick(["1000", "65536 * 65536"])}`
      case 1: return `${again()} - ${again()}`
      case 2: return `-${again()}`
      case 3: return `${again()} % ${this.isRisky() ? (this.#numbers(scope)[0]?.text ?? "2") : c.pick(["n.len", "3"])}`
      case 4: return `(${this.bool(scope, depth - 1)} ? ${again()} : ${again()})`
      case 5: return `${again()} * ${again()}`
      case 6: return helpers.length === 0 ? this.natural(scope, depth) : this.call(c.pick(helpers), scope, depth)
      case 7: { const loose = scope.refs.filter((r) => r.shape.kind === "number"); return loose.length === 0 ? this.natural(scope, depth) : c.pick(loose).text }
      default: return this.natural(scope, depth)
    }
  }
  call(h: Helper, scope: Scope, depth: number): string {
    return `${h.name}(${[...h.takes.map((t) => this.of(t, scope, depth - 1)), ...(h.isLocal === true ? [] : ["n"])].join(", ")})`
  }

  #compared(scope: Scope, depth: number): string {
    const { c } = this
    const scalars = scope.refs.filter((r) => r.shape.kind === "enum" || r.shape.kind === "identity" || (scope.history && r.shape.kind === "opaque"))
    if (scalars.length === 0) return `${this.number(scope, depth)} ${c.pick(["<", "<=", ">", ">=", "===", "!=="])} ${this.#factor(this.number(scope, depth))}`
    const a = c.pick(scalars)
    const same = scope.refs.filter((r) => r.shape.type === a.shape.type && r.text !== a.text).map((r) => r.text)
    const literals = a.shape.kind === "enum" ? a.shape.values.map((v) => `"${v}"`) : a.shape.kind === "opaque" ? ["white", "red", "blank", "old", "blue"] : []
    const others = [...literals, ...same]
    return others.length === 0 ? this.#compared({ ...scope, refs: scope.refs.filter((r) => r !== a) }, depth) : `${a.text} ${c.pick(["===", "!=="])} ${c.pick(others)}`
  }
  /** A condition; most depend on the state. */
  bool(scope: Scope, depth: number): string {
    const { c } = this
    const again = (): string => this.bool(scope, depth - 1)
    if (depth <= 0) return this.#compared(scope, 0)
    switch (c.below(10)) {
      case 1: { const b = scope.refs.filter((r) => r.shape.kind === "bool"); return b.length === 0 ? this.#compared(scope, depth) : c.pick(b).text }
      case 2: return `!(${again()})`
      case 3: return `(${again()} && ${again()})`
      case 4: return `(${again()} || ${again()})`
      case 5: return `(${again()} ? ${again()} : ${again()})`
      case 6: return this.#quantified(scope, depth)
      case 7: return this.#prefixed(scope, depth)
      case 8: return this.#sealed(scope, depth)
      case 9: { const pairs = this.#counters(scope); if (pairs.length === 0) return this.#compared(scope, depth); const [a, b] = c.pick(pairs); return `counter.same(${a.text}, ${b.text})` }
      default: return this.#compared(scope, depth)
    }
  }
  #quantified(scope: Scope, depth: number): string {
    const { c } = this
    const word = c.pick(["every", "some"])
    const name = `e${depth}`
    // What a quantifier's body asks for could only be asked of each element.
    const inner: Scope = { ...scope, demands: undefined }
    const body = (of: Shape): string => `${name}) => ${this.bool(within(inner, { text: name, shape: of }), depth - 1)})`
    const sequences = this.#sequences(scope)
    const ids = this.shapes.extent("ids")
    switch (sequences.length === 0 ? c.below(2) : c.below(4)) {
      case 0: { const extent = this.shapes.extent("len"); return `${word}(range(${extent.text}), (${body({ kind: "below", type: `Below<${extent.type}>`, extent })}` }
      case 1: return `${word}(identities(${ids.text}), (${body({ kind: "identity", type: `Identity<${ids.type}>`, extent: ids })}`
      default: { const q = c.pick(sequences); return `${word}(${q.text}, (${body(q.shape.of)}` }
    }
  }
  #prefixed(scope: Scope, depth: number): string {
    // Queues inside are left out while the language's own comparison takes an empty one for the beginning of every other.
    const all = this.#sequences(scope).filter((q) => (scope.history || !holdsOpaque(q.shape)))
    if (all.length === 0) return this.#compared(scope, depth)
    const a = this.c.pick(all)
    const others = all.filter((b) => b.shape.type === a.shape.type).map((b) => b.text)
    if (a.shape.kind === "fifo" && this.canMake(a.shape.of, scope) && this.c.chance(30)) return `prefix([${this.of(a.shape.of, scope, depth - 1)}], ${a.text})`
    return `prefix(${a.text}, ${this.c.pick(others)})`
  }
  #sealed(scope: Scope, depth: number): string {
    const sequences = this.#sequences(scope).filter((q) => isNumber(q.shape.of) || q.shape.of.kind === "counter" || q.shape.of.kind === "identity")
    if (sequences.length > 0 && this.c.chance(60)) return `sealed(${this.c.pick(sequences).text})`
    return `sealed([${this.c.list(2, 3, () => this.number(scope, depth - 1)).join(", ")}])`
  }

  /** A value of exactly this type. */
  of(shape: Shape, scope: Scope, depth: number): string {
    const { c } = this
    const simple = (): string => this.#fresh(shape, scope, depth - 1)
    if (depth > 0 && c.chance(15)) return `(${this.bool(scope, depth - 1)} ? ${this.of(shape, scope, depth - 1)} : ${this.of(shape, scope, depth - 1)})`
    const helpers = depth > 0 && c.chance(25) ? scope.helpers.filter((h) => h.gives.type === shape.type) : []
    if (helpers.length > 0) return this.call(c.pick(helpers), scope, depth)
    // Numbers are mostly computed, all else is mostly read.
    return c.chance(isNumber(shape) ? 30 : 60) ? (this.#read(shape, scope, depth, simple) ?? simple()) : simple()
  }
  #fresh(shape: Shape, scope: Scope, depth: number): string {
    const { c } = this
    switch (shape.kind) {
      case "number": return this.number(scope, depth)
      case "bool": return depth > 0 ? this.bool(scope, depth) : String(c.chance(50))
      case "upto": case "below": return this.#ranged(shape, scope, depth)
      case "counter": {
        const own = scope.refs.find((r) => r.shape.type === shape.type)
        return own !== undefined && c.chance(70) ? `counter.next(${own.text}, ${shape.extent.text})` : "counter.zero()"
      }
      case "record": {
        const ref = scope.refs.find((r) => r.shape.type === shape.type)
        const [field] = shape.fields
        if (ref !== undefined && field !== undefined && c.chance(40)) return `next(${ref.text}, { ${field.name}: ${this.of(field.shape, scope, depth)} })`
        return this.#literal(shape, scope, depth)
      }
      // No literal names an identity: who asks has seen that there is one.
      case "identity": return c.pick(scope.refs.filter((r) => r.shape.type === shape.type)).text
      default: return this.#literal(shape, scope, depth)
    }
  }
  #literal(shape: EnumShape | RecordShape | SequenceShape | PlainShape, scope: Scope, depth: number): string {
    const { c } = this
    switch (shape.kind) {
      case "enum": return `"${c.pick(shape.values)}"`
      case "opaque": return c.pick(["blank", "white", "red", "blue", "old"])
      case "record": return `{ ${shape.fields.map((f) => `${f.name}: ${this.of(f.shape, scope, depth)}`).join(", ")} }`
      case "vec": return `fill(${shape.extent.text}, ${this.of(shape.of, scope, depth)})`
      case "fifo": case "bag": return c.chance(30) && this.canMake(shape.of, scope) ? `[${this.of(shape.of, scope, depth)}]` : "[]"
      default: return this.#fresh(shape, scope, depth)
    }
  }
  /** True if a value of this type can be made from what the scope has: no literal names an identity. */
  canMake(shape: Shape, scope: Scope): boolean {
    if (shape.kind === "identity") return scope.refs.some((r) => r.shape.type === shape.type)
    return shape.kind === "record" ? shape.fields.every((f) => this.canMake(f.shape, scope)) : shape.kind !== "vec" || this.canMake(shape.of, scope)
  }

  #ranged(shape: NumberShape, scope: Scope, depth: number): string {
    const { c } = this
    const most = mostText(shape)
    const natural = (): string => this.natural(scope, depth)
    if (this.isRisky()) return this.number(scope, 1)
    switch (depth <= 0 ? 0 : c.below(4)) {
      case 1: return `min(${natural()}, ${most})`
      case 2: return `${this.#factor(natural())} % ${shape.kind === "upto" ? `(${most} + 1)` : shape.extent.text}`
      case 3: return `max(${most} - ${this.#factor(natural())}, 0)`
      default: return String(c.below(mostOf(shape) + 1))
    }
  }
}
