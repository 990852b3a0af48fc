/** What the exports of flat systems share: the printing of expressions, and effects that act at once as assignments that do not. */
import { InputError } from "../errors.ts"
import type { Folding } from "../ir/fold.ts"
import { operand, walk, type Node, type Op } from "../ir/node.ts"
import type { FlatInstance } from "../ir/flat.ts"
import type { Cell } from "../ir/unroll.ts"

/** Largest condition, in operators and operands. A guard cannot use temporaries, so what it shares is written out each time. */
export const limit_condition = 20_000
/** A shared expression is computed once if it is longer than this. */
const short_size = 3

const levels: Readonly<{ [op: string]: number }> = { or: 1, and: 2, eq: 3, lt: 4, add: 5, sub: 5, mul: 6, mod: 6 }

/** How a language writes what others write otherwise. */
export interface Dialect {
  readonly language: string
  readonly signs: Readonly<{ [op in Op]?: string }>
  readonly choice: string
}

/** Prints expressions; what `names` has stands for a node that was computed before. */
export class Expressions {
  readonly #cells: ReadonlyMap<string, string>
  readonly #nodes: Folding
  readonly #dialect: Dialect
  readonly #sizes = new Map<Node, number>()
  names: ReadonlyMap<Node, string> = new Map()

  constructor(cells: readonly Cell[], names: readonly string[], nodes: Folding, dialect: Dialect) {
    this.#cells = new Map(cells.map((c, i) => [c.path, names[i] as string]))
    this.#nodes = nodes
    this.#dialect = dialect
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

  text(n: Node): string { return this.print(n, 0) }

  protected print(n: Node, around: number): string {
    const known = this.names.get(n)
    if (known !== undefined) return known
    this.#confine(n)
    const a = (i: number, within = 0): string => this.print(operand(n, i), within)
    switch (n.op) {
      case "lit": return (n.value as number) < 0 ? `(${String(n.value)})` : String(n.value)
      case "state": return this.#cells.get(n.name as string) ?? this.#outside(n)
      case "not": return this.#not(operand(n, 0), around)
      case "ite": return `(${a(0)} ${this.#dialect.choice} ${a(1)} : ${a(2)})`
      case "mod": return this.#remainder(n, around)
      case "and": case "or": case "eq": case "lt": case "add": case "sub": case "mul": return this.#infix(n, this.#dialect.signs[n.op] as string, around)
      default: return this.#outside(n)
    }
  }
  /** Other engines compute in 32 bits, and SPIN says nothing where they do not suffice. What no interval is known of is let through. */
  #confine(n: Node): void {
    if (n.sort.kind === "bool") return
    const { from, to } = this.#nodes.interval(n)
    const isWide = (x: number): boolean => Number.isFinite(x) && Math.abs(x) >= 2 ** 31
    if (isWide(from) || isWide(to)) throw new InputError(`an expression is between ${from} and ${to}, more than the 32 bits of ${this.#dialect.language}`, "Export a smaller size.")
  }
  #outside(n: Node): never { throw new RangeError(`${n.op} cannot stand in ${this.#dialect.language}`) }

  #infix(n: Node, sign: string, around: number): string {
    const level = levels[n.op] as number
    const isLiteralFirst = n.op === "eq" && operand(n, 0).op === "lit"
    const [l, r] = isLiteralFirst ? [operand(n, 1), operand(n, 0)] : [operand(n, 0), operand(n, 1)]
    const isLogical = n.op === "and" || n.op === "or"
    // Comparisons are wrapped inside comparisons, and conjunctions inside disjunctions: right in C, but hard to read.
    const left = this.print(l, level === 3 || level === 4 ? 5 : level)
    const right = this.print(r, isLogical ? level : level === 3 ? 5 : level + 1)
    return level < around || (n.op === "and" && around === 1) ? `(${left} ${sign} ${right})` : `${left} ${sign} ${right}`
  }

  /** C traps where JavaScript yields NaN, which is 0 in a cell. It matters only where an obligation fails or a value is not used. */
  #remainder(n: Node, around: number): string {
    const divisor = operand(n, 1)
    const text = `${this.print(operand(n, 0), 6)} % ${this.print(divisor, 7)}`
    const { from, to } = this.#nodes.interval(divisor)
    if (from <= 0 && to >= 0) return `(${this.print(divisor, 5)} ${this.#dialect.signs.eq as string} 0 ${this.#dialect.choice} 0 : ${text})`
    return around > 6 ? `(${text})` : text
  }

  #not(n: Node, around: number): string {
    if (!this.names.has(n) && (n.op === "eq" || n.op === "lt")) {
      const [l, r] = n.op === "eq" && operand(n, 0).op === "lit" ? [operand(n, 1), operand(n, 0)] : [operand(n, 0), operand(n, 1)]
      const text = `${this.print(l, 5)} ${n.op === "eq" ? "!=" : ">="} ${this.print(r, 5)}`
      return around > 2 ? `(${text})` : text
    }
    // `!a = b` is !(a = b) in Murphi.
    return around > 2 ? `(!${this.print(n, 9)})` : `!${this.print(n, 9)}`
  }
}

