/**
 * A flat system as Promela: one process that fires one rule at a time, so that SPIN's states are exactly the explorer's.
 * Its transitions are the explorer's and one more, because SPIN counts the initial state as one.
 */
import { InputError } from "../errors.ts"
import type { FlatInstance, FlatProperty, FlatSystem } from "../ir/flat.ts"
import { walk, type Node } from "../ir/node.ts"
import { sortAt } from "../ir/sort.ts"
import { placed, type Source } from "../ir/system.ts"
import { expected, type Counts } from "./counts.ts"
import { Expressions, inTurn, limit_condition } from "./infix.ts"
import { cellNames, dialect, inComment, meanings, typeOf } from "./promela-text.ts"

const line = (s: Source): string => `${s.file}:${s.line}`
const comment = (text: string): string => `/* ${inComment(text)} */`

class Printer {
  readonly #flat: FlatSystem
  readonly #counts: Counts | undefined
  readonly #names: readonly string[]
  readonly #e: Expressions
  #temps = 0

  constructor(flat: FlatSystem, counts: Counts | undefined) {
    this.#flat = flat
    this.#counts = counts
    this.#names = cellNames(flat.cells.map((c) => c.path))
    this.#e = new Expressions(flat.cells, this.#names, flat.nodes, dialect)
  }

  #condition(n: Node, owner: string): string {
    const size = this.#e.size(n)
    if (size > limit_condition) throw new InputError(`${owner} is a condition of ${size} operators at the size ${this.#flat.sizeName}, too long for Promela`, "Export a smaller size.")
    this.#e.names = new Map()
    return this.#e.text(n)
  }
  #temp(i: number): string {
    this.#temps = Math.max(this.#temps, i + 1)
    return `tmp_${i}`
  }

  #head(): readonly string[] {
    const { ir, sizeName, sizes } = this.#flat
    const values = Object.entries(sizes).map(([name, n]) => `${name} ${n}`).join(", ")
    return [
      comment(`${ir.id}: ${ir.text}`),
      comment(`Size ${sizeName}: ${values}. From ${ir.source.file}.`),
      ...(this.#counts === undefined ? [] : [comment(expected(this.#counts, "transitions", 1))]),
      "",
      "/*",
      " * Made by `tcnet export --to promela`. One step is one rule with its parameters, fired at once, so SPIN finds the",
      " * states that `tcnet check` finds, and its transitions and one more: SPIN counts the initial state as one.",
      " *",
      " *   spin -a FILE && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -m1000000",
      " *",
      " * `spin -DCHECK -a FILE` adds a process that watches the invariants; it never moves while they hold, so the counts",
      " * stay the same. What must hold inside a step (a queue has room, a range is kept), properties of steps, progress,",
      " * refinement and deadlock are not expressed here.",
      " */",
    ]
  }

  #state(): readonly string[] {
    const notes = this.#flat.ir.leaves.flatMap((l) => meanings(sortAt(l.sort, this.#flat.sizes)))
    const rows = this.#flat.cells.map((c, i): readonly [string, string] => {
      const init = this.#flat.init[i] as number
      return [`${typeOf(c.most)} ${this.#names[i] as string}${init === 0 ? "" : ` = ${init}`};`, comment(`${c.path}: ${notes[i] as string}`)]
    })
    const width = Math.max(0, ...rows.map(([text]) => text.length))
    return ["", "/* The state. What lies behind the end of a queue is 0. */", ...rows.map(([text, note]) => `${text.padEnd(width)} ${note}`)]
  }

  /** Every conjunct on a line of its own. */
  #guard(x: FlatInstance): readonly string[] {
    const open = x.conjuncts.flatMap((c, i) => {
      if (c.node.op === "lit" && c.node.value === true) return []
      const name = x.rule.when[i]?.name ?? ""
      const text = this.#condition(c.node, `${x.label}.${name}`)
      return [{ text: c.node.op === "or" ? `(${text})` : text, name }]
    })
    if (open.length === 0) return ["      true ->"]
    // The operator stands at the end, because SPIN ends a statement at the end of a line that could end one.
    return open.map(({ text, name }, i) => `      ${text} ${i === open.length - 1 ? "->" : "&&"} ${comment(name)}`)
  }

  #effect(x: FlatInstance): readonly string[] {
    const assignments = inTurn(x, this.#flat.cells, this.#e, { temp: (i) => this.#temp(i), text: (n) => this.#e.text(n) })
    return assignments.length === 0 ? ["skip;"] : assignments.map((a) => `${"cell" in a ? (this.#names[a.cell] as string) : this.#temp(a.keep)} = ${a.text};`)
  }

  /** An option that is never enabled. It stands where SPIN would otherwise find fewer states, or no option at all. */
  #unread(): readonly string[] {
    const read = new Set<string>()
    walk(this.#flat.instances.flatMap((x) => [...x.conjuncts, ...x.updates].map((u) => u.node)), (n) => { if (n.op === "state") read.add(n.name as string) })
    const unread = this.#names.filter((_, i) => !read.has(this.#flat.cells[i]?.path as string))
    if (unread.length === 0) return this.#flat.instances.length === 0 ? ["  :: false -> skip"] : []
    return ["", "  /* Never enabled. SPIN leaves a variable that nothing reads out of its states, and would find fewer of them. */", `  :: false && ${unread.join(" + ")} == 0 -> skip`]
  }

  #rules(): readonly string[] {
    const options = this.#flat.instances.flatMap((x) => [
      "",
      `  ${comment(`${x.label} (${line(x.rule.source)}): ${x.rule.text}`)}`,
      "  :: d_step {",
      ...this.#guard(x),
      ...this.#effect(x).map((text) => `        ${text}`),
      "    }",
    ])
    const body = [...options, ...this.#unread()]
    return ["", "active proctype System() {", "/* A state without successors is no error here: whether the system may rest in it is for `tcnet check`. */", "end_rest:", "  do", ...body, "  od", "}"]
  }

  #invariants(): readonly string[] {
    const { nodes } = this.#flat
    const bad = (p: FlatProperty): Node => nodes.and(p.given, p.property.kind === "forbidden" ? p.holds : nodes.not(p.holds))
    const watched = this.#flat.properties.filter((p) => (p.property.kind === "invariant" || p.property.kind === "forbidden") && bad(p).op !== "lit")
    if (watched.length === 0) return []
    const options = watched.flatMap((p) => [
      `  ${comment(`${placed(p.property)} (${line(p.property.source)}): ${p.property.text}`)}`,
      `  :: d_step { ${this.#condition(bad(p), placed(p.property))} -> assert(false) }`,
    ])
    return ["", "#ifdef CHECK", "active proctype Invariants() {", "end_watch:", "  do", ...options, "  od", "}", "#endif"]
  }

  print(): string {
    const rules = this.#rules()
    const invariants = this.#invariants()
    const temps = Array.from({ length: this.#temps }, (_, i) => `hidden int tmp_${i};`)
    const hidden = temps.length === 0 ? [] : ["", "/* Not part of the state: intermediate results within one step. */", ...temps]
    return `${[...this.#head(), ...this.#state(), ...hidden, ...rules, ...invariants].join("\n")}\n`
  }
}

/** The system as a Promela model, with the counts to expect where they are known. @throws InputError where a condition is too long to be written out */
export const promela = (flat: FlatSystem, counts?: Counts): string => new Printer(flat, counts).print()
