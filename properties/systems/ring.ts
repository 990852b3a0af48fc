import { counter, type Fifo, type Peer, type System } from "tcnet"
import { idleOwner, owner, type Owner } from "../../model/epoch/owner.ts"
import { idleSender, sender, type Sender } from "../../model/epoch/sender.ts"
import { isUp, outage, type Indication, type Link } from "../../model/fabric/outage.ts"
import { toRing, toSender } from "../../model/fabric/posted.ts"
import { idleReader, reader, type Reader } from "../../model/slot/reader.ts"
import type { Sizes } from "../../model/slot/sizes.ts"
import type { Delivered, Submitted } from "../../model/slot/source.ts"
import { emptyRing, emptySender, tagOf, type RingWords, type RingWrite, type SenderWords, type SenderWrite } from "../../model/slot/words.ts"
import { idleWriter, writer, type Writer } from "../../model/slot/writer.ts"
import { epochs } from "../epochs.ts"

/** The endpoint that sends. */
export interface From {
  readonly sender: Sender
  readonly writer: Writer
  readonly submitted: Submitted
  readonly words: Peer<SenderWords>
  readonly link: Peer<Indication>
  readonly out: Fifo<Sizes["posted"], RingWrite>
}
/** The endpoint that owns the ring. */
export interface To {
  readonly owner: Owner
  readonly reader: Reader
  readonly ring: Peer<RingWords>
  readonly link: Peer<Indication>
  readonly out: Fifo<Sizes["posted"], SenderWrite>
  readonly ghost: { readonly delivered: Delivered }
}
export interface Ring {
  readonly a: From
  readonly b: To
  readonly link: Link
}

/** One direction of a ring over a link that fails and comes back. */
export const ring: System<Ring, Sizes> = {
  id: "ring",
  text: "One direction of a ring over a link that fails and comes back: slots, credit, and the epochs that its owner opens.",
  sizes: {
    small: { slots: 1, more: 0, posted: 2, indices: 3, tags: 2, epochs: 3, changes: 2 },
    standard: { slots: 2, more: 1, posted: 2, indices: 4, tags: 1, epochs: 2, changes: 2 },
    large: { slots: 2, more: 0, posted: 3, indices: 4, tags: 2, epochs: 3, changes: 2 },
  },
  init: (n) => ({
    a: { sender: idleSender, writer: idleWriter, submitted: "none", words: emptySender, link: 0, out: [] },
    b: { owner: idleOwner, reader: idleReader, ring: emptyRing(n), link: 0, out: [], ghost: { delivered: "none" } },
    link: { changes: 0 },
  }),
  parts: ({ place, join }) => [
    place("a", sender, writer),
    place("b", owner, reader),
    join("ab", { from: "a", to: "b", link: "link" }, toRing, outage, epochs),
    join("ba", { from: "b", to: "a", link: "link" }, toSender),
  ],
  quiescent: (s, n) => s.a.out.length === 0 && s.b.out.length === 0 && isUp(s.link.changes)
    && s.a.sender.phase === "open" && s.b.owner.phase === "begun" && s.a.sender.epoch === s.b.owner.epoch
    && s.a.writer.stage === "idle" && s.b.reader.stage === "idle"
    && counter.same(s.a.writer.committed, s.b.reader.consumed)
    && s.a.words.credit.tag === tagOf(s.a.sender.epoch, n) && counter.same(s.a.words.credit.count, s.b.reader.consumed),
}
