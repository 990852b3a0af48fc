import { machine, model, next, type Machine, type Peer } from "tcnet"
import type { Sender } from "../epoch/sender.ts"
import type { Sizes } from "./sizes.ts"
import type { Submitted } from "./source.ts"
import { tagOf, type SenderWords } from "./words.ts"
import { idleWriter, unconsumed, type Writer } from "./writer.ts"

/** What a sender sees of its own endpoint when it judges credit. */
interface View {
  readonly sender: Sender
  readonly writer: Writer
  readonly submitted: Submitted
  readonly words: Peer<SenderWords>
}
const { rule } = model<View, Sizes>()

const refuseCredit = rule({
  id: "credit.refuse",
  text: "A sender whose epoch is open, and that reads a count of consumed slots beyond those it has committed, or further behind them than the ring has slots, abandons the epoch.",
  when: (s, n) => ({ outOfRange: s.sender.phase === "open" && unconsumed(s.words.credit, tagOf(s.sender.epoch, n), s.writer.committed, n) > n.slots }),
  then: (s) => next(s, { sender: { phase: "left" }, writer: idleWriter, submitted: "none" }),
})

/** A machine of its own: an owner that counts right makes its rule fire only where the next epoch has the same tag, and its first credit comes before its offer is heard. */
export const guard: Machine<View, Sizes> = machine({ id: "slot.guard", rules: [refuseCredit] })
