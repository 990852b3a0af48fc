/** Types, cells and expressions as Murphi has them: the state keeps its records, arrays and enumerations. */
import type { Folding } from "../ir/fold.ts"
import { operand, type Node } from "../ir/node.ts"
import { colours, isSequence, mostOf, type Sort, type SortOf } from "../ir/sort.ts"
import { cellsOf, type Cell } from "../ir/unroll.ts"
import { Identifiers, nameAt } from "./identifiers.ts"
import { Expressions, type Dialect } from "./infix.ts"

/** Words of Murphi, of Rumur's and CMurphi's dialects. CMurphi knows them in capitals too. */
const reserved = ("alias array assert assume begin bitslice boolean by case clear const cover do else elsif end endalias endexists endfor endforall endfunction endif " +
  "endprocedure endrecord endrule endruleset endstartstate endswitch endwhile enum error exists false for forall function if in interleaved invariant isundefined " +
  "ismember liveness multiset multisetadd multisetcount multisetremove multisetremovepred none of procedure process program put real record return rule ruleset " +
  "scalarset startstate switch then to traceuntil true type undefine undefined union var while").split(" ")

/** How Murphi writes expressions. */
const dialect: Dialect = { language: "Murphi", choice: "?", signs: { or: "|", and: "&", eq: "=", lt: "<", add: "+", sub: "-", mul: "*", mod: "%" } }

/** The members of an enumeration, in the order of the codes. */
export interface Enumeration {
  readonly type: string
  readonly members: readonly string[]
}
/** One scalar of the state: how Murphi writes it, and what it is. */
export interface Place {
  readonly text: string
  readonly is: "bool" | "number" | Enumeration
}

interface Made {
  readonly type: string
  readonly enumeration?: Enumeration
}

/** Declares types on the way through a state; equal sorts get one type. */
export class Types {
  readonly names: Identifiers = new Identifiers(reserved, true)
  readonly lines: string[] = []
  readonly #known = new Map<string, Made>()
  readonly #fieldNames = new Identifiers(reserved, true)
  readonly #fields = new Map<string, string>()

  /** A field is called the same in every record. */
  field(name: string): string {
    const known = this.#fields.get(name) ?? this.#fieldNames.unique(name)
    this.#fields.set(name, known)
    return known
  }

  /** The type of a sort with concrete extents; `path` is what a type of its own would be called after. */
  of(sort: Sort, path: readonly string[]): string {
    if (sort.kind === "bool") return "boolean"
    if (sort.kind === "enum" || sort.kind === "opaque") return this.enumeration(sort, path).type
    if (sort.kind !== "record" && !isSequence(sort)) return `0 .. ${mostOf(sort)}`
    if (sort.kind === "vec") return this.#array(sort.size as number, this.of(sort.of, path))
    return this.#once(sort, () => {
      const body = sort.kind === "record" ? this.#record(sort.fields.map((f) => [this.field(f.name), this.of(f.sort, [...path, f.name])])) : this.#record([["length", `0 .. ${sort.capacity as number}`], ["items", this.#array(sort.capacity as number, this.of(sort.of, itemOf(path)))]])
      const type = this.names.unique(`${this.#stem(path)}_t`)
      this.lines.push(`  ${type}: ${body};`)
      return { type }
    }).type
  }
  #once(sort: Sort, make: () => Made): Made {
    const key = JSON.stringify(sort, (name, value: unknown) => (name === "isWord" ? undefined : value))
    const made = this.#known.get(key) ?? make()
    this.#known.set(key, made)
    return made
  }
  #stem(path: readonly string[]): string { return nameAt(path, (name) => this.names.isFree(`${name}_t`)) }
  #record(fields: readonly (readonly [string, string])[]): string { return `record\n${fields.map(([name, type]) => `    ${name}: ${type};`).join("\n")}\n  end` }

  /** No array is empty in Murphi. One that cannot hold anything has an element that stays as it is. */
  #array(count: number, of: string): string { return `array [0 .. ${Math.max(count, 1) - 1}] of ${of}` }

  enumeration(sort: SortOf<"enum"> | SortOf<"opaque">, path: readonly string[]): Enumeration {
    return this.#once(sort, () => {
      const values = sort.kind === "enum" ? sort.values : colours
      const stem = this.#stem(sort.kind === "enum" ? path : ["colour"])
      const type = this.names.unique(`${stem}_t`)
      const members = values.map((v) => this.names.unique(`${stem}_${v}`))
      this.lines.push(`  ${type}: enum { ${members.join(", ")} };`)
      return { type, enumeration: { type, members } }
    }).enumeration as Enumeration
  }

  /** The scalars below a part of the state, in the order of the cells. */
  places(sort: Sort, text: string, path: readonly string[]): readonly Place[] {
    if (sort.kind === "record") return sort.fields.flatMap((f) => this.places(f.sort, `${text}.${this.field(f.name)}`, [...path, f.name]))
    if (sort.kind === "enum" || sort.kind === "opaque") return [{ text, is: this.enumeration(sort, path) }]
    if (!isSequence(sort)) return [{ text, is: sort.kind === "bool" ? "bool" : "number" }]
    const [count, items] = sort.kind === "vec" ? [sort.size as number, text] : [sort.capacity as number, `${text}.items`]
    const all = Array.from({ length: count }, (_, i) => this.places(sort.of, `${items}[${i}]`, sort.kind === "vec" ? path : itemOf(path))).flat()
    return sort.kind === "vec" ? all : [{ text: `${text}.length`, is: "number" }, ...all]
  }
}
const itemOf = (path: readonly string[]): readonly string[] => [...path.slice(0, -1), `${path.at(-1) ?? ""}Item`]

