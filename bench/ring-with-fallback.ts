import { at, fill, head, machine, model, next, push, rest, set, type Fifo, type Machine, type System, type Upto, type Vec } from "tcnet"

/** What the benchmark's size is made of. */
export interface Sizes {
  /** Slots of the ring. */
  readonly slots: number
  /** Posted writes in flight. */
  readonly wire: number
  /** Returned credits in flight. */
  readonly credits: number
  /** Datagrams in flight. */
  readonly ethernet: number
  /** Frames to deliver in all. */
  readonly messages: number
}

/** A posted write: the frame `seq` into its slot, or the commit word `seq`. */
export interface Write {
  readonly commit: boolean
  readonly seq: Upto<Sizes["messages"]>
}

/** One direction of a ring over PCIe, with Ethernet behind it: both ends and what is in flight between them. */
export interface Ring {
  /** Frames written into the ring. */
  readonly written: Upto<Sizes["messages"]>
  /** Frames covered by a posted commit word. */
  readonly committed: Upto<Sizes["messages"]>
  /** Frames that the producer knows to be consumed. */
  readonly credited: Upto<Sizes["messages"]>
  readonly fellBack: boolean
  /** The next frame to send on Ethernet. */
  readonly resend: Upto<Sizes["messages"]>
  readonly down: boolean
  readonly wire: Fifo<Sizes["wire"], Write>
  /** Each slot holds the number of the frame in it, plus one; 0 is an unused slot. */
  readonly slots: Vec<Sizes["slots"], Upto<Sizes["messages"]>>
  /** The commit word as it has landed. */
  readonly visible: Upto<Sizes["messages"]>
  readonly consumed: Upto<Sizes["messages"]>
  /** Frames whose credit was posted. */
  readonly returned: Upto<Sizes["messages"]>
  /** The frame that the consumer holds, plus one; 0 is none. */
  readonly reading: Upto<Sizes["messages"]>
  readonly credits: Fifo<Sizes["credits"], Upto<Sizes["messages"]>>
  readonly ethernet: Fifo<Sizes["ethernet"], Upto<Sizes["messages"]>>
}

const { invariant, rule } = model<Ring, Sizes>()

/** A posted write to a dead link vanishes, and the producer never learns of it. */
const post = (s: Ring, write: Write): Fifo<Sizes["wire"], Write> => (s.down ? s.wire : push(s.wire, write))
const wireHasRoom = (s: Ring, n: Sizes): boolean => s.down || s.wire.length < n.wire

const write = rule({
  id: "ring.write",
  text: "A producer writes the next frame into the next slot while it has credit.",
  when: (s, n) => ({
    onRing: !s.fellBack,
    hasFrame: s.written < n.messages,
    hasCredit: s.written - s.credited < n.slots,
    hasRoom: wireHasRoom(s, n),
  }),
  then: (s) => next(s, { wire: post(s, { commit: false, seq: s.written }), written: s.written + 1 }),
})

const commit = rule({
  id: "ring.commit",
  text: "A producer posts the commit word after the frames that it covers.",
  when: (s, n) => ({ onRing: !s.fellBack, uncommitted: s.committed < s.written, hasRoom: wireHasRoom(s, n) }),
  then: (s) => next(s, { wire: post(s, { commit: true, seq: s.written }), committed: s.written }),
})

const takeCredit = rule({
  id: "ring.takeCredit",
  text: "A producer on the ring takes the oldest returned credit.",
  when: (s) => ({ onRing: !s.fellBack, returned: s.credits.length > 0 }),
  then: (s) => next(s, { credited: head(s.credits), credits: rest(s.credits) }),
})

const fallBack = rule({
  id: "path.fallBack",
  text: "When the link is down a producer resends on Ethernet from the credited point.",
  when: (s) => ({ onRing: !s.fellBack, linkIsDown: s.down }),
  then: (s) => next(s, { fellBack: true, resend: s.credited }),
})

const sendEthernet = rule({
  id: "path.sendEthernet",
  text: "On Ethernet a producer sends frames in order.",
  when: (s, n) => ({ fellBack: s.fellBack, hasFrame: s.resend < n.messages, hasRoom: s.ethernet.length < n.ethernet }),
  then: (s) => next(s, { ethernet: push(s.ethernet, s.resend), resend: s.resend + 1 }),
})

