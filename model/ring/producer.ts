import { blue, machine, model, next, push, red, white, type Fifo, type Machine, type Peer, type Upto } from "tcnet"
import type { Sizes } from "./sizes.ts"
import { commitWrite, payloadWrite, type PostedWrite, type Window } from "./window.ts"
import { afterSubmit, type Submitted } from "./history.ts"

export interface Producer {
  /** Frames whose payload was posted. */
  readonly written: Upto<Sizes["frames"]>
  /** Frames whose commit word was posted. */
  readonly committed: Upto<Sizes["frames"]>
}
export const idleProducer: Producer = { written: 0, committed: 0 }

/** What a producer sees of its own endpoint. */
interface View {
  readonly tx: Producer
  readonly window: Peer<Window>
  readonly out: Fifo<Sizes["posted"], PostedWrite>
  readonly ghost: { readonly submitted: Submitted }
}
const { rule } = model<View, Sizes>()

const write = rule({
  id: "ring.write",
  text: "A producer posts the payload of the next frame to the next slot of its peer's ring, while it has credit for it.",
  // The application need not submit anything.
  fair: "none",
  choose: () => ({ frame: [white, red, blue] }),
  when: (s, n) => ({
    settled: s.tx.committed === s.tx.written,
    hasFrame: s.tx.written < n.frames,
    hasCredit: s.tx.written - s.window.credit < n.slots,
    hasRoom: s.out.length < n.posted,
  }),
  then: (s, n, p) => next(s, {
    out: push(s.out, payloadWrite(s.tx.written % n.slots, p.frame)),
    tx: { written: s.tx.written + 1 },
  }),
  note: (g, _s, _n, p) => next(g, { submitted: afterSubmit(g.submitted, p.frame) }),
})

const commit = rule({
  id: "ring.commit",
  text: "A producer posts a slot's commit word after everything else of the slot.",
  when: (s, n) => ({ uncommitted: s.tx.committed < s.tx.written, hasRoom: s.out.length < n.posted }),
  then: (s, n) => next(s, {
    out: push(s.out, commitWrite(s.tx.committed % n.slots, s.tx.committed + 1)),
    tx: { committed: s.tx.committed + 1 },
  }),
})

export const producer: Machine<View, Sizes> = machine({ id: "ring.producer", rules: [write, commit] })
