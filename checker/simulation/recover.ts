/** After faults have stopped: a channel must come to where the system may rest. */
import { breachOf, outcome, type Breach } from "./kernel.ts"
import type { Generator } from "./generator.ts"
import type { Population } from "./population.ts"
import { Scheduler } from "./schedule.ts"

/** What a channel can do wrong. */
export type FailureKind = Breach | { readonly kind: "deadlock" } | { readonly kind: "no progress" }

/** So many firings a channel has to come to rest in. */
export const limit_recovery = 20_000

/** After so many fair firings in vain something is done that may happen and need not. */
const patience = 200

/**
 * Fires what is fair, each as likely as any other, until the channel may rest. What may happen and need not is done only
 * where nothing fair is enabled, and after long waiting: some systems may rest only when all is submitted, and some need
 * the suspicion that a path is broken. Gives what is wrong where the channel does not come to rest; undefined where it does.
 */
export const recover = (p: Pick<Population, "channels" | "fair" | "optional" | "helped">, base: number, g: Generator, onFired: (instance: number) => void, limit: number = limit_recovery): FailureKind | undefined => {
  const scheduler = new Scheduler()
  for (let k = 1; k <= limit; k++) {
    const rest = p.channels.rest(base)
    if (rest !== 0) return breachOf(rest)
    let i = k % patience === 0 ? -1 : scheduler.fire(p.channels, base, p.fair, g)
    if (i === -1) {
      i = scheduler.fire(p.channels, base, p.optional, g)
      if (i >= 0) p.helped[i] = (p.helped[i] as number) + 1
    }
    if (i === -1 && scheduler.options === 0) return { kind: "deadlock" }
    if (i === -1) continue
    if (i >= 0) onFired(i)
    if (scheduler.code !== outcome.fired) return breachOf(scheduler.code)
  }
  return { kind: "no progress" }
}
