import { counter, machine, model, next, push, type Fifo, type Machine } from "tcnet"
import type { Owner } from "../epoch/owner.ts"
import type { Reader } from "./reader.ts"
import type { Sizes } from "./sizes.ts"
import { creditWrite, tagOf, type SenderWrite } from "./words.ts"

/** What is broken of an owner, which has a ring of two slots: three frames beyond those it consumed nobody can have committed. */
interface View {
  readonly owner: Owner
  readonly reader: Reader
  readonly out: Fifo<Sizes["posted"], SenderWrite>
}
const { rule } = model<View, Sizes>()

const overpay = rule({
  id: "credit.overpay",
  text: "A broken owner may post credit for a frame that nobody has committed.",
  by: "fault", hidden: true,
  when: (s, n) => ({ begun: s.owner.phase === "begun", notInLastEpoch: s.owner.epoch < n.epochs, hasRoom: s.out.length < n.posted }),
  then: (s, n) => next(s, { out: push(s.out, creditWrite({ tag: tagOf(s.owner.epoch, n), count: counter.next(counter.next(counter.next(s.reader.consumed, n.indices), n.indices), n.indices) })) }),
})

/** An owner that miscounts. */
export const broken: Machine<View, Sizes> = machine({ id: "slot.broken", rules: [overpay] })