const land = rule({
  id: "fabric.land",
  text: "Posted writes land in the order in which they were posted.",
  by: "world",
  when: (s) => ({ posted: s.wire.length > 0 }),
  then: (s, n) => {
    const landed = head(s.wire)
    const wire = rest(s.wire)
    return landed.commit
      ? next(s, { wire, visible: landed.seq })
      : next(s, { wire, slots: set(s.slots, landed.seq % n.slots, landed.seq + 1) })
  },
})

const linkDown = rule({
  id: "fabric.linkDown",
  text: "The link may die at any time, with everything that is in flight on it.",
  by: "fault",
  when: (s) => ({ up: !s.down }),
  then: (s) => next(s, { down: true, wire: [], credits: [] }),
})

const read = rule({
  id: "ring.read",
  text: "A consumer reads the next committed frame from its slot.",
  when: (s) => ({ idle: s.reading === 0, committed: s.visible > s.consumed }),
  then: (s, n) => next(s, { reading: at(s.slots, s.consumed % n.slots) }),
})

const deliver = rule({
  id: "ring.deliver",
  text: "A consumer delivers the frame that it holds.",
  when: (s) => ({ holding: s.reading !== 0 }),
  then: (s) => next(s, { consumed: s.consumed + 1, reading: 0 }),
})

const returnCredit = rule({
  id: "ring.returnCredit",
  text: "A consumer posts the count of frames that it has consumed.",
  when: (s, n) => ({ owed: s.returned < s.consumed, hasRoom: s.down || s.credits.length < n.credits }),
  then: (s) => next(s, { returned: s.consumed, credits: s.down ? s.credits : push(s.credits, s.consumed) }),
})

const receiveEthernet = rule({
  id: "path.receiveEthernet",
  text: "A consumer accepts from Ethernet exactly the next frame and drops every other.",
  when: (s) => ({ arrived: s.ethernet.length > 0, idle: s.reading === 0 }),
  then: (s) => next(s, {
    ethernet: rest(s.ethernet),
    consumed: head(s.ethernet) === s.consumed ? s.consumed + 1 : s.consumed,
  }),
})

const inOrder = invariant({
  id: "ring.inOrder",
  text: "A frame that the consumer holds is the next in order.",
  holds: (s) => s.reading === 0 || s.reading === s.consumed + 1,
})

const neverOverwritesUnread = invariant({
  id: "ring.neverOverwritesUnread",
  text: "A frame about to land does not overwrite one that is not consumed.",
  holds: (s, n) => s.wire.length === 0 || head(s.wire).commit || head(s.wire).seq < s.consumed + n.slots,
})

const noGap = invariant({
  id: "path.noGap",
  text: "Ethernet never skips a frame that is not consumed.",
  holds: (s) => s.ethernet.length === 0 || head(s.ethernet) <= s.consumed,
})

const direction: Machine<Ring, Sizes> = machine({
  id: "ring.direction",
  rules: [write, commit, takeCredit, fallBack, sendEthernet, land, linkDown, read, deliver, returnCredit, receiveEthernet],
  properties: [inOrder, neverOverwritesUnread, noGap],
})

/** The reference model for speed: `ring-with-fallback.pml` is the same protocol, rule by rule, for SPIN. */
export const ringWithFallback: System<Ring, Sizes> = {
  id: "bench.ringWithFallback",
  text: "One direction of a ring over PCIe that falls back to Ethernet for good when the link dies.",
  sizes: {
    small: { slots: 2, wire: 2, credits: 2, ethernet: 1, messages: 4 },
    standard: { slots: 6, wire: 5, credits: 4, ethernet: 4, messages: 15 },
    large: { slots: 6, wire: 4, credits: 5, ethernet: 5, messages: 31 },
  },
  init: (n) => ({
    written: 0, committed: 0, credited: 0, fellBack: false, resend: 0, down: false,
    wire: [], slots: fill(n.slots, 0), visible: 0, consumed: 0, returned: 0, reading: 0,
    credits: [], ethernet: [],
  }),
  parts: ({ whole }) => [whole(direction)],
  // The link may die but Ethernet here loses nothing, so whatever happened, rest means that every frame was delivered.
  quiescent: (s, n) => s.consumed === n.messages,
}
