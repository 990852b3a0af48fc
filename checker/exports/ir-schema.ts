/** The published form of the IR: its schema, its types, and the JSON Schema that `spec/ir.schema.json` holds. */
import { z } from "zod"
import { operators, type Op, type Scalar } from "../ir/node.ts"
import type { Extent, Sort } from "../ir/sort.ts"
import type { Obligation, PropertyIr, RuleIr } from "../ir/system.ts"

export const irFormat = "tcnet-ir/1"

type Of<K extends Sort["kind"]> = Extract<Sort, { readonly kind: K }>
/** A sort in the table: as `Sort`, with the sorts inside it as indexes of earlier rows. */
export type SortRow =
  | Of<"bool"> | Of<"integer"> | Of<"upto"> | Of<"below"> | Of<"enum"> | Of<"opaque"> | Of<"identity"> | Of<"counter">
  | { readonly kind: "record"; readonly fields: readonly { readonly name: string; readonly sort: number }[]; readonly isWord?: true }
  | { readonly kind: "vec"; readonly size: Extent; readonly of: number }
  | { readonly kind: "fifo" | "bag"; readonly capacity: Extent; readonly of: number }
export interface NodeRow {
  readonly op: Op
  readonly args: readonly number[]
  readonly sort: number
  readonly value?: Scalar
  readonly name?: string
}
export interface LeafRow { readonly path: string; readonly sort: number; readonly ghost: boolean }
export interface UpdateRow { readonly path: string; readonly node: number }
export interface ObligationRow { readonly code: Obligation["code"]; readonly text: string; readonly holds: number; readonly source: string }
export interface BranchRow { readonly id: string; readonly text: string; readonly taken: number; readonly source: string }
export type DomainRow = { readonly kind: "range"; readonly count: number } | { readonly kind: "values"; readonly values: readonly number[] }
export interface ParamRow { readonly name: string; readonly sort: number; readonly domain: DomainRow }
export interface ConjunctRow { readonly name: string; readonly node: number; readonly obligations: readonly ObligationRow[]; readonly source: string }
export interface RuleRow extends Pick<RuleIr, "id" | "text" | "place" | "machine" | "parts" | "names" | "by" | "fair" | "hidden" | "lump"> {
  readonly params: readonly ParamRow[]
  readonly when: readonly ConjunctRow[]
  readonly then: readonly UpdateRow[]
  readonly note: readonly UpdateRow[]
  readonly obligations: readonly ObligationRow[]
  readonly branches: readonly BranchRow[]
  readonly source: string
}
export interface PropertyRow extends Pick<PropertyIr, "id" | "text" | "place" | "kind"> {
  readonly given: number
  readonly holds: number
  readonly assume?: { readonly kind: "eventuallyAlways" | "infinitelyOften"; readonly holds: number }
  readonly obligations: readonly ObligationRow[]
  readonly source: string
}
export interface RefinementRow {
  readonly id: string
  readonly text: string
  readonly service: { readonly leaves: readonly LeafRow[]; readonly init: readonly UpdateRow[]; readonly rules: readonly RuleRow[] }
  readonly as: readonly UpdateRow[]
  readonly obligations: readonly ObligationRow[]
  readonly source: string
}
export interface IrDocument {
  readonly format: typeof irFormat
  readonly id: string
  readonly text: string
  readonly sizes: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly sorts: readonly SortRow[]
  readonly nodes: readonly NodeRow[]
  readonly state: number
  readonly leaves: readonly LeafRow[]
  readonly init: readonly UpdateRow[]
  readonly initObligations: readonly ObligationRow[]
  readonly rules: readonly RuleRow[]
  readonly properties: readonly PropertyRow[]
  readonly quiescent: { readonly node: number; readonly obligations: readonly ObligationRow[] }
  readonly refinements: readonly RefinementRow[]
  readonly source: string
}

/** Without `readonly` and `?`, so that a type made by zod and one written by hand can be compared. */
type Plain<T> = T extends object ? { -readonly [K in keyof T]-?: Plain<T[K]> } : T
/** `T`, if the compiler finds it to be the same as `U`: neither has a field that the other lacks. */
type Same<T, U> = [Plain<T>] extends [Plain<U>] ? ([Plain<U>] extends [Plain<T>] ? T : never) : never

const described = (text: string): { readonly description: string } => ({ description: text })

const sortRow = () => {
  const size = z.int().min(0).max(2 ** 31 - 1)
  const extent = z.union([size, z.strictObject({ size: z.string().min(1) })]).meta(described("A length, a bound or a modulus: a number, or the name of a size."))
  const index = z.int().min(0).meta(described("Index of an earlier sort."))
  return z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("bool") }),
    z.strictObject({ kind: z.literal("integer") }).meta(described("The result of arithmetic, not yet confined to a range.")),
    z.strictObject({ kind: z.literal("upto"), most: extent }).meta(described("0 … most.")),
    z.strictObject({ kind: z.literal("below"), count: extent }).meta(described("0 … count - 1.")),
    z.strictObject({ kind: z.literal("enum"), values: z.array(z.string().min(1)).min(1) }),
    z.strictObject({ kind: z.literal("opaque") }).meta(described("A payload that rules only copy.")),
    z.strictObject({ kind: z.literal("identity"), count: extent }).meta(described("One of `count` interchangeable individuals.")),
    z.strictObject({ kind: z.literal("counter"), width: extent }).meta(described("A number that wraps at `width`.")),
    z.strictObject({ kind: z.literal("record"), fields: z.array(z.strictObject({ name: z.string().min(1), sort: index })), isWord: z.exactOptional(z.literal(true)).meta(described("The record is read and written as a whole, in one access.")) }),
    z.strictObject({ kind: z.literal("vec"), size: extent, of: index }).meta(described("An array of exactly `size` elements.")),
    z.strictObject({ kind: z.enum(["fifo", "bag"]), capacity: extent, of: index }).meta(described("A queue, or a multiset in canonical order, of at most `capacity` elements.")),
  ])
}

