/** Symbolic expressions and types as TLA+ has them: sizes stay constants, records, sequences and functions stay what they are. */
import { InputError } from "../errors.ts"
import { operand, walk, type Node } from "../ir/node.ts"
import { colours, isSequence, type Extent, type Sort } from "../ir/sort.ts"
import type { SystemIr } from "../ir/system.ts"
import { Identifiers, nameAt } from "./identifiers.ts"

/** What the modules that are extended define, what the language has words for, and what helpers are called. */
const words = ("ASSUME ASSUMPTION AXIOM BOOLEAN CASE CHOOSE CONSTANT CONSTANTS DOMAIN ELSE ENABLED EXCEPT EXTENDS FALSE IF IN INSTANCE LET LOCAL MODULE OTHER SF_ STRING " +
  "SUBSET THEN THEOREM TRUE UNCHANGED UNION VARIABLE VARIABLES WF_ WITH RECURSIVE LAMBDA Nat Int Seq Len Head Tail Append SubSeq SelectSeq Cardinality IsFiniteSet " +
  "Init Next Spec Fairness FairSpec TypeOK Quiescent vars Take Put AtMost IsPrefix Distance Rem Colours").split(" ")

/** Operators that are defined in a module if something there uses them. */
export const helpers: ReadonlyMap<string, readonly string[]> = new Map([
  ["Take", ["\\* A sequence without its element at i_, where the first is at 1.", "Take(q_, i_) == SubSeq(q_, 1, i_ - 1) \\o SubSeq(q_, i_ + 1, Len(q_))"]],
  ["IsPrefix", ["\\* The first sequence is how the second begins.", "IsPrefix(p_, q_) == \\A i_ \\in DOMAIN p_ : i_ \\in DOMAIN q_ /\\ p_[i_] = q_[i_]"]],
  ["Distance", ["\\* How far the second counter is ahead of the first, modulo w_.", "Distance(c_, d_, w_) == ((d_ - c_) + w_) % w_"]],
  ["Rem", ["\\* The remainder with the sign of the dividend.", "Rem(c_, w_) == IF c_ < 0 THEN 0 - ((0 - c_) % w_) ELSE c_ % w_"]],
  ["Put", [
    "\\* Sequences of numbers in the order of a dictionary.",
    "RECURSIVE AtMost(_, _)",
    "AtMost(k_, l_) == IF k_ = <<>> THEN TRUE ELSE IF Head(k_) = Head(l_) THEN AtMost(Tail(k_), Tail(l_)) ELSE Head(k_) < Head(l_)",
    "\\* A bag, which is a sequence in the order of its elements' keys, with x_ in it.",
    "Put(K_(_), q_, x_) ==",
    "  LET n_ == Cardinality({i_ \\in DOMAIN q_ : AtMost(K_(q_[i_]), K_(x_))})",
    "  IN  (SubSeq(q_, 1, n_) \\o <<x_>>) \\o SubSeq(q_, n_ + 1, Len(q_))",
  ]],
])

/** The names that a module gives. */
export class Names {
  readonly #ir: SystemIr
  readonly #globals = new Identifiers(words)
  readonly #fields = new Map<string, string>()
  readonly #fieldNames = new Identifiers(words)
  readonly #sizes = new Map<string, string>()
  readonly #variables = new Map<string, string>()
  readonly #sets = new Map<string, string>()
  readonly #keys = new Map<string, string>()
  readonly used: Set<string> = new Set<string>()
  /** The definitions of types, in the order in which they can stand. */
  readonly types: string[] = []

  constructor(ir: SystemIr) {
    this.#ir = ir
    for (const name of sizeNames(ir)) this.#sizes.set(name, this.#globals.unique(nameAt([name], () => false)))
    if (ir.state.kind === "record") for (const f of ir.state.fields) this.#variables.set(f.name, this.#globals.unique(f.name))
  }

