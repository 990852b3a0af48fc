/** Prints flat expressions as JavaScript: conditions as booleans, everything else as integers, of 32 bits where that is wide enough. */
import { Folding } from "../ir/fold.ts"
import { operand, type Node } from "../ir/node.ts"
import type { Cell } from "../ir/unroll.ts"
import { maskOf, type Layout } from "./layout.ts"

/** Where the words of a state are read from: `w` of the state, `u` of the state after a step. */
type Row = "w" | "u"

/** Prints the expressions of one function: shared ones once, cells and words on first use. */
export class Emitter {
  readonly #layout: Layout
  readonly #cells: ReadonlyMap<string, number>
  readonly #isBool: readonly boolean[]
  /** Declarations of words and cells, for the head of the function. */
  readonly head: string[] = []
  readonly #declared = new Set<string>()
  #lines: string[] = []
  #names = new Map<Node, string>()
  #uses = new Map<Node, number>()
  #temps = 0
  readonly #folding = new Folding()

  readonly #others: ReadonlyMap<string, string>

  /** `others`: the text of names that are no cells. */
  constructor(layout: Layout, cells: readonly Cell[], others: ReadonlyMap<string, string> = new Map()) {
    this.#layout = layout
    this.#others = others
    this.#cells = new Map(cells.map((c, i) => [c.path, i]))
    this.#isBool = cells.map((c) => c.isBool)
  }

  /** Starts a block: what earlier blocks computed is out of its sight. `roots` are the expressions that it will print. */
  block(roots: readonly Node[]): void {
    this.#lines = []
    this.#names = new Map()
    this.#uses = new Map()
    const count = (n: Node): void => {
      const uses = (this.#uses.get(n) ?? 0) + 1
      this.#uses.set(n, uses)
      if (uses === 1) n.args.forEach(count)
    }
    roots.forEach(count)
  }
  /** The lines written since the last call, to stand before the next statement. */
  lines(): string {
    const text = this.#lines.join("")
    this.#lines = []
    return text
  }

  /** The expression's text. Shared parts are written to `lines` first. */
  text(n: Node): string {
    const known = this.#names.get(n)
    if (known !== undefined) return known
    const made = this.#print(n)
    if ((this.#uses.get(n) ?? 0) < 2 || n.args.length === 0) return made
    const name = `t${this.#temps++}`
    this.#lines.push(`const ${name}=${made};`)
    this.#names.set(n, name)
    return name
  }

  #print(n: Node): string {
    const a = (i: number): string => this.text(operand(n, i))
    switch (n.op) {
      case "lit": return typeof n.value === "number" && n.value < 0 ? `(${n.value})` : String(n.value)
      case "state": return this.#cell(n.name as string, "w")
      case "after": return this.#cell(n.name as string, "u")
      case "not": return this.#not(operand(n, 0))
      case "and": return `(${a(0)}&&${a(1)})`
      case "or": return `(${a(0)}||${a(1)})`
      case "ite": return `(${a(0)}?${a(1)}:${a(2)})`
      case "eq": return `(${a(0)}===${a(1)})`
      case "lt": return `(${a(0)}<${a(1)})`
      case "add": return this.#integer(n, `${a(0)}+${a(1)}`)
      case "sub": return this.#integer(n, `${a(0)}-${a(1)}`)
      case "mul": return this.#isNarrow(n) ? `Math.imul(${a(0)},${a(1)})` : `(${a(0)}*${a(1)})`
      case "mod": return this.#integer(n, `${a(0)}%${a(1)}`)
      default: throw new RangeError(`${n.op} is no flat operator`)
    }
  }
  /** A sum that 32 bits may not hold would wrap, and a range that was left would look kept. */
  #integer(n: Node, sum: string): string { return this.#isNarrow(n) ? `(${sum}|0)` : `(${sum})` }
  #isNarrow(n: Node): boolean {
    const { from, to } = this.#folding.interval(n)
    return from >= -(2 ** 31) && to < 2 ** 31
  }

  #not(n: Node): string {
    if (this.#names.has(n) || (this.#uses.get(n) ?? 0) > 1) return `!${this.text(n)}`
    if (n.op === "eq") return `(${this.text(operand(n, 0))}!==${this.text(operand(n, 1))})`
    return n.op === "lt" ? `(${this.text(operand(n, 0))}>=${this.text(operand(n, 1))})` : `!${this.text(n)}`
  }

  #cell(path: string, row: Row): string {
    const other = this.#others.get(path)
    if (other !== undefined) return other
    const i = this.#cells.get(path)
    if (i === undefined) throw new RangeError(`no cell ${path}`)
    const p = this.#layout.places[i]
    if (p === undefined || p.bits === 0) return this.#isBool[i] === true ? "false" : "0"
    const name = `${row === "w" ? "c" : "d"}${i}`
    this.#declare(name, () => {
      const word = this.word(p.word, row)
      const value = p.bits === 32 ? word : `(${word}>>>${p.shift})&${maskOf(p.bits)}`
      return this.#isBool[i] === true ? `(${value})!==0` : value
    })
    return name
  }
  /** The name of a word of the state. */
  word(k: number, row: Row = "w"): string {
    const name = `${row}${k}`
    this.#declare(name, () => `s[${row === "w" ? "b" : "b2"}+${k}]|0`)
    return name
  }
  #declare(name: string, value: () => string): void {
    if (this.#declared.has(name)) return
    this.#declared.add(name)
    const text = value()
    this.head.push(`const ${name}=${text};`)
  }

  /** The value of a cell, shifted to its place in its word. */
  shifted(cell: number, n: Node): string {
    const p = this.#layout.places[cell]
    if (p === undefined) throw new RangeError(`no cell ${cell}`)
    if (this.#isBool[cell] === true) return n.op === "lit" ? String(n.value === true ? 1 << p.shift : 0) : `(${this.text(n)}?${1 << p.shift}:0)`
    return p.shift === 0 ? this.text(n) : `(${this.text(n)}<<${p.shift})`
  }
}