const nodeRow = () => {
  // One constant for each operator, because an `enum` has no room for what each of them means.
  const op = z.union((Object.keys(operators) as Op[]).map((name) => z.literal(name).meta(described(operators[name]))), { error: (issue) => `there is no operator ${JSON.stringify(issue.input)}` })
  return z.strictObject({
    op,
    args: z.array(z.int().min(0)).meta(described("Operands a, b, c …: indexes of earlier nodes.")),
    sort: z.int().min(0).meta(described("Index into `sorts`.")),
    value: z.exactOptional(z.union([z.int(), z.boolean(), z.string()])),
    name: z.exactOptional(z.string().min(1)),
  })
}

const tables = () => {
  const node = z.int().min(0).meta({ id: "node", ...described("Index into `nodes`.") })
  const sort = z.int().min(0).meta({ id: "sort", ...described("Index into `sorts`.") })
  const text = z.string().min(1)
  const source = z.string().regex(/^[^\n]+:[1-9]\d*:[1-9]\d*$/).meta({ id: "source", ...described("file:line:column; line and column from 1.") })
  const obligation = z.strictObject({ code: z.enum(["O1", "O2", "O3", "O4", "O5"]), text, holds: node, source })
    .meta({ id: "obligation", ...described("What must be true wherever the expression that it belongs to is evaluated.") })
  const obligations = z.array(obligation)
  const update = z.strictObject({ path: text, node }).meta({ id: "update", ...described("The new value of a leaf.") })
  const updates = z.array(update)
  const leaf = z.strictObject({ path: text, sort, ghost: z.boolean().meta(described("History: rules cannot see it, properties can.")) })
    .meta({ id: "leaf", ...described("A part of the state that is no record.") })
  return { node, sort, text, source, obligation, obligations, update, updates, leaf }
}

const ruleRow = ({ node, sort, text, source, obligations, updates }: ReturnType<typeof tables>) => z.strictObject({
  id: text, text,
  place: z.string().meta(described("Label of the place; empty for the whole system.")),
  machine: text,
  parts: z.array(text).meta(described("The parts of the state that the place sees; empty for the whole system.")),
  names: z.array(text).meta(described("What the rule's view calls each of `parts`; empty where it sees one part as its own state, or everything.")),
  by: z.enum(["protocol", "world", "fault"]), fair: z.enum(["none", "weak", "strong"]), hidden: z.boolean(),
  lump: z.array(text).meta(described("Parameters whose values share one fairness instance.")),
  params: z.array(z.strictObject({
    name: text, sort,
    domain: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("range"), count: node }).meta(described("0 … count - 1.")),
      z.strictObject({ kind: z.literal("values"), values: z.array(node) }),
    ]),
  })),
  when: z.array(z.strictObject({ name: text, node, obligations, source })).meta(described("The rule is enabled where every conjunct holds. Each is total by itself, if its obligations hold.")),
  then: updates.meta(described("What changes; every expression is over the old state.")),
  note: updates.meta(described("What changes in history.")),
  obligations: obligations.meta(described("Of `then` and `note`, where the rule is enabled.")),
  branches: z.array(z.strictObject({ id: text, text, taken: node, source })).meta(described("The arms of the effect, for coverage.")),
  source,
}).meta({ id: "rule" })

const documentSchema = () => {
  const t = tables()
  const { node, sort, text, source, obligations, updates, leaf } = t
  const rule = ruleRow(t)
  const leaves = z.array(leaf)
  return z.strictObject({
    format: z.literal(irFormat),
    id: text, text,
    sizes: z.record(text, z.record(text, z.int().min(0).max(2 ** 31 - 1))).meta(described("Named sizes; `small` is always there.")),
    sorts: z.array(sortRow()),
    nodes: z.array(nodeRow()).meta(described("Expressions as one graph, operands before what uses them.")),
    state: sort, leaves, init: updates, initObligations: obligations,
    rules: z.array(rule),
    properties: z.array(z.strictObject({
      id: text, text, place: z.string(),
      kind: z.enum(["invariant", "step", "leadsTo", "reachable", "forbidden"]),
      given: node, holds: node,
      assume: z.exactOptional(z.strictObject({ kind: z.enum(["eventuallyAlways", "infinitelyOften"]), holds: node })),
      obligations, source,
    }).meta({ id: "property" })),
    quiescent: z.strictObject({ node, obligations }).meta(described("Where the system may rest.")),
    refinements: z.array(z.strictObject({
      id: text, text,
      service: z.strictObject({ leaves, init: updates, rules: z.array(rule) }),
      as: updates.meta(described("The service's leaves, as expressions over this system's state.")),
      obligations, source,
    }).meta({ id: "refinement" })),
    source,
  }).meta({ title: "TCNet IR", ...described("A lowered system: what every back end reads. Sizes, arrays and queues are symbolic.") })
}

/**
 * What every reader and writer of the format goes by. Under isolatedDeclarations an exported type cannot be inferred from
 * a value, so the types above are written out, and `Same` makes the compiler refuse any difference to the schema.
 */
export const irSchema: z.ZodType<IrDocument> = (() => {
  const made = documentSchema()
  return made satisfies z.ZodType<Same<z.infer<typeof made>, IrDocument>>
})()

/** The JSON Schema of the format, as `spec/ir.schema.json` holds it. */
export const irJsonSchema = (): string => `${JSON.stringify(z.toJSONSchema(irSchema), undefined, 2)}\n`
