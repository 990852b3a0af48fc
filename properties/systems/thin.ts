import { refinement, type Fifo, type Peer, type System } from "tcnet"
import { fabric, type Link } from "../../model/fabric/fabric.ts"
import { link } from "../../model/fabric/link.ts"
import { consumer, idleConsumer, type Consumer } from "../../model/ring/consumer.ts"
import type { Delivered, Submitted } from "../../model/ring/history.ts"
import { idleProducer, producer, type Producer } from "../../model/ring/producer.ts"
import type { Sizes } from "../../model/ring/sizes.ts"
import { emptyWindow, type PostedWrite, type Window } from "../../model/ring/window.ts"
import { service } from "../../model/service.ts"
import { direction } from "../direction.ts"

/** The endpoint that sends. */
export interface Sender {
  readonly tx: Producer
  readonly window: Peer<Window>
  readonly out: Fifo<Sizes["posted"], PostedWrite>
  readonly ghost: { readonly submitted: Submitted }
}
/** The endpoint that receives. */
export interface Receiver {
  readonly rx: Consumer
  readonly window: Peer<Window>
  readonly out: Fifo<Sizes["posted"], PostedWrite>
  readonly ghost: { readonly delivered: Delivered }
}
export interface Thin {
  readonly a: Sender
  readonly b: Receiver
  readonly link: Link
}

/** One direction of a ring over a link that may die once, without epochs, sleep or long frames. */
export const thin: System<Thin, Sizes> = {
  id: "ring.thin",
  text: "One direction of a ring over a link that may die once: write, commit, land, accept, read, deliver, return credit.",
  sizes: {
    small: { slots: 3, posted: 2, frames: 4 },
    standard: { slots: 4, posted: 3, frames: 8 },
    large: { slots: 5, posted: 4, frames: 10 },
  },
  init: (n) => ({
    a: { tx: idleProducer, window: emptyWindow(n), out: [], ghost: { submitted: "none" } },
    b: { rx: idleConsumer, window: emptyWindow(n), out: [], ghost: { delivered: "none" } },
    link: { isDown: false },
  }),
  parts: ({ place, join }) => [
    place("a", producer),
    place("b", consumer),
    place("link", link),
    join("ab", { from: "a", to: "b", link: "link" }, fabric, direction),
    join("ba", { from: "b", to: "a", link: "link" }, fabric),
  ],
  quiescent: (s, n) => s.a.out.length === 0 && s.b.out.length === 0 && s.b.rx.stage === "idle"
    && (s.link.isDown || (s.b.rx.consumed === n.frames && s.a.window.credit === n.frames)),
  refines: [refinement({
    id: "service.oneWay",
    text: "One direction is a bounded queue of as many frames as the ring has slots.",
    service,
    init: () => ({ submitted: 0, delivered: 0 }),
    as: (s: Thin) => ({ submitted: s.a.tx.written, delivered: s.b.rx.consumed }),
  })],
}
