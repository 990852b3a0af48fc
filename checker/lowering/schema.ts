/** From the interfaces of a model to sorts. Types are looked up lazily: a cycle of type imports does no harm. */
import type { Extent, Field, Sort } from "../ir/sort.ts"
import { sourceOf, type Module, type Modules } from "./module.ts"
import { Rejected, type Code } from "./reject.ts"
import type { Syntax } from "./syntax.ts"

export interface Schemas {
  /** The sort that a type stands for. */
  readonly sort: (type: Syntax, m: Module) => Sort
}

const boundOf = (type: Syntax | undefined, m: Module, at: Syntax, sizes: ReadonlySet<string>): Extent => {
  const refuse = (code: Code, what: string): never => { throw new Rejected(code, what, sourceOf(m, type ?? at)) }
  if (type === undefined) return refuse("E32", "a bound is missing")
  if (type.type === "TSLiteralType" && typeof type.literal.value === "number") {
    const value = type.literal.value as number
    return Number.isSafeInteger(value) && value >= 0 && value < 2 ** 31 ? value : refuse("E32", `the bound ${value} is outside 0 … 2^31 - 1`)
  }
  if (type.type === "TSIndexedAccessType" && type.indexType.type === "TSLiteralType" && typeof type.indexType.literal.value === "string") {
    const size = type.indexType.literal.value as string
    return sizes.has(size) ? { size } : refuse("E31", `the system has no size "${size}"`)
  }
  return refuse("E32", 'a bound is a literal or Sizes["name"]')
}

const enumOf = (type: Syntax, m: Module): Sort => ({
  kind: "enum",
  values: (type.types as readonly Syntax[]).map((u) => {
    if (u.type !== "TSLiteralType" || typeof u.literal.value !== "string") throw new Rejected("E35", "a union is of string literals", sourceOf(m, u))
    return u.literal.value as string
  }),
})

/** Makes the reader of types for one system's sizes. */
export const schemas = (modules: Modules, sizes: ReadonlySet<string>): Schemas => {
  const busy = new Set<Syntax>()

  const record = (members: readonly Syntax[], m: Module): Sort => ({
    kind: "record",
    fields: members.map((member): Field => {
      if (member.type !== "TSPropertySignature" || member.readonly !== true || member.computed === true || member.key.type !== "Identifier" || !member.typeAnnotation)
        throw new Rejected("E33", "a field is `readonly name: type`", sourceOf(m, member))
      if (member.optional === true) throw new Rejected("E34", `the field ${member.key.name} is optional`, sourceOf(m, member))
      return { name: member.key.name, sort: sort(member.typeAnnotation.typeAnnotation, m) }
    }),
  })

  const language = (name: string, args: readonly Syntax[], at: Syntax, m: Module): Sort => {
    const bound = (): Extent => boundOf(args[0], m, at, sizes)
    const element = (): Sort => {
      if (args[1] === undefined) throw new Rejected("E32", `${name} needs an element type`, sourceOf(m, at))
      return sort(args[1], m)
    }
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
        if (args[0] === undefined) throw new Rejected("E32", "Peer needs a type", sourceOf(m, at))
        return sort(args[0], m)
      }
      default: throw new Rejected("E36", `${name} is no state type`, sourceOf(m, at))
    }
  }

  const reference = (type: Syntax, m: Module): Sort => {
    if (type.typeName.type !== "Identifier") throw new Rejected("E36", "a qualified type name", sourceOf(m, type))
    const name = type.typeName.name as string
    let where = m
    let entry = m.names.get(name)
    while (entry?.kind === "import") {
      where = modules.load(entry.file)
      entry = where.names.get(entry.name)
    }
    if (entry?.kind === "language") return language(entry.name, type.typeArguments?.params ?? [], type, m)
    if (entry?.kind !== "type") throw new Rejected("E36", `the type ${name} is not known to the model`, sourceOf(m, type))
    if (busy.has(entry.body)) throw new Rejected("E05", `the type ${name} contains itself`, sourceOf(m, type))
    busy.add(entry.body)
    const found = sort(entry.body, where)
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
