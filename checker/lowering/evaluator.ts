/** Evaluates the subset symbolically. What it does not name, it refuses. */
import { Nodes, type Node } from "../ir/node.ts"
import { printNode } from "../ir/print.ts"
import { isNumeric, isSequence, type Sort } from "../ir/sort.ts"
import { InputError } from "../errors.ts"
import { printSource, type Branch, type Obligation } from "../ir/system.ts"
import { insteadOf, insteadOfCondition, insteadOfOperator, insteadOfPlacing, oneOf } from "./advice.ts"
import { binary, logical } from "./operators.ts"
import { language } from "./library.ts"
import { sourceOf, type Module, type Modules } from "./module.ts"
import { Rejected, type Code } from "./reject.ts"
import { colourNode, extentNode, merge, type Shaper } from "./shape.ts"
import { block } from "./statements.ts"
import type { Syntax } from "./syntax.ts"
import { Builtin, Closure, describe, Either, fieldNode, Filled, isNode, List, Params, Range, Record, unset, type FieldFacts, type Scope, type Site, type Value } from "./value.ts"

/** Where an evaluation puts what it finds beside its value. */
export interface Sink {
  readonly obligations: Obligation[]
  /** Present in effects only: there every arm must be taken somewhere. */
  readonly branches: Branch[] | undefined
}

/** Most expressions that are evaluated, each once for every path that leads to it: two hundred times what a ring takes. */
const limit_work = 500_000

export class Evaluator implements Shaper {
  readonly nodes: Nodes = new Nodes()
  readonly modules: Modules
  /** True while history or a property is evaluated: only these may compare payloads. */
  history = false
  /** True while it is read what a system forgets. */
  forgetting = false
  /** What is evaluated now, for messages. */
  site: Site | undefined
  #path: Node
  #sink: Sink | undefined
  #work = 0
  /** The part of an initial state that is shaped now, and where it stands. */
  #part: { readonly path: readonly string[]; readonly site: Site | undefined } | undefined
  #binders: { readonly count: Node; readonly name: string }[] = []
  readonly #constants = new Map<Module, Map<string, Value>>()
  readonly #evaluating = new Set<object>()
  readonly #language: ReadonlyMap<string, Value>
  readonly #annotations = new WeakMap<object, { readonly type: Syntax; readonly module: Module }>()

  constructor(modules: Modules) {
    this.modules = modules
    this.#path = this.nodes.bool(true)
    this.#language = language(this)
  }

  refuse = (code: Code, what: string, site: Site | undefined = this.site, instead?: string): never => {
    throw new Rejected(code, what, site && sourceOf(site.module, site.syntax), instead)
  }

