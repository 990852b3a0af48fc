import { at, blank, machine, model, next, push, type Fifo, type Machine, type Opaque, type Peer, type Upto } from "tcnet"
import { afterDeliver, type Delivered } from "./history.ts"
import type { Sizes } from "./sizes.ts"
import { creditWrite, type PostedWrite, type Window } from "./window.ts"

export interface Consumer {
  /** Frames delivered. */
  readonly consumed: Upto<Sizes["frames"]>
  /** Frames whose credit was posted. */
  readonly returned: Upto<Sizes["frames"]>
  /** `accepted` from the commit word to the copy of the payload: meanwhile nobody may write the slot. */
  readonly stage: "idle" | "accepted" | "holding"
  /** The private copy of the payload. */
  readonly frame: Opaque
}
export const idleConsumer: Consumer = { consumed: 0, returned: 0, stage: "idle", frame: blank }

/** What a consumer sees of its own endpoint. */
interface View {
  readonly rx: Consumer
  readonly window: Peer<Window>
  readonly out: Fifo<Sizes["posted"], PostedWrite>
  readonly ghost: { readonly delivered: Delivered }
}
const { rule } = model<View, Sizes>()

const accept = rule({
  id: "ring.accept",
  text: "A consumer accepts the slot that it expects next when the slot's commit word is exactly the one it expects.",
  when: (s, n) => ({
    idle: s.rx.stage === "idle",
    committed: at(s.window.slots, s.rx.consumed % n.slots).commit === s.rx.consumed + 1,
  }),
  then: (s) => next(s, { rx: { stage: "accepted" } }),
})

const read = rule({
  id: "ring.read",
  text: "A consumer copies the payload of an accepted slot once, and uses nothing but the copy.",
  when: (s) => ({ accepted: s.rx.stage === "accepted" }),
  then: (s, n) => next(s, { rx: { stage: "holding", frame: at(s.window.slots, s.rx.consumed % n.slots).payload } }),
})

const deliver = rule({
  id: "ring.deliver",
  text: "A consumer delivers the frame it holds.",
  when: (s) => ({ holding: s.rx.stage === "holding" }),
  then: (s) => next(s, { rx: { consumed: s.rx.consumed + 1, stage: "idle", frame: blank } }),
  note: (g, s) => next(g, { delivered: afterDeliver(g.delivered, s.rx.frame) }),
})

const returnCredit = rule({
  id: "ring.returnCredit",
  text: "A consumer posts the count of the frames it has consumed.",
  when: (s, n) => ({ owed: s.rx.returned < s.rx.consumed, hasRoom: s.out.length < n.posted }),
  then: (s) => next(s, { out: push(s.out, creditWrite(s.rx.consumed)), rx: { returned: s.rx.consumed } }),
})

export const consumer: Machine<View, Sizes> = machine({ id: "ring.consumer", rules: [accept, read, deliver, returnCredit] })
