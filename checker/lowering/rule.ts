/** Lowers one rule at one place. */
import { walk, type Node } from "../ir/node.ts"
import type { Conjunct, Param, RuleIr, Update } from "../ir/system.ts"
import { oneOf } from "./advice.ts"
import type { Evaluator } from "./evaluator.ts"
import { sourceOf } from "./module.ts"
import { Rejected } from "./reject.ts"
import { paramSort, shapeNode } from "./shape.ts"
import { Closure, describe, fieldSite, List, Params, Range, Record, type Site, type Value } from "./value.ts"
import { changes, ghostSort, partsOf, viewOf, type Context, type Placement } from "./view.ts"

/** A field that is a string, one of the given ones if some are given. */
export const stringField = (e: Evaluator, r: Record, name: string, otherwise: Site, allowed?: readonly string[], fallback?: string): string => {
  const site = fieldSite(r, name, otherwise)
  const v = r.fields.get(name) ?? fallback
  if (typeof v !== "string" || v === "") return e.refuse("E49", v === undefined ? `${name} is missing` : `${name} is no string literal`, site, `\`${name}: "…"\`, a literal that is not empty`)
  return allowed === undefined || allowed.includes(v) ? v : e.refuse("E49", `${name} is "${v}", not one of ${allowed.join(", ")}`, site, oneOf(allowed.map((x) => `"${x}"`), ""))
}

/** Where a record's function stands, for what is reported about it as a whole. */
export const siteOf = (r: Record, name: string, otherwise: Site): Site => {
  const f = r.fields.get(name)
  return f instanceof Closure ? { syntax: f.body, module: f.scope.module } : fieldSite(r, name, otherwise)
}
/** Where a record stands whose own place is not known: at its first function. */
export const anySite = (r: Record): Site => {
  for (const v of r.fields.values()) if (v instanceof Closure) return { syntax: v.body, module: v.scope.module }
  throw new Rejected("E49", "a rule or a property without functions", (r.made && sourceOf(r.made.module, r.made.syntax)) ?? [...r.facts.values()][0]?.source, "`when` and `then` in a rule, `holds` in a property")
}

const fieldsOfRule = new Set(["id", "text", "by", "fair", "hidden", "lump", "choose", "when", "then", "note"])

const readParams = (c: Context, r: Record, site: Site): readonly Param[] => {
  const choose = r.fields.get("choose")
  if (choose === undefined) return []
  const domains = c.e.call(choose, [c.n], site)
  if (!(domains instanceof Record)) return c.e.refuse("E23", "choose returns no record of lists", site, "`choose: (n) => ({ p: range(n.slots) })`")
  return [...domains.fields].map(([name, v]) => {
    const { sort, values } = c.e.at(site, () => paramSort(c.e, v))
    return { name, sort, domain: values instanceof Range ? { kind: "range", count: values.count } : { kind: "values", values } }
  })
}

const readWhen = (c: Context, r: Record, args: readonly Value[], site: Site): readonly Conjunct[] => {
  const { value, obligations } = c.e.collect(false, () => c.e.call(r.fields.get("when"), args, site))
  if (!(value instanceof Record)) return c.e.refuse("E23", "when returns no record of conditions", site, "`when: (s) => ({ name: condition })`")
  const inFields = new Set([...value.facts.values()].flatMap((f) => f.obligations))
  const shared = obligations.filter((o) => !inFields.has(o))
  return [...value.fields].map(([name, v], i) => ({
    name, node: c.e.bool(v, site),
    obligations: [...(i === 0 ? shared : []), ...(value.facts.get(name)?.obligations ?? [])],
    source: value.facts.get(name)?.source ?? sourceOf(site.module, site.syntax),
  }))
}

const isGhost = (path: string): boolean => path.split(".").includes("ghost")

const refuseGhost = (c: Context, roots: readonly Node[], id: string, site: Site): void =>
  walk(roots, (n) => { if (n.op === "state" && isGhost(n.name as string)) c.e.refuse("E48", `${id} reads history (${n.name as string})`, site, "a part of the state beside `ghost`, which rules may read") })

