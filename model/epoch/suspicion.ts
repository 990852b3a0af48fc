import { machine, model, next, type Machine } from "tcnet"
import type { Sizes } from "../slot/sizes.ts"
import type { Submitted } from "../slot/source.ts"
import { idleWriter, type Writer } from "../slot/writer.ts"
import type { Sender } from "./sender.ts"

/** What a sender that suspects the path sees of its own endpoint. */
interface View {
  readonly sender: Sender
  readonly writer: Writer
  readonly submitted: Submitted
}
const { rule } = model<View, Sizes>()

const abandon = rule({
  id: "epoch.abandon",
  text: "A sender may abandon its epoch at any time.",
  by: "world", fair: "none",
  when: (s, n) => ({ using: s.sender.phase === "sweeping" || s.sender.phase === "open", notTheLast: s.sender.epoch < n.epochs }),
  then: (s) => next(s, { sender: { phase: "left", swept: 0 }, writer: idleWriter, submitted: "none" }),
})

/** A machine of its own, since it mends everything in time: what has to go on by itself is checked without it. */
export const suspicion: Machine<View, Sizes> = machine({ id: "epoch.suspicion", rules: [abandon] })
