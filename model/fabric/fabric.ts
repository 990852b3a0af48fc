import { head, machine, model, next, rest, type Fifo, type Machine } from "tcnet"
import type { Sizes } from "../ring/sizes.ts"
import { landed, type PostedWrite, type Window } from "../ring/window.ts"

/** The link between two endpoints. */
export interface Link {
  readonly isDown: boolean
}

/** One direction of a PCIe link: it takes posted writes from one endpoint and lands them in the other's window. */
interface View {
  readonly link: Link
  readonly from: { readonly out: Fifo<Sizes["posted"], PostedWrite> }
  readonly to: { readonly window: Window }
}
const { rule } = model<View, Sizes>()

const land = rule({
  id: "fabric.land",
  text: "Posted writes land in the order in which they were posted.",
  by: "world", hidden: true,
  when: (s) => ({ up: !s.link.isDown, posted: s.from.out.length > 0 }),
  then: (s) => next(s, { from: { out: rest(s.from.out) }, to: { window: landed(s.to.window, head(s.from.out)) } }),
})

const vanish = rule({
  id: "fabric.vanish",
  text: "Posted writes to a dead link vanish.",
  by: "world", hidden: true,
  when: (s) => ({ down: s.link.isDown, posted: s.from.out.length > 0 }),
  then: (s) => next(s, { from: { out: rest(s.from.out) } }),
})

export const fabric: Machine<View, Sizes> = machine({ id: "fabric", rules: [land, vanish] })
