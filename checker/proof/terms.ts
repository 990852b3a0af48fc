/**
 * Expressions of the IR as terms of SMT-LIB, for every size at once: numbers are unbounded, a counter is the number of
 * its steps, and what wraps (`%` by a size, distances, equality of counters) is a function of which only facts are
 * known that hold of every modulus. These facts are proved by themselves (`wraparound.ts`).
 */
import { InputError } from "../errors.ts"
import { operand, walk, type Node } from "../ir/node.ts"
import { isSequence, type Extent, type Sort } from "../ir/sort.ts"
import { numberOf, plus, printSum, term, times, whole, type Sum } from "./linear.ts"
import { isElements, isRecord, isSum, lengthOf, nothing, printScalar, scalarFrom, scalarsIn, scalarsOf, solverSort, symbolOf, type Part, type Scalar, type SequenceSymbol, type Symbol } from "./symbol.ts"

/** Numbers in place of sizes, and how far quantifiers are written out: a formula that is decided, for a state of these sizes. */
export interface Finite {
  readonly sizes: Readonly<Record<string, number>>
  /** Most values of a quantifier's variable. */
  readonly most: number
}

export interface Environment {
  readonly state: ReadonlyMap<string, Symbol>
  readonly after: ReadonlyMap<string, Symbol>
  readonly params: ReadonlyMap<string, Symbol>
}

/** A term that is longer is given a name. */
const long_characters = 60

/** Makes the terms of one script; `lines` are the definitions that they need, in order. */
export class Terms {
  readonly lines: string[] = []
  readonly #finite: Finite | undefined
  #env: Environment
  #memo = new Map<Node, Symbol>()
  readonly #open = new Map<Node, boolean>()
  readonly #bound = new Map<string, Sum>()
  /** The patterns of the quantifiers around, innermost last. */
  readonly #patterns: { readonly variable: string; readonly found: Set<string> }[] = []
  #variables = 0
  #names = 0
  #isInline = false

  constructor(env: Environment, finite?: Finite) {
    this.#env = env
    this.#finite = finite
  }

  /** The same terms from here on, over another state. */
  over(env: Environment): void {
    this.#env = env
    this.#memo = new Map()
  }

  /** What `make` makes, with no names in it: for terms that a quantifier of the caller's stands around. */
  inline<T>(make: () => T): T {
    this.#isInline = true
    this.#memo = new Map()
    try {
      return make()
    } finally {
      this.#isInline = false
      this.#memo = new Map()
    }
  }

  size(e: Extent): Sum {
    if (typeof e === "number") return whole(e)
    const known = this.#finite?.sizes[e.size]
    return known === undefined ? term(`n_${e.size}`) : whole(known)
  }

