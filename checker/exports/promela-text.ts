/** Flat expressions and the names of cells as Promela has them. */
import type { Folding } from "../ir/fold.ts"
import { operand, type Node } from "../ir/node.ts"
import { colours, isSequence, mostOf, type Sort } from "../ir/sort.ts"
import type { Cell } from "../ir/unroll.ts"

/** Words of Promela that look like a path of two words. */
const reserved = new Set(["c_code", "c_decl", "c_expr", "c_state", "c_track", "d_step", "D_proctype", "get_priority", "np_", "pc_value", "set_priority"])

/**
 * A name for each path, `a.out[0].word` being `a_out_0_word`. A single word gets a prefix: it could be a keyword of
 * Promela or of C, or a macro of the verifier, and of those there is no complete list. So does what would be a temporary.
 */
export const cellNames = (paths: readonly string[]): readonly string[] => {
  const used = new Set<string>()
  return paths.map((path) => {
    const plain = path.replace(/[^A-Za-z0-9]+/g, "_").replace(/_$/, "")
    const safe = !plain.includes("_") || /^[_0-9]/.test(plain) || reserved.has(plain) || /^tmp_\d+$/.test(plain) ? `s_${plain.replace(/^_/, "")}` : plain
    let name = safe
    for (let i = 2; used.has(name); i++) name = `${safe}_${i}`
    used.add(name)
    return name
  })
}

/** The smallest type that holds 0 … most. `short` and `int` have a sign. */
export const typeOf = (most: number): "bit" | "byte" | "short" | "int" =>
  most <= 1 ? "bit" : most <= 255 ? "byte" : most <= 32_767 ? "short" : "int"

/** What the codes of each cell below a sort mean, in the order of the cells; `sort` has concrete extents. */
export const meanings = (sort: Sort): readonly string[] => {
  if (sort.kind === "record") return sort.fields.flatMap((f) => meanings(f.sort))
  if (isSequence(sort)) {
    const items = Array.from({ length: (sort.kind === "vec" ? sort.size : sort.capacity) as number }, () => meanings(sort.of)).flat()
    return sort.kind === "vec" ? items : [`0 … ${sort.capacity as number}`, ...items]
  }
  if (sort.kind === "bool") return ["false, true"]
  if (sort.kind === "enum" || sort.kind === "opaque") return [(sort.kind === "enum" ? sort.values : colours).map((v, i) => `${i} ${v}`).join(", ")]
  return [`0 … ${mostOf(sort)}`]
}

/** Text that may stand in a comment. */
export const inComment = (text: string): string => text.replaceAll("*/", "* /").replaceAll("/*", "/ *").replaceAll("\n", " ").replaceAll("??/", "? ?/")

const levels: Readonly<{ [op: string]: number }> = { or: 1, and: 2, eq: 3, lt: 4, add: 5, sub: 5, mul: 6, mod: 6 }
const signs: Readonly<{ [op: string]: string }> = { or: "||", and: "&&", eq: "==", lt: "<", add: "+", sub: "-", mul: "*", mod: "%" }

/** Prints expressions; what `names` has stands for a node that was computed before. */
export class Expressions {
  readonly #cells: ReadonlyMap<string, string>
  readonly #nodes: Folding
  readonly #sizes = new Map<Node, number>()
  names: ReadonlyMap<Node, string> = new Map()

  constructor(cells: readonly Cell[], names: readonly string[], nodes: Folding) {
    this.#cells = new Map(cells.map((c, i) => [c.path, names[i] as string]))
    this.#nodes = nodes
  }

  /** How many operators and operands the text has, every one written out where it stands. */
  size(n: Node): number {
    const known = this.#sizes.get(n)
    if (known !== undefined) return known
    // `a % b` is written with a test of b where b can be 0.
    const size = n.args.reduce((sum, a) => sum + this.size(a), 1) + (n.op === "mod" ? this.size(operand(n, 1)) + 2 : 0)
    this.#sizes.set(n, size)
    return size
  }

  text(n: Node): string { return this.#print(n, 0) }

  #print(n: Node, around: number): string {
    const known = this.names.get(n)
    if (known !== undefined) return known
    const a = (i: number, within = 0): string => this.#print(operand(n, i), within)
    switch (n.op) {
      case "lit": return (n.value as number) < 0 ? `(${String(n.value)})` : String(n.value)
      case "state": return this.#cells.get(n.name as string) ?? outside(n)
      case "not": return this.#not(operand(n, 0), around)
      case "ite": return `(${a(0)} -> ${a(1)} : ${a(2)})`
      case "mod": return this.#remainder(n, around)
      case "and": case "or": case "eq": case "lt": case "add": case "sub": case "mul": return this.#infix(n, signs[n.op] as string, around)
      default: return outside(n)
    }
  }

  #infix(n: Node, sign: string, around: number): string {
    const level = levels[n.op] as number
    const isLiteralFirst = n.op === "eq" && operand(n, 0).op === "lit"
    const [l, r] = isLiteralFirst ? [operand(n, 1), operand(n, 0)] : [operand(n, 0), operand(n, 1)]
    const isLogical = n.op === "and" || n.op === "or"
    // Comparisons are wrapped inside comparisons, and conjunctions inside disjunctions: right in C, but hard to read.
    const left = this.#print(l, level === 3 || level === 4 ? 5 : level)
    const right = this.#print(r, isLogical ? level : level === 3 ? 5 : level + 1)
    return level < around || (n.op === "and" && around === 1) ? `(${left} ${sign} ${right})` : `${left} ${sign} ${right}`
  }

  /** C traps where JavaScript yields NaN, which is 0 in a cell. It matters only where an obligation fails or a value is not used. */
  #remainder(n: Node, around: number): string {
    const divisor = operand(n, 1)
    const text = `${this.#print(operand(n, 0), 6)} % ${this.#print(divisor, 7)}`
    const { from, to } = this.#nodes.interval(divisor)
    if (from <= 0 && to >= 0) return `(${this.#print(divisor, 5)} == 0 -> 0 : ${text})`
    return around > 6 ? `(${text})` : text
  }

  #not(n: Node, around: number): string {
    if (!this.names.has(n) && (n.op === "eq" || n.op === "lt")) {
      const [l, r] = n.op === "eq" && operand(n, 0).op === "lit" ? [operand(n, 1), operand(n, 0)] : [operand(n, 0), operand(n, 1)]
      const text = `${this.#print(l, 5)} ${n.op === "eq" ? "!=" : ">="} ${this.#print(r, 5)}`
      return around > 2 ? `(${text})` : text
    }
    return `!${this.#print(n, 9)}`
  }
}
const outside = (n: Node): never => { throw new RangeError(`${n.op} cannot stand in Promela`) }
