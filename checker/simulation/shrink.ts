/** Makes a run that fails as short as it gets by leaving events out: delta debugging, by Zeller and Hildebrandt (2002). */
import type { SimulationKernel } from "./kernel.ts"
import { Player } from "./play.ts"
import type { FailureKind } from "./recover.ts"

/**
 * A list from which no single item can be left out so that it still fails. `fails` gives what is left of a list that
 * fails, which may be shorter; undefined for one that does not.
 */
export const minimized = <T>(list: readonly T[], fails: (list: readonly T[]) => readonly T[] | undefined): readonly T[] => {
  let kept = list
  let parts = 2
  while (kept.length > 0) {
    const size = Math.ceil(kept.length / Math.min(parts, kept.length))
    const found = firstOf(kept, size, fails)
    if (found !== undefined) {
      kept = found
      parts = Math.max(parts - 1, 2)
    } else if (size === 1) return kept
    else parts *= 2
  }
  return kept
}
/** What is left without one of the parts of this size, the last first: what fails is at the end. */
const firstOf = <T>(list: readonly T[], size: number, fails: (list: readonly T[]) => readonly T[] | undefined): readonly T[] | undefined => {
  for (let from = Math.floor((list.length - 1) / size) * size; from >= 0; from -= size) {
    const found = fails([...list.slice(0, from), ...list.slice(from + size)])
    if (found !== undefined) return found
  }
  return undefined
}

/** True if both break the same: the same property, the same obligation of the same owner, or both stand still. */
export const isSameFailure = (kernel: SimulationKernel, a: FailureKind, b: FailureKind): boolean => {
  if (a.kind === "property" && b.kind === "property") return a.which === b.which
  if (a.kind !== "obligation" || b.kind !== "obligation") return a.kind === b.kind
  const [x, y] = [kernel.obligations[a.which], kernel.obligations[b.which]]
  return x?.owner === y?.owner && x?.obligation.obligation === y?.obligation.obligation
}

export interface Shrunk {
  readonly what: FailureKind
  readonly events: readonly number[]
  /** The run shows the failure. Where it does not, a way to rest may exist that the random run did not find. */
  readonly isShown: boolean
}

/** The shortest prefix, as far as halving finds it, that `fails`. */
const shortestPrefix = (events: readonly number[], fails: (events: readonly number[]) => boolean): readonly number[] => {
  let [passing, failing] = [-1, events.length]
  while (failing - passing > 1) {
    const middle = (failing + passing) >> 1
    if (fails(events.slice(0, middle))) failing = middle
    else passing = middle
  }
  return events.slice(0, failing)
}

/** Shrinks what happened to a channel that failed. */
export const shrunk = (kernel: SimulationKernel, what: FailureKind, events: readonly number[]): Shrunk => {
  const player = new Player(kernel)
  let found: FailureKind = what
  const fails = (list: readonly number[]): readonly number[] | undefined => {
    const played = player.play(list, what.kind)
    if (played.what === undefined || !isSameFailure(kernel, what, played.what)) return undefined
    found = played.what
    return played.kept
  }
  // A channel that came to no rest did thousands of things in vain, after what matters.
  const first = what.kind === "no progress" ? shortestPrefix(events, (list) => fails(list) !== undefined) : events
  const kept = fails(first)
  if (kept === undefined) return { what, events, isShown: false }
  return { events: minimized(kept, fails), what: found, isShown: true }
}
