/** What a placed machine sees: one part of the state, several parts under names of its own, or all of it. */
import type { Sort } from "../ir/sort.ts"
import type { Update } from "../ir/system.ts"
import { oneOf } from "./advice.ts"
import type { Evaluator } from "./evaluator.ts"
import { shapeNode, shapeRecord } from "./shape.ts"
import { isNode, Record, type Site, type Value } from "./value.ts"

export type View =
  | { readonly kind: "part"; readonly path: string }
  | { readonly kind: "parts"; readonly paths: ReadonlyMap<string, string> }
  | { readonly kind: "whole" }

export interface Context {
  readonly e: Evaluator
  /** The sizes, as a record of nodes. */
  readonly n: Record
  readonly state: Record
  readonly after: Record
  readonly sort: Sort
}
export interface Placement {
  readonly machine: Record
  readonly place: string
  readonly view: View
}

/** The parts of the state that a view shows, in its order. */
export const partsOf = (view: View): readonly string[] => (view.kind === "whole" ? [] : view.kind === "part" ? [view.path] : [...view.paths.values()])

const part = (c: Context, state: Record, name: string, site: Site): Value =>
  state.fields.get(name) ?? c.e.refuse("E21", `the state has no part ${name}`, site, oneOf(state.fields.keys(), "no `place` and no `join`: the state has no parts"))

/** The state as a placed machine sees it. */
export const viewOf = (c: Context, view: View, state: Record, site: Site): Value => {
  if (view.kind === "whole") return state
  if (view.kind === "part") return part(c, state, view.path, site)
  return new Record(new Map([...view.paths].map(([name, path]) => [name, part(c, state, path, site)])))
}

const sortOfPart = (c: Context, name: string): Sort => {
  const field = c.sort.kind === "record" ? c.sort.fields.find((f) => f.name === name) : undefined
  if (field === undefined) throw new RangeError(`no part ${name}`)
  return field.sort
}

/** The leaves that differ between the view's value and what a rule made of it. */
export const changes = (c: Context, view: View, result: Value, site: Site): readonly Update[] => {
  const found: Update[] = []
  const compare = (sort: Sort, path: string, old: Value, now: Value): void => {
    if (sort.kind === "record") {
      if (isNode(old) && isNode(now) && old === now) return
      const [a, b] = [shapeRecord(c.e, old, sort), shapeRecord(c.e, now, sort)]
      for (const f of sort.fields) compare(f.sort, path === "" ? f.name : `${path}.${f.name}`, a.fields.get(f.name) as Value, b.fields.get(f.name) as Value)
      return
    }
    const node = shapeNode(c.e, now, sort)
    if (node !== old) found.push({ path, node })
  }
  if (view.kind === "whole") compare(c.sort, "", c.state, result)
  else if (view.kind === "part") compare(sortOfPart(c, view.path), view.path, part(c, c.state, view.path, site), result)
  else {
    if (!(result instanceof Record)) return c.e.refuse("E23", "`then` returns something else than its state", site, "`next(s, { … })`, or `s` where nothing changes")
    for (const name of result.fields.keys()) if (!view.paths.has(name)) c.e.refuse("E21", `there is no field ${name}`, site)
    for (const [name, path] of view.paths) compare(sortOfPart(c, path), path, part(c, c.state, path, site), result.fields.get(name) ?? c.e.refuse("E21", `the field ${name} is missing`, site))
  }
  return found
}

/** The sort of a value that a rule notes its history in. */
export const ghostSort = (v: Value): Sort | undefined => {
  if (isNode(v)) return v.sort
  if (!(v instanceof Record)) return undefined
  const fields = [...v.fields].map(([name, x]) => ({ name, sort: ghostSort(x) }))
  return fields.every((f) => f.sort !== undefined) ? { kind: "record", fields: fields as { name: string; sort: Sort }[] } : undefined
}
