import { machine, model, next, type Machine, type Peer } from "tcnet"
import type { Sizes } from "./sizes.ts"

/** The side of an endpoint that sleeps until its peer is further. Both endpoints have one: a consumer sleeps for frames, a producer for credit. */
export interface Sleeper {
  /** `armed` from posting the event word to the last look; `stopped` after a link event. */
  readonly mode: "awake" | "armed" | "asleep" | "stopped"
}
export const awake: Sleeper = { mode: "awake" }

/** What the rules see that both forms of notification share; `flushing` is of the flushing form only. */
export interface AnySleeper {
  readonly mode: "awake" | "flushing" | "armed" | "asleep" | "stopped"
}

/** As `Sleeper`, in the flushing form. */
export interface FlushingSleeper {
  /** `flushing` from posting the event word until the read behind it has completed, `armed` until the last look. */
  readonly mode: "awake" | "flushing" | "armed" | "asleep" | "stopped"
  /** A doorbell was heard since arming. */
  readonly heard: boolean
}
export const awakeUnheard: FlushingSleeper = { mode: "awake", heard: false }

/** What an endpoint sees of its link and of itself. */
interface View {
  readonly sleeper: AnySleeper
  /** The endpoint's own indication of the link. */
  readonly link: Peer<"up" | "down">
}
const { rule } = model<View, Sizes>()

const linkEvent = rule({
  id: "notify.linkEvent",
  text: "A link event wakes an endpoint, whatever it sleeps for.",
  when: (s) => ({ down: s.link === "down" }),
  then: (s) => next(s, { sleeper: { mode: "stopped" } }),
})

export const sleeper: Machine<View, Sizes> = machine({ id: "notify.sleeper", rules: [linkEvent] })
