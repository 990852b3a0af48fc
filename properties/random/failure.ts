/** A run that came to a violation, and the shortest one that can be made of it by leaving out events. */
import type { Event } from "./runtime.ts"
import { Run, type Phase, type Setting, type Subject } from "./run.ts"
import { asViolation, type Violation } from "./violation.ts"

/** Events that can be played from a start. */
export interface Story {
  readonly setting: Setting
  readonly events: readonly Event[]
  /** Behind the events the system is let come to rest, and that is where it fails. */
  readonly settles: boolean
}
export interface Failure extends Story {
  readonly violation: Violation
}

/** Runs something, and notes what happens. */
const tried = (subject: Subject, setting: Setting, act: (run: Run, settle: () => void) => void): Failure | undefined => {
  const events: Event[] = []
  let run: Run | undefined
  let beforeSettling: number | undefined
  try {
    const begun = (run = new Run(subject, setting, (e) => events.push(e)))
    act(begun, () => {
      beforeSettling = events.length
      begun.settle()
    })
    return undefined
  } catch (error) {
    const violation = asViolation(error)
    if (violation.event !== undefined) events.push(violation.event as Event)
    const settles = beforeSettling !== undefined && violation.event === undefined && run?.isStepping !== true
    return { setting, events: settles ? events.slice(0, beforeSettling) : events, settles, violation }
  }
}

/** Runs a schedule: its phases, and then the end, at which progress is required. The failure, if there is one. */
export const scheduled = (subject: Subject, setting: Setting, phases: readonly Phase[]): Failure | undefined =>
  tried(subject, setting, (run, settle) => {
    for (const phase of phases) run.drive(phase)
    settle()
  })

/** Plays a story. Events that are not enabled are passed over, so that what is left when some are taken out still says something. */
export const replayed = (subject: Subject, { setting, events, settles }: Story): Failure | undefined =>
  tried(subject, setting, (run, settle) => {
    for (const e of events) if (run.isEnabled(e)) run.take(e)
    if (settles) settle()
  })

/** So many steps are taken to make a story shorter; to begin a play counts as some. */
const effort = { steps: 10_000_000, start: 100 }

/** The failure with fewer events: ever smaller stretches are left out as long as the same is violated (Zeller, "Simplifying and isolating failure-inducing input", 2002). */
export const shortened = (subject: Subject, failure: Failure): Failure => {
  let best = failure
  let left = effort.steps
  for (let size = best.events.length; size >= 1;) {
    let isShorter = false
    for (let end = best.events.length; end > 0 && left > 0;) {
      const from = Math.max(0, end - size)
      left -= best.events.length + effort.start
      const found = replayed(subject, { ...best, events: best.events.toSpliced(from, end - from) })
      if (found?.violation.id === best.violation.id && found.events.length < best.events.length) {
        best = found
        isShorter = true
      }
      end = Math.min(from, best.events.length)
    }
    // A stretch of one that could be left out may have been what another one needed.
    if (size > 1 || !isShorter || left <= 0) size = size === 1 ? 0 : Math.ceil(size / 2)
  }
  return best
}
