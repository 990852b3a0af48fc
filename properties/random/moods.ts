/** How a ring is driven for a while: what happens more often, and what not at all, so that rings fill and wrap, and epochs turn over. */
import type { PlacedRule } from "./runtime.ts"

export type Mood = "steady" | "fill" | "empty" | "crowd" | "turn" | "blink" | "storm"
/** The simplest first: a counterexample shrinks to it. */
export const moods: readonly Mood[] = ["steady", "fill", "empty", "crowd", "turn", "blink", "storm"]

type Weights = Readonly<Record<string, number>>
const usual = 100
/** Said again and again, so that they would crowd out the rest. */
const always: Weights = { "epoch.offer": 20, "epoch.close": 20, "epoch.abandon": 0, "fabric.linkFails": 0, "fabric.loseToRing": 0, "fabric.loseToSender": 0 }

const weights: Readonly<Record<Mood, Weights>> = {
  steady: {},
  // The owner looks away until the ring is full, and the sender until it is empty.
  fill: { "slot.look": 0, "credit.return": 5 },
  empty: { "slot.writePayload": 1 },
  // Queues are full, and credit comes late.
  crowd: { "fabric.landInRing": 15, "fabric.landAtSender": 5 },
  turn: { "epoch.abandon": 4, "fabric.linkFails": 1, "fabric.loseToRing": 50, "fabric.loseToSender": 50 },
  // The link is back before much is lost, and both sides are slow to see it: what was posted in an ended epoch lands in the next.
  blink: { "fabric.linkFails": 4, "fabric.linkComesBack": 60, "fabric.loseToRing": 30, "fabric.loseToSender": 5, "epoch.ownerLinkEvent": 4, "epoch.senderLinkEvent": 20 },
  storm: { "fabric.linkFails": 20, "fabric.linkComesBack": 20, "fabric.loseToRing": 60, "fabric.loseToSender": 60, "epoch.abandon": 1 },
}
/** What ends epochs, and must be the rarer the longer one takes to begin: each slot is swept first. */
const ends: ReadonlySet<string> = new Set(["epoch.abandon", "fabric.linkFails"])

/** How often a rule is tried in a mood. */
export const weightOf = ({ rule }: PlacedRule, mood: Mood, slots: number): number => {
  const weight = weights[mood][rule.id] ?? always[rule.id] ?? usual
  return ends.has(rule.id) ? weight * Math.min(1, 16 / slots) : weight
}
