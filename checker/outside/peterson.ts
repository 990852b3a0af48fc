/** Peterson's mutual exclusion of two processes. `enter` reads the other's flag and the turn in one step, as the counts do that it is compared with. */
import { at, every, fill, machine, model, next, range, set, type Below, type Machine, type System, type Vec } from "tcnet"

interface Sizes {
  /** Always 2: the other one of process i is 1 - i. */
  readonly processes: number
}
interface Processes {
  readonly stage: Vec<Sizes["processes"], "outside" | "flagged" | "waiting" | "critical">
  readonly flag: Vec<Sizes["processes"], boolean>
  /** Who goes first if both wait. */
  readonly turn: Below<Sizes["processes"]>
}
const { invariant, leadsTo, reachable, rule } = model<Processes, Sizes>()

const raise = rule({
  id: "peterson.raise", text: "A process that wants to enter raises its flag.",
  choose: (n) => ({ i: range(n.processes) }),
  when: (s, _n, p) => ({ outside: at(s.stage, p.i) === "outside" }),
  then: (s, _n, p) => next(s, { stage: set(s.stage, p.i, "flagged"), flag: set(s.flag, p.i, true) }),
})
const yieldTurn = rule({
  id: "peterson.yieldTurn", text: "Then it lets the other go first.",
  choose: (n) => ({ i: range(n.processes) }),
  when: (s, _n, p) => ({ flagged: at(s.stage, p.i) === "flagged" }),
  then: (s, _n, p) => next(s, { stage: set(s.stage, p.i, "waiting"), turn: 1 - p.i }),
})
const enter = rule({
  id: "peterson.enter", text: "It enters when the other's flag is down or the other lets it go first.",
  choose: (n) => ({ i: range(n.processes) }),
  when: (s, _n, p) => ({ waiting: at(s.stage, p.i) === "waiting", free: !at(s.flag, 1 - p.i) || s.turn === p.i }),
  then: (s, _n, p) => next(s, { stage: set(s.stage, p.i, "critical") }),
})
const leave = rule({
  id: "peterson.leave", text: "It leaves and takes its flag down.",
  choose: (n) => ({ i: range(n.processes) }),
  when: (s, _n, p) => ({ critical: at(s.stage, p.i) === "critical" }),
  then: (s, _n, p) => next(s, { stage: set(s.stage, p.i, "outside"), flag: set(s.flag, p.i, false) }),
})

const exclusive = invariant({
  id: "peterson.exclusive", text: "At most one process is in the critical section.",
  holds: (s) => at(s.stage, 0) !== "critical" || at(s.stage, 1) !== "critical",
})
const enters = leadsTo({
  id: "peterson.enters", text: "A process that waits enters.",
  given: (s) => at(s.stage, 0) === "waiting", holds: (s) => at(s.stage, 0) === "critical",
})
const contended = reachable({
  id: "peterson.contended", text: "Both processes wait.",
  holds: (s, n) => every(range(n.processes), (i) => at(s.stage, i) === "waiting"),
})

const process: Machine<Processes, Sizes> = machine({
  id: "peterson.process",
  rules: [raise, yieldTurn, enter, leave],
  properties: [exclusive, enters, contended],
})

export const peterson: System<Processes, Sizes> = {
  id: "outside.peterson",
  text: "Two processes exclude each other from a critical section.",
  sizes: { small: { processes: 2 } },
  init: (n) => ({ stage: fill(n.processes, "outside"), flag: fill(n.processes, false), turn: 0 }),
  parts: ({ whole }) => [whole(process)],
  quiescent: (s, n) => every(range(n.processes), (i) => at(s.stage, i) === "outside"),
}
