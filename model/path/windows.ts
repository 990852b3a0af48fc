import { machine, model, next, type Machine } from "tcnet"

/** What the windows of both endpoints carry while the link is up. No register shows it. */
export interface Windows {
  /** What the sender writes vanishes on its way to the owner. */
  readonly deadThere: boolean
  /** What the owner writes vanishes on its way to the sender. */
  readonly deadBack: boolean
  /** An echo may take longer than the sender's timer. */
  readonly isSlow: boolean
}
export const sound: Windows = { deadThere: false, deadBack: false, isSlow: false }

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
  then: (s, _n, p) => next(s, { windows: { deadThere: s.windows.deadThere || p.toOwner, deadBack: s.windows.deadBack || !p.toOwner } }),
})
const mends = rule({
  id: "windows.mend",
  text: "A window that was dead may carry again.",
  // It may also be dead for good.
  by: "world", fair: "none", hidden: true,
  choose: () => ({ toOwner: [true, false] }),
  when: () => ({}),
  then: (s, _n, p) => next(s, { windows: { deadThere: s.windows.deadThere && !p.toOwner, deadBack: s.windows.deadBack && p.toOwner } }),
})
const slows = rule({
  id: "windows.slow",
  text: "Echoes may come to take longer than a sender waits for them.",
  by: "fault", hidden: true,
  when: () => ({}),
  then: (s) => next(s, { windows: { isSlow: true } }),
})
const hurries = rule({
  id: "windows.hurry",
  text: "Echoes that took too long may come in time again.",
  by: "world", fair: "none", hidden: true,
  when: () => ({}),
  then: (s) => next(s, { windows: { isSlow: false } }),
})
export const windows: Machine<View, object> = machine({ id: "windows", rules: [fails, mends, slows, hurries] })
