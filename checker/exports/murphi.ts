/** A flat system as Murphi, for Rumur: its states and the rules that it fires are exactly the explorer's. */
import { InputError } from "../errors.ts"
import type { FlatInstance, FlatProperty, FlatSystem } from "../ir/flat.ts"
import type { Node } from "../ir/node.ts"
import { sortAt, type SortOf } from "../ir/sort.ts"
import { placed, type PropertyIr, type Source } from "../ir/system.ts"
import { expected, type Counts } from "./counts.ts"
import { inTurn, limit_condition } from "./infix.ts"
import { declared, MurphiExpressions, type Declared, type Place } from "./murphi-text.ts"

const line = (s: Source): string => `${s.file}:${s.line}`
/** Text up to the end of the line. */
const comment = (text: string): string => `-- ${text.replaceAll(/\s+/g, " ")}`
const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, "'")}"`

class Printer {
  readonly #flat: FlatSystem
  readonly #counts: Counts | undefined
  readonly #d: Declared
  readonly #e: MurphiExpressions

  constructor(flat: FlatSystem, counts: Counts | undefined) {
    this.#flat = flat
    this.#counts = counts
    this.#d = declared(sortAt(flat.ir.state, flat.sizes) as SortOf<"record">)
    this.#e = new MurphiExpressions(flat.cells, this.#d.places, flat.nodes)
  }

