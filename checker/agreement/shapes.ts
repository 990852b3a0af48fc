/** Random types of finite state, as source text. */
import type { Choices } from "./choices.ts"

/** A bound: as a type, as an expression, and its value at the only size of a random system. */
export interface Extent {
  readonly type: string
  readonly text: string
  readonly value: number
}
export interface Field {
  readonly name: string
  readonly shape: Shape
}
/** `number` is what arithmetic gives: of helpers and constants, never of a field. */
export interface PlainShape { readonly kind: "bool" | "opaque" | "number"; readonly type: string }
export interface NumberShape { readonly kind: "upto" | "below"; readonly type: string; readonly extent: Extent }
/** Numbers that are more than their value. */
export interface TaggedShape { readonly kind: "identity" | "counter"; readonly type: string; readonly extent: Extent }
export interface EnumShape { readonly kind: "enum"; readonly type: string; readonly values: readonly string[] }
export interface RecordShape { readonly kind: "record"; readonly type: string; readonly fields: readonly Field[] }
export interface SequenceShape { readonly kind: "vec" | "fifo" | "bag"; readonly type: string; readonly extent: Extent; readonly of: Shape }
export type Shape = PlainShape | NumberShape | TaggedShape | EnumShape | RecordShape | SequenceShape

/** True for the shapes with elements. */
export const isSequence = (s: Shape): s is SequenceShape => s.kind === "vec" || s.kind === "fifo" || s.kind === "bag"
/** True for the shapes that are plain numbers. */
export const isNumber = (s: Shape): s is NumberShape => s.kind === "upto" || s.kind === "below"

/** True if a payload is somewhere in it. */
export const holdsOpaque = (s: Shape): boolean =>
  s.kind === "opaque" || (s.kind === "record" ? s.fields.some((f) => holdsOpaque(f.shape)) : isSequence(s) && holdsOpaque(s.of))
/** True if an identity is somewhere in it that an initial state would have to name. */
const needsIdentity = (s: Shape): boolean =>
  s.kind === "identity" || (s.kind === "record" ? s.fields.some((f) => needsIdentity(f.shape)) : s.kind === "vec" && needsIdentity(s.of))

/** The greatest value of a number, as an expression. */
export const mostText = (s: NumberShape): string => (s.kind === "upto" ? s.extent.text : `${s.extent.text} - 1`)
/** The greatest value of a number. */
export const mostOf = (s: NumberShape): number => (s.kind === "upto" ? s.extent.value : s.extent.value - 1)

/** The named types and the sizes of one random system. */
export class Shapes {
  readonly #c: Choices
  readonly sizes: Readonly<Record<"top" | "len" | "cap" | "width" | "ids", number>>
  readonly enums: readonly EnumShape[]
  readonly #records: RecordShape[] = []
  readonly declarations: string[] = []

  constructor(c: Choices) {
    this.#c = c
    const len = 2 + c.below(2)
    this.sizes = { top: 1 + c.below(3), len, cap: 1 + c.below(3), width: c.chance(75) ? 2 * len : 3 + c.below(4), ids: 2 + c.below(2) }
    this.enums = c.list(1, 2, (i) => {
      const values = c.list(1, 3, (k) => `v${k + (i === 0 ? 0 : 1)}`)
      this.declarations.push(`export type Enum${i} = ${values.map((v) => `"${v}"`).join(" | ")}`)
      return { kind: "enum" as const, type: `Enum${i}`, values }
    })
    for (let i = 0; i < 3; i++) this.#records.push(this.record(`Record${i}`, c.list(1, 3, (k) => ({ name: `f${k}`, shape: this.#element(2) }))))
  }

  /** A bound that is a size, or now and then the literal of the same value. */
  extent(size: keyof Shapes["sizes"]): Extent {
    const value = this.sizes[size]
    return this.#c.chance(20) ? { type: String(value), text: String(value), value } : { type: `Sizes["${size}"]`, text: `n.${size}`, value }
  }
  /** Declares an interface. */
  record(name: string, fields: readonly Field[]): RecordShape {
    const shape: RecordShape = { kind: "record", type: name, fields }
    this.declarations.push(`export interface ${name} {${fields.map((f) => ` readonly ${f.name}: ${f.shape.type}`).join(";")} }`)
    return shape
  }

  number(): NumberShape {
    const kind = this.#c.pick(["upto", "below"] as const)
    const extent = this.extent(kind === "upto" ? "top" : "len")
    return { kind, type: `${kind === "upto" ? "Upto" : "Below"}<${extent.type}>`, extent }
  }
  sequence(kind: "vec" | "fifo" | "bag", of: Shape, size: "len" | "ids" | "cap" = kind === "vec" ? "len" : "cap"): Shape {
    const extent = this.extent(size)
    return { kind, type: `${kind === "vec" ? "Vec" : kind === "fifo" ? "Fifo" : "Bag"}<${extent.type}, ${of.type}>`, extent, of }
  }
  /** What may stand in a sequence or a record: there an initial state need not name it. */
  #element(depth: number): Shape {
    const c = this.#c
    const kind = c.pick(["upto", "enum", "bool", "opaque", "identity", "counter", "record", "nested"] as const)
    switch (kind) {
      case "upto": return this.number()
      case "enum": return c.pick(this.enums)
      case "bool": return { kind, type: "boolean" }
      case "opaque": return { kind, type: "Opaque" }
      case "identity": { const extent = this.extent("ids"); return { kind, type: `Identity<${extent.type}>`, extent } }
      case "counter": { const extent = this.extent("width"); return { kind, type: `Counter<${extent.type}>`, extent } }
      case "record": return depth > 0 && this.#records.length > 0 ? c.pick(this.#records) : this.number()
      case "nested": return depth > 1 ? this.sequence(c.pick(["fifo", "vec", "bag"] as const), this.#element(0)) : c.pick(this.enums)
    }
  }
  /** What a queue or a bag of messages carries. */
  message(): Shape { return this.#element(2) }
  /** The type of a field of the state. */
  field(): Shape {
    const c = this.#c
    const kind = c.pick(["scalar", "fifo", "bag", "vec", "ids", "record", "scalar"] as const)
    const element = (): Shape => { const s = this.#element(2); return needsIdentity(s) ? this.number() : s }
    switch (kind) {
      case "scalar": { const s = this.#element(0); return needsIdentity(s) ? c.pick(this.enums) : s }
      case "fifo": case "bag": return this.sequence(kind, this.#element(2))
      case "vec": return this.sequence("vec", element())
      case "ids": return this.sequence("vec", element(), "ids")
      case "record": return c.pick(this.#records.filter((r) => !needsIdentity(r)).concat(this.#plain()))
    }
  }
  #plain(): RecordShape { return { kind: "record", type: "{ readonly f0: boolean }", fields: [{ name: "f0", shape: { kind: "bool", type: "boolean" } }] } }
}
