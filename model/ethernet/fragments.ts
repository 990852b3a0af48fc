import { at, blank, fill, machine, model, next, range, type Below, type Machine, type Opaque, type Upto, type Vec, type Word } from "tcnet"

/** What the size of a system with fragments is made of. */
export interface Sizes {
  /** As in the sizes of sessions. */
  readonly frames: number
  readonly window: number
  readonly buffer: number
  readonly held: number
  /** Fragments of a frame, each in a datagram of its own. Here all frames have as many. */
  readonly parts: number
}

/** The fragment that arrives next. */
export interface Fragment {
  /** The number of its frame and 1; 0 for none. */
  readonly frame: Upto<Sizes["frames"]>
  /** Which part of the frame it is. The length of the part, and that of the whole frame, are those of every other fragment here. */
  readonly offset: Below<Sizes["parts"]>
  readonly body: Opaque
}
export const noFragment: Fragment = { frame: 0, offset: 0, body: blank }

/**
 * What a sender has sent by Ethernet in fragments. As with whole frames any that was ever sent may be the next to
 * arrive, and only which one that is, and what was ever sent, matters.
 */
export interface Fragments {
  /** What was sent last under each number. */
  readonly bodies: Vec<Sizes["frames"], Opaque>
  /** Fragments of each frame ever sent: the offsets below. */
  readonly ever: Vec<Sizes["frames"], Upto<Sizes["parts"]>>
  readonly next: Word<Fragment>
  /** A probe arrives. */
  readonly probe: boolean
}
export const noFragments = (n: Sizes): Fragments => ({ bodies: fill(n.frames, blank), ever: fill(n.frames, 0), next: noFragment, probe: false })

/** The fragments of a sender. */
interface Sent { readonly air: Fragments }
const sent = model<Sent, Sizes>()

const lose = sent.rule({
  id: "air.loseFragment",
  text: "A fragment may be lost on the Ethernet, whatever becomes of the others of its frame.",
  by: "fault", hidden: true,
  when: (s) => ({ some: s.air.next.frame > 0 }),
  then: (s) => next(s, { air: { next: noFragment } }),
})
const delay = sent.rule({
  id: "air.delayFragment",
  text: "A fragment that was ever sent by Ethernet may arrive late, and once more.",
  by: "fault", hidden: true,
  choose: (n) => ({ number: range(n.frames), offset: range(n.parts) }),
  when: (s, _n, p) => ({ sent: p.offset < at(s.air.ever, p.number) }),
  then: (s, _n, p) => next(s, { air: { next: { frame: p.number + 1, offset: p.offset, body: at(s.air.bodies, p.number) } } }),
})
const loseProbe = sent.rule({
  id: "air.loseProbeAmongFragments",
  text: "A probe may be lost on an Ethernet with fragments, too.",
  by: "fault", hidden: true,
  when: (s) => ({ some: s.air.probe }),
  then: (s) => next(s, { air: { probe: false } }),
})
export const lossyFragments: Machine<Sent, Sizes> = machine({ id: "air.lossyFragments", rules: [lose, delay, loseProbe] })