/** Expressions that several of the roots share, or one uses twice, and that are long enough to be computed once. */
const sharedBy = (roots: readonly Node[], e: Expressions): readonly Node[] => {
  const uses = new Map<Node, number>()
  const count = (n: Node): void => { uses.set(n, (uses.get(n) ?? 0) + 1) }
  roots.forEach(count)
  const found: Node[] = []
  walk(roots, (n) => { n.args.forEach(count) })
  walk(roots, (n) => { if ((uses.get(n) ?? 0) > 1 && e.size(n) > short_size) found.push(n) })
  return found
}

/** The cells that the text of an expression reads, where the named nodes were computed before. */
const cellsIn = (n: Node, names: ReadonlyMap<Node, string>): ReadonlySet<string> => {
  const cells = new Set<string>()
  const seen = new Set<Node>()
  const go = (x: Node): void => {
    if (seen.has(x) || names.has(x)) return
    seen.add(x)
    if (x.op === "state") cells.add(x.name as string)
    x.args.forEach(go)
  }
  go(n)
  return cells
}

/** One assignment: a cell, or a value kept for later. */
export type Assignment =
  | { readonly cell: number; readonly text: string }
  | { readonly keep: number; readonly node: Node; readonly text: string }

/** What a language says of an effect's parts. */
export interface Effect {
  /** The name of the value that is kept as the `i`th of the effect, either for a cell or to be used several times. */
  readonly temp: (i: number, n: Node, cell?: number) => string
  /** The text of a value, either for a cell or to be used several times. */
  readonly text: (n: Node, cell?: number) => string
  /** False: the language cannot keep this value, because its type shows only where it is used. */
  readonly canKeep?: (n: Node) => boolean
}

/**
 * Assignments that together act at once: each stands before those that change what it reads, and where they read each
 * other's cells in a circle one value is kept first.
 */
export const inTurn = (x: FlatInstance, cells: readonly Cell[], e: Expressions, effect: Effect): readonly Assignment[] => {
  const names = new Map<Node, string>()
  e.names = names
  const lines: Assignment[] = []
  let temps = 0
  const keep = (n: Node, text: string, cell?: number): string => {
    const name = effect.temp(temps, n, cell)
    lines.push({ keep: temps++, node: n, text })
    return name
  }
  for (const n of sharedBy(x.updates.map((u) => u.node), e)) if (effect.canKeep?.(n) !== false) names.set(n, keep(n, effect.text(n)))
  let rest = x.updates.map((u) => ({ cell: u.cell, path: cells[u.cell]?.path as string, text: effect.text(u.node, u.cell), node: u.node, reads: cellsIn(u.node, names) }))
  while (rest.length > 0) {
    const free = rest.find((u) => !rest.some((other) => other !== u && other.reads.has(u.path)))
    if (free !== undefined) {
      lines.push({ cell: free.cell, text: free.text })
      rest = rest.filter((u) => u !== free)
    } else {
      // One that was kept already waits for the circle of others to be broken.
      const next = rest.find((u) => u.reads.size > 0) as (typeof rest)[number]
      const kept = { ...next, text: keep(next.node, next.text, next.cell), reads: new Set<string>() }
      rest = rest.map((u) => (u === next ? kept : u))
    }
  }
  return lines
}
