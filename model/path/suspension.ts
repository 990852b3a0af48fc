import { machine, model, next, type Machine } from "tcnet"
import type { Statement } from "../session/receiver.ts"
import { resending, type Sender } from "../session/sender.ts"
import type { Sizes } from "../session/sizes.ts"
import type { Path } from "./choice.ts"

/** What a sender sees of its own endpoint when Ethernet is silent. */
interface Own {
  readonly path: Path
}
const own = model<Own, Sizes>()

const suspend = own.rule({
  id: "path.suspend",
  text: "A sender on Ethernet that hears nothing there for the keepalive time is suspended.",
  by: "world", fair: "none",
  when: (s) => ({ onEthernet: s.path.on === "ethernet" }),
  then: (s) => next(s, { path: { on: "none" } }),
})
export const silence: Machine<Own, Sizes> = machine({ id: "path.silence", rules: [suspend] })

/** What a suspended sender sees of its own endpoint, and what its peer says. */
interface View {
  readonly end: { readonly path: Path; readonly sender: Sender }
  readonly peer: { readonly said: Statement }
}
const { rule } = model<View, Sizes>()

const resume = rule({
  id: "path.resume",
  text: "A suspended sender that hears anything by Ethernet is on Ethernet again, and sends from the acknowledged frame on.",
  fair: "strong",
  when: (s) => ({ suspended: s.end.path.on === "none", heard: s.peer.said.byEthernet }),
  then: (s) => next(s, { end: { path: { on: "ethernet" }, sender: resending(s.end.sender) } }),
})
export const suspension: Machine<View, Sizes> = machine({ id: "path.suspension", rules: [resume] })
