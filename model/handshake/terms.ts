import { max, min, type Upto } from "tcnet"

/** What an endpoint brings to a session, and a HELLO bears. One that is off has nothing. */
export interface Terms {
  /** The oldest version that it speaks, and the newest. */
  readonly oldest: Upto<2>
  readonly newest: Upto<2>
  /** Whether it can seal slots, and whether it has to, since its platform shows it not every failure. */
  readonly canSeal: boolean
  readonly mustSeal: boolean
  /** The class of the longest frame that it takes: 1 or 2, so that 0 is none. */
  readonly longest: Upto<2>
  /** The least such class that it needs of its peer. */
  readonly least: Upto<2>
}
/** An empty range of versions, so that it fits nobody's terms. */
export const noTerms: Terms = { oldest: 1, newest: 0, canSeal: false, mustSeal: false, longest: 0, least: 0 }

/** Four kinds of terms stand for all: among their pairs is every way to agree and every way not to. */
export type Kind = "old" | "both" | "new" | "strict"
export const termsOf = (kind: Kind): Terms => {
  switch (kind) {
    case "old": return { oldest: 1, newest: 1, canSeal: false, mustSeal: false, longest: 1, least: 1 }
    case "both": return { oldest: 1, newest: 2, canSeal: true, mustSeal: false, longest: 1, least: 1 }
    case "new": return { oldest: 2, newest: 2, canSeal: true, mustSeal: false, longest: 2, least: 1 }
    case "strict": return { oldest: 1, newest: 2, canSeal: true, mustSeal: true, longest: 2, least: 2 }
  }
}

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
const haveVersion = (a: Terms, b: Terms): boolean => max(a.oldest, b.oldest) <= min(a.newest, b.newest)
/** True if each has the seals that the other may need. */
const haveSeals = (a: Terms, b: Terms): boolean => (a.canSeal || !b.mustSeal) && (b.canSeal || !a.mustSeal)
/** True if each takes frames that are long enough for the other. */
const haveLength = (a: Terms, b: Terms): boolean => max(a.least, b.least) <= min(a.longest, b.longest)

/** True if these two can have a session. */
export const fit = (a: Terms, b: Terms): boolean => haveVersion(a, b) && haveSeals(a, b) && haveLength(a, b)
/** Why two that do not fit cannot. */
export const refusal = (a: Terms, b: Terms): Refusal => {
  if (!haveVersion(a, b)) return "version"
  return haveSeals(a, b) ? "mtu" : "feature"
}

/** What these two agree on, if nothing is in the way: the greatest common version, each feature that both have, the smaller MTU. */
export const agreement = (a: Terms, b: Terms): Agreement =>
  ({ version: min(a.newest, b.newest), sealed: a.canSeal && b.canSeal, mtu: min(a.longest, b.longest) })
