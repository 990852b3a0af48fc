/**
 * Wrong versions of program text, made by rote: of a comparison, a condition, a number, a string, a statement. The
 * rules of the protocol have operators of their own, in mutants.ts; these are for the tools that judge them.
 */
import { parseSync } from "oxc-parser"
import type { Syntax } from "../lowering/syntax.ts"
import { sampled } from "./sample.ts"

/** One wrong version of a file. */
export interface CodeMutant {
  /** `Owner.method:< → <=`, and `#2` behind it where the owner has several: it says nothing of lines, which move. */
  readonly id: string
  readonly start: number
  readonly end: number
  readonly to: string
}
/** A change before it has a number: `what` says it in a few characters. */
interface Change {
  readonly owner: string
  readonly what: string
  readonly start: number
  readonly end: number
  readonly to: string
}

const isSyntax = (x: unknown): x is Syntax => typeof x === "object" && x !== null && typeof (x as { type?: unknown }).type === "string"
const children = (n: Syntax): readonly Syntax[] => Object.values(n).flatMap((v): readonly Syntax[] => (Array.isArray(v) ? v.filter(isSyntax) : isSyntax(v) ? [v] : []))
const nameOf = (n: unknown): string => (isSyntax(n) ? String(n["name"] ?? n["value"] ?? "") : "")

/** What may stand in place of an operator: what is just beside it, then its opposite. */
const operators: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "===": ["!=="], "!==": ["==="],
  "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"], "**": ["*"], "<<": [">>>"], ">>": ["<<"], ">>>": ["<<"], "&": ["|"], "|": ["&"], "^": ["|"],
  "&&": ["||"], "||": ["&&"], "+=": ["-="], "-=": ["+="], "*=": ["/="], "|=": ["&="], "&=": ["|="], "??=": ["="], "++": ["--"], "--": ["++"],
}
/** Methods whose place another takes; an empty string: the call is left out, and what it was called on stays. */
const methods: Readonly<Record<string, string>> = { some: "every", every: "some", min: "max", max: "min", filter: "", toSorted: "", toReversed: "", slice: "", concat: "" }

/** Sentences are for people: what is wrong in them, a reader sees. Code that is printed is no prose. */
const isProse = (text: string): boolean => /^[^;{}=<>[\]]*$/.test(text) && text.trim().split(/\s+/).length > 2
const isMessage = (n: Syntax): boolean => n.type === "ThrowStatement" || (n.type === "NewExpression" && /(?:Error|Rejected)$/.test(nameOf(n["callee"])))
const isFunction = (n: unknown): boolean => isSyntax(n) && ["ArrowFunctionExpression", "FunctionExpression", "FunctionDeclaration"].includes(n.type)

class Maker {
  readonly #text: string
  readonly changes: Change[] = []
  /** Comparisons that are a condition by themselves: the condition is made true and false, so that the opposite adds nothing. */
  readonly #tests = new Set<Syntax>()
  constructor(text: string) { this.#text = text }

  #at(n: Syntax): string { return this.#text.slice(n.start, n.end) }
  #add(owner: string, n: Syntax, to: string, what: string): void { this.changes.push({ owner, what, start: n.start, end: n.end, to }) }
  /** Puts other operators between two operands: all that is between them, comments aside, is the operator. */
  #between(owner: string, left: number, right: number, operator: string, most = 2): void {
    const start = this.#text.indexOf(operator, left)
    if (start < 0 || start >= right) return
    for (const to of (operators[operator] ?? []).slice(0, most)) this.changes.push({ owner, what: `${operator} → ${to}`, start, end: start + operator.length, to })
  }

