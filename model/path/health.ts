import { machine, model, next, type Machine } from "tcnet"
import type { Health, Path } from "./choice.ts"
import { isHealthy, type Link, type Offer, type Owned, type Used } from "./lane.ts"
import type { Sizes } from "./sizes.ts"

/** What decides whether a probe is good, and what it changes. */
interface View {
  readonly end: { readonly path: Path; readonly health: Health; readonly user: Used }
  readonly peer: { readonly owner: Owned; readonly offer: Offer }
  readonly link: Link
}
const { rule } = model<View, Sizes>()

const probe = rule({
  id: "path.goodProbe",
  text: "Each good probe of an epoch that is not used for frames takes one from those that are missing.",
  by: "world", hidden: true,
  when: (s) => ({ healthy: isHealthy(s.end.user, s.peer.owner, s.peer.offer, s.link), missing: s.end.health.wait > 0 }),
  then: (s) => next(s, { end: { health: { wait: s.end.health.wait - 1 } } }),
})
const decay = rule({
  id: "path.decay",
  text: "While a ring is used and healthy, each good probe takes one from the hold-down, down to the least.",
  by: "world", hidden: true,
  when: (s, n) => ({ healthy: isHealthy(s.end.user, s.peer.owner, s.peer.offer, s.link), onRing: s.end.path.on === "ring", more: s.end.health.hold > n.probes }),
  then: (s) => next(s, { end: { health: { hold: s.end.health.hold - 1 } } }),
})
export const health: Machine<View, Sizes> = machine({ id: "path.health", rules: [probe, decay] })
