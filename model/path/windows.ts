import { machine, model, next, type Machine } from "tcnet"

/** Whether the windows of both endpoints carry anything while the link is up. No register shows it. */
export interface Windows {
  /** The owner's window is dead: what the sender writes vanishes on its way. */
  readonly isDeadThere: boolean
  /** The sender's window is dead: what the owner writes vanishes on its way. */
  readonly isDeadBack: boolean
}
export const sound: Windows = { isDeadThere: false, isDeadBack: false }

interface View {
  readonly windows: Windows
}
const { rule } = model<View, object>()

const fails = rule({
  id: "windows.fail",
  text: "The window of either endpoint may be dead while the link is up, for good or for a moment.",
  by: "fault", hidden: true,
  choose: () => ({ toOwner: [true, false] }),
  when: () => ({}),
  then: (s, _n, p) => next(s, { windows: { isDeadThere: s.windows.isDeadThere || p.toOwner, isDeadBack: s.windows.isDeadBack || !p.toOwner } }),
})
const mends = rule({
  id: "windows.mend",
  text: "A window that was dead may carry again.",
  // It may also be dead for good.
  by: "world", fair: "none", hidden: true,
  choose: () => ({ toOwner: [true, false] }),
  when: () => ({}),
  then: (s, _n, p) => next(s, { windows: { isDeadThere: s.windows.isDeadThere && !p.toOwner, isDeadBack: s.windows.isDeadBack && p.toOwner } }),
})
export const windows: Machine<View, object> = machine({ id: "windows", rules: [fails, mends] })
