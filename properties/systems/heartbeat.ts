import type { Peer, System } from "tcnet"
import { carrying, echoing } from "../../model/path/echo.ts"
import { epochs } from "../../model/path/epochs.ts"
import { judging, nothingCarried, probing, unproven, type Carried, type Beat, type Posted, type Probing } from "../../model/path/heartbeat.ts"
import type { Events, Link, Offer, Owned, Used } from "../../model/path/lane.ts"
import type { Sizes } from "../../model/path/sizes.ts"
import { abandonment } from "../../model/path/suspicion.ts"
import { following, topology, type Belief, type Nodes } from "../../model/path/topology.ts"
import { sound, windows, type Windows } from "../../model/path/windows.ts"
import { proving, provingProgress } from "../heartbeat.ts"

/** The endpoint that sends. */
export interface From {
  readonly on: "ethernet" | "ring"
  readonly user: Used
  readonly events: Events
  readonly probing: Probing
  readonly echo: Peer<Beat>
  readonly belief: Belief
  readonly out: Posted
}
/** The endpoint that owns the ring. */
export interface To {
  readonly owner: Owned
  readonly offer: Offer
  readonly events: Events
  readonly out: Posted
}
export interface Heartbeat {
  readonly a: From
  readonly b: To
  readonly link: Link
  readonly windows: Windows
  readonly nodes: Nodes
  readonly ghost: Carried
}

export const heartbeat: System<Heartbeat, Sizes> = {
  id: "heartbeat",
  text: "A sender proves a ring by heartbeats and echoes, while the link fails, a window is dead in one direction, and a node is moved between super-nodes.",
  sizes: {
    // There are no frames, and no hold-down.
    small: { frames: 0, window: 0, buffer: 0, held: 0, slots: 0, probes: 1, holds: 0 },
    standard: { frames: 0, window: 0, buffer: 0, held: 0, slots: 0, probes: 3, holds: 0 },
  },
  init: () => ({
    a: { on: "ethernet", user: "closed", events: [], probing: unproven, echo: 0, belief: { isNear: true }, out: [] },
    b: { owner: "closed", offer: [], events: [], out: [] },
    link: { isDown: false }, windows: sound, nodes: { areApart: false }, ghost: nothingCarried,
  }),
  parts: ({ place, join }) => [
    place("a", judging),
    join("a", { end: "a", peer: "b", link: "link", windows: "windows", ghost: "ghost" }, probing),
    join("a", { end: "a", nodes: "nodes" }, following),
    join("b", { end: "b", peer: "a" }, abandonment),
    join("b", { end: "b", link: "link" }, epochs),
    join("b", { end: "b", peer: "a", link: "link", windows: "windows", ghost: "ghost" }, echoing),
    join("link", { from: "a", to: "b", link: "link", windows: "windows", ghost: "ghost" }, carrying),
    join("link", { windows: "windows" }, windows),
    join("link", { from: "a", to: "b", link: "link", nodes: "nodes" }, topology),
    join("link", { from: "a", to: "b", link: "link", windows: "windows", nodes: "nodes", ghost: "ghost" }, proving, provingProgress),
  ],
  quiescent: (s) => s.a.on === "ring" && !s.link.isDown && !s.nodes.areApart,
}
