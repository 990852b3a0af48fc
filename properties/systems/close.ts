import type { System } from "tcnet"
import { lossy, lossyAnswers, noDatagrams, type Datagrams } from "../../model/ethernet/air.ts"
import { answering, receiver as ethernetReceiver } from "../../model/ethernet/receiver.ts"
import { sender as ethernetSender } from "../../model/ethernet/sender.ts"
import type { Path } from "../../model/path/choice.ts"
import type { Owned } from "../../model/path/lane.ts"
import { silence, suspension } from "../../model/path/suspension.ts"
import { closing, ending, hearingEnd, notClosed, notClosing, takingClose, type Closed, type Closing } from "../../model/session/close.ts"
import { idleReceiver, receiver, saidAtFirst, type Receiver, type Said } from "../../model/session/receiver.ts"
import { idleSender, sender, submission, type Sender } from "../../model/session/sender.ts"
import type { Sizes } from "../../model/session/sizes.ts"
import type { Delivered, Submitted } from "../../model/slot/source.ts"
import { isStream } from "../channel.ts"
import { endings } from "../close.ts"
import { session } from "../session.ts"

/** The endpoint that sends, and closes. */
export interface From {
  readonly sender: Sender
  readonly submitted: Submitted
  readonly path: Path
  readonly air: Datagrams
  readonly closing: Closing
}
export interface To {
  readonly receiver: Receiver
  readonly said: Said
  readonly owner: Owned
  readonly closed: Closed
  readonly ghost: { readonly delivered: Delivered }
}
export interface Close {
  readonly a: From
  readonly b: To
}

export const close: System<Close, Sizes> = {
  id: "close",
  text: "One direction of a session over Ethernet comes to its end, while datagrams are lost and the sender may be suspended.",
  sizes: {
    small: { frames: 2, window: 1, buffer: 1, held: 2 },
    standard: { frames: 3, window: 2, buffer: 1, held: 3 },
  },
  init: (n: Sizes) => ({
    a: { sender: idleSender(n), submitted: "none", path: { on: "ethernet" }, air: noDatagrams(n), closing: notClosing },
    b: { receiver: idleReceiver, said: saidAtFirst(n), owner: "closed", closed: notClosed, ghost: { delivered: "none" } },
  }),
  parts: ({ place, join }) => [
    place("a", submission, ethernetSender, silence, lossy, closing),
    join("a", { end: "a", peer: "b" }, sender, suspension, hearingEnd),
    place("b", receiver, answering, lossyAnswers, ending),
    join("b", { end: "b", peer: "a" }, ethernetReceiver, takingClose),
    join("ab", { from: "a", to: "b" }, session, endings),
  ],
  quiescent: (s) => s.a.closing.phase === "closed" && s.b.closed.phase === "ended",
  refines: [isStream],
}
