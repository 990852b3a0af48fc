/** The alternating bit protocol over two queues that may lose their oldest message. Only the bits are modelled. */
import { head, machine, model, next, push, rest, type Fifo, type Machine, type System } from "tcnet"

interface Sizes {
  /** Messages in flight in one direction. */
  readonly capacity: number
}
interface Link {
  /** True from accepting a message to seeing its acknowledgement. */
  readonly isWaiting: boolean
  readonly sendBit: boolean
  /** The bit of the message that the receiver expects. */
  readonly receiveBit: boolean
  readonly messages: Fifo<Sizes["capacity"], boolean>
  readonly acks: Fifo<Sizes["capacity"], boolean>
}
const { invariant, reachable, rule } = model<Link, Sizes>()

const accept = rule({
  id: "bit.accept", text: "The sender accepts a message when none is on its way.",
  when: (s) => ({ idle: !s.isWaiting }),
  then: (s) => next(s, { isWaiting: true }),
})
const send = rule({
  id: "bit.send", text: "The sender sends its message again and again.",
  when: (s, n) => ({ waiting: s.isWaiting, hasRoom: s.messages.length < n.capacity }),
  then: (s) => next(s, { messages: push(s.messages, s.sendBit) }),
})
const receive = rule({
  id: "bit.receive", text: "The receiver takes a message, delivers it if it has the expected bit, and acknowledges it in either case.",
  when: (s, n) => ({ arrived: s.messages.length > 0, hasRoom: s.acks.length < n.capacity }),
  then: (s) => {
    const bit = head(s.messages)
    return next(s, {
      messages: rest(s.messages),
      acks: push(s.acks, bit),
      receiveBit: bit === s.receiveBit ? !s.receiveBit : s.receiveBit,
    })
  },
})
const settle = rule({
  id: "bit.settle", text: "The sender takes an acknowledgement, and is done with its message if that has the message's bit.",
  when: (s) => ({ arrived: s.acks.length > 0 }),
  then: (s) => {
    if (s.isWaiting && head(s.acks) === s.sendBit) return next(s, { acks: rest(s.acks), isWaiting: false, sendBit: !s.sendBit })
    return next(s, { acks: rest(s.acks) })
  },
})
const loseMessage = rule({
  id: "bit.loseMessage", text: "The oldest message is lost.",
  by: "fault",
  when: (s) => ({ some: s.messages.length > 0 }),
  then: (s) => next(s, { messages: rest(s.messages) }),
})
const loseAck = rule({
  id: "bit.loseAck", text: "The oldest acknowledgement is lost.",
  by: "fault",
  when: (s) => ({ some: s.acks.length > 0 }),
  then: (s) => next(s, { acks: rest(s.acks) }),
})

const agreed = invariant({
  id: "bit.agreed", text: "Between two messages the receiver expects the bit that comes next: each was delivered exactly once.",
  given: (s) => !s.isWaiting,
  holds: (s) => s.sendBit === s.receiveBit,
})
const duplicate = reachable({
  id: "bit.duplicate", text: "A message that was delivered arrives again.",
  given: (s) => s.messages.length > 0,
  holds: (s) => head(s.messages) !== s.receiveBit,
})
const late = reachable({
  id: "bit.late", text: "The acknowledgement of an earlier message arrives while the next is on its way.",
  given: (s) => s.isWaiting && s.acks.length > 0,
  holds: (s) => head(s.acks) !== s.sendBit,
})

const protocol: Machine<Link, Sizes> = machine({
  id: "bit",
  rules: [accept, send, receive, settle, loseMessage, loseAck],
  properties: [agreed, duplicate, late],
})

export const alternatingBit: System<Link, Sizes> = {
  id: "outside.alternatingBit",
  text: "The alternating bit protocol over queues that lose messages.",
  sizes: { small: { capacity: 1 }, standard: { capacity: 2 }, large: { capacity: 3 } },
  init: () => ({ isWaiting: false, sendBit: false, receiveBit: false, messages: [], acks: [] }),
  parts: ({ whole }) => [whole(protocol)],
  quiescent: (s) => !s.isWaiting && s.messages.length === 0 && s.acks.length === 0,
}
