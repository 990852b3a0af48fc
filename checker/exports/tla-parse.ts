/** For tests: a module of TLA+ read by the community's grammar, and what SANY would refuse that a grammar does not see. */
import { createRequire } from "node:module"
import { Language, Parser, type Node as Read } from "web-tree-sitter"

/** A part of a module. */
export interface Node {
  readonly type: string
  readonly text: string
  /** From 1. */
  readonly line: number
  /** The named parts, without comments. */
  readonly kids: readonly Node[]
  /** The named parts that have a name in this one. */
  readonly fields: { readonly [name: string]: readonly Node[] | undefined }
}

const require = createRequire(import.meta.url)

/** What reads modules. */
export const tlaParser = async (): Promise<Parser> => {
  await Parser.init()
  return new Parser().setLanguage(await Language.load(require.resolve("@tlaplus/tree-sitter-tlaplus/tree-sitter-tlaplus.wasm")))
}

/** The syntax of a module. @throws Error at the first place that is none */
export const parseTla = (parser: Parser, text: string): Node => {
  const tree = parser.parse(text)
  if (tree === null) throw new Error("nothing was parsed")
  const wrong = tree.rootNode.hasError ? wrongIn(tree.rootNode) : undefined
  if (wrong !== undefined) throw new Error(`line ${wrong.startPosition.row + 1}: ${wrong.text.slice(0, 80)}`)
  const module = copied(tree.rootNode).kids.find((n) => n.type === "module")
  if (module === undefined) throw new Error("there is no module")
  return module
}
const wrongIn = (n: Read): Read | undefined => {
  for (const x of n.children) {
    const wrong = wrongIn(x)
    if (wrong !== undefined) return wrong
  }
  return n.isError || n.isMissing ? n : undefined
}
const copied = (n: Read): Node => {
  const kids: Node[] = []
  const fields: Record<string, Node[]> = {}
  for (const [i, x] of n.children.entries()) {
    if (!x.isNamed || x.type === "comment") continue
    const kid = copied(x)
    const name = n.fieldNameForChild(i)
    kids.push(kid)
    if (name !== null) (fields[name] ??= []).push(kid)
  }
  return { type: n.type, text: n.text, line: n.startPosition.row + 1, kids, fields }
}

/** The part that has this name. */
export const part = (n: Node, name: string): Node => {
  const found = n.fields[name]?.[0]
  if (found === undefined) throw new Error(`${n.type} has no ${name}: ${n.text.slice(0, 80)}`)
  return found
}
/** All parts that have this name. */
export const parts = (n: Node, name: string): readonly Node[] => n.fields[name] ?? []

const all = (n: Node): readonly Node[] => [n, ...n.kids.flatMap(all)]

/** How tightly operators bind: two without parentheses between them must not overlap, unless they are the same and associate. */
const binds: Readonly<{ [symbol: string]: readonly [number, number] }> = {
  implies: [1, 1], leads_to: [2, 2], land: [3, 3], lor: [3, 3], lnot: [4, 4], always: [4, 15], eventually: [4, 15], unchanged: [4, 15],
  eq: [5, 5], neq: [5, 5], lt: [5, 5], leq: [5, 5], geq: [5, 5], in: [5, 5], setminus: [8, 8], domain: [9, 9], dots_2: [9, 9],
  plus: [10, 10], minus: [11, 11], mod: [10, 11], mul: [13, 13], circ: [13, 13], prime: [15, 15],
}
const associates = new Set(["land", "lor", "plus", "minus", "mul", "circ"])
/** What goes on to the right as far as it can. */
const open = new Set(["bounded_quantification", "if_then_else", "let_in"])

const symbolOf = (n: Node): string | undefined => (/^bound_(?:in|pre|post)fix_op$/.test(n.type) ? part(n, "symbol").type : undefined)
const at = (n: Node): string => `line ${n.line}: ${n.text.replaceAll(/\s+/g, " ").slice(0, 60)}`

const precedence = (n: Node): readonly string[] => {
  const symbol = symbolOf(n)
  if (symbol === undefined) return []
  const own = binds[symbol]
  if (own === undefined) return [`${at(n)}: ${symbol} is not known to bind`]
  return ["lhs", "rhs"].flatMap((name) => {
    const [x] = parts(n, name)
    if (x === undefined) return []
    if (name === "lhs" && open.has(x.type)) return [`${at(n)}: ${x.type} on the left`]
    // A prefix operator before another one can be read in one way only: <>[]p.
    if (n.type === "bound_prefix_op" && x.type === "bound_prefix_op") return []
    const inner = symbolOf(x)
    const range = inner === undefined ? undefined : binds[inner]
    if (range === undefined || range[0] > own[1] || (inner === symbol && associates.has(symbol) && name === "lhs")) return []
    return [`${at(n)}: ${inner ?? ""} inside ${symbol}`]
  })
}

const standard: readonly (readonly [string, readonly string[]])[] = [
  ["Integers", []], ["Sequences", ["Seq", "Len", "Head", "Tail", "Append", "SubSeq"]], ["FiniteSets", ["Cardinality"]],
]

/** What a module gets wrong: operators that bind alike, names that nobody declares, and names that are declared twice in one scope. */
export const problems = (module: Node): readonly string[] => {
  const found = all(module).flatMap(precedence)
  const declare = (scope: ReadonlySet<string>, names: readonly Node[]): ReadonlySet<string> => {
    const inner = new Set(scope)
    for (const n of names) {
      if (inner.has(n.text)) found.push(`${at(n)}: declared twice`)
      inner.add(n.text)
    }
    return inner
  }
  const nameOf = (n: Node): Node => (n.type === "operator_declaration" ? part(n, "name") : n)
  const check = (n: Node, scope: ReadonlySet<string>): void => {
    switch (n.type) {
      case "identifier_ref":
        if (!scope.has(n.text)) found.push(`${at(n)}: not declared`)
        return
      case "record_value": return check(n.kids[0] as Node, scope)
      case "except_update_record_field": case "comment": return
      case "operator_definition": return check(part(n, "definition"), declare(scope, parts(n, "parameter").map(nameOf)))
      case "let_in": {
        let inner = scope
        for (const d of parts(n, "definitions")) {
          check(d, inner)
          inner = declare(inner, [part(d, "name")])
        }
        return check(part(n, "expression"), inner)
      }
      case "bounded_quantification": case "function_literal": case "set_filter": {
        const bounds = n.kids.filter((x) => x.type === "quantifier_bound")
        for (const b of bounds) check(part(b, "set"), scope)
        const inner = declare(scope, bounds.flatMap((b) => parts(b, "intro")))
        for (const x of n.kids) if (x.type !== "quantifier_bound") check(x, inner)
        return
      }
      default: for (const x of n.kids) check(x, scope)
    }
  }
  const units = module.kids
  let scope: ReadonlySet<string> = new Set(units.filter((u) => u.type === "extends").flatMap((u) => u.kids.flatMap((m) => standard.find(([name]) => name === m.text)?.[1] ?? [])))
  for (const u of units) {
    if (u.type === "constant_declaration" || u.type === "variable_declaration") scope = declare(scope, u.kids)
    else if (u.type === "recursive_declaration") scope = declare(scope, u.kids.map(nameOf))
    else if (u.type === "assumption") check(u, scope)
    else if (u.type === "operator_definition") {
      check(u, scope)
      // What RECURSIVE has declared is defined once.
      const isRecursive = units.some((r) => r.type === "recursive_declaration" && r.kids.some((d) => nameOf(d).text === part(u, "name").text))
      scope = isRecursive ? scope : declare(scope, [part(u, "name")])
    }
  }
  return found
}