  bool(n: Node): string { return printScalar(this.symbol(n)) }
  sum(n: Node): Sum {
    const s = this.symbol(n)
    if (!isSum(s)) throw new RangeError(`${n.op} is no number`)
    return s
  }
  #elements(n: Node): SequenceSymbol {
    const s = this.symbol(n)
    if (!isElements(s)) throw new RangeError(`${n.op} has no elements`)
    return s
  }

  #isOpen(n: Node): boolean {
    const known = this.#open.get(n)
    if (known !== undefined) return known
    let open = false
    walk([n], (x) => { open ||= x.op === "bound" })
    this.#open.set(n, open)
    return open
  }

  symbol(n: Node): Symbol {
    if (this.#isOpen(n)) return this.#make(n)
    const known = this.#memo.get(n)
    if (known !== undefined) return known
    const made = this.#named(this.#make(n), n.sort)
    this.#memo.set(n, made)
    return made
  }

  /** A name in place of a long term, so that it is written once. */
  #named(s: Symbol, sort: Sort): Symbol {
    if (isRecord(s) || isElements(s)) return s
    const text = printScalar(s)
    if (text.length <= long_characters || this.#isInline) return s
    const name = `t${this.#names++}`
    this.lines.push(`(define-fun ${name} () ${solverSort(sort)} ${text})`)
    return isSum(s) ? term(name) : name
  }

  #make(n: Node): Symbol {
    const a = (i: number): Node => operand(n, i)
    switch (n.op) {
      case "lit": return literal(n)
      case "size": return this.size({ size: n.name as string })
      case "state": return found(this.#env.state, n)
      case "after": return found(this.#env.after, n)
      case "param": return found(this.#env.params, n)
      case "bound": return this.#bound.get(n.name as string) ?? missing(n)
      case "not": return not(this.bool(a(0)))
      case "and": case "or": return this.#junction(n)
      case "ite": return this.#choice(this.bool(a(0)), this.symbol(a(1)), this.symbol(a(2)))
      case "eq": return this.#equal(n)
      case "lt": return this.#less(this.sum(a(0)), this.sum(a(1)))
      case "add": return plus(this.sum(a(0)), this.sum(a(1)))
      case "sub": return plus(this.sum(a(0)), this.sum(a(1)), -1)
      case "mul": return this.#product(this.sum(a(0)), this.sum(a(1)))
      case "mod": return this.#remainder(n)
      case "distance": return this.#wrapped(plus(this.sum(a(1)), this.sum(a(0)), -1), this.sum(a(2)))
      case "record": return { fields: new Map((n.sort as { fields: readonly { name: string }[] }).fields.map((f, i) => [f.name, this.symbol(a(i))])) }
      case "field": return this.#field(n)
      case "every": return this.#every(n)
      default: return this.#sequence(n)
    }
  }

  #junction(n: Node): string {
    const parts: string[] = []
    const collect = (x: Node): void => {
      if (x.op === n.op) x.args.forEach(collect)
      else parts.push(this.bool(x))
    }
    collect(n)
    return `(${n.op} ${parts.join(" ")})`
  }

  #choice(condition: string, yes: Symbol, no: Symbol): Symbol {
    if (condition === "true") return yes
    if (condition === "false") return no
    if (isRecord(yes) && isRecord(no)) return { fields: new Map([...yes.fields].map(([name, x]) => [name, this.#choice(condition, x, no.fields.get(name) ?? missing(name))])) }
    if (isElements(yes) && isElements(no)) return this.#chosen(condition, yes, no)
    const [x, y] = [printScalar(yes), printScalar(no)]
    if (x === y) return yes
    const text = choice(condition, x, y)
    return isSum(yes) ? term(text) : text
  }
  #chosen(condition: string, yes: SequenceSymbol, no: SequenceSymbol): SequenceSymbol {
    const end = (x: Sum, y: Sum): Sum => this.#choice(condition, x, y) as Sum
    return { of: yes.of, from: end(yes.from, no.from), to: end(yes.to, no.to), parts: new Map([...yes.parts].map(([path, x]): [string, Part] => [path, (i) => choice(condition, x(i), (no.parts.get(path) ?? missing(path))(i))])) }
  }

  #equal(n: Node): string {
    const [x, y] = [operand(n, 0), operand(n, 1)]
    const sort = x.op === "lit" ? y.sort : x.sort
    if (sort.kind !== "counter") return equal(this.symbol(x), this.symbol(y))
    return equal(this.#wrapped(plus(this.sum(x), this.sum(y), -1), this.size(sort.width)), whole(0))
  }
  #less(x: Sum, y: Sum): string {
    const d = numberOf(plus(y, x, -1))
    return d === undefined ? `(< ${printSum(x)} ${printSum(y)})` : String(d > 0)
  }
  #product(x: Sum, y: Sum): Sum {
    const [a, b] = [numberOf(x), numberOf(y)]
    if (a !== undefined) return times(y, a)
    return b !== undefined ? times(x, b) : this.#matched(`(times ${printSum(x)} ${printSum(y)})`, [])
  }

  /** What is left of a number by a modulus. The step of a counter is no wrap here. */
  #remainder(n: Node): Sum {
    const [x, y] = [this.sum(operand(n, 0)), this.sum(operand(n, 1))]
    if (n.sort.kind === "counter") return x
    const by = numberOf(y)
    if (by === undefined) return this.#matched(`(rem_${nameOfSize(y)} ${printSum(x)})`, [x])
    const text = printSum(x)
    const isNatural = operand(n, 0).sort.kind !== "integer" || this.#finite !== undefined
    return term(isNatural ? `(mod ${text} ${by})` : `(ite (>= ${text} 0) (mod ${text} ${by}) (- (mod (- ${text}) ${by})))`)
  }
  #wrapped(x: Sum, width: Sum): Sum {
    const by = numberOf(width)
    return by === undefined ? this.#matched(`(wrap_${nameOfSize(width)} ${printSum(x)})`, [x]) : term(`(mod ${printSum(x)} ${by})`)
  }
  /** A term whose occurrence makes a quantifier's instance needed, if its argument is the variable. */
  #matched(text: string, args: readonly Sum[]): Sum {
    for (const p of this.#patterns) if (args.some((x) => printSum(x) === p.variable)) p.found.add(text)
    return term(text)
  }

  #field(n: Node): Symbol {
    const s = this.symbol(operand(n, 0))
    return (isRecord(s) ? s.fields.get(n.name as string) : undefined) ?? missing(n)
  }

  /** The state's queue positions are absolute: what the variable counts from is its offset, so that `at(queue, i)` is a plain element. */
  #every(n: Node): string {
    const [count, body, name] = [this.sum(operand(n, 0)), operand(n, 1), n.name as string]
    const base = this.#base(body, name)
    if (this.#finite !== undefined) return this.#writtenOut(count, body, name, this.#finite.most)
    const variable = `v${this.#variables++}`
    const outer = this.#bound.get(name)
    this.#bound.set(name, plus(term(variable), base, -1))
    const found = new Set<string>()
    this.#patterns.push({ variable, found })
    const inside = this.bool(body)
    this.#patterns.pop()
    if (outer === undefined) this.#bound.delete(name)
    else this.#bound.set(name, outer)
    const text = `(=> (and (<= ${printSum(base)} ${variable}) (< ${variable} ${printSum(plus(base, count))})) ${inside})`
    const patterns = [...found].filter((p) => !/\bv\d+\b/.test(p.replaceAll(variable, ""))).map((p) => ` :pattern (${p})`)
    return patterns.length === 0 ? `(forall ((${variable} Int)) ${text})` : `(forall ((${variable} Int)) (! ${text}${patterns.join("")}))`
  }
  #writtenOut(count: Sum, body: Node, name: string, most: number): string {
    const outer = this.#bound.get(name)
    const known = numberOf(count)
    const parts = Array.from({ length: Math.min(known ?? most, most) }, (_, i) => {
      this.#bound.set(name, whole(i))
      const inside = this.bool(body)
      return known === undefined ? `(=> (< ${i} ${printSum(count)}) ${inside})` : inside
    })
    if (outer === undefined) this.#bound.delete(name)
    else this.#bound.set(name, outer)
    return parts.length === 0 ? "true" : `(and ${parts.join(" ")} true)`
  }
  #base(body: Node, name: string): Sum {
    let queue: Sum | undefined
    let base: Sum | undefined
    const isVariable = (x: Node): boolean => x.op === "bound" && x.name === name
    const isIndex = (x: Node): boolean => isVariable(x) || ((x.op === "add" || x.op === "sub") && isVariable(operand(x, 0)) && operand(x, 1).op === "lit")
    walk([body], (x) => {
      if (queue !== undefined) return
      if (x.op === "at" && operand(x, 0).sort.kind === "fifo" && !this.#isOpen(operand(x, 0)) && isIndex(operand(x, 1))) queue = this.#elements(operand(x, 0)).from
      else if (base === undefined && x.op === "add" && isVariable(operand(x, 1)) && !this.#isOpen(operand(x, 0))) base = this.sum(operand(x, 0))
    })
    return queue ?? base ?? nothing
  }

  #sequence(n: Node): Symbol {
    const a = (i: number): Node => operand(n, i)
    switch (n.op) {
      case "at": return this.#at(this.#elements(a(0)), this.sum(a(1)))
      case "length": return lengthOf(this.#elements(a(0)))
      case "set": return this.#stored(this.#elements(a(0)), this.sum(a(1)), this.symbol(a(2)))
      case "push": { const q = this.#elements(a(0)); return { ...this.#stored(q, lengthOf(q), this.symbol(a(1))), to: plus(q.to, whole(1)) } }
      case "take": return this.#without(n)
      case "fill": return filled(sequenceSort(n.sort), this.sum(a(0)), this.symbol(a(1)))
      case "list": {
        if (n.args.length > 0) throw new InputError(`a literal list cannot be proved`, "Write `push` and `set`.")
        return filled(sequenceSort(n.sort), nothing, symbolOf(sequenceSort(n.sort), (_, sort) => someValue(sort)))
      }
      default: throw new InputError(`${n.op} cannot be proved`, "Keep it out of what is proved.")
    }
  }
  #at(q: SequenceSymbol, i: Sum): Symbol {
    const position = plus(q.from, i)
    return symbolOf(q.of, (path, sort) => {
      const text = (q.parts.get(path) ?? missing(path))(position)
      // What a rule wrote is a choice or a value, and no term that could be met.
      if (text.startsWith("(|")) this.#matched(text, [position])
      return scalarFrom(text, sort)
    })
  }
  #stored(q: SequenceSymbol, i: Sum, x: Symbol): SequenceSymbol {
    const written = plus(q.from, i)
    const values = new Map(scalarsIn(x).map(([path, v]) => [path, printScalar(v)]))
    return { ...q, parts: new Map([...q.parts].map(([path, old]): [string, Part] => {
      const value = values.get(path) ?? missing(path)
      // What stays as it is need not be written.
      return [path, value === old(written) ? old : (position) => choice(same(position, written), value, old(position))]
    })) }
  }
  /** The first element goes, or the last. */
  #without(n: Node): SequenceSymbol {
    const q = this.#elements(operand(n, 0))
    const at = this.sum(operand(n, 1))
    if (numberOf(at) === 0) return { ...q, from: plus(q.from, whole(1)) }
    if (numberOf(plus(lengthOf(q), at, -1)) === 1) return { ...q, to: plus(q.to, whole(-1)) }
    throw new InputError("taking an element from the middle of a queue cannot be proved", "Take the first or the last.")
  }
}