const readNote = (c: Context, r: Record, view: Value, args: readonly Value[], at: Placement, site: Site): readonly Update[] => {
  const note = r.fields.get("note")
  if (note === undefined) return []
  const ghost = view instanceof Record ? view.fields.get("ghost") : undefined
  const sort = ghost === undefined ? undefined : ghostSort(ghost)
  if (ghost === undefined || sort === undefined) return c.e.refuse("E48", "note where the view has no part called ghost", site, "a part called `ghost` in what the machine sees, or no `note`")
  c.e.history = true
  const result = c.e.call(note, [ghost, ...args], site)
  c.e.history = false
  const whole = new Record(new Map([...(view as Record).fields, ["ghost", result]]))
  void shapeNode(c.e, result, sort)
  return changes(c, at.view, whole, site)
}

/** Fairness is a promise that something happens, and of a fault there is none. */
const readFair = (c: Context, r: Record, by: RuleIr["by"], otherwise: Site): RuleIr["fair"] => {
  const fair = stringField(c.e, r, "fair", otherwise, ["none", "weak", "strong"], by === "fault" ? "none" : "weak") as RuleIr["fair"]
  if (by === "fault" && fair !== "none") c.e.refuse("E49", `a fault is ${fair === "weak" ? "weakly" : "strongly"} fair`, fieldSite(r, "fair", otherwise), "no `fair`, or `by: \"world\"` for what happens in the end")
  return fair
}

const readHidden = (c: Context, r: Record, site: Site): boolean => {
  const hidden = r.fields.get("hidden") ?? false
  return typeof hidden === "boolean" ? hidden : c.e.refuse("E49", "hidden is no boolean literal", fieldSite(r, "hidden", site), "`hidden: true`")
}

const readLump = (c: Context, r: Record, params: readonly Param[], otherwise: Site): readonly string[] => {
  const site = fieldSite(r, "lump", otherwise)
  const lump = r.fields.get("lump")
  if (lump === undefined) return []
  if (!(lump instanceof List)) return c.e.refuse("E49", "lump is no list of names of parameters", site, "`lump: [\"p\"]`, the names that `choose` gives")
  return lump.items.map((x) => (params.some((p) => p.name === x) ? (x as string) : c.e.refuse("E49", `lump names ${describe(x)}, which is no parameter`, site, oneOf(params.map((p) => `"${p.name}"`), "no `lump`: the rule has no parameters"))))
}

/** Lowers a rule. @throws Rejected where it leaves the subset. */
export const lowerRule = (c: Context, at: Placement, r: Record): RuleIr => {
  const site = anySite(r)
  for (const name of r.fields.keys()) if (!fieldsOfRule.has(name)) c.e.refuse("E21", `a rule has no field ${name}`, fieldSite(r, name, site), oneOf(fieldsOfRule, ""))
  const id = stringField(c.e, r, "id", site)
  const by = stringField(c.e, r, "by", site, ["protocol", "world", "fault"], "protocol") as RuleIr["by"]
  const params = readParams(c, r, siteOf(r, "choose", site))
  const p = new Params(new Map(params.map((x) => [x.name, c.e.nodes.make("param", [], x.sort, { name: x.name })])), r.fields.has("choose"))
  const view = viewOf(c, at.view, c.state, site)
  const args = [view, c.n, p]
  const when = readWhen(c, r, args, siteOf(r, "when", site))
  const thenSite = siteOf(r, "then", site)
  const effect = c.e.collect(true, () => c.e.at(thenSite, () => changes(c, at.view, c.e.call(r.fields.get("then"), args, thenSite), thenSite)))
  const noteSite = siteOf(r, "note", site)
  const history = c.e.collect(false, () => c.e.at(noteSite, () => readNote(c, r, view, args, at, noteSite)))
  const [then, note] = [effect.value, history.value]
  refuseGhost(c, [...when.map((x) => x.node), ...then.map((x) => x.node)], id, thenSite)
  for (const u of then) if (isGhost(u.path)) c.e.refuse("E48", `then of ${id} changes history (${u.path})`, thenSite)
  for (const u of note) if (!isGhost(u.path)) c.e.refuse("E48", `note of ${id} changes ${u.path}`, thenSite)
  return {
    id, text: stringField(c.e, r, "text", site), place: at.place, machine: stringField(c.e, at.machine, "id", site), parts: partsOf(at.view), names: at.view.kind === "parts" ? [...at.view.paths.keys()] : [], by,
    fair: readFair(c, r, by, site),
    hidden: readHidden(c, r, site), lump: readLump(c, r, params, site),
    params, when, then, note, obligations: [...effect.obligations, ...history.obligations], branches: effect.branches,
    source: r.facts.get("id")?.source ?? sourceOf(site.module, site.syntax),
  }
}
