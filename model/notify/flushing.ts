import { head, machine, model, next, rest, type Machine } from "tcnet"
import { data, type Answer } from "./reads.ts"
import type { Sizes } from "./sizes.ts"
import type { FlushingSleeper } from "./sleeper.ts"
import type { Bell } from "./words.ts"

/** What an endpoint sees of itself between arming and its last looks: the same for both ends. */
interface View {
  readonly sleeper: FlushingSleeper
  readonly bell: Bell
  readonly answer: Answer
}
const { rule } = model<View, Sizes>()

const complete = rule({
  id: "flushing.complete",
  text: "An endpoint whose read completes with data has flushed.",
  when: (s) => ({ answered: s.answer.length > 0 && head(s.answer) === data }),
  then: (s) => next(s, { answer: rest(s.answer), sleeper: { mode: "armed" } }),
})

const hear = rule({
  id: "flushing.hear",
  text: "An endpoint that hears a doorbell wakes if it sleeps; between arming and its last look it keeps the doorbell in mind, and does not sleep after that look.",
  when: (s) => ({ rung: s.bell.length > 0 }),
  then: (s) => next(s, {
    bell: rest(s.bell),
    sleeper: { mode: s.sleeper.mode === "asleep" ? "awake" : s.sleeper.mode, heard: s.sleeper.mode === "flushing" || s.sleeper.mode === "armed" || s.sleeper.mode === "looked" },
  }),
})

export const flushing: Machine<View, Sizes> = machine({ id: "flushing.endpoint", rules: [complete, hear] })