const sequenceSort = (s: Sort): Sort => {
  if (!isSequence(s)) throw new RangeError("no sequence")
  return s.of
}
const filled = (of: Sort, length: Sum, x: Symbol): SequenceSymbol => {
  const values = new Map(scalarsIn(x))
  return { of, from: nothing, to: length, parts: new Map(scalarsOf(of).map(({ path }): [string, Part] => [path, () => printScalar(values.get(path) ?? missing(path))])) }
}
const someValue = (sort: Sort): Scalar => {
  if (sort.kind === "bool") return "false"
  if (sort.kind === "enum") return wordOf(sort.values[0] as string)
  return sort.kind === "opaque" ? colourOf("blank") : whole(0)
}

/** The literals of all enumerations are constructors of one datatype, and so are the colours of another. */
export const wordOf = (literal: string): string => `|"${literal}"|`
export const colourOf = (name: string): string => `c_${name}`

const literal = (n: Node): Scalar => {
  if (typeof n.value === "number") return whole(n.value)
  if (typeof n.value === "boolean") return String(n.value)
  return n.sort.kind === "opaque" ? colourOf(n.value as string) : wordOf(n.value as string)
}
const choice = (condition: string, yes: string, no: string): string => (condition === "true" || yes === no ? yes : condition === "false" ? no : `(ite ${condition} ${yes} ${no})`)
/** That two positions are the same. */
const same = (x: Sum, y: Sum): string => equal(x, y)
const not = (text: string): string => (text === "true" ? "false" : text === "false" ? "true" : `(not ${text})`)
const equal = (x: Symbol, y: Symbol): string => {
  if (isSum(x) && isSum(y)) {
    const d = numberOf(plus(x, y, -1))
    if (d !== undefined) return String(d === 0)
  }
  return `(= ${printScalar(x)} ${printScalar(y)})`
}
const nameOfSize = (s: Sum): string => {
  const [only, ...more] = [...s.terms]
  if (only === undefined || more.length > 0 || only[1] !== 1 || s.constant !== 0 || !only[0].startsWith("n_")) throw new InputError("a modulus that is no size cannot be proved", "Use a size, or a literal.")
  return only[0].slice(2)
}
const found = (env: ReadonlyMap<string, Symbol>, n: Node): Symbol => env.get(n.name as string) ?? missing(n)
const missing = (what: Node | string): never => { throw new RangeError(`no term for ${typeof what === "string" ? what : `${what.op} ${what.name ?? ""}`}`) }
