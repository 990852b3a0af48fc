import { describe, expect, it } from "vitest"
import { Generator } from "./generator.ts"
import { place, printEnd, type Placement, type Site } from "./placement.ts"

const site: Site = { superNodes: 4, nodes: 3, endpoints: 30, channels: 500 }
const channelsOf = (p: Placement): readonly number[] => Array.from({ length: p.site.channels }, (_, c) => c)
const nodeOf = (e: { readonly superNode: number; readonly node: number }): string => `${e.superNode}.${e.node}`

describe("a placement", () => {
  const p = place(site, new Generator(1))
  it("puts the two ends of each channel on two nodes, and each endpoint on one", () => {
    const at = new Map<number, string>()
    for (const c of channelsOf(p)) {
      const [a, b] = p.endsOf(c)
      expect(nodeOf(a)).not.toBe(nodeOf(b))
      for (const e of [a, b]) {
        expect(e.superNode < 4 && e.node < 3 && e.endpoint < 30).toBe(true)
        expect(at.get(e.endpoint) ?? nodeOf(e)).toBe(nodeOf(e))
        at.set(e.endpoint, nodeOf(e))
      }
    }
    expect(at.size).toBe(30)
  })
  it("has the channels within a super-node first, and some of both", () => {
    for (const c of channelsOf(p)) expect(p.endsOf(c)[0].superNode === p.endsOf(c)[1].superNode).toBe(c < p.near)
    expect(p.near).toBeGreaterThan(200)
    expect(p.near).toBeLessThan(350)
  })
  it("knows who shares a link, whichever way round, and who shares a node", () => {
    const isOn = (c: number, node: string, end: 0 | 1): boolean => nodeOf(p.endsOf(c)[end]) === node
    for (const c of [0, 1, 400]) {
      const link = p.endsOf(c).map(nodeOf).toSorted().join()
      expect([...p.onLink(c)]).toEqual(channelsOf(p).filter((x) => p.endsOf(x).map(nodeOf).toSorted().join() === link))
      expect(new Set([...p.onLink(c)].map((x) => p.linkOf(x)))).toEqual(new Set([p.linkOf(c)]))
      const node = nodeOf(p.endsOf(c)[1])
      expect(p.onNode(c, 1).map((l) => [...l])).toEqual([channelsOf(p).filter((x) => isOn(x, node, 0)), channelsOf(p).filter((x) => isOn(x, node, 1))])
    }
    expect(channelsOf(p).some((c) => p.onLink(c).length > 1)).toBe(true)
  })
  it("is the same for the same seed", () => {
    const ends = (seed: number): readonly unknown[] => channelsOf(p).map(place(site, new Generator(seed)).endsOf)
    expect(ends(1)).toEqual(channelsOf(p).map(p.endsOf))
    expect(ends(2)).not.toEqual(ends(1))
  })
  it("uses the nodes that have an endpoint only, also where these are few", () => {
    const few = place({ ...site, endpoints: 2, channels: 9 }, new Generator(3))
    for (const c of channelsOf(few)) expect(few.endsOf(c).map((e) => e.endpoint).toSorted()).toEqual([0, 1])
    const alone = place({ superNodes: 3, nodes: 1, endpoints: 5, channels: 20 }, new Generator(3))
    expect(alone.near).toBe(0)
  })
  it("names an end", () => expect(printEnd({ superNode: 5, node: 3, endpoint: 17 })).toBe("endpoint 17 on node 3 of super-node 5"))
  it.each([[{ ...site, superNodes: 1, nodes: 1 }, "two nodes"], [{ ...site, endpoints: 1 }, "two endpoints"], [{ ...site, channels: 1e8 }, "more than"]] as const)("is refused for %o", (s, why) => {
    expect(() => place(s, new Generator(1))).toThrow(why)
  })
})
