/** What mutants are made from: the pieces of a module's syntax that say what rules do, each with whose it is. */
import { parseSync } from "oxc-parser"
import type { Syntax } from "../lowering/syntax.ts"

/** A piece of syntax, and the rule or the constant that it belongs to. */
export interface Owned {
  readonly owner: string
  readonly at: Syntax
}
/** One field of an object: `parent` is the object that it stands in. */
export interface Field extends Owned {
  readonly name: string
  readonly parent: Syntax
}
export interface Pieces {
  readonly conjuncts: readonly Field[]
  /** Innermost fields of what `next` is given; `name` is the whole path. */
  readonly updates: readonly Field[]
  readonly numbers: readonly Owned[]
  /** Elements of a machine's list of rules; the owner is the rule's id. */
  readonly listed: readonly (Owned & { readonly parent: Syntax })[]
}

const isSyntax = (x: unknown): x is Syntax => typeof x === "object" && x !== null && typeof (x as { type?: unknown }).type === "string"
const children = (n: Syntax): readonly Syntax[] => Object.values(n).flatMap((v): readonly Syntax[] => (Array.isArray(v) ? v.filter(isSyntax) : isSyntax(v) ? [v] : []))
const isCallOf = (n: Syntax, name: string): boolean =>
  n.type === "CallExpression" && ((n["callee"] as Syntax).type === "Identifier" ? (n["callee"] as Syntax)["name"] === name : ((n["callee"] as Syntax)["property"] as Syntax | undefined)?.["name"] === name)
const fieldsOf = (object: Syntax): readonly Syntax[] => (object["properties"] as readonly Syntax[]).filter((p) => p.type === "Property")
const nameOf = (field: Syntax): string => String((field["key"] as Syntax)["name"] ?? (field["key"] as Syntax)["value"])
const fieldNamed = (object: Syntax, name: string): Syntax | undefined => fieldsOf(object).find((f) => nameOf(f) === name)?.["value"] as Syntax | undefined

/** The objects that an arrow function may give. */
const results = (n: Syntax | null | undefined): readonly Syntax[] => {
  switch (n?.type) {
    case "ArrowFunctionExpression": return results(n["body"] as Syntax)
    case "ParenthesizedExpression": return results(n["expression"] as Syntax)
    case "ConditionalExpression": return [...results(n["consequent"] as Syntax), ...results(n["alternate"] as Syntax)]
    case "BlockStatement": return (n["body"] as readonly Syntax[]).flatMap(results)
    case "IfStatement": return [...results(n["consequent"] as Syntax), ...results(n["alternate"] as Syntax | null)]
    case "ReturnStatement": return results(n["argument"] as Syntax)
    case "ObjectExpression": return [n]
    default: return []
  }
}

const withoutBrackets = (n: Syntax): Syntax => (n.type === "ParenthesizedExpression" ? withoutBrackets(n["expression"] as Syntax) : n)

/** Innermost fields of a patch. Where a nested object would be left empty, the field that holds it stands for its only one. */
const innermost = (owner: string, object: Syntax, path: string): readonly Field[] => fieldsOf(object).flatMap((at): readonly Field[] => {
  const name = path === "" ? nameOf(at) : `${path}.${nameOf(at)}`
  const value = withoutBrackets(at["value"] as Syntax)
  if (value.type !== "ObjectExpression") return [{ owner, at, name, parent: object }]
  const inner = innermost(owner, value, name)
  const only = inner[0]
  return inner.length === 1 && only !== undefined && only.parent === value ? [{ ...only, at, parent: object }] : inner
})

class Finder {
  readonly #isRule: (id: string) => boolean
  readonly conjuncts: Field[] = []
  readonly updates: Field[] = []
  readonly numbers: Owned[] = []
  readonly listed: (Owned & { readonly parent: Syntax })[] = []
  readonly #ids = new Map<string, string>()
  constructor(isRule: (id: string) => boolean) { this.#isRule = isRule }

  /** Numbers and updates anywhere below. */
  #inside(owner: string, n: Syntax): void {
    if (n.type === "Literal" && typeof n["value"] === "number") this.numbers.push({ owner, at: n })
    const patch = isCallOf(n, "next") ? (n["arguments"] as readonly Syntax[])[1] : undefined
    if (patch?.type === "ObjectExpression") this.updates.push(...innermost(owner, patch, ""))
    if (!n.type.startsWith("TS")) for (const c of children(n)) this.#inside(owner, c)
  }

  rule(name: string, call: Syntax): void {
    const spec = (call["arguments"] as readonly Syntax[])[0]
    if (spec?.type !== "ObjectExpression") return
    const owner = String(fieldNamed(spec, "id")?.["value"])
    this.#ids.set(name, owner)
    if (!this.#isRule(owner)) return
    for (const object of results(fieldNamed(spec, "when"))) for (const at of fieldsOf(object)) this.conjuncts.push({ owner, at, name: nameOf(at), parent: object })
    for (const part of ["choose", "when", "then"]) {
      const value = fieldNamed(spec, part)
      if (value !== undefined) this.#inside(owner, value)
    }
  }

  /** The machines that stand anywhere below: some are written where they are placed. */
  machines(n: Syntax): void {
    if (isCallOf(n, "machine")) this.#machine(n)
    for (const c of children(n)) this.machines(c)
  }

  #machine(call: Syntax): void {
    const spec = (call["arguments"] as readonly Syntax[])[0]
    const list = spec?.type === "ObjectExpression" ? fieldNamed(spec, "rules") : undefined
    if (list?.type !== "ArrayExpression") return
    for (const at of list["elements"] as readonly Syntax[]) {
      const owner = this.#ids.get(String(at["name"]))
      if (owner !== undefined && this.#isRule(owner)) this.listed.push({ owner, at, parent: list })
    }
  }

  helper(name: string, init: Syntax): void { this.#inside(name, init) }
}

const properties = ["invariant", "step", "leadsTo", "reachable", "forbidden"]
/** Modules that say what must hold, or which system is closed, are no part of the protocol: their helpers are left alone. */
const isModel = (constants: readonly (readonly [string, Syntax])[], text: string): boolean =>
  !/:\s*System</.test(text) && !constants.some(([, init]) => properties.some((p) => isCallOf(init, p)))

/** The pieces of one module. `isRule` says which ids are rules of the system: those of an abstract service are not. */
export const piecesOf = (file: string, text: string, isRule: (id: string) => boolean): Pieces => {
  const body = parseSync(file, text).program.body as unknown as readonly Syntax[]
  const constants = body.map((s) => (s.type === "ExportNamedDeclaration" ? (s["declaration"] as Syntax | null) : s))
    .flatMap((d) => (d?.type === "VariableDeclaration" ? (d["declarations"] as readonly Syntax[]) : []))
    .flatMap((d): readonly (readonly [string, Syntax])[] => ((d["id"] as Syntax).type === "Identifier" && isSyntax(d["init"]) ? [[String((d["id"] as Syntax)["name"]), d["init"]]] : []))
  const finder = new Finder(isRule)
  const helpers = isModel(constants, text)
  for (const [name, init] of constants) {
    if (isCallOf(init, "rule")) finder.rule(name, init)
    else if (helpers && !isCallOf(init, "machine") && !isCallOf(init, "model") && !isCallOf(init, "refinement")) finder.helper(name, init)
  }
  for (const [, init] of constants) finder.machines(init)
  return finder
}
