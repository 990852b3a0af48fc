/** Modules of a model: parsed, never run. Names are looked up lazily, so import cycles between types do no harm. */
import { existsSync, readFileSync, statSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { parseSync, type Program } from "oxc-parser"
import { InputError } from "../errors.ts"
import { printSource, type Source } from "../ir/system.ts"
import { insteadAtTop } from "./advice.ts"
import { Rejected, type Code } from "./reject.ts"
import type { Syntax } from "./syntax.ts"

/** A name of a module: what it stands for, found when it is first needed. */
export type Name =
  | { readonly kind: "language"; readonly name: string }
  | { readonly kind: "import"; readonly file: string; readonly name: string; readonly at: Syntax }
  | { readonly kind: "const"; readonly init: Syntax; readonly pattern: Syntax; readonly annotation: Syntax | undefined; readonly exported: boolean }
  | { readonly kind: "type"; readonly body: Syntax; readonly exported: boolean }

export interface Module {
  readonly file: string
  readonly text: string
  readonly names: ReadonlyMap<string, Name>
}

/** Changes the text of a file before it is parsed: how mutants are made. */
export type Edit = (text: string, file: string) => string

const lineStarts = new WeakMap<Module, readonly number[]>()
/** Where a piece of syntax stands. */
export const sourceOf = (m: Module, at: { readonly start: number }): Source => {
  const starts = lineStarts.get(m) ?? [0, ...[...m.text.matchAll(/\n/g)].map((x) => x.index + 1)]
  lineStarts.set(m, starts)
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= at.start) low = middle
    else high = middle - 1
  }
  return { file: relative(process.cwd(), m.file) || m.file, line: low + 1, column: at.start - (starts[low] as number) + 1 }
}

/** Largest module that is read, in bytes: a model is small, and a mistaken path should not fill the memory. */
const limit_bytes = 4_000_000

const read = (file: string): string => {
  if (!existsSync(file)) throw new InputError(`${relative(process.cwd(), file)}: no such module`, "Give the path of a TypeScript file that exports a system.")
  const facts = statSync(file)
  if (!facts.isFile()) throw new InputError(`${relative(process.cwd(), file)}: not a file`, "Give the path of a TypeScript file that exports a system.")
  if (facts.size > limit_bytes) throw new InputError(`${relative(process.cwd(), file)}: ${facts.size} bytes, more than the ${limit_bytes} that a model may have`, "Split the module.")
  return readFileSync(file, "utf8")
}

/** The specifier of the module that was meant where one leads to no file: the same without an extension, with that of JavaScript, or of a folder. */
const specifierMeant = (folder: string, specifier: string): string | undefined =>
  [`${specifier}.ts`, specifier.replace(/\.js$/, ".ts"), `${specifier.replace(/\/$/, "")}/index.ts`].find((s) => isFile(join(folder, s)))

const isFile = (file: string): boolean => existsSync(file) && statSync(file).isFile()

/** Deepest nesting of brackets, and longest text without a comma, a semicolon or a brace, that is parsed. */
const limit_depth = 1_000
const limit_stretch_chars = 10_000

/** The parser keeps no account of its stack and would take the whole process with it. */
const refuseDeep = (file: string, text: string): void => {
  let [depth, deepest, begin, longest] = [0, 0, 0, 0]
  for (const { 0: c, index } of text.matchAll(/[()[\]{},;]|$/g)) {
    if (c !== "" && "([{".includes(c)) deepest = Math.max(deepest, ++depth)
    if (c !== "" && ")]}".includes(c)) depth--
    if (!"()[]".includes(c) || c === "") {
      longest = Math.max(longest, index - begin)
      begin = index
    }
  }
  if (deepest > limit_depth || longest > limit_stretch_chars) throw new InputError(`${relative(process.cwd(), file)}: an expression is nested too deeply or is too long to be parsed`, "Give its parts names of their own.")
}

