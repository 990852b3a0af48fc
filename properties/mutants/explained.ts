/**
 * Why a mutant that is not killed may stand: one sentence for each that `tcnet mutate` finds `equal` or a `restriction`,
 * by system and mutant. A sentence without such a mutant is an error, and so is such a mutant without a sentence.
 */
export const explained: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "ring.thin": {
    "fabric.linkDown.up:drop": "A link that is already dead dies again, which changes nothing.",
  },
  wakeup: {
    "fabric.fails.up:drop": "A link that has already failed fails again, which changes nothing.",
  },
  "wakeup.flushing": {
    "fabric.fails.up:drop": "A link that has already failed fails again, which changes nothing.",
  },
}
