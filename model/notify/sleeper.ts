/** The side of an endpoint that sleeps until there is something to do. Both endpoints have one: a consumer sleeps for frames, a producer for credit, and both for epochs. */
export interface Sleeper {
  /** `armed` from posting the event word to the first of the last looks, which is for epochs; `looked` from that to the second, which is for counts. */
  readonly mode: "awake" | "armed" | "looked" | "asleep"
}
export const awake: Sleeper = { mode: "awake" }

/** What the rules see that both forms of notification share; `flushing` is of the flushing form only. */
export interface AnySleeper {
  readonly mode: "awake" | "flushing" | "armed" | "looked" | "asleep"
}

/** As `Sleeper`, in the flushing form. */
export interface FlushingSleeper {
  /** `flushing` from posting the event word until the read behind it has completed. */
  readonly mode: "awake" | "flushing" | "armed" | "looked" | "asleep"
  /** A doorbell was heard since arming. */
  readonly heard: boolean
}
export const awakeUnheard: FlushingSleeper = { mode: "awake", heard: false }
