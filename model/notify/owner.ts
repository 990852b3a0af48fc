import { machine, model, next, push, type Fifo, type Machine, type Peer, type Upto } from "tcnet"
import { isUp, type Indication } from "../fabric/outage.ts"
import { begun, ended, type Publisher } from "./publisher.ts"
import type { Sizes } from "./sizes.ts"
import type { AnySleeper } from "./sleeper.ts"
import { doorbell, epochWrite, type Packet, type Words } from "./words.ts"

/** What a consumer, which owns the ring, knows of epochs. */
export interface Owner {
  /** The last epoch that it opened, 0 before the first. */
  readonly epoch: Upto<Sizes["epochs"]>
  /** `offered` until the producer has begun it. */
  readonly phase: "closed" | "offered" | "begun"
  /** The indication as of the last link event that it handled. */
  readonly seen: Indication
}
export const idleOwner: Owner = { epoch: 0, phase: "closed", seen: 0 }

/** What a consumer sees of its own endpoint. */
interface View {
  readonly owner: Owner
  readonly consumed: Upto<Sizes["frames"]>
  readonly publisher: Publisher
  readonly sleeper: AnySleeper
  readonly link: Peer<Indication>
  readonly words: Peer<Words>
  readonly buffer: Fifo<Sizes["buffered"], Packet>
}
const { rule } = model<View, Sizes>()

const open = rule({
  id: "notify.open",
  text: "A consumer that opens an epoch posts a doorbell behind the offer.",
  when: (s, n) => ({ ended: s.owner.phase === "closed", calm: s.link === s.owner.seen, up: isUp(s.owner.seen), hasRoom: s.buffer.length + 1 < n.buffered }),
  then: (s) => next(s, {
    owner: { epoch: s.owner.epoch + 1, phase: "offered" },
    buffer: push(push(s.buffer, epochWrite(s.owner.epoch + 1)), doorbell),
  }),
})

const begins = rule({
  id: "notify.begun",
  text: "A consumer that reads that its epoch has begun starts with no count and no answer.",
  when: (s) => ({ awake: s.sleeper.mode === "awake", offered: s.owner.phase === "offered", begins: s.words.epoch === s.owner.epoch }),
  then: (s) => next(s, { owner: { phase: "begun" }, publisher: begun(s.publisher) }),
})

const linkEvent = rule({
  id: "notify.ownerLinkEvent",
  text: "A link event wakes a consumer, whatever it sleeps for, and ends its epoch; a consumer that has armed takes its last looks first.",
  when: (s) => ({ event: s.link !== s.owner.seen, notArming: s.sleeper.mode === "awake" || s.sleeper.mode === "asleep" }),
  then: (s) => next(s, { owner: { phase: "closed", seen: s.link }, consumed: 0, publisher: ended(s.publisher), sleeper: { mode: "awake" } }),
})

const closed = rule({
  id: "notify.closed",
  text: "A consumer that reads that the producer has abandoned its epoch ends it.",
  when: (s) => ({ awake: s.sleeper.mode === "awake", abandoned: s.owner.phase !== "closed" && s.words.left === s.owner.epoch }),
  then: (s) => next(s, { owner: { phase: "closed" }, consumed: 0, publisher: ended(s.publisher) }),
})

const end = rule({
  id: "notify.end",
  text: "A consumer that is awake may end its epoch at any time.",
  // A fault, as `notify.abandon` is.
  by: "fault",
  when: (s, n) => ({ awake: s.sleeper.mode === "awake", using: s.owner.phase === "begun", notTheLast: s.owner.epoch < n.epochs }),
  then: (s) => next(s, { owner: { phase: "closed" }, consumed: 0, publisher: ended(s.publisher) }),
})

export const owner: Machine<View, Sizes> = machine({ id: "notify.owner", rules: [open, begins, linkEvent, closed] })
/** A machine of its own, as the suspicion of a sender is. */
export const resignation: Machine<View, Sizes> = machine({ id: "notify.resignation", rules: [end] })
