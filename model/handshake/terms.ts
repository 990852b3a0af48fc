import { max, min, type Upto } from "tcnet"

/**
 * What an endpoint brings to a session: a range of versions, whether it can seal slots and whether it has to, the longest
 * frame that it takes and the shortest such that it is content with. These four stand for all: among their pairs is
 * every way to agree and every way not to. An endpoint that is off has none.
 */
export type Terms = "none" | "old" | "both" | "new" | "strict"

/** The oldest version that it speaks. */
export const lowest = (t: Terms): number => (t === "new" ? 2 : 1)
/** The newest. */
export const highest = (t: Terms): number => (t === "old" ? 1 : 2)
/** True if it can seal slots. */
export const canSeal = (t: Terms): boolean => t !== "old" && t !== "none"
/** True if it takes part in no session without seals, since its platform shows it not every failure. */
export const mustSeal = (t: Terms): boolean => t === "strict"
/** The class of the longest frame that it takes: 1 or 2, so that 0 is none. */
export const longest = (t: Terms): number => (t === "new" || t === "strict" ? 2 : 1)
/** The least such class of a peer that it is content with. */
export const least = (t: Terms): number => (t === "strict" ? 2 : 1)

/** What both sides of a session go by. */
export interface Agreement {
  /** 0 where there is none. */
  readonly version: Upto<2>
  readonly sealed: boolean
  /** The class of the session MTU. */
  readonly mtu: Upto<2>
}
export const noAgreement: Agreement = { version: 0, sealed: false, mtu: 0 }

/** Why there can be none: the first of these that is true. */
export type Refusal = "none" | "version" | "feature" | "mtu"

/** True if some version is common to both. */
const haveVersion = (a: Terms, b: Terms): boolean => max(lowest(a), lowest(b)) <= min(highest(a), highest(b))
/** True if each has the seals that the other may need. */
const haveSeals = (a: Terms, b: Terms): boolean => (canSeal(a) || !mustSeal(b)) && (canSeal(b) || !mustSeal(a))
/** True if each takes frames that are long enough for the other. */
const haveLength = (a: Terms, b: Terms): boolean => max(least(a), least(b)) <= min(longest(a), longest(b))

/** True if these two can have a session. */
export const fit = (a: Terms, b: Terms): boolean => haveVersion(a, b) && haveSeals(a, b) && haveLength(a, b)
/** Why two that do not fit cannot. */
export const refusal = (a: Terms, b: Terms): Refusal => {
  if (!haveVersion(a, b)) return "version"
  return haveSeals(a, b) ? "mtu" : "feature"
}

/** What these two agree on, if nothing is in the way: the greatest common version, each feature that both have, the smaller MTU. */
export const agreement = (a: Terms, b: Terms): Agreement =>
  ({ version: min(highest(a), highest(b)), sealed: canSeal(a) && canSeal(b), mtu: min(longest(a), longest(b)) })
