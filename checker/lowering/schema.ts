/** From the interfaces of a model to sorts. Types are looked up lazily: a cycle of type imports does no harm. */
import { isSequence, unbounded, type Extent, type Field, type Sort } from "../ir/sort.ts"
import { meantBy, oneOf } from "./advice.ts"
import { sourceOf, type Module, type Modules } from "./module.ts"
import { Rejected, type Code } from "./reject.ts"
import type { Syntax } from "./syntax.ts"

/** The types of the state that the language has, and how many parameters each takes. */
const stateTypes: ReadonlyMap<string, number> = new Map([["Upto", 1], ["Below", 1], ["Counter", 1], ["Identity", 1], ["Opaque", 0], ["Vec", 2], ["Fifo", 2], ["Bag", 2], ["Peer", 1], ["Word", 1], ["Natural", 0], ["Log", 1]])
const insteadOfType = (name: string): string | undefined => (stateTypes.has(name) ? `\`import type { ${name} } from "tcnet"\` at the top of the module` : undefined)

export interface Schemas {
  /** The sort that a type stands for. */
  readonly sort: (type: Syntax, m: Module) => Sort
}

/** The numbers of the record that a type names, its sizes: only there does `X["name"]` mean the size called `name`. */
const sizesOf = (modules: Modules, type: Syntax, m: Module): readonly string[] => {
  if (type.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return []
  const found = typeOf(modules, type.typeName.name, m)
  const members: readonly Syntax[] = found?.body.type === "TSInterfaceBody" ? found.body.body : found?.body.type === "TSTypeLiteral" ? found.body.members : []
  return members.flatMap((x) => (x.type === "TSPropertySignature" && x.typeAnnotation?.typeAnnotation.type === "TSNumberKeyword" ? [String(x.key.name)] : []))
}

/** What a type's name stands for in the model: its body, and the module that the body's names are looked up in. */
const typeOf = (modules: Modules, name: string, m: Module): { readonly body: Syntax; readonly module: Module } | undefined => {
  const entry = m.names.get(name)
  if (entry?.kind === "type") return { body: entry.body, module: m }
  if (entry?.kind !== "import") return undefined
  const from = modules.load(entry.file)
  const target = from.names.get(entry.name)
  return target?.kind === "type" && target.exported ? { body: target.body, module: from } : undefined
}

const boundOf = (modules: Modules, type: Syntax | undefined, m: Module, at: Syntax, sizes: ReadonlySet<string>): Extent => {
  const refuse = (code: Code, what: string, instead?: string): never => { throw new Rejected(code, what, sourceOf(m, type ?? at), instead) }
  if (type === undefined) return refuse("E32", "a bound is missing", "a number or a size in its brackets: `<3>`, `<Sizes[\"frames\"]>`")
  if (type.type === "TSLiteralType" && typeof type.literal.value === "number") {
    const value = type.literal.value as number
    return Number.isSafeInteger(value) && value >= 0 && value < 2 ** 31 ? value : refuse("E32", `the bound ${value} is outside 0 … 2^31 - 1`, "a smaller bound")
  }
  if (type.type === "TSIndexedAccessType" && type.indexType.type === "TSLiteralType" && typeof type.indexType.literal.value === "string") {
    const size = type.indexType.literal.value as string
    const known = sizesOf(modules, type.objectType, m)
    const record = m.text.slice(type.objectType.start, type.objectType.end)
    if (known.length > 0 && !known.includes(size)) return refuse("E31", `${record} has no size "${size}"`, sizes.has(size) ? `the field \`readonly ${size}: number\` in \`${record}\` too` : oneOf(meantBy(size, known).map((x) => `${record}["${x}"]`), ""))
    if (known.length === 0) return refuse("E32", `${m.text.slice(type.start, type.end)} is no number of a record of sizes`, `\`Sizes["${size}"]\`, and in \`Sizes\` the field \`readonly ${size}: number\``)
    return sizes.has(size) ? { size } : refuse("E31", `the system has no size "${size}"`)
  }
  const isSigned = type.type === "TSLiteralType" && type.literal.type === "UnaryExpression"
  return refuse("E32", 'a bound is a literal or Sizes["name"]', isSigned ? "a bound of at least 0, and values that count from 0" : undefined)
}

const enumOf = (type: Syntax, m: Module): Sort => {
  const values: string[] = []
  for (const u of type.types as readonly Syntax[]) {
    if (u.type !== "TSLiteralType" || typeof u.literal.value !== "string") throw new Rejected("E35", "a union is of string literals", sourceOf(m, u))
    if (values.includes(u.literal.value)) throw new Rejected("E35", `"${u.literal.value as string}" stands twice in a union`, sourceOf(m, u), "each literal once")
    values.push(u.literal.value)
  }
  return { kind: "enum", values }
}

const wordOf = (of: Sort | undefined, at: Syntax, m: Module): Sort => {
  if (of?.kind === "record" && of.fields.every((f) => f.sort.kind !== "record" && !isSequence(f.sort))) return { ...of, isWord: true }
  throw new Rejected("E32", "Word needs a record of scalars", sourceOf(m, at), "a record whose fields fit into one aligned word: `Word<{ readonly tag: Upto<3>; readonly index: Upto<7> }>`")
}

/** Makes the reader of types for one system's sizes. */
export const schemas = (modules: Modules, sizes: ReadonlySet<string>): Schemas => {
  const busy = new Set<Syntax>()

  const record = (members: readonly Syntax[], m: Module): Sort => ({
    kind: "record",
    fields: members.map((member, i): Field => {
      if (member.type !== "TSPropertySignature" || member.readonly !== true || member.computed === true || member.key.type !== "Identifier" || !member.typeAnnotation)
        throw new Rejected("E33", "a field is `readonly name: type`", sourceOf(m, member))
      if (members.findIndex((x) => x.key?.name === member.key.name) !== i) throw new Rejected("E33", `the field ${member.key.name} stands twice`, sourceOf(m, member), "each field once")
      if (member.optional === true) throw new Rejected("E34", `the field ${member.key.name} is optional`, sourceOf(m, member))
      return { name: member.key.name, sort: sort(member.typeAnnotation.typeAnnotation, m) }
    }),
  })

  /** The type of an element, of the language's types that have one. */
  const elementOf = (name: string, type: Syntax | undefined, at: Syntax, m: Module, instead: string): Sort => {
    if (type === undefined) throw new Rejected("E32", `${name} needs an element type`, sourceOf(m, at), instead)
    return sort(type, m)
  }

  const language = (name: string, args: readonly Syntax[], at: Syntax, m: Module): Sort => {
    const bound = (): Extent => boundOf(modules, args[0], m, at, sizes)
    const takes = stateTypes.get(name)
    if (takes !== undefined && args.length > takes) throw new Rejected("E37", `${name} with ${args.length} parameters`, sourceOf(m, at), takes === 0 ? `\`${name}\` alone` : `\`${name}\` with ${takes === 1 ? "one parameter" : `${takes} parameters`}`)
    const element = (): Sort => elementOf(name, args[1], at, m, `a bound and the type of an element: \`${name}<3, boolean>\``)
    switch (name) {
      case "Upto": return { kind: "upto", most: bound() }
      case "Below": return { kind: "below", count: bound() }
      case "Counter": return { kind: "counter", width: bound() }
      case "Identity": return { kind: "identity", count: bound() }
      case "Opaque": return { kind: "opaque" }
      case "Vec": return { kind: "vec", size: bound(), of: element() }
      case "Fifo": return { kind: "fifo", capacity: bound(), of: element() }
      case "Bag": return { kind: "bag", capacity: bound(), of: element() }
      case "Peer": {
        if (args[0] === undefined) throw new Rejected("E32", "Peer needs a type", sourceOf(m, at), "the type of what the other place writes: `Peer<boolean>`")
        return sort(args[0], m)
      }
      case "Natural": return { kind: "upto", most: unbounded }
      case "Log": return { kind: "vec", size: unbounded, of: elementOf(name, args[0], at, m, "the type of an element: `Log<boolean>`") }
      case "Word": return wordOf(args[0] === undefined ? undefined : sort(args[0], m), at, m)
      default: throw new Rejected("E36", `${name} is no state type`, sourceOf(m, at))
    }
  }

  const reference = (type: Syntax, m: Module): Sort => {
    if (type.typeName.type !== "Identifier") throw new Rejected("E36", "a qualified type name", sourceOf(m, type))
    const name = type.typeName.name as string
    const own = m.names.get(name)
    const args: readonly Syntax[] = type.typeArguments?.params ?? []
    if (own?.kind === "language") return language(own.name, args, type, m)
    const entry = typeOf(modules, name, m)
    if (args.length > 0 && entry !== undefined) throw new Rejected("E37", `${name} with parameters`, sourceOf(m, type), `\`${name}\` alone, or a type for each use`)
    if (entry === undefined) throw new Rejected("E36", `the type ${name} is not known to the model`, sourceOf(m, type), insteadOfType(name))
    if (busy.has(entry.body)) throw new Rejected("E05", `the type ${name} contains itself`, sourceOf(m, type), "a `Vec` beside it, and an index into it: values of the state have one size")
    busy.add(entry.body)
    const found = sort(entry.body, entry.module)
    busy.delete(entry.body)
    return found
  }

  const sort = (type: Syntax, m: Module): Sort => {
    switch (type.type) {
      case "TSBooleanKeyword": return { kind: "bool" }
      case "TSInterfaceBody": return record(type.body, m)
      case "TSTypeLiteral": return record(type.members, m)
      case "TSUnionType": return enumOf(type, m)
      case "TSLiteralType": return enumOf({ ...type, types: [type] }, m)
      case "TSParenthesizedType": return sort(type.typeAnnotation, m)
      case "TSTypeReference": return reference(type, m)
      case "TSNumberKeyword": throw new Rejected("E30", "number has no range", sourceOf(m, type))
      default: throw new Rejected("E37", `${type.type} is no state type`, sourceOf(m, type))
    }
  }
  return { sort }
}
