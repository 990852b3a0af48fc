/** After faults have stopped: a channel must come to where the system may rest. */
import { breachOf, outcome, type Breach } from "./kernel.ts"
import type { Generator } from "./generator.ts"
import type { Population } from "./population.ts"
import { Scheduler } from "./schedule.ts"

/** What a channel can do wrong. */
export type FailureKind = Breach | { readonly kind: "deadlock" } | { readonly kind: "no progress" }

/** So many firings a channel has to come to rest in. */
export const limit_recovery = 20_000

/**
 * Fires what is fair, each as likely as any other, until the channel may rest. Where nothing fair is enabled something is
 * submitted, for some systems may rest only when all is; what the world may do and need not is not done. Gives what is
 * wrong where the channel does not come to rest; undefined where it does.
 */
export const recover = (p: Pick<Population, "channels" | "fair" | "submission">, base: number, g: Generator, onFired: (instance: number) => void): FailureKind | undefined => {
  const scheduler = new Scheduler()
  for (let k = 0; k < limit_recovery; k++) {
    const rest = p.channels.rest(base)
    if (rest !== 0) return breachOf(rest)
    let i = scheduler.fire(p.channels, base, p.fair, g)
    if (i === -1) i = scheduler.fire(p.channels, base, p.submission, g)
    if (i === -1) return { kind: scheduler.options === 0 ? "deadlock" : "no progress" }
    if (i >= 0) onFired(i)
    if (scheduler.code !== outcome.fired) return breachOf(scheduler.code)
  }
  return { kind: "no progress" }
}