  /** Evaluates with a new sink and an empty path, and gives back what was found. */
  collect<T>(withBranches: boolean, f: () => T): { readonly value: T; readonly obligations: readonly Obligation[]; readonly branches: readonly Branch[] } {
    const [path, sink] = [this.#path, this.#sink]
    const branches: Branch[] = []
    const fresh: Sink = { obligations: [], branches: withBranches ? branches : undefined }
    this.#path = this.nodes.bool(true)
    this.#sink = fresh
    try {
      return { value: f(), obligations: fresh.obligations, branches }
    } finally {
      this.#path = path
      this.#sink = sink
    }
  }

  under = <T>(condition: Node, f: () => T): T => {
    const path = this.#path
    this.#path = this.nodes.and(path, condition)
    try {
      return f()
    } finally {
      this.#path = path
    }
  }

  /** Names the part and the value in what is obliged to of values that `f` shapes: of an initial state that does not exist, nothing else is seen. */
  naming<T>(f: () => T): T {
    this.#part = { path: [], site: undefined }
    try {
      return f()
    } finally {
      this.#part = undefined
    }
  }

  named = <T>(name: string, site: Site | undefined, f: () => T): T => {
    const part = this.#part
    if (part === undefined) return f()
    this.#part = { path: [...part.path, name], site: site ?? part.site }
    try {
      return f()
    } finally {
      this.#part = part
    }
  }

  oblige = (code: Obligation["code"], text: string, fact: Node, value?: Node): void => {
    if (this.#sink === undefined) return
    const part = value === undefined ? undefined : this.#part
    const site = part?.site ?? this.site
    if (site === undefined) throw new RangeError(`an obligation stands nowhere: ${text}`)
    let holds = this.nodes.implies(this.#path, fact)
    for (const b of this.#binders.toReversed()) holds = this.quantified(b.count, b.name, holds)
    if (holds.op === "lit" && holds.value === true) return
    this.#sink.obligations.push({ code, text: part === undefined || value === undefined ? text : `${part.path.join(".")} is ${printNode(value)}: ${text}`, holds, source: sourceOf(site.module, site.syntax) })
  }

  /** A node that is `body` for every value of the variable; the body itself where the variable does not occur. */
  quantified(count: Node, name: string, body: Node): Node {
    if (body.op === "lit") return body.value === true ? body : this.nodes.eq(count, this.nodes.int(0))
    return this.nodes.make("every", [count, body], { kind: "bool" }, { name })
  }

  /** Evaluates `f` for a fresh variable 0 … count - 1. */
  bind(count: Node, of: Sort, f: (variable: Node) => Node): Node {
    const name = `i${this.#binders.length}`
    const variable = this.nodes.make("bound", [], of, { name })
    this.#binders.push({ count, name })
    try {
      return this.quantified(count, name, f(variable))
    } finally {
      this.#binders.pop()
    }
  }

  /** Evaluates both arms of a choice, each under its condition, and merges them. */
  fork(condition: boolean | Node, at: Syntax, m: Module, yes: () => Value, no: () => Value, names: readonly [string, string] = ["true", "false"]): Value {
    if (typeof condition === "boolean") return condition ? yes() : no()
    const arm = (holds: Node, name: string, f: () => Value): Value => this.under(holds, () => {
      this.#branch(at, m, name)
      return f()
    })
    const [a, b] = [arm(condition, names[0], yes), arm(this.nodes.not(condition), names[1], no)]
    return merge(this.nodes, condition, a, b)
  }

  #branch(at: Syntax, m: Module, name: string): void {
    const source = sourceOf(m, at)
    this.#sink?.branches?.push({ id: `${source.file}:${source.line}:${source.column}:${name}`, text: `${m.text.slice(at.start, at.end).split("\n")[0] as string} is ${name}`, taken: this.#path, source })
  }

  /** The value of a name. */
  look(name: string, scope: Scope, at: Syntax): Value {
    for (let s: Scope | undefined = scope; s !== undefined; s = s.up) {
      const v = s.names.get(name)
      if (v === unset) return this.refuse("E05", `${name} is used before its constant is evaluated`, { syntax: at, module: scope.module }, "the constant before what uses it")
      if (v !== undefined) return v
    }
    if (name === "undefined") return this.refuse("E14", "undefined", { syntax: at, module: scope.module })
    return this.global(name, scope.module, at)
  }

  /** The value of a name of a module. */
  global(name: string, m: Module, at: Syntax | undefined): Value {
    const site = at && { syntax: at, module: m }
    const known = this.#constants.get(m) ?? new Map<string, Value>()
    this.#constants.set(m, known)
    const found = known.get(name)
    if (found !== undefined) return found
    const entry = m.names.get(name)
    switch (entry?.kind) {
      case "language": return this.#language.get(entry.name) ?? this.refuse("E06", `"${entry.name}" is no word of the language`, site, insteadOfPlacing(entry.name) ?? "a word that the language has")
      case "import": {
        const from = this.modules.load(entry.file)
        const target = from.names.get(entry.name)
        if (target?.kind !== "const" || !target.exported) return this.refuse("E06", `${entry.name} is no constant that ${from.file.split("/").at(-1) as string} exports`, { syntax: entry.at, module: m }, `the name of a constant that is exported there: \`export const ${entry.name} = …\``)
        return this.global(entry.name, from, undefined)
      }
      case "const": {
        if (this.#evaluating.has(entry)) return this.refuse("E05", `${name} refers to itself`, { syntax: entry.pattern, module: m }, "a value that does not need the constant")
        this.#evaluating.add(entry)
        try {
          const value = this.#constant(entry.init, m)
          if (typeof value === "object" && entry.annotation !== undefined) this.#annotations.set(value, { type: entry.annotation, module: m })
          this.#define(entry.pattern, value, { names: known, up: undefined, module: m })
        } finally {
          this.#evaluating.delete(entry)
        }
        return known.get(name) as Value
      }
      default: return this.refuse("E06", `${name} is not defined in ${m.file.split("/").at(-1) as string}`, site, this.#insteadOfName(name))
    }
  }

  #insteadOfName(name: string): string | undefined {
    if (this.#language.has(name)) return `\`import { ${name} } from "tcnet"\` at the top of the module`
    if (name === "Math") return "`min`, `max`, or a helper of the model"
    return name in globalThis ? undefined : insteadOfPlacing(name) ?? "a constant that the module declares, or imports by name"
  }

  /** The type that stands beside the constant whose value this is. */
  annotation(v: object): { readonly type: Syntax; readonly module: Module } | undefined { return this.#annotations.get(v) }

  #constant(init: Syntax, m: Module): Value {
    const [sink, binders, history] = [this.#sink, this.#binders, this.history]
    this.#sink = undefined
    this.#binders = []
    this.history = false
    try {
      return this.evaluate(init, { names: new Map(), up: undefined, module: m })
    } finally {
      this.#sink = sink
      this.#binders = binders
      this.history = history
    }
  }

  #define(pattern: Syntax, v: Value, scope: Scope): void {
    const site = { syntax: pattern, module: scope.module }
    if (pattern.type === "Identifier") return void scope.names.set(pattern.name, v)
    if (pattern.type !== "ObjectPattern") return this.refuse("E08", `${pattern.type} in a pattern`, site)
    for (const p of pattern.properties) {
      if (p.type !== "Property" || p.computed === true) return this.refuse("E08", "a rest or a computed key in a pattern", { syntax: p, module: scope.module })
      if (p.value.type === "AssignmentPattern") return this.refuse("E08", "a default in a pattern", { syntax: p, module: scope.module })
      this.#define(p.value, this.member(v, p.key.name, { syntax: p, module: scope.module }), scope)
    }
  }
  /** Binds a pattern in a scope. */
  define(pattern: Syntax, v: Value, scope: Scope): void { this.#define(pattern, v, scope) }

  /** Calls a function of the model or a word of the language. */
  call(f: Value | undefined, args: readonly Value[], site: Site): Value {
    if (f instanceof Builtin) return this.at(site, () => f.apply(args, site))
    if (!(f instanceof Closure)) return this.refuse("E07", f === undefined ? "a function is missing" : `${describe(f)} is called`, site, f === undefined ? "the function too: `when` and `then` of a rule, `holds` of a property, `init` and `as` of a refinement" : "the value alone, or a call of a helper")
    if (this.#evaluating.has(f.body)) return this.refuse("E05", "a function that calls itself", site)
    const scope: Scope = { names: new Map(), up: f.scope, module: f.scope.module }
    f.params.forEach((p, i) => {
      const v = args[i]
      if (v === undefined) return this.refuse("E07", `a function of ${f.params.length} operands is called with ${args.length}`, site, `a function of at most ${args.length} operands`)
      this.#define(p, v, scope)
    })
    this.#evaluating.add(f.body)
    try {
      return f.body.type === "BlockStatement" ? block(this, f.body.body, scope, f.body) : this.evaluate(f.body, scope)
    } finally {
      this.#evaluating.delete(f.body)
    }
  }

  /** Does `f` for the piece of source that stands at `site`: what it refuses and obliges to is reported there. */
  at<T>(site: Site, f: () => T): T {
    const old = this.site
    this.site = site
    try {
      return f()
    } finally {
      this.site = old
    }
  }

  /** A condition: a boolean, or a node that is one. */
  condition(v: Value, site: Site): boolean | Node {
    if (typeof v === "boolean") return v
    if (isNode(v) && v.sort.kind === "bool") return v.op === "lit" ? v.value === true : v
    return this.refuse("E13", `${describe(v)} is no condition`, site, insteadOfCondition(v))
  }

  /** A condition as a node. */
  bool(v: Value, site: Site): Node {
    const c = this.condition(v, site)
    return typeof c === "boolean" ? this.nodes.bool(c) : c
  }

  /** Field `name` of a value. */
  member(v: Value, name: string, site: Site): Value {
    if (name === "length") {
      if (isNode(v) && isSequence(v.sort)) return v.sort.kind === "vec" ? extentNode(this.nodes, v.sort.size) : this.nodes.make("length", [v], { kind: "integer" })
      if (v instanceof List) return v.items.length
      if (v instanceof Range || v instanceof Filled) return v.count
    }
    if (isNode(v) && isSequence(v.sort)) return this.refuse("E07", `.${name} is no word of the language`, site)
    if (isNode(v) && v.sort.kind === "record") {
      const field = v.sort.fields.find((f) => f.name === name)
      return field === undefined ? this.refuse("E21", `no field ${name}`, site, oneOf(v.sort.fields.map((f) => f.name), "nothing: the record has no fields")) : fieldNode(this.nodes, v, name, field.sort)
    }
    if (v instanceof Record) {
      const field = v.fields.get(name)
      if (field === undefined && v instanceof Params && !v.declared) return this.refuse("E21", `no parameter ${name}: the rule has no \`choose\``, site, `\`choose: () => ({ ${name}: … })\` too, with the list of the values of \`${name}\``)
      if (field === undefined) return this.refuse("E21", `no field ${name}`, site, oneOf(v.fields.keys(), "nothing: the record has no fields"))
      return field
    }
    return v instanceof List || v instanceof Either ? this.refuse("E07", `.${name} of ${describe(v)}`, site, v instanceof Either ? "the field in both arms of the choice" : undefined) : this.refuse("E21", `${describe(v)} has no field ${name}`, site, "the value alone, or a record that has the field")
  }

  evaluate(x: Syntax, scope: Scope): Value {
    const site: Site = { syntax: x, module: scope.module }
    if (++this.#work > limit_work) throw new InputError(`${printSource(sourceOf(scope.module, x))}: the model takes more than ${limit_work} evaluations to be read`, "A helper that calls another twice, and an `if` behind an `if`, double the work each time: make such chains shorter.")
    return this.at(site, () => this.#expression(x, scope, site))
  }

  #expression(x: Syntax, scope: Scope, site: Site): Value {
    switch (x.type) {
      case "Literal": return this.#literal(x, site)
      case "Identifier": return this.look(x.name, scope, x)
      case "ArrowFunctionExpression": return x.async === true ? this.refuse("E11", "an async function", site, "the function without `async`: a model runs nothing") : new Closure(x.params, x.body, scope)
      case "ObjectExpression": return this.#object(x, scope)
      case "ArrayExpression": return new List(x.elements.map((e: Syntax | null) => this.#element(e, scope, site)))
      case "ParenthesizedExpression": return this.evaluate(x.expression, scope)
      case "MemberExpression":
        if (x.optional === true) return this.refuse("E20", "`?.`", site)
        return x.computed === true ? this.refuse("E19", "an index in brackets", site) : this.member(this.evaluate(x.object, scope), x.property.name, site)
      case "CallExpression": return this.#callExpression(x, scope, site)
      case "UnaryExpression": return this.#unary(x, scope, site)
      case "BinaryExpression": return binary(this, x.operator, this.evaluate(x.left, scope), this.evaluate(x.right, scope), site)
      case "LogicalExpression": return logical(this, x, scope, site)
      case "ConditionalExpression":
        return this.fork(this.condition(this.evaluate(x.test, scope), { syntax: x.test, module: scope.module }), x.test, scope.module, () => this.evaluate(x.consequent, scope), () => this.evaluate(x.alternate, scope))
      default: return this.#outside(x, site)
    }
  }

  #outside(x: Syntax, site: Site): never {
    switch (x.type) {
      case "TSNonNullExpression": return this.refuse("E17", "`!` after an expression", site, insteadOf(x))
      case "TSAsExpression": case "TSSatisfiesExpression": case "TSTypeAssertion": return this.refuse("E18", "a cast", site, insteadOf(x))
      case "ChainExpression": return this.refuse("E20", "`?.`", site)
      case "AwaitExpression": case "NewExpression": case "ThisExpression": case "AssignmentExpression": case "UpdateExpression": case "YieldExpression": case "ImportExpression":
        return this.refuse(x.type === "ImportExpression" ? "E02" : "E11", x.type, site, insteadOf(x))
      default: return this.refuse("E04", x.type, site, insteadOf(x))
    }
  }

  #literal(x: Syntax, site: Site): Value {
    if (x.value === null && x.raw === "null") return this.refuse("E14", "null", site)
    if (typeof x.value === "number") return Number.isSafeInteger(x.value) ? x.value : this.refuse("E04", "a number that is no integer", site, "an integer, in a smaller unit")
    return typeof x.value === "string" || typeof x.value === "boolean" ? x.value : this.refuse("E04", "a literal that is no number, string or boolean", site, x.bigint === undefined ? "`===` with a literal of an enumeration" : "the number without `n`")
  }

  #element(e: Syntax | null, scope: Scope, site: Site, insteadOfSpread?: string): Value {
    if (e === null) return this.refuse("E14", "a hole in a list", site, "a value at each place of the list")
    return e.type === "SpreadElement" ? this.refuse("E15", "a spread", { syntax: e, module: scope.module }, insteadOfSpread) : this.evaluate(e, scope)
  }

  #object(x: Syntax, scope: Scope): Value {
    const fields = new Map<string, Value>()
    const facts = new Map<string, FieldFacts>()
    for (const p of x.properties) {
      const site = { syntax: p, module: scope.module }
      if (p.type === "SpreadElement") return this.refuse("E15", "a spread", site)
      if (p.computed === true || p.kind !== "init" || p.method === true) return this.refuse("E16", "a computed key, a method or a getter", site, p.computed === true ? undefined : p.method === true ? "an arrow function: `key: (s) => …`" : "the value itself: `key: …`")
      const from = this.#sink?.obligations.length ?? 0
      const name = String(p.key.name ?? p.key.value)
      if (name === "__proto__") return this.refuse("E16", "the key __proto__", site, "another name")
      if (fields.has(name)) return this.refuse("E16", `the key ${name} stands twice`, site, "each key once")
      fields.set(name, this.evaluate(p.value, scope))
      facts.set(name, { source: sourceOf(scope.module, p), site, obligations: this.#sink?.obligations.slice(from) ?? [] })
    }
    return new Record(fields, facts)
  }

  #callExpression(x: Syntax, scope: Scope, site: Site): Value {
    if (x.optional === true) return this.refuse("E20", "`?.`", site)
    const f = this.evaluate(x.callee, scope)
    const args = x.arguments.map((a: Syntax) => this.#element(a, scope, site, "the operands one by one"))
    // The machine's own calls pass the state, the sizes and the parameters to functions that may take fewer; a call in the source may not.
    if (f instanceof Closure && f.params.length !== args.length) return this.refuse("E07", `a function of ${f.params.length} operands is called with ${args.length}`, site, `a call with ${f.params.length === 1 ? "one operand" : `${f.params.length} operands`}`)
    return this.call(f, args, site)
  }

  #unary(x: Syntax, scope: Scope, site: Site): Value {
    const v = this.evaluate(x.argument, scope)
    if (x.operator === "!") {
      const c = this.condition(v, site)
      return typeof c === "boolean" ? !c : this.nodes.not(c)
    }
    return x.operator === "-" ? binary(this, "-", 0, v, site) : this.refuse("E22", `the operator ${String(x.operator)}`, site, insteadOfOperator(String(x.operator)))
  }

  /** A value as an integer node. */
  number(v: Value, site: Site): Node {
    if (typeof v === "number") return this.nodes.int(v)
    if (isNode(v) && isNumeric(v.sort)) return v
    if (isNode(v) && (v.sort.kind === "identity" || v.sort.kind === "counter")) return this.refuse("E43", `arithmetic or order on ${describe(v)}`, site, v.sort.kind === "identity" ? "`===`, or a `Below<…>` where the order or the number matters" : "`counter.next`, `counter.distance`, `counter.slot`")
    if (isNode(v) && v.sort.kind === "opaque") return this.refuse("E47", "arithmetic or order on an Opaque", site, "copying it; `===` in a history or a property")
    return this.refuse("E23", `${describe(v)} where a number is meant`, site, "a number: a count, a length, a size or a literal")
  }
  colour(name: string): Node { return colourNode(this.nodes, name) }
}