  #condition(n: Node, owner: string): string {
    const size = this.#e.size(n)
    if (size > limit_condition) throw new InputError(`${owner} is a condition of ${size} operators at the size ${this.#flat.sizeName}, too long for Murphi`, "Export a smaller size.")
    this.#e.names = new Map()
    return this.#e.text(n)
  }

  #head(): readonly string[] {
    const { ir, sizeName, sizes } = this.#flat
    const values = Object.entries(sizes).map(([name, n]) => `${name} ${n}`).join(", ")
    const left = ir.properties.filter((p) => p.kind === "step" || p.kind === "leadsTo").map(placed)
    return [
      comment(`${ir.id}: ${ir.text}`),
      comment(`Size ${sizeName}: ${values}. From ${ir.source.file}.`),
      ...(this.#counts === undefined ? [] : [comment(expected(this.#counts, "rules fired", 0))]),
      "--",
      "-- Made by `tcnet export --to murphi`. One rule here is one rule of the system with its parameters, so Rumur finds the",
      "-- states that `tcnet check` finds, and fires as many rules:",
      "--",
      "--   rumur --deadlock-detection off --value-type int32_t --output model.c FILE",
      "--   gcc -O2 -march=native -o model model.c -lpthread && ./model",
      "--",
      "-- (Arithmetic may leave the ranges on the way to its result: hence the type.)",
      "-- What lies behind the end of a queue is the first value of its type. A range that is left is an error of Rumur's own.",
      "-- `cover` is Rumur's: something that must be reached. Not expressed: that a queue has room, refinement, and rest: whether",
      "-- the system may rest in a state without successors is for `tcnet check`.",
      ...(left.length === 0 ? [] : ["-- Murphi has no properties of steps and of progress. Left out:", ...left.map((id) => `--   ${id}`)]),
    ]
  }

  #state(): readonly string[] {
    const { types, variables } = this.#d
    return [
      ...(types.lines.length === 0 ? [] : ["", "type", ...types.lines]),
      ...(variables.length === 0 ? [] : ["", "var", ...variables.map((v) => `  ${v.name}: ${v.type};`)]),
    ]
  }

  #start(): readonly string[] {
    const codes = this.#flat.init.flatMap((code, i) => (code === 0 ? [] : [`  ${this.#place(i).text} := ${literal(code, this.#place(i).is)};`]))
    return ["", `startstate "init"`, "begin", ...this.#d.variables.map((v) => `  clear ${v.name};`), ...codes, "end;"]
  }
  #place(cell: number): Place { return this.#d.places[cell] as Place }

  /** Every conjunct on a line of its own. */
  #guard(x: FlatInstance): readonly string[] {
    const open = x.conjuncts.flatMap((c, i) => {
      if (c.node.op === "lit" && c.node.value === true) return []
      const name = x.rule.when[i]?.name ?? ""
      const text = this.#condition(c.node, `${x.label}.${name}`)
      return [{ text: c.node.op === "or" ? `(${text})` : text, name }]
    })
    if (open.length === 0) return ["  true"]
    return open.map(({ text, name }, i) => `  ${text}${i === open.length - 1 ? "" : " &"} ${comment(name)}`)
  }

  #effect(x: FlatInstance): readonly string[] {
    const types: string[] = []
    const locals = this.#d.types.names.inner()
    const names: string[] = []
    const isOf = (n: Node, cell?: number): Place["is"] => (cell === undefined ? (this.#e.kind(n) ?? "number") : this.#place(cell).is)
    const temp = (i: number, n: Node, cell?: number): string => {
      types[i] = this.#typeOf(n, isOf(n, cell))
      return (names[i] = locals.unique(`v${i + 1}`))
    }
    const assignments = inTurn(x, this.#flat.cells, this.#e, { temp, text: (n, cell) => this.#e.assigned(n, isOf(n, cell)), canKeep: (n) => this.#e.kind(n) !== undefined })
    const text = assignments.map((a) => `  ${"cell" in a ? this.#place(a.cell).text : (names[a.keep] as string)} := ${a.text};`)
    return [...(types.length === 0 ? [] : ["var", ...types.map((type, i) => `  ${names[i] as string}: ${type};`)]), "begin", ...text, "end;"]
  }
  #typeOf(n: Node, is: Place["is"]): string {
    if (is !== "number") return is === "bool" ? "boolean" : is.type
    const { from, to } = this.#flat.nodes.interval(n)
    return `${Math.max(from, -(2 ** 31))} .. ${Math.min(to, 2 ** 31 - 1)}`
  }

  #rules(): readonly string[] {
    const rules = this.#flat.instances.flatMap((x) => ["", comment(line(x.rule.source)), comment(x.rule.text), `rule ${quoted(x.label)}`, ...this.#guard(x), "==>", ...this.#effect(x)])
    return rules.length > 0 ? rules : ["", "-- The system has no rules, and Murphi wants one.", `rule "none"`, "  false", "==>", "begin", "end;"]
  }

  #property(p: FlatProperty): readonly string[] {
    const { nodes } = this.#flat
    const node = meaning(p.property.kind, p, nodes)
    if (node === undefined) return []
    if (p.property.kind === "reachable" && node.op === "lit" && node.value === false) return ["", comment(line(p.property.source)), comment(`Not at this size, whose numbers rule it out: ${placed(p.property)}. ${p.property.text}`)]
    const word = p.property.kind === "reachable" ? "cover" : "invariant"
    return ["", comment(line(p.property.source)), comment(p.property.text), `${word} ${quoted(placed(p.property))}`, `  ${this.#condition(node, placed(p.property))};`]
  }

  print(): string {
    const parts = [...this.#head(), ...this.#state(), ...this.#start(), ...this.#rules(), ...this.#flat.properties.flatMap((p) => this.#property(p))]
    return `${parts.join("\n")}\n`
  }
}

/** What must hold in every state or, of what must be reached, in one. Nothing for properties of steps and of progress. */
const meaning = (kind: PropertyIr["kind"], p: FlatProperty, nodes: FlatSystem["nodes"]): Node | undefined => {
  switch (kind) {
    case "invariant": return nodes.implies(p.given, p.holds)
    case "forbidden": return nodes.implies(p.given, nodes.not(p.holds))
    case "reachable": return nodes.and(p.given, p.holds)
    default: return undefined
  }
}

const literal = (code: number, is: Place["is"]): string => {
  if (is === "bool") return code === 1 ? "true" : "false"
  return is === "number" ? String(code) : (is.members[code] as string)
}

/** The system as a Murphi model, with the counts to expect where they are known. @throws InputError where a condition is too long to be written out */
export const murphi = (flat: FlatSystem, counts?: Counts): string => new Printer(flat, counts).print()
