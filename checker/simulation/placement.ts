/**
 * Where things stand: endpoints on nodes, nodes in super-nodes, channels between endpoints on two nodes. Two nodes of one
 * super-node are joined by PCIe; between super-nodes there is none.
 */
import { InputError } from "../errors.ts"
import type { Generator } from "./generator.ts"

export interface Site {
  readonly superNodes: number
  /** Nodes of each super-node. */
  readonly nodes: number
  readonly endpoints: number
  readonly channels: number
}
/** One end of a channel. */
export interface End {
  readonly superNode: number
  /** The node, counted within its super-node. */
  readonly node: number
  readonly endpoint: number
}

export interface Placement {
  readonly site: Site
  /** Channels whose ends are in one super-node come first: so many. */
  readonly near: number
  readonly endsOf: (channel: number) => readonly [End, End]
  /** The number of the link that a channel uses: one for each two nodes. */
  readonly linkOf: (channel: number) => number
  /** The channels between the same two nodes as this one, itself among them. */
  readonly onLink: (channel: number) => Int32Array
  /** The channels with this end, 0 or 1, of this channel's node: those whose end 0 is there, and those whose end 1 is. */
  readonly onNode: (channel: number, end: 0 | 1) => readonly [Int32Array, Int32Array]
}

/** How many of the channels are drawn within a super-node. */
const near_share = 0.5

/** @throws InputError for a site on which there is no channel */
const refuse = (s: Site): void => {
  const total = s.superNodes * s.nodes
  if (total < 2) throw new InputError("a channel needs two nodes, and there is one", "Give --super-nodes or --nodes a greater number.")
  if (s.endpoints < 2) throw new InputError("a channel needs two endpoints, and there is one", "Give --endpoints a greater number.")
  for (const [name, n] of [["nodes", total], ["endpoints", s.endpoints], ["channels", s.channels]] as const) if (n > limit_things) throw new InputError(`${n} ${name} are more than ${limit_things}`, "Simulate fewer.")
}
/** Most of anything: more would take minutes before the first firing. */
const limit_things = 1_000_000

/** Draws the two ends of each channel. Endpoints are dealt out to the nodes in turn, so each node has as many as any other, or one less. */
class Drawer {
  readonly #site: Site
  readonly #total: number
  /** Nodes that have an endpoint: the first so many. */
  readonly #used: number
  constructor(site: Site) {
    this.#site = site
    this.#total = site.superNodes * site.nodes
    this.#used = Math.min(this.#total, site.endpoints)
  }
  nodeOf(endpoint: number): number { return endpoint % this.#total }
  #on(node: number, g: Generator): number {
    const count = Math.floor((this.#site.endpoints - 1 - node) / this.#total) + 1
    return node + this.#total * g.below(count)
  }
  /** A node in [from, to) other than `node`, as likely as any. */
  #other(node: number, from: number, to: number, g: Generator): number {
    const drawn = from + g.below(to - from - 1)
    return drawn < node ? drawn : drawn + 1
  }
  draw(g: Generator): readonly [number, number] {
    const a = g.below(this.#used)
    const from = Math.floor(a / this.#site.nodes) * this.#site.nodes
    const to = Math.min(from + this.#site.nodes, this.#used)
    const b = to - from > 1 && g.chance(near_share) ? this.#other(a, from, to, g) : this.#other(a, 0, this.#used, g)
    return [this.#on(a, g), this.#on(b, g)]
  }
}

/** Lists of channels by a key. */
const grouped = (channels: number, keyOf: (c: number) => number): ReadonlyMap<number, Int32Array> => {
  const lists = new Map<number, number[]>()
  for (let c = 0; c < channels; c++) {
    const key = keyOf(c)
    const list = lists.get(key)
    if (list === undefined) lists.set(key, [c])
    else list.push(c)
  }
  return new Map([...lists].map(([key, list]) => [key, Int32Array.from(list)]))
}
const none = new Int32Array(0)

/** Places endpoints and draws channels between them. @throws InputError for a site on which there is no channel */
export const place = (site: Site, g: Generator): Placement => {
  refuse(site)
  const drawer = new Drawer(site)
  const total = site.superNodes * site.nodes
  const superNodeOf = (endpoint: number): number => Math.floor(drawer.nodeOf(endpoint) / site.nodes)
  const drawn = Array.from({ length: site.channels }, () => drawer.draw(g))
  const isNear = ([a, b]: readonly [number, number]): boolean => superNodeOf(a) === superNodeOf(b)
  const ends = [...drawn.filter(isNear), ...drawn.filter((x) => !isNear(x))]
  const nodeAt = (c: number, end: 0 | 1): number => drawer.nodeOf((ends[c] as readonly [number, number])[end])
  const linkOf = (c: number): number => {
    const [x, y] = [nodeAt(c, 0), nodeAt(c, 1)]
    return Math.min(x, y) * total + Math.max(x, y)
  }
  const links = grouped(site.channels, linkOf)
  const nodes = [grouped(site.channels, (c) => nodeAt(c, 0)), grouped(site.channels, (c) => nodeAt(c, 1))] as const
  const end = (endpoint: number): End => ({ superNode: superNodeOf(endpoint), node: drawer.nodeOf(endpoint) % site.nodes, endpoint })
  return {
    site, near: drawn.filter(isNear).length,
    endsOf: (c) => { const [a, b] = ends[c] as readonly [number, number]; return [end(a), end(b)] },
    linkOf,
    onLink: (c) => links.get(linkOf(c)) ?? none,
    onNode: (c, e) => { const n = nodeAt(c, e); return [nodes[0].get(n) ?? none, nodes[1].get(n) ?? none] },
  }
}

/** `endpoint 17 on node 3 of super-node 5`. */
export const printEnd = (e: End): string => `endpoint ${e.endpoint} on node ${e.node} of super-node ${e.superNode}`
