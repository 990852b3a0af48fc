import type { System } from "tcnet"
import { lossyAnswers } from "../../model/ethernet/air.ts"
import { cutting, uncut, type Cut } from "../../model/ethernet/cutting.ts"
import { lossyFragments, noFragments, type Fragments, type Sizes } from "../../model/ethernet/fragments.ts"
import { nothingKept, overtaking, reassembling, type Assembled, type Reassembly } from "../../model/ethernet/reassembly.ts"
import { answering } from "../../model/ethernet/receiver.ts"
import type { Path } from "../../model/path/choice.ts"
import type { Owned } from "../../model/path/lane.ts"
import { silence, suspension } from "../../model/path/suspension.ts"
import { idleReceiver, receiver, saidAtFirst, type Receiver, type Said } from "../../model/session/receiver.ts"
import { idleSender, sender, submission, type Sender } from "../../model/session/sender.ts"
import type { Delivered, Submitted } from "../../model/slot/source.ts"
import { isAtRest, isStream } from "../channel.ts"
import { fragments as fragmentsProperties } from "../fragments.ts"
import { session, sessionProgress } from "../session.ts"

export interface From {
  readonly sender: Sender
  readonly submitted: Submitted
  readonly path: Path
  readonly cut: Cut
  readonly air: Fragments
}
export interface To {
  readonly receiver: Receiver
  readonly reassembly: Reassembly
  readonly said: Said
  readonly owner: Owned
  readonly ghost: { readonly delivered: Delivered }
}
export interface InFragments {
  readonly a: From
  readonly b: To
  readonly ghost: Assembled
}

export const fragments: System<InFragments, Sizes> = {
  id: "fragments",
  text: "One direction of a session over Ethernet, where every frame goes in fragments that are lost, come twice, late and in any order, and any frame may come whole by another path.",
  sizes: {
    small: { frames: 2, window: 1, buffer: 1, held: 2, parts: 2 },
    standard: { frames: 3, window: 2, buffer: 2, held: 4, parts: 2 },
    large: { frames: 3, window: 2, buffer: 2, held: 4, parts: 3 },
  },
  init: (n: Sizes) => ({
    a: { sender: idleSender(n), submitted: "none", path: { on: "ethernet" }, cut: uncut, air: noFragments(n) },
    b: { receiver: idleReceiver, reassembly: nothingKept(n), said: saidAtFirst(n), owner: "closed", ghost: { delivered: "none" } },
    ghost: { frames: "whole" },
  }),
  parts: ({ place, join }) => [
    place("a", submission, cutting, silence, lossyFragments),
    join("a", { end: "a", peer: "b" }, sender, suspension),
    place("b", receiver, answering, lossyAnswers),
    join("b", { end: "b", peer: "a", ghost: "ghost" }, reassembling),
    join("b", { end: "b", peer: "a" }, overtaking),
    join("ab", { from: "a", to: "b" }, session, sessionProgress),
    join("ab", { from: "a", to: "b", ghost: "ghost" }, fragmentsProperties),
  ],
  quiescent: isAtRest,
  refines: [isStream],
}