/** The state as Murphi declares it. */
export interface Declared {
  readonly types: Types
  readonly variables: readonly { readonly name: string; readonly type: string }[]
  /** In the order of the cells. */
  readonly places: readonly Place[]
}
/** The declarations of a state whose sort is a record with concrete extents. */
export const declared = (state: SortOf<"record">): Declared => {
  const types = new Types()
  const variables = state.fields.map((f) => ({ name: types.names.unique(f.name), type: types.of(f.sort, [f.name]) }))
  const places = state.fields.flatMap((f, i) => types.places(f.sort, variables[i]?.name as string, [f.name]))
  if (places.length !== cellsOf(state, "").length) throw new RangeError("a place for each cell is meant")
  return { types, variables, places }
}

/** Expressions over cells, in which codes become members of enumerations again. */
export class MurphiExpressions extends Expressions {
  readonly #is: ReadonlyMap<string, Place["is"]>
  /** What the context asks a code to be: a member, a number, or whatever it is. */
  #want: Enumeration | "number" | undefined

  constructor(cells: readonly Cell[], places: readonly Place[], nodes: Folding) {
    super(cells, places.map((p) => p.text), nodes, dialect)
    this.#is = new Map(cells.map((c, i) => [c.path, (places[i] as Place).is]))
  }

  /** What an expression is; undefined if it is one of several codes, whose meaning shows only where they are used. */
  kind(n: Node): Place["is"] | undefined {
    if (n.op === "state") return this.#is.get(n.name as string)
    if (n.op === "lit") return typeof n.value === "boolean" ? "bool" : undefined
    if (n.op === "ite") return this.kind(operand(n, 1)) ?? this.kind(operand(n, 2))
    return n.sort.kind === "bool" ? "bool" : "number"
  }

  /** An expression that is assigned to such a place. */
  assigned(n: Node, is: Place["is"]): string { return this.#wanting(is, () => this.text(n)) }

  #wanting(is: Place["is"] | undefined, print: () => string): string {
    const outer = this.#want
    this.#want = is === "bool" ? undefined : is
    try {
      return print()
    } finally {
      this.#want = outer
    }
  }

  protected override print(n: Node, around: number): string {
    const text = (): string => super.print(n, around)
    const known = this.names.get(n)
    if (known !== undefined || n.op === "state") return this.#asNumber(n, text())
    switch (n.op) {
      case "lit": return typeof this.#want === "object" && typeof n.value === "number" ? (this.#want.members[n.value] ?? text()) : text()
      case "eq": return this.#wanting(this.#compared(n), text)
      case "not": return operand(n, 0).op === "eq" && !this.names.has(operand(n, 0)) ? this.#wanting(this.#compared(operand(n, 0)), text) : this.#wanting(operand(n, 0).op === "lt" ? "number" : undefined, text)
      case "ite": return `(${this.#wanting(undefined, () => this.print(operand(n, 0), 0))} ? ${this.print(operand(n, 1), 0)} : ${this.print(operand(n, 2), 0)})`
      case "and": case "or": return this.#wanting(undefined, text)
      default: return this.#wanting("number", text)
    }
  }
  #compared(n: Node): Place["is"] | undefined { return this.kind(operand(n, 0)) ?? this.kind(operand(n, 1)) }

  /** The order of a bag compares codes, and Murphi gives the members of an enumeration none. */
  #asNumber(n: Node, text: string): string {
    const is = this.kind(n)
    if (this.#want !== "number" || typeof is !== "object") return text
    return is.members.slice(0, -1).reduceRight((rest, member, i) => `(${text} = ${member} ? ${i} : ${rest})`, String(is.members.length - 1))
  }
}
