import { machine, model, next, type Machine } from "tcnet"

/** What the windows of both endpoints carry while the link is up. No register shows it. */
export interface Windows {
  /** The owner's window. `dead`: what the sender writes vanishes on its way. */
  readonly there: "alive" | "dead"
  /** The sender's window. `slow`: an echo may take longer than the sender waits for it. */
  readonly back: "alive" | "slow" | "dead"
}
export const sound: Windows = { there: "alive", back: "alive" }
export const carriesThere = (windows: Windows): boolean => windows.there === "alive"
export const carriesBack = (windows: Windows): boolean => windows.back !== "dead"

interface View {
  readonly windows: Windows
}
const { rule } = model<View, object>()

const fails = rule({
  id: "windows.fail",
  text: "The window of either endpoint may be dead while the link is up, because its address translation is off.",
  by: "fault", hidden: true,
  choose: () => ({ toOwner: [true, false] }),
  when: () => ({}),
  then: (s, _n, p) => next(s, { windows: { there: p.toOwner ? "dead" : s.windows.there, back: p.toOwner ? s.windows.back : "dead" } }),
})
const mends = rule({
  id: "windows.mend",
  text: "A window that was dead may carry again, and echoes that took too long may come in time again.",
  // It may also be dead for good.
  by: "world", fair: "none", hidden: true,
  choose: () => ({ toOwner: [true, false] }),
  when: () => ({}),
  then: (s, _n, p) => next(s, { windows: { there: p.toOwner ? "alive" : s.windows.there, back: p.toOwner ? s.windows.back : "alive" } }),
})
const slows = rule({
  id: "windows.slow",
  text: "Echoes may come to take longer than a sender waits for them.",
  by: "fault", hidden: true,
  when: (s) => ({ alive: s.windows.back === "alive" }),
  then: (s) => next(s, { windows: { back: "slow" } }),
})
export const windows: Machine<View, object> = machine({ id: "windows", rules: [fails, mends, slows] })
