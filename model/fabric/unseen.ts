import { at, machine, model, next, take, type Fifo, type Machine, type Upto } from "tcnet"
import type { Sizes } from "../slot/sizes.ts"
import type { SenderWrite } from "../slot/words.ts"
import { isUp, type Indication, type Link } from "./outage.ts"

/** Both ends of the link, and the number of the owner's epoch, which only bounds the run. */
interface View {
  readonly link: Link
  readonly from: { readonly link: Indication }
  readonly to: { readonly link: Indication; readonly owner: { readonly epoch: Upto<Sizes["epochs"]> } }
}
const { rule } = model<View, Sizes>()

const fails = rule({
  id: "unseen.linkFails",
  text: "The link may fail at any time. Both ends see it, the owner of the ring does, the sender does, or nobody.",
  by: "fault", hidden: true,
  choose: () => ({ seen: ["byBoth", "byOwner", "bySender", "byNobody"] }),
  when: (s, n) => ({ up: isUp(s.link.changes), left: s.link.changes < n.changes, notInLastEpoch: s.to.owner.epoch < n.epochs }),
  then: (s, _n, p) => next(s, {
    link: { changes: s.link.changes + 1 },
    from: { link: p.seen === "byBoth" || p.seen === "bySender" ? s.link.changes + 1 : s.from.link },
    to: { link: p.seen === "byBoth" || p.seen === "byOwner" ? s.link.changes + 1 : s.to.link },
  }),
})

const comesBack = rule({
  id: "unseen.linkComesBack",
  text: "A link that is down comes back, and each end that saw it fail sees that.",
  by: "world", hidden: true,
  when: (s) => ({ down: !isUp(s.link.changes) }),
  then: (s) => next(s, {
    link: { changes: s.link.changes + 1 },
    from: { link: isUp(s.from.link) ? s.from.link : s.link.changes + 1 },
    to: { link: isUp(s.to.link) ? s.to.link : s.link.changes + 1 },
  }),
})

/** In place of `outage`, on a platform whose ends may miss a failure. */
export const unseen: Machine<View, Sizes> = machine({ id: "fabric.unseen", rules: [fails, comesBack] })

/** The direction to the sender, and the number of the owner's epoch, which only bounds the run. */
interface Backward {
  readonly link: Link
  readonly from: { readonly owner: { readonly epoch: Upto<Sizes["epochs"]> }; readonly out: Fifo<Sizes["posted"], SenderWrite> }
}
const backward = model<Backward, Sizes>()

const loseCredit = backward.rule({
  id: "unseen.loseCredit",
  text: "A link that failed and came back between the two writes of an offer loses the credit and not the offer behind it.",
  by: "fault", hidden: true,
  when: (s, n) => ({
    down: !isUp(s.link.changes),
    between: s.from.out.length > 1 && at(s.from.out, s.from.out.length - 1).word === "offer",
    notInLastEpoch: s.from.owner.epoch < n.epochs,
  }),
  then: (s) => next(s, { from: { out: take(s.from.out, s.from.out.length - 2) } }),
})

/** What a failure does between the two writes that one rule posts: where an owner sees every failure, it has then ended the epoch that it offers. */
export const between: Machine<Backward, Sizes> = machine({ id: "fabric.between", rules: [loseCredit] })
