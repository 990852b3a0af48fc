import { describe, expect, it } from "vitest"
import { Nodes, type Node } from "../checker/ir/node.ts"
import { bool, type Sort } from "../checker/ir/sort.ts"
import type { RuleIr, SystemIr } from "../checker/ir/system.ts"
import { epochEnds, valuesWith, valueWith } from "./ends.ts"
import { registeredSystems } from "./systems.ts"

const systems = registeredSystems()
const n = new Nodes()
const phases: Sort = { kind: "enum", values: ["closed", "open", "left"] }
const phase = n.make("state", [], phases, { name: "x.phase" })
const other = n.make("state", [], bool, { name: "x.other" })
const is = (value: string): Node => n.eq(phase, n.lit(value, phases))

/** The systems with one rule changed everywhere. */
const changed = (id: string, change: (r: RuleIr, nodes: Nodes) => Partial<RuleIr>): readonly SystemIr[] =>
  systems.map((s) => ({ ...s, rules: s.rules.map((r) => (r.id === id ? { ...r, ...change(r, s.nodes) } : r)) }))
const idsOf = (found: readonly SystemIr[]): readonly string[] => epochEnds(found).map((e) => `${e.side} ${e.id}`).toSorted()

describe("what ends an epoch", () => {
  const ends = idsOf(systems)
  it("is found in the rules of both sides", () => {
    expect(ends).toEqual(["owner epoch.closed", "owner epoch.ownerLinkEvent", "owner seal.refuse", "sender credit.refuse", "sender epoch.abandon", "sender epoch.adopt", "sender epoch.senderLinkEvent"])
  })
  it("is a rule more if one sets a phase of no use, whatever else it does", () => {
    const leaving = changed("epoch.sweep", (r, nodes) => {
      const leaf = systems.find((s) => s.rules.includes(r))?.leaves.find((l) => l.path.endsWith(".sender.phase"))
      if (leaf === undefined) throw new Error("there is no phase")
      return { then: [...r.then, { path: leaf.path, node: nodes.lit("left", leaf.sort) }] }
    })
    expect(idsOf(leaving)).toEqual([...ends, "sender epoch.sweep"].toSorted())
  })
  it("is a rule more if an epoch can be opened over another", () => {
    expect(idsOf(changed("epoch.open", (r) => ({ when: r.when.filter((c) => c.name !== "ended") })))).toEqual([...ends, "owner epoch.open"].toSorted())
  })
  it("is a rule less if a rule leaves the phase alone", () => {
    expect(idsOf(changed("credit.refuse", () => ({ then: [] })))).toEqual(ends.filter((id) => id !== "sender credit.refuse"))
  })
})

describe("an expression of which one part of the state is known", () => {
  it.each<readonly [string, Node, unknown]>([
    ["decided by it", is("open"), true], ["decided against it", is("left"), false], ["of something else", other, undefined],
    ["a conjunction that fails", n.and(other, is("left")), false], ["a conjunction that may hold", n.and(other, is("open")), undefined],
    ["a disjunction that holds", n.or(other, is("open")), true], ["a disjunction that may fail", n.or(other, is("left")), undefined],
    ["a negation", n.not(is("open")), false], ["a negation that is not told", n.not(other), undefined],
  ])("has the value that follows: %s", (_what, node, value) => {
    expect(valueWith(node, "x.phase", "open")).toBe(value)
  })
  it("has all values that may be", () => {
    const [closed, left] = [n.lit("closed", phases), n.lit("left", phases)]
    expect(valuesWith(n.ite(other, closed, left), "x.phase", "open")).toEqual(["closed", "left"])
    expect(valuesWith(n.ite(is("open"), closed, left), "x.phase", "open")).toEqual(["closed"])
    expect(valuesWith(n.ite(is("closed"), closed, phase), "x.phase", "open")).toEqual(["open"])
  })
})