  /** A name for a definition. */
  global(wanted: string): string { return this.#globals.unique(wanted) }
  /** Names for what a definition binds. */
  locals(): Identifiers { return this.#globals.inner() }
  get variables(): readonly string[] { return [...this.#variables.values()] }
  size(name: string): string { return this.#sizes.get(name) ?? missing(`size ${name}`) }
  variable(root: string): string { return this.#variables.get(root) ?? missing(`part ${root}`) }
  field(name: string): string {
    const known = this.#fields.get(name) ?? this.#fieldNames.unique(name)
    this.#fields.set(name, known)
    return known
  }
  /** A leaf: its variable, and the fields that lead to it from there. */
  path(path: string): { readonly variable: string; readonly fields: string } {
    const [root, ...rest] = path.split(".") as [string, ...string[]]
    return { variable: this.variable(root), fields: rest.map((f) => `.${this.field(f)}`).join("") }
  }
  helper(name: string): string {
    this.used.add(name)
    return name
  }

  /** The smallest that a size may be: 1, unless the system has it as 0 somewhere. */
  leastSize(name: string): number { return Math.min(leastSize(this.#ir, name), 1) }

  /** The smallest number that an expression can be, as far as it shows by its form. */
  least(n: Node): number {
    const part = (i: number): number => this.least(operand(n, i))
    switch (n.op) {
      case "lit": return n.value as number
      case "size": return this.leastSize(n.name as string)
      case "add": return part(0) + part(1)
      case "sub": return operand(n, 1).op === "lit" ? part(0) - (operand(n, 1).value as number) : -Infinity
      case "mul": return part(0) >= 0 && part(1) >= 0 ? part(0) * part(1) : -Infinity
      case "mod": return part(0) >= 0 ? 0 : -Infinity
      case "ite": return Math.min(part(1), part(2))
      case "length": case "distance": return 0
      default: return n.sort.kind === "integer" ? -Infinity : 0
    }
  }

  extent(e: Extent): string { return typeof e === "number" ? String(e) : this.size(e.size) }
  below(e: Extent): string { return typeof e === "number" ? `0 .. ${e - 1}` : `0 .. (${this.extent(e)} - 1)` }

  /** The set of a sort's values; the lengths of sequences are bounded elsewhere. `path` is what a record is called after. */
  set(sort: Sort, path: readonly string[]): string {
    switch (sort.kind) {
      case "bool": return "BOOLEAN"
      case "upto": return `0 .. ${this.extent(sort.most)}`
      case "below": case "identity": return this.below(sort.count)
      case "counter": return this.below(sort.width)
      case "enum": return `{${sort.values.map(quoted).join(", ")}}`
      case "opaque": return this.helper("Colours")
      case "vec": return `[${this.below(sort.size)} -> ${this.set(sort.of, path)}]`
      case "fifo": case "bag": return `Seq(${this.set(sort.of, path)})`
      case "record": return this.#record(sort.fields, path)
      default: return missing(`set of ${sort.kind}`)
    }
  }
  #record(fields: readonly { readonly name: string; readonly sort: Sort }[], path: readonly string[]): string {
    const text = `[${fields.map((f) => `${this.field(f.name)}: ${this.set(f.sort, [...path, f.name])}`).join(", ")}]`
    const known = this.#sets.get(text)
    if (known !== undefined) return known
    const name = this.global(nameAt(path, (n) => this.#globals.isFree(n)))
    this.types.push(`${name} == ${text}`)
    this.#sets.set(text, name)
    return name
  }

  /** The operator that gives the codes by which a bag's elements are ordered. */
  key(sort: Sort): string {
    const local = this.locals().unique("e")
    const text = `<<${this.#codes(sort, local).join(", ")}>>`
    const known = this.#keys.get(text)
    if (known !== undefined) return known
    const name = this.global("Key")
    this.types.push(`${name}(${local}) == ${text}`)
    this.#keys.set(text, name)
    return name
  }
  #codes(sort: Sort, text: string): readonly string[] {
    if (sort.kind === "record") return sort.fields.flatMap((f) => this.#codes(f.sort, `${text}.${this.field(f.name)}`))
    if (isSequence(sort)) throw new InputError("a bag whose elements hold sequences cannot be exported to TLA+", "Export to promela or murphi.")
    if (sort.kind === "bool") return [`IF ${text} THEN 1 ELSE 0`]
    if (sort.kind !== "enum" && sort.kind !== "opaque") return [text]
    const values = sort.kind === "enum" ? sort.values : colours
    return [values.slice(0, -1).reduceRight((rest, v, i) => `IF ${text} = ${quoted(v)} THEN ${i} ELSE ${rest}`, String(values.length - 1))]
  }
}
const missing = (what: string): never => { throw new RangeError(`TLA+ has no ${what}`) }

/** The names of a system's sizes. Every named size has all of them. */
export const sizeNames = (ir: SystemIr): readonly string[] => Object.keys(Object.values(ir.sizes)[0] ?? {})

/** A string of TLA+. */
export const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, "\\$&")}"`

/** The smallest number that a size is in any of the system's sizes. */
const leastSize = (ir: SystemIr, name: string): number => Object.values(ir.sizes).reduce((least, sizes) => Math.min(least, sizes[name] ?? 0), Infinity)

/** How tightly a kind of expression binds, where it is written without parentheses. */
const loose = 0, junction = 1, negation = 2, comparison = 3, sum = 4, atom = 5
const signs: Readonly<{ [op: string]: string }> = { and: "/\\", or: "\\/", eq: "=", lt: "<", add: "+", sub: "-", mul: "*", mod: "%" }

/** Prints expressions of one definition; what `names` has stands for a node that was defined before. */
export class TlaExpressions {
  readonly #n: Names
  #locals: Identifiers
  readonly #params: ReadonlyMap<string, string>
  readonly #bound = new Map<string, string>()
  names: ReadonlyMap<Node, string> = new Map()

  constructor(names: Names, locals: Identifiers, params: ReadonlyMap<string, string> = new Map()) {
    this.#n = names
    this.#locals = locals
    this.#params = params
  }

  text(n: Node): string { return this.#print(n, loose) }
  /** What stands behind `=` and in front of nothing. */
  right(n: Node): string { return this.#print(n, n.op === "ite" ? loose : sum) }

  #print(n: Node, around: number): string {
    const known = this.names.get(n)
    if (known !== undefined) return known
    const [text, level] = this.#make(n)
    return level < around ? `(${text})` : text
  }
  #arg(n: Node, i: number, around: number = loose): string { return this.#print(operand(n, i), around) }

  #make(n: Node): readonly [string, number] {
    const a = (i: number, around: number = loose): string => this.#arg(n, i, around)
    switch (n.op) {
      case "lit": return [literal(n), (n.value as number) < 0 ? sum : atom]
      case "size": return [this.#n.size(n.name as string), atom]
      case "param": return [this.#params.get(n.name as string) ?? missing(`parameter ${n.name ?? ""}`), atom]
      case "bound": return [this.#bound.get(n.name as string) ?? missing(`variable ${n.name ?? ""}`), atom]
      case "state": case "after": return this.#leaf(n)
      case "not": return this.#not(operand(n, 0))
      case "and": case "or": return [`${this.#side(n, 0)} ${signs[n.op] as string} ${this.#side(n, 1)}`, junction]
      case "ite": return [`IF ${a(0)} THEN ${a(1, junction)} ELSE ${a(2)}`, loose]
      case "eq": return [this.#compare(n, "="), comparison]
      case "lt": return [this.#compare(n, "<"), comparison]
      case "add": case "sub": case "mul": return [`${a(0, atom)} ${signs[n.op] as string} ${a(1, atom)}`, sum]
      case "mod": return this.#n.least(operand(n, 0)) >= 0 ? [`${a(0, atom)} % ${a(1, atom)}`, sum] : [`${this.#n.helper("Rem")}(${a(0)}, ${a(1)})`, atom]
      case "distance": return [`${this.#n.helper("Distance")}(${a(0)}, ${a(1)}, ${a(2)})`, atom]
      case "record": return [`[${(n.sort as { fields: readonly { name: string }[] }).fields.map((f, i) => `${this.#n.field(f.name)} |-> ${a(i)}`).join(", ")}]`, atom]
      case "field": return [`${a(0, atom)}.${this.#n.field(n.name as string)}`, atom]
      case "every": return this.#every(n, "\\A", operand(n, 1))
      default: return [this.#sequence(n), atom]
    }
  }

  #leaf(n: Node): readonly [string, number] {
    const { variable, fields } = this.#n.path(n.name as string)
    return n.op === "state" ? [variable + fields, atom] : [`${variable}${fields}'`, sum]
  }

  /** An operand of a junction; one of the same kind joins in without parentheses. */
  #side(n: Node, i: number): string {
    const x = operand(n, i)
    return this.#print(x, x.op === n.op ? junction : negation)
  }
  #compare(n: Node, sign: string): string {
    const isLiteralFirst = n.op === "eq" && operand(n, 0).op === "lit"
    const [l, r] = isLiteralFirst ? [operand(n, 1), operand(n, 0)] : [operand(n, 0), operand(n, 1)]
    return `${this.#print(l, sum)} ${sign} ${this.#print(r, sum)}`
  }
  #not(n: Node): readonly [string, number] {
    if (!this.names.has(n)) {
      if (n.op === "eq") return [this.#compare(n, "#"), comparison]
      if (n.op === "lt") return [this.#compare(n, ">="), comparison]
      if (n.op === "every" && operand(n, 1).op === "not") return this.#every(n, "\\E", operand(operand(n, 1), 0))
    }
    return [`~${this.#print(n, atom)}`, negation]
  }
  #every(n: Node, quantifier: string, body: Node): readonly [string, number] {
    const count = operand(n, 0)
    const last = count.op === "lit" ? String((count.value as number) - 1) : `(${this.#print(count, atom)} - 1)`
    const inside = this.#binding("i", (variable) => {
      const outer = this.#bound.get(n.name as string)
      this.#bound.set(n.name as string, variable)
      const text = this.#print(body, loose)
      if (outer === undefined) this.#bound.delete(n.name as string)
      else this.#bound.set(n.name as string, outer)
      return `${variable} \\in 0 .. ${last} : ${text}`
    })
    return [`${quantifier} ${inside}`, loose]
  }
  /** Text with a variable of its own, that nothing around it is called. */
  #binding(name: string, print: (variable: string) => string): string {
    const outer = this.#locals
    this.#locals = outer.inner()
    const text = print(this.#locals.unique(name))
    this.#locals = outer
    return text
  }

  #sequence(n: Node): string {
    const a = (i: number, around: number = loose): string => this.#arg(n, i, around)
    const of = n.args[0]?.sort
    switch (n.op) {
      case "at": return of?.kind === "vec" ? `${a(0, atom)}[${a(1)}]` : isZero(operand(n, 1)) ? `Head(${a(0)})` : `${a(0, atom)}[${this.#next(operand(n, 1))}]`
      case "length": return of?.kind === "vec" ? this.#n.extent(of.size) : `Len(${a(0)})`
      case "set": return `[${a(0)} EXCEPT ![${of?.kind === "vec" ? a(1) : this.#next(operand(n, 1))}] = ${a(2)}]`
      case "fill": return this.#fill(n.sort.kind === "vec", a(0, atom), () => a(1))
      case "list": {
        const list = `<<${n.args.map((x) => this.text(x)).join(", ")}>>`
        if (n.sort.kind !== "vec") return list
        return this.#binding("k", (k) => `[${k} \\in 0 .. ${n.args.length - 1} |-> ${list}[${k} + 1]]`)
      }
      case "push": return `Append(${a(0)}, ${a(1)})`
      case "put": return `${this.#n.helper("Put")}(${this.#n.key(isSequence(n.sort) ? n.sort.of : n.sort)}, ${a(0)}, ${a(1)})`
      case "take": return isZero(operand(n, 1)) ? `Tail(${a(0)})` : `${this.#n.helper("Take")}(${a(0)}, ${this.#next(operand(n, 1))})`
      case "prefix": return `${this.#n.helper("IsPrefix")}(${a(0)}, ${a(1)})`
      default: return missing(n.op)
    }
  }
  #fill(isVec: boolean, count: string, value: () => string): string {
    return this.#binding("k", (k) => `[${k} \\in ${isVec ? `0 .. (${count} - 1)` : `1 .. ${count}`} |-> ${value()}]`)
  }
  /** An index of a sequence, which counts from 1. */
  #next(i: Node): string {
    if (i.op === "lit") return String((i.value as number) + 1)
    return i.op === "sub" && operand(i, 1).op === "lit" && operand(i, 1).value === 1 ? this.#arg(i, 0) : `${this.#print(i, atom)} + 1`
  }
}
const isZero = (n: Node): boolean => n.op === "lit" && n.value === 0

const literal = (n: Node): string => {
  if (typeof n.value === "boolean") return n.value ? "TRUE" : "FALSE"
  if (typeof n.value === "string") return quoted(n.value)
  return (n.value as number) < 0 ? `0 - ${-(n.value as number)}` : String(n.value)
}

/** True if TLC, which goes through the ways in which an action can be true, would find several in this condition, and count a step for each. */
export const splits = (n: Node): boolean => {
  switch (n.op) {
    case "or": return true
    case "and": return n.args.some(splits)
    case "ite": return splits(operand(n, 1)) || splits(operand(n, 2))
    case "every": return splits(operand(n, 1))
    case "not": return operand(n, 0).op === "every"
    default: return false
  }
}

/** Operators and operands of an expression that is written out. */
const sizeOf = (n: Node, sizes: Map<Node, number>): number => {
  const known = sizes.get(n)
  if (known !== undefined) return known
  const size = n.args.reduce((all, x) => all + sizeOf(x, sizes), 1)
  sizes.set(n, size)
  return size
}

/** A shared expression is given a name if it is longer than this. */
const short_size = 6

/** Expressions that are used more than once below the roots, and are long; what a quantifier binds has its meaning only inside it. */
export const sharedBy = (roots: readonly Node[]): readonly Node[] => {
  const uses = new Map<Node, number>()
  const sizes = new Map<Node, number>()
  const free = new Map<Node, ReadonlySet<string>>()
  const count = (n: Node): void => { uses.set(n, (uses.get(n) ?? 0) + 1) }
  roots.forEach(count)
  walk(roots, (n) => {
    n.args.forEach(count)
    const below = new Set(n.args.flatMap((x) => [...(free.get(x) ?? [])]))
    if (n.op === "every") below.delete(n.name as string)
    free.set(n, n.op === "bound" ? new Set([n.name as string]) : below)
  })
  const found: Node[] = []
  walk(roots, (n) => { if ((uses.get(n) ?? 0) > 1 && sizeOf(n, sizes) > short_size && free.get(n)?.size === 0) found.push(n) })
  return found
}
