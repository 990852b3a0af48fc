import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import type { FlatInstance, FlatSystem } from "../ir/flat.ts"
import type { Node } from "../ir/node.ts"
import { lower } from "../lowering/index.ts"
import { agree, type Agreed } from "./agreement.ts"
import { Disagreement, type Place } from "./disagreement.ts"
import { fixture } from "./fixture.ts"

const file = fileURLToPath(new URL("fixture.ts", import.meta.url))
const sizes = { cap: 2, len: 2, top: 3 }

/** Runs the fixture as it stands beside the lowering of an edited text, and beside a kernel of a changed flat system. */
const compare = (edit: (text: string) => string = (text) => text, compiled: (flat: FlatSystem) => FlatSystem = (flat) => flat): Agreed =>
  agree(fixture, lower(file, "fixture", (text, path) => (path === file ? edit(text) : text)), sizes, { compiled })

/** Where the readings part. */
const partsAt = (f: () => Agreed): Place => {
  try {
    f()
  } catch (error) {
    if (error instanceof Disagreement) return error.place
    throw error
  }
  throw new Error("the readings agree")
}

const replaced = (from: string, to: string) => (text: string): string => {
  if (!text.includes(from)) throw new Error(`the fixture has no ${from}`)
  return text.replace(from, to)
}
const instanceOf = (rule: string, change: (x: FlatInstance, flat: FlatSystem) => FlatInstance) => (flat: FlatSystem): FlatSystem =>
  ({ ...flat, instances: flat.instances.map((x) => (x.rule.id === rule ? change(x, flat) : x)) })
const update = (rule: string, cell: string, value: (flat: FlatSystem) => Node): ((flat: FlatSystem) => FlatSystem) =>
  instanceOf(rule, (x, flat) => {
    const which = flat.cells.findIndex((c) => c.path === cell)
    return { ...x, updates: [...x.updates.filter((u) => u.cell !== which), { cell: which, node: value(flat) }] }
  })

describe("the readings of a system that breaks obligations", () => {
  it("agree, also on what is broken", () => {
    const { states, transitions, cut, broken } = compare()
    expect({ states, transitions, cut, broken: [...broken.keys()].toSorted() }).toEqual({ states: 57, transitions: 89, cut: false, broken: ["O1", "O2", "O3", "O4"] })
  })
  it("are compared in as many states as the limit says", () => {
    expect(agree(fixture, lower(file, "fixture"), sizes, { limitStates: 5 })).toMatchObject({ states: 5, cut: true })
  })
})

describe("a lowering of another text than the one that runs parts from it", () => {
  it.each([
    ["s.count % 2 === 1", "s.count % 2 === 0", { kind: "conjunct", name: "odd", instance: "fixture.enqueue" }],
    ["small: head(s.queue) < 2", "tiny: head(s.queue) < 2", { kind: "conjunct", name: "names", instance: "fixture.dequeue" }],
    ["queue: rest(s.queue), count: 0", "queue: rest(s.queue), count: 1", { kind: "field", name: "count", instance: "fixture.dequeue" }],
    ["mode: after(s.mode), bag: put(s.bag, s.mode)", "mode: after(s.mode)", { kind: "field", name: "bag", instance: "fixture.turn" }],
    ["rules: [grow, enqueue", "rules: [enqueue, grow", { kind: "instances", name: "and their order" }],
    ["properties: [small, grows]", "properties: [small]", { kind: "instances", name: "of properties" }],
    ["count: 0, mode: \"first\", queue: []", "count: 1, mode: \"first\", queue: []", { kind: "initial", name: "count" }],
    ["count: 0, mode: \"first\", queue: []", "count: 4, mode: \"first\", queue: []", { kind: "obligation", name: "of the initial state" }],
    ["head(s.queue) < 2", "s.queue.length < 2", { kind: "obligation", name: "when", instance: "fixture.dequeue" }],
    ["count: at(s.list, s.count)", "count: at(s.list, s.count % 2)", { kind: "obligation", name: "then", instance: "fixture.look" }],
    ["head(s.queue) < 3", "head(s.queue) < 1", { kind: "property", name: "fixture.small" }],
    ["given: (s) => s.count > 0", "given: (s) => s.count > 1", { kind: "property", name: "fixture.small (given)" }],
    ["s.queue.length <= t.queue.length", "s.queue.length < t.queue.length", { kind: "property", name: "fixture.grows" }],
    ["quiescent: (s) => s.mode === \"third\"", "quiescent: (s) => s.mode === \"second\"", { kind: "quiescent", name: "predicate" }],
    ["as: (s: State) => ({ mode: s.mode })", "as: (s: State) => ({ mode: after(s.mode) })", { kind: "refinement", name: "fixture.mode: mode" }],
  ] as const)("%s as %s", (from, to, place) => {
    expect(partsAt(() => compare(replaced(from, to)))).toMatchObject({ system: "fixture", ...place })
  })
})

describe("a kernel of another system than the one that is interpreted parts from it", () => {
  const negated = (x: FlatInstance, flat: FlatSystem): FlatInstance => ({ ...x, conjuncts: x.conjuncts.map((c, k) => (k === 0 ? { ...c, node: flat.nodes.not(c.node) } : c)) })
  it.each<readonly [string, (flat: FlatSystem) => FlatSystem, Partial<Place>]>([
    ["a conjunct", instanceOf("fixture.turn", negated), { kind: "conjunct", name: "some", instance: "fixture.turn" }],
    ["a field", update("fixture.turn", "mode", (flat) => flat.nodes.int(0)), { kind: "field", name: "mode", instance: "fixture.turn" }],
    ["a dead cell", update("fixture.dequeue", "queue[1]", (flat) => flat.nodes.int(1)), { kind: "cell", name: "queue[1]", instance: "fixture.dequeue" }],
    ["a missing instance", (flat) => ({ ...flat, instances: flat.instances.filter((x) => x.rule.id !== "fixture.turn").map((x, index) => ({ ...x, index })) }), { kind: "successor", instance: "fixture.turn" }],
    ["a missing obligation of a conjunct", instanceOf("fixture.dequeue", (x) => ({ ...x, conjuncts: x.conjuncts.map((c) => ({ ...c, obligations: [] })) })), { kind: "obligation", name: "small", instance: "fixture.dequeue" }],
    ["a missing obligation of an effect", instanceOf("fixture.grow", (x) => ({ ...x, obligations: [] })), { kind: "obligation", name: "then", instance: "fixture.grow" }],
    ["a property", (flat) => ({ ...flat, properties: flat.properties.map((p) => ({ ...p, holds: flat.nodes.not(p.holds) })) }), { kind: "property" }],
    ["quiescence", (flat) => ({ ...flat, quiescent: flat.nodes.not(flat.quiescent) }), { kind: "quiescent", name: "predicate" }],
    ["a refinement", (flat) => ({ ...flat, refinements: flat.refinements.map((r) => ({ ...r, as: [flat.nodes.int(0)] })) }), { kind: "refinement", name: "fixture.mode: mode" }],
  ])("in %s", (_, compiled, place) => {
    expect(partsAt(() => compare(undefined, compiled))).toMatchObject({ system: "fixture", ...place })
  })

  it("in an effect that only the kernel itself has, not its parts", () => {
    const error = ((): unknown => {
      try {
        return compare(undefined, update("fixture.dequeue", "count", (flat) => flat.nodes.int(3)))
      } catch (e) {
        return e
      }
    })()
    expect(String(error)).toMatch(/^Disagreement: fixture: the readings disagree on the field count of fixture\.dequeue\n {2}typescript: 0\n {2}kernel: 3\n {2}in \{"count":/)
  })
})
