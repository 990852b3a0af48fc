/** Random statements and effects of the subset, as source text. */
import type { Choices } from "./choices.ts"
import { isGuardable, plainNumber, within, type Expressions, type Ref, type Scope } from "./expressions.ts"
import type { Extent, SequenceShape, Shape } from "./shapes.ts"

/** A part of a view that a rule may change, and how: of a queue one place pushes and one takes. */
export interface Target {
  readonly path: string
  readonly shape: Shape
  readonly mode: "any" | "push" | "take"
}

export class Effects {
  readonly #e: Expressions
  readonly #c: Choices
  constructor(e: Expressions) {
    this.#e = e
    this.#c = e.c
  }

  /** `then` where the condition holds: by the guard, by a conditional, or, where the effect may be unsafe, not at all. */
  #safely(condition: string, scope: Scope, then: string, otherwise: string): string {
    if (this.#e.isRisky()) return then
    if (scope.demands !== undefined && isGuardable(condition) && this.#c.chance(70)) {
      scope.demands.set(condition, condition)
      return then
    }
    return `(${condition} ? ${then} : ${otherwise})`
  }
  #room(q: string, extent: Extent): string { return `${q}.length < ${extent.text}` }

  #pushed(word: "push" | "put", q: string, shape: SequenceShape, scope: Scope): string {
    return this.#safely(this.#room(q, shape.extent), scope, `${word}(${q}, ${this.#e.of(shape.of, scope, 2)})`, q)
  }
  #taken(q: string, shape: SequenceShape, scope: Scope): string {
    if (shape.kind === "fifo") return this.#safely(`0 < ${q}.length`, scope, `rest(${q})`, q)
    const params = scope.refs.filter((r) => r.text.startsWith("p.") && r.shape.kind === "below").map((r) => r.text)
    const index = this.#c.pick([...params, "0"])
    return this.#safely(index === "0" ? `0 < ${q}.length` : `${index} < ${q}.length`, scope, `take(${q}, ${index})`, q)
  }
  #queue(q: string, shape: SequenceShape, mode: Target["mode"], scope: Scope): string {
    const word = shape.kind === "fifo" ? "push" : "put"
    const canPush = mode !== "take" && this.#e.canMake(shape.of, scope)
    const element = (): string => this.#e.of(shape.of, scope, 1)
    const ways = [
      ...(mode === "push" ? [] : [() => this.#taken(q, shape, scope)]),
      ...(canPush ? [() => this.#pushed(word, q, shape, scope), () => this.#pushed(word, q, shape, scope)] : []),
      ...(mode === "any" ? [() => "[]"] : []),
      ...(mode === "any" && canPush ? [() => `[${element()}]`, () => `(${q}.length > 0 ? ${word}(${shape.kind === "fifo" ? `rest(${q})` : `take(${q}, 0)`}, ${element()}) : ${q})`] : []),
      ...(mode === "any" && canPush && shape.kind === "fifo" ? [() => `fill(1, ${element()})`] : []),
    ]
    return ways.length === 0 ? q : this.#c.pick(ways)()
  }
  #array(v: string, shape: SequenceShape, scope: Scope): string {
    const { of } = shape
    if (!this.#e.canMake(of, scope)) return v
    const index = this.#e.index(shape.extent, scope, 1)
    if (of.kind === "fifo" && this.#e.canMake(of.of, scope) && this.#c.chance(60)) return `(at(${v}, ${index}).length < ${of.extent.text} ? set(${v}, ${index}, push(at(${v}, ${index}), ${this.#e.of(of.of, scope, 1)})) : ${v})`
    return this.#c.chance(15) ? `fill(${shape.extent.text}, ${this.#e.of(of, scope, 1)})` : `set(${v}, ${index}, ${this.#e.of(of, scope, 2)})`
  }
  /** The new value of what stands at `text`. */
  #value(text: string, shape: Shape, mode: Target["mode"], scope: Scope): string {
    const c = this.#c
    if (mode === "any" && c.chance(10)) return `(${this.#e.bool(scope, 1)} ? ${this.#value(text, shape, mode, scope)} : ${text})`
    switch (shape.kind) {
      case "fifo": case "bag": return this.#queue(text, shape, mode, scope)
      case "vec": return this.#array(text, shape, scope)
      case "record": {
        if (c.chance(40) && this.#e.canMake(shape, scope)) return this.#e.of(shape, scope, 2)
        const fields = shape.fields.filter((_, i) => i === 0 || c.chance(50))
        return `{ ${fields.map((f) => `${f.name}: ${this.#value(`${text}.${f.name}`, f.shape, "any", scope)}`).join(", ")} }`
      }
      default: return this.#e.canMake(shape, scope) ? this.#e.of(shape, scope, 2) : text
    }
  }

  /** A patch of some of the targets, nested as their paths are. */
  patch(root: string, targets: readonly Target[], scope: Scope): string {
    const chosen = new Map<string, Target>()
    for (const t of this.#c.list(1, 3, () => this.#c.pick(targets))) chosen.set(t.path, t)
    const tree = new Map<string, string[]>()
    for (const t of chosen.values()) {
      const [first, second] = t.path.split(".") as [string, string?]
      const value = this.#value(`${root}.${t.path}`, t.shape, t.mode, scope)
      tree.set(first, [...(tree.get(first) ?? []), second === undefined ? value : `${second}: ${value}`])
    }
    return `{ ${[...tree].map(([name, parts]) => `${name}: ${[...chosen.values()].some((t) => t.path === name) ? parts.join("") : `{ ${parts.join(", ")} }`}`).join(", ")} }`
  }

  /** An expression that is the next value of `root`. */
  effect(root: string, targets: readonly Target[], scope: Scope): string {
    const c = this.#c
    const one = (): string => `next(${root}, ${this.patch(root, targets, scope)})`
    switch (c.below(8)) {
      case 5: return `${this.#e.bool(scope, 1)} ? ${one()} : ${c.chance(50) ? root : one()}`
      case 6: return `next(${one()}, ${this.patch(root, targets, scope)})`
      case 7: return `next(${root}, ${this.#e.bool(scope, 1)} ? ${this.patch(root, targets, scope)} : ${this.patch(root, targets, scope)})`
      default: return one()
    }
  }

  /** The body of an arrow function whose paths all end in `leaf`: an expression, or a block of statements. */
  body(leaf: (scope: Scope) => string, scope: Scope, depth = 2): string {
    if (this.#c.chance(45)) return `{\n    ${this.#statements(leaf, scope, depth).replaceAll("\n", "\n    ")}\n  }`
    const text = leaf(scope)
    return text.startsWith("{") ? `(${text})` : text
  }

  #statements(leaf: (scope: Scope) => string, scope: Scope, depth: number): string {
    const c = this.#c
    const again = (s: Scope = scope): string => this.#statements(leaf, s, depth - 1)
    const block = (): string => `{\n  ${again().replaceAll("\n", "\n  ")}\n}`
    switch (depth <= 0 ? 0 : c.below(6)) {
      case 1: return this.#constant(scope, depth, again)
      case 2: return `if (${this.#e.bool(scope, 1)}) return ${leaf(scope)}\n${again()}`
      case 3: return `if (${this.#e.bool(scope, 1)}) ${block()} else ${c.chance(50) ? block() : `return ${leaf(scope)}`}`
      case 4: return this.#switch(leaf, scope, depth)
      case 5: return `if (${this.#e.bool(scope, 1)}) {\n  if (${this.#e.bool(scope, 0)}) return ${leaf(scope)}\n}\n${again()}`
      default: return `return ${leaf(scope)}`
    }
  }
  /** A constant, and what follows: a number, a condition, something read, or a patch that differs between branches. */
  #constant(scope: Scope, depth: number, rest: (s: Scope) => string): string {
    const name = `k${depth}`
    const aliases = scope.refs.filter((r) => r.shape.kind !== "number")
    switch (this.#c.below(4)) {
      case 1: return `const ${name} = ${this.#e.bool(scope, 2)}\n${rest(within(scope, { text: name, shape: { kind: "bool", type: "boolean" } }))}`
      case 2: {
        if (aliases.length === 0) return rest(scope)
        const ref = this.#c.pick(aliases)
        return `const ${name} = ${ref.text}\n${rest(within(scope, { text: name, shape: ref.shape }))}`
      }
      case 3: {
        const x: Ref = { text: "x", shape: plainNumber }
        return `const ${name} = (x: number): number => ${this.#e.number(within({ ...scope, demands: undefined }, x), 2)}\n${rest({ ...scope, helpers: [...scope.helpers, { name, takes: [plainNumber], gives: plainNumber, isLocal: true }] })}`
      }
      default: return `const ${name} = ${this.#e.number(scope, 2)}\n${rest(within(scope, { text: name, shape: plainNumber }))}`
    }
  }
  #switch(leaf: (scope: Scope) => string, scope: Scope, depth: number): string {
    const c = this.#c
    const on = scope.refs.filter((r) => r.shape.kind === "enum" || r.shape.kind === "upto" || r.shape.kind === "below")
    if (on.length === 0) return `return ${leaf(scope)}`
    const { text, shape } = c.pick(on)
    const labels = shape.kind === "enum" ? shape.values.map((v) => `"${v}"`) : ["0", "1", "2", "3"]
    const cases: string[] = []
    for (let i = 0; i < labels.length;) {
      const shared = labels.slice(i, i + 1 + c.below(2))
      i += shared.length
      const run = c.chance(30) ? `{\n    ${this.#statements(leaf, scope, depth - 1).replaceAll("\n", "\n    ")}\n  }` : `return ${leaf(scope)}`
      cases.push(`  ${shared.map((l) => `case ${l}: `).join("")}${run}`)
    }
    // Without one of its cases the switch is left by its end, or, where nothing follows, breaks an obligation.
    const isShort = c.chance(40) && cases.length > 1
    const missing = c.below(cases.length)
    const kept = isShort ? cases.filter((_, i) => i !== missing) : cases
    const isComplete = shape.kind === "enum" && !isShort
    if (isComplete && c.chance(70)) return `switch (${text}) {\n${kept.join("\n")}\n}`
    if (!isComplete && this.#e.isRisky(8)) return `switch (${text}) {\n${kept.join("\n")}\n}`
    if (!isComplete && c.chance(50)) return `switch (${text}) {\n${kept.join("\n")}\n}\n${this.#statements(leaf, scope, depth - 1)}`
    return `switch (${text}) {\n${kept.join("\n")}\n  default: return ${leaf(scope)}\n}`
  }
}