/** A type of the state up to where its bound stops to be one, and the operator or the call that the parser meets there. */
const boundBegins = /\b(?:Upto|Below|Counter|Identity|Vec|Fifo|Bag)<\s*(?=([^<>,;{}]*)$)/
const computes = /^[-+*/%(]/

const parse = (file: string, text: string): Program => {
  refuseDeep(file, text)
  const { program, errors } = parseSync(file, text, { showSemanticErrors: true })
  const first = errors[0]
  if (first !== undefined) {
    const start = first.labels[0]?.start ?? 0
    const m: Module = { file, text, names: new Map() }
    const bound = computes.test(text.slice(start)) ? boundBegins.exec(text.slice(0, start)) : null
    if (bound !== null && bound[1] !== "") throw new Rejected("E32", "a bound that is computed", sourceOf(m, { start: bound.index + bound[0].length }))
    throw new Rejected("E00", `${first.message}`, sourceOf(m, { start }))
  }
  return program
}

/** An import that leads to no file is reported where it stands, not where somebody reads the name. */
const missing = (m: Module, at: Syntax, specifier: string, file: string): InputError => {
  const meant = specifierMeant(dirname(m.file), specifier)
  const instead = meant === undefined ? "Give the path of a TypeScript file, from the folder of this module on and with its extension." : `Write instead: \`from "${meant}"\`.`
  return new InputError(`${printSource(sourceOf(m, at))}: ${specifier}: ${existsSync(file) ? "not a file" : "no such module"}`, instead)
}

/** Loads modules once each. `packageFile` is where the specifier `tcnet` leads when it is imported by path. */
export class Modules {
  readonly #known = new Map<string, Module>()
  readonly #edit: Edit
  readonly #languageFiles: ReadonlySet<string>
  constructor(options: { readonly edit?: Edit; readonly languageFiles: readonly string[] }) {
    this.#edit = options.edit ?? ((text) => text)
    this.#languageFiles = new Set(options.languageFiles)
  }

  /** Every module that was loaded, those that are loaded meanwhile too. */
  known(): Iterable<Module> { return this.#known.values() }

  load(path: string): Module {
    const file = resolve(path)
    const known = this.#known.get(file)
    if (known !== undefined) return known
    const text = this.#edit(read(file), file)
    const names = new Map<string, Name>()
    const module: Module = { file, text, names }
    this.#known.set(file, module)
    for (const statement of parse(file, text).body as unknown as readonly Syntax[]) this.#statement(module, names, statement)
    return module
  }

  #statement(m: Module, names: Map<string, Name>, statement: Syntax): void {
    const refuse = (code: Code, what: string, at: Syntax, instead?: string): never => { throw new Rejected(code, what, sourceOf(m, at), instead) }
    if (statement.type === "ImportDeclaration") return this.#import(m, names, statement)
    const exported = statement.type === "ExportNamedDeclaration"
    const d = exported ? (statement.declaration ?? undefined) : statement
    if (d === undefined) return refuse("E04", "an export list", statement, "`export` where each name is declared, and an import from there where it is used")
    switch (d.type) {
      case "TSInterfaceDeclaration":
        if (d.extends.length > 0) refuse("E03", `interface ${d.id.name} extends another`, d)
        if (d.typeParameters) refuse("E37", `the interface ${d.id.name} has parameters`, d, "an interface for each use, without parameters")
        return this.#declare(m, names, d.id, { kind: "type", body: d.body, exported })
      case "TSTypeAliasDeclaration":
        if (d.typeParameters) refuse("E37", `the type ${d.id.name} has parameters`, d, "a type for each use, without parameters")
        return this.#declare(m, names, d.id, { kind: "type", body: d.typeAnnotation, exported })
      case "VariableDeclaration":
        if (d.kind !== "const") refuse("E01", `${d.kind} ${d.declarations[0]?.id.name ?? ""}`, d)
        for (const v of d.declarations) this.#const(m, names, v, exported)
        return
      case "ExpressionStatement":
        return refuse("E11", "an expression for its effect, at the top of a module", d, insteadAtTop(d))
      default:
        return refuse("E04", `${d.type} at the top of a module`, statement, insteadAtTop(d))
    }
  }

  /** E40: a name that stands twice would mean whichever was read last; a second interface would add fields to the first. */
  #declare(m: Module, names: Map<string, Name>, id: Syntax, entry: Name): void {
    if (names.has(id.name)) throw new Rejected("E40", `the name ${id.name} stands twice`, sourceOf(m, id))
    names.set(id.name, entry)
  }

  #const(m: Module, names: Map<string, Name>, v: Syntax, exported: boolean): void {
    if (v.init === null || v.init === undefined) throw new Rejected("E04", "a constant without a value", sourceOf(m, v), "`const name = …`")
    const entry: Name = { kind: "const", init: v.init, pattern: v.id, annotation: v.id.typeAnnotation?.typeAnnotation ?? undefined, exported }
    if (v.id.type === "Identifier") return this.#declare(m, names, v.id, entry)
    if (v.id.type !== "ObjectPattern") throw new Rejected("E08", `${v.id.type} in a constant`, sourceOf(m, v.id))
    for (const p of v.id.properties) {
      if (p.type !== "Property" || p.value.type !== "Identifier") throw new Rejected("E08", "a default or a rest in a pattern", sourceOf(m, p))
      this.#declare(m, names, p.value, entry)
    }
  }

  #import(m: Module, names: Map<string, Name>, statement: Syntax): void {
    const specifier = statement.source.value as string
    const file = specifier.startsWith(".") ? resolve(dirname(m.file), specifier) : undefined
    const language = specifier === "tcnet" || (file !== undefined && this.#languageFiles.has(file))
    if (statement.specifiers.length === 0) throw new Rejected("E02", "an import without names", sourceOf(m, statement), "the names that are needed, or nothing: a module does nothing when it is imported")
    for (const s of statement.specifiers) {
      if (s.type !== "ImportSpecifier" || s.imported.type !== "Identifier") throw new Rejected("E02", "only named imports", sourceOf(m, s))
      if (file !== undefined && !language && !isFile(file)) throw missing(m, statement.source, specifier, file)
      if (language) this.#declare(m, names, s.local, { kind: "language", name: s.imported.name })
      else if (file === undefined) throw new Rejected("E06", `import from "${specifier}": a model imports relative files and "tcnet"`, sourceOf(m, statement), "what is needed of it as a helper of the model, or as a world rule")
      else this.#declare(m, names, s.local, { kind: "import", file, name: s.imported.name, at: s })
    }
  }
}
