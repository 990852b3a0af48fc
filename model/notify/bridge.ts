import { machine, model, next, push, rest, type Fifo, type Machine } from "tcnet"
import { completion, type Requests } from "./reads.ts"
import type { Sizes } from "./sizes.ts"
import type { Packet } from "./words.ts"

/** What the host bridge of an endpoint sees. It belongs to the endpoint, as what it sends stands in one order with the endpoint's posted writes. */
interface View {
  readonly requests: Requests
  readonly out: Fifo<Sizes["posted"], Packet>
}
const { rule } = model<View, Sizes>()

// The completion is behind everything in `out`, and so behind all that has left the processor. What is still in `buffer`
// was not visible to anybody when the read was answered: its writer owes a test, and finds the event word there.
const answer = rule({
  id: "bridge.answer",
  text: "The host bridge of an endpoint answers a read of the endpoint's window with a completion, at any time and without the processor.",
  by: "world", hidden: true,
  when: (s, n) => ({ asked: s.requests.length > 0, hasRoom: s.out.length < n.posted }),
  then: (s) => next(s, { requests: rest(s.requests), out: push(s.out, completion) }),
})

export const bridge: Machine<View, Sizes> = machine({ id: "bridge", rules: [answer] })
