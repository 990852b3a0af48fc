import { machine, model, next, rest, type Machine } from "tcnet"
import type { Publisher } from "./publisher.ts"
import type { Sizes } from "./sizes.ts"
import type { Sleeper } from "./sleeper.ts"
import type { Bell } from "./words.ts"

/** What an endpoint sees of itself when a doorbell is rung, in the doorbell form. */
interface View {
  readonly publisher: Publisher
  readonly sleeper: Sleeper
  readonly bell: Bell
}
const { rule } = model<View, Sizes>()

const hear = rule({
  id: "notify.hear",
  text: "An endpoint that hears a doorbell owes a test of its peer's event word, and looks again before it sleeps on.",
  when: (s) => ({ rung: s.bell.length > 0 }),
  then: (s) => next(s, {
    bell: rest(s.bell),
    publisher: { due: s.publisher.due === "nothing" ? "test" : s.publisher.due },
    sleeper: { mode: s.sleeper.mode === "asleep" || s.sleeper.mode === "looked" ? "armed" : s.sleeper.mode },
  }),
})

export const hearing: Machine<View, Sizes> = machine({ id: "notify.hearing", rules: [hear] })