  #condition(owner: string, n: Syntax): void {
    const test = n["test"]
    if (!isSyntax(test) || test.type === "Literal") return
    this.#tests.add(test)
    this.#add(owner, test, "false", "condition → false")
    // A loop that never ends says little, and takes long to say it.
    if (n.type === "IfStatement" || n.type === "ConditionalExpression") this.#add(owner, test, "true", "condition → true")
  }

  #literal(owner: string, n: Syntax): void {
    const value = n["value"]
    if (typeof value === "boolean") this.#add(owner, n, String(!value), `${value} → ${!value}`)
    else if (typeof value === "number") this.#add(owner, n, String(value + 1), `${value} → ${value + 1}`)
    else if (typeof value === "string" && value !== "" && !isProse(value)) this.#add(owner, n, `""`, `"${value.slice(0, 20)}" → ""`)
  }

  #call(owner: string, n: Syntax): void {
    const callee = n["callee"] as Syntax
    const to = callee.type === "MemberExpression" ? methods[nameOf(callee["property"])] : undefined
    if (to === undefined) return
    if (to === "") this.#add(owner, n, this.#at(callee["object"] as Syntax), `without ${nameOf(callee["property"])}`)
    else this.#add(owner, callee["property"] as Syntax, to, `${nameOf(callee["property"])} → ${to}`)
  }

  #expression(owner: string, n: Syntax): void {
    const [left, right, operator] = [n["left"] as Syntax, n["right"] as Syntax, String(n["operator"])]
    switch (n.type) {
      case "BinaryExpression": case "AssignmentExpression": case "LogicalExpression":
        if (operator === "??") this.#add(owner, n, `(${this.#at(right)})`, "without what ?? falls back from")
        // Texts are joined by + and not subtracted.
        else if (operator !== "+" || ![left, right].some((s) => s.type === "TemplateLiteral" || typeof s["value"] === "string")) this.#between(owner, left.end, right.start, operator, this.#tests.has(n) && operator.length <= 2 ? 1 : 2)
        break
      case "UnaryExpression":
        if (["!", "-", "~"].includes(operator)) this.#add(owner, n, `(${this.#at(n["argument"] as Syntax)})`, `without ${operator}`)
        break
      case "UpdateExpression": this.#between(owner, n.start, n.end, operator); break
      case "ConditionalExpression": this.#condition(owner, n); break
      case "CallExpression": this.#call(owner, n); break
      case "TemplateLiteral":
        if (!isProse(this.#at(n).replaceAll(/\$\{[^}]*\}/g, "x"))) this.#add(owner, n, "``", `${this.#at(n).slice(0, 20)} → empty`)
        break
      case "Literal": this.#literal(owner, n); break
    }
  }

  #statement(owner: string, n: Syntax): void {
    switch (n.type) {
      case "IfStatement": case "WhileStatement": case "ForStatement": this.#condition(owner, n); break
      case "ExpressionStatement": this.#add(owner, n, ";", `without ${this.#at(n).slice(0, 30).replaceAll(/\s+/g, " ")}`); break
      case "ContinueStatement": case "BreakStatement": this.#add(owner, n, ";", `without ${n.type === "BreakStatement" ? "break" : "continue"}`); break
      case "ReturnStatement": if (n["argument"] === null) this.#add(owner, n, ";", "without return"); break
    }
  }

  /** Who owns what is inside: the constant, function or method that a reader would look for. */
  #ownerIn(owner: string, n: Syntax): string {
    if (n.type === "ClassDeclaration") return nameOf(n["id"])
    if (n.type === "MethodDefinition" || n.type === "PropertyDefinition") return `${owner}.${nameOf(n["key"])}`
    if (n.type === "FunctionDeclaration" || (n.type === "VariableDeclarator" && (owner === "" || isFunction(n["init"])))) return owner === "" ? nameOf(n["id"]) : `${owner}.${nameOf(n["id"])}`
    return owner
  }

  visit(n: Syntax, outer: string): void {
    if (n.type === "ImportDeclaration" || isMessage(n) || (n.type.startsWith("TS") && !isSyntax(n["expression"]))) return
    const owner = this.#ownerIn(outer, n)
    if (n.type.endsWith("Statement")) this.#statement(owner, n)
    else this.#expression(owner, n)
    const key = n.type === "Property" || n.type === "MethodDefinition" || n.type === "PropertyDefinition" ? n["key"] : undefined
    for (const c of children(n)) if (c !== key && !(n.type.startsWith("TS") && c !== n["expression"])) this.visit(c, owner)
  }
}

/** Every wrong version of a file, in the order of its text. */
export const codeMutants = (file: string, text: string): readonly CodeMutant[] => {
  const maker = new Maker(text)
  for (const s of parseSync(file, text).program.body as unknown as readonly Syntax[]) maker.visit(s, "")
  const sorted = maker.changes.toSorted((a, b) => a.start - b.start || a.end - b.end)
  const total = new Map<string, number>()
  const name = (c: Change): string => `${c.owner}:${c.what}`
  for (const c of sorted) total.set(name(c), (total.get(name(c)) ?? 0) + 1)
  const seen = new Map<string, number>()
  return sorted.map((c) => {
    const k = (seen.get(name(c)) ?? 0) + 1
    seen.set(name(c), k)
    return { id: total.get(name(c)) === 1 ? name(c) : `${name(c)}#${k}`, start: c.start, end: c.end, to: c.to }
  })
}

/** The text with one change. */
export const changed = (text: string, m: CodeMutant): string => `${text.slice(0, m.start)}${m.to}${text.slice(m.end)}`

/** So many mutants, drawn by a seed, or all. */
export const drawn = (mutants: readonly CodeMutant[], n: number | undefined, seed: number): readonly CodeMutant[] => (n === undefined ? mutants : sampled(mutants, n, seed))
