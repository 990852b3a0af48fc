/** Lowers one property at one place. */
import type { Node } from "../ir/node.ts"
import type { PropertyIr } from "../ir/system.ts"
import { oneOf } from "./advice.ts"
import { sourceOf } from "./module.ts"
import { anySite, siteOf, stringField } from "./rule.ts"
import { describe, fieldSite, Record } from "./value.ts"
import { viewOf, type Context, type Placement } from "./view.ts"

const kinds: readonly PropertyIr["kind"][] = ["invariant", "step", "leadsTo", "reachable", "forbidden"]

const fieldsOfProperty = new Set(["id", "text", "kind", "given", "holds", "assume"])
/** `kind` is written by the word that makes the property. */
const written = [...fieldsOfProperty].filter((name) => name !== "kind")

/** Lowers a property. @throws Rejected where it leaves the subset. */
export const lowerProperty = (c: Context, at: Placement, q: Record): PropertyIr => {
  const site = anySite(q)
  for (const name of q.fields.keys()) if (!fieldsOfProperty.has(name)) c.e.refuse("E21", `a property has no field ${name}`, fieldSite(q, name, site), oneOf(written, ""))
  const kind = stringField(c.e, q, "kind", site, kinds) as PropertyIr["kind"]
  const view = viewOf(c, at.view, c.state, site)
  const later = viewOf(c, at.view, c.after, site)
  const given = q.fields.get("given")
  const assume = q.fields.get("assume")
  if (assume !== undefined && kind !== "leadsTo") return c.e.refuse("E21", `${kind} has no field assume`, fieldSite(q, "assume", site), "`assume` in a `leadsTo` only")
  if (assume !== undefined && !(assume instanceof Record)) return c.e.refuse("E23", `${describe(assume)} where an assumption is meant`, fieldSite(q, "assume", site), "`eventuallyAlways((s) => …)` or `infinitelyOften((s) => …)`")
  c.e.history = true
  const { value, obligations } = c.e.collect(false, () => {
    const premise = given === undefined ? c.e.nodes.bool(true) : c.e.bool(c.e.call(given, [view, c.n], siteOf(q, "given", site)), site)
    const required = (): Node => c.e.bool(c.e.call(q.fields.get("holds"), kind === "step" ? [view, c.n, later] : [view, c.n], siteOf(q, "holds", site)), site)
    // A goal is looked for in every state behind the premise, so it has to be total by itself.
    const holds = kind === "leadsTo" ? required() : c.e.under(premise, required)
    const assumed = assume !== undefined ? c.e.bool(c.e.call(assume.fields.get("holds"), [view, c.n], site), site) : undefined
    return { premise, holds, assumed }
  })
  c.e.history = false
  return {
    id: stringField(c.e, q, "id", site), text: stringField(c.e, q, "text", site), place: at.place, kind,
    given: value.premise, holds: value.holds,
    ...(value.assumed === undefined || assume === undefined ? {} : { assume: { kind: String(assume.fields.get("kind")) as "eventuallyAlways", holds: value.assumed } }),
    obligations, source: q.facts.get("id")?.source ?? sourceOf(site.module, site.syntax),
  }
}
