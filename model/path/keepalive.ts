import { machine, model, next, type Machine } from "tcnet"
import type { Statement } from "../session/receiver.ts"
import type { Sizes } from "../session/sizes.ts"

/** What a receiver says by Ethernet when nobody has sent anything. */
interface View {
  readonly said: Statement
}
const { rule } = model<View, Sizes>()

const alive = rule({
  id: "path.keepAlive",
  text: "A receiver says again by Ethernet what it said last, once in each keepalive time.",
  when: () => ({}),
  then: (s) => next(s, { said: { byEthernet: true } }),
})
export const keepalive: Machine<View, Sizes> = machine({ id: "path.keepalive", rules: [alive] })
