/** A lemma in words: case by case, as a reader goes through it. */
import { Nodes, operand, walk, type Node } from "../checker/ir/node.ts"
import { compared, conjuncts, words } from "./words.ts"

/** Where all of `where` is true, all of `holds` is. A premise on a variable, `every i < n`, is of what stands behind it. */
export interface Case {
  readonly where: readonly string[]
  readonly holds: readonly string[]
}
/** What a lemma says: the premises that all its cases share, what stands for a long term, and the cases. */
export interface Said {
  readonly given: readonly string[]
  readonly names: readonly { readonly name: string; readonly value: string }[]
  readonly cases: readonly Case[]
}

/** Lemmas speak of the whole system, so parts of the state stand with their places. */
const print = (n: Node): string => words({ parts: [], names: [] }, n)
const negation = (n: Node): Node => new Nodes().not(n)
const disjuncts = (n: Node): readonly Node[] => (n.op === "or" ? n.args.flatMap(disjuncts) : [n])
const isLiteral = (n: Node, value: boolean): boolean => n.op === "lit" && n.value === value

interface Premise {
  readonly text: string
  /** Of a condition that denies one value of something: that. */
  readonly denies?: Node
  /** Of a condition that says which value something has: that. */
  readonly fixes?: Node
}
const premise = (n: Node): Premise => {
  const [of, not] = n.op === "not" ? [compared(operand(n, 0)), true] : [compared(n), false]
  return { text: print(n), ...(of === undefined ? {} : not ? { denies: of } : { fixes: of }) }
}
/** What a premise consists of. That not one of several things is true denies each. */
const parts = (n: Node): readonly Node[] => (n.op === "not" && operand(n, 0).op === "or" ? disjuncts(operand(n, 0)).map(negation) : conjuncts(n))
/** More premises. That something is one value says all that its not being others said before. */
const joined = (where: readonly Premise[], more: readonly Node[]): readonly Premise[] => more.flatMap(parts).reduce<readonly Premise[]>((all, n) => {
  const p = premise(n)
  return [...all.filter((x) => x.denies === undefined || x.denies !== p.fixes), p]
}, where)

/** The same expression with other nodes in the place of some. */
const exchanged = (root: Node, by: (n: Node) => Node | undefined): Node => {
  const nodes = new Nodes()
  const done = new Map<Node, Node>()
  const go = (n: Node): Node => {
    const known = done.get(n)
    if (known !== undefined) return known
    const other = by(n)
    const made = nodes.make((other ?? n).op, (other ?? n).args.map(go), (other ?? n).sort, { ...((other ?? n).value === undefined ? {} : { value: (other ?? n).value as string }), ...((other ?? n).name === undefined ? {} : { name: (other ?? n).name as string }) })
    done.set(n, made)
    return made
  }
  return go(root)
}

/** `every i < n`; where the variable only stands behind a base, it counts from there. */
const quantified = (n: Node): { readonly range: string; readonly body: Node } => {
  const [count, body, name] = [operand(n, 0), operand(n, 1), n.name as string]
  const isVariable = (x: Node): boolean => x.op === "bound" && x.name === name
  const base = count.op === "sub" ? operand(count, 1) : undefined
  const isShifted = (x: Node): boolean => x.op === "add" && operand(x, 0) === base && isVariable(operand(x, 1))
  let alone = base === undefined
  walk([body], (x) => { alone ||= !isShifted(x) && x.args.some(isVariable) })
  if (alone || base === undefined) return { range: `every ${name} < ${print(count)}`, body }
  const variable = new Nodes().make("bound", [], count.sort, { name })
  return { range: `every ${print(base)} <= ${name} < ${print(operand(count, 0))}`, body: exchanged(body, (x) => (isShifted(x) ? variable : undefined)) }
}

