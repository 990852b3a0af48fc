import type { System } from "tcnet"
import { lossy, lossyAnswers, noDatagrams, type Datagrams } from "../../model/ethernet/air.ts"
import { answering, receiver as ethernetReceiver } from "../../model/ethernet/receiver.ts"
import { sender as ethernetSender } from "../../model/ethernet/sender.ts"
import type { Path } from "../../model/path/choice.ts"
import type { Owned } from "../../model/path/lane.ts"
import { silence, suspension } from "../../model/path/suspension.ts"
import { idleReceiver, receiver, saidAtFirst, type Receiver, type Said } from "../../model/session/receiver.ts"
import { idleSender, sender, submission, type Sender } from "../../model/session/sender.ts"
import type { Sizes } from "../../model/session/sizes.ts"
import type { Delivered, Submitted } from "../../model/slot/source.ts"
import { isAtRest, isStream } from "../channel.ts"
import { ethernet as ethernetProperties, suspended } from "../ethernet.ts"
import { session, sessionProgress } from "../session.ts"

export interface From {
  readonly sender: Sender
  readonly submitted: Submitted
  readonly path: Path
  readonly air: Datagrams
}
export interface To {
  readonly receiver: Receiver
  readonly said: Said
  readonly owner: Owned
  readonly ghost: { readonly delivered: Delivered }
}
export interface Ethernet {
  readonly a: From
  readonly b: To
}

export const ethernet: System<Ethernet, Sizes> = {
  id: "ethernet",
  text: "One direction of a session over Ethernet, where datagrams are lost, come twice, late and in any order.",
  sizes: {
    small: { frames: 3, window: 2, buffer: 2, held: 4 },
    standard: { frames: 4, window: 3, buffer: 2, held: 5 },
    large: { frames: 6, window: 3, buffer: 2, held: 5 },
  },
  init: (n: Sizes) => ({
    a: { sender: idleSender(n), submitted: "none", path: { on: "ethernet" }, air: noDatagrams(n) },
    b: { receiver: idleReceiver, said: saidAtFirst(n), owner: "closed", ghost: { delivered: "none" } },
  }),
  parts: ({ place, join }) => [
    place("a", submission, ethernetSender, silence, lossy),
    join("a", { end: "a", peer: "b" }, sender, suspension),
    place("b", receiver, answering, lossyAnswers),
    join("b", { end: "b", peer: "a" }, ethernetReceiver),
    join("ab", { from: "a", to: "b" }, session, sessionProgress, ethernetProperties, suspended),
  ],
  quiescent: isAtRest,
  refines: [isStream],
}