const isPlain = (n: Node): boolean => (n.op === "not" ? isPlain(operand(n, 0)) : n.op === "eq" || n.op === "lt" || n.op === "state")
/** The premises of a disjunction: what is denied at its beginning; or all but the last, if they are plain and that one says several things. */
const implication = (n: Node): { readonly given: readonly Node[]; readonly rest: Node } | undefined => {
  const all = disjuncts(n)
  const last = all.at(-1) as Node
  const first = all.findIndex((x) => x.op !== "not")
  const isLast = ["and", "every", "ite"].includes(last.op) && all.slice(first < 0 ? 0 : first, -1).every(isPlain)
  const denied = isLast || first < 0 ? all.length - 1 : first
  if (denied === 0) return undefined
  return { given: all.slice(0, denied).map(negation), rest: all.slice(denied).reduce((l, r) => new Nodes().make("or", [l, r], n.sort)) }
}

interface Found {
  readonly where: readonly Premise[]
  readonly holds: string
}
const choice = (n: Node, where: readonly Premise[]): readonly Found[] => {
  const [c, yes, no] = [operand(n, 0), operand(n, 1), operand(n, 2)]
  const branch = (x: Node, condition: Node): readonly Found[] => (isLiteral(x, true) ? [] : found(x, joined(where, [condition])))
  return isLiteral(yes, false) ? [...found(negation(c), where), ...found(no, where)] : [...branch(yes, c), ...branch(no, negation(c))]
}
const found = (n: Node, where: readonly Premise[]): readonly Found[] => {
  if (n.op === "and") return conjuncts(n).flatMap((x) => found(x, where))
  if (n.op === "ite") return choice(n, where)
  if (n.op === "every") {
    const { range, body } = quantified(n)
    return found(body, [...where, { text: range }])
  }
  const split = n.op === "or" ? implication(n) : undefined
  return split === undefined ? [{ where, holds: print(n) }] : found(split.rest, joined(where, split.given))
}

/** What has the same premises stands together, where the first of it stood. */
const merged = (all: readonly Found[]): readonly Case[] => {
  const groups = new Map<string, { readonly where: readonly string[]; readonly holds: string[] }>()
  for (const f of all) {
    const where = f.where.map((p) => p.text)
    const known = groups.get(where.join("\n"))
    if (known === undefined) groups.set(where.join("\n"), { where, holds: [f.holds] })
    else known.holds.push(f.holds)
  }
  return [...groups.values()]
}

/** A term that is longer, and stands there so often, gets a name. */
const long_characters = 28
const often = 3
const letters = ["x", "y", "z"] as const
const arithmetic = new Set(["add", "sub", "mul", "mod"])

/** How often each node is written, in a tree that repeats what the nodes share. */
const written = (root: Node): ReadonlyMap<Node, number> => {
  const times = new Map<Node, number>()
  const go = (n: Node): void => {
    times.set(n, (times.get(n) ?? 0) + 1)
    n.args.forEach(go)
  }
  go(root)
  return times
}
/** Names for the longest terms that are repeated, one after the other. */
const named = (root: Node): { readonly body: Node; readonly names: Said["names"] } => {
  let body = root
  const names: { readonly name: string; value: Node }[] = []
  for (const name of letters) {
    const [longest] = [...written(body)].filter(([n, times]) => times >= often && arithmetic.has(n.op) && print(n).length > long_characters).map(([n]) => n).toSorted((a, b) => print(b).length - print(a).length)
    if (longest === undefined) break
    const short = new Nodes().make("bound", [], longest.sort, { name })
    const text = print(longest)
    for (const x of names) x.value = exchanged(x.value, (n) => (print(n) === text ? short : undefined))
    names.push({ name, value: longest })
    body = exchanged(body, (n) => (n === longest ? short : undefined))
  }
  return { body, names: names.map((x) => ({ name: x.name, value: print(x.value) })) }
}

/** A lemma's formula in words. */
export const lemmaWords = (holds: Node): Said => {
  const { body, names } = named(holds)
  const all = merged(found(body, []))
  const [first] = all
  const differs = first?.where.findIndex((w, i) => all.some((c) => c.where[i] !== w)) ?? 0
  const shared = differs < 0 ? (first?.where.length ?? 0) : differs
  return { given: first?.where.slice(0, shared) ?? [], names, cases: all.map((c) => ({ where: c.where.slice(shared), holds: c.holds })) }
}
