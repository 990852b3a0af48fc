/** Two-phase commit after Gray and Lamport (Consensus on Transaction Commit): messages are a set that only grows. */
import { at, every, fill, machine, model, next, range, set, some, type Machine, type System, type Vec } from "tcnet"

interface Sizes {
  /** Resource managers. */
  readonly managers: number
}
interface Transaction {
  readonly manager: Vec<Sizes["managers"], "working" | "prepared" | "committed" | "aborted">
  readonly coordinator: "init" | "committed" | "aborted"
  /** The managers of which the coordinator knows that they are prepared. */
  readonly known: Vec<Sizes["managers"], boolean>
  /** The managers that sent that they are prepared. */
  readonly sent: Vec<Sizes["managers"], boolean>
  readonly isCommitSent: boolean
  readonly isAbortSent: boolean
}
const { invariant, reachable, rule } = model<Transaction, Sizes>()

const commit = rule({
  id: "commit.commit", text: "The coordinator commits when it knows that every manager is prepared.",
  when: (s, n) => ({ undecided: s.coordinator === "init", allPrepared: every(range(n.managers), (i) => at(s.known, i)) }),
  then: (s) => next(s, { coordinator: "committed", isCommitSent: true }),
})
const abort = rule({
  id: "commit.abort", text: "The coordinator may abort until it has decided.",
  when: (s) => ({ undecided: s.coordinator === "init" }),
  then: (s) => next(s, { coordinator: "aborted", isAbortSent: true }),
})
const learn = rule({
  id: "commit.learn", text: "The coordinator receives that a manager is prepared.",
  choose: (n) => ({ i: range(n.managers) }),
  when: (s, _n, p) => ({ undecided: s.coordinator === "init", sent: at(s.sent, p.i) }),
  then: (s, _n, p) => next(s, { known: set(s.known, p.i, true) }),
})
const prepare = rule({
  id: "commit.prepare", text: "A working manager prepares, and says so.",
  choose: (n) => ({ i: range(n.managers) }),
  when: (s, _n, p) => ({ working: at(s.manager, p.i) === "working" }),
  then: (s, _n, p) => next(s, { manager: set(s.manager, p.i, "prepared"), sent: set(s.sent, p.i, true) }),
})
const giveUp = rule({
  id: "commit.giveUp", text: "A working manager aborts by itself.",
  choose: (n) => ({ i: range(n.managers) }),
  when: (s, _n, p) => ({ working: at(s.manager, p.i) === "working" }),
  then: (s, _n, p) => next(s, { manager: set(s.manager, p.i, "aborted") }),
})
const receiveCommit = rule({
  id: "commit.receiveCommit", text: "A manager receives that the coordinator committed.",
  choose: (n) => ({ i: range(n.managers) }),
  when: (s) => ({ sent: s.isCommitSent }),
  then: (s, _n, p) => next(s, { manager: set(s.manager, p.i, "committed") }),
})
const receiveAbort = rule({
  id: "commit.receiveAbort", text: "A manager receives that the coordinator aborted.",
  choose: (n) => ({ i: range(n.managers) }),
  when: (s) => ({ sent: s.isAbortSent }),
  then: (s, _n, p) => next(s, { manager: set(s.manager, p.i, "aborted") }),
})

const consistent = invariant({
  id: "commit.consistent", text: "No manager commits while another aborts.",
  holds: (s, n) => !(some(range(n.managers), (i) => at(s.manager, i) === "committed") && some(range(n.managers), (i) => at(s.manager, i) === "aborted")),
})
const commits = reachable({
  id: "commit.commits", text: "Every manager commits.",
  holds: (s, n) => every(range(n.managers), (i) => at(s.manager, i) === "committed"),
})
const wasted = reachable({
  id: "commit.wasted", text: "Every manager is prepared, and yet the coordinator aborts.",
  holds: (s, n) => s.coordinator === "aborted" && every(range(n.managers), (i) => at(s.manager, i) === "prepared"),
})

const protocol: Machine<Transaction, Sizes> = machine({
  id: "commit",
  rules: [commit, abort, learn, prepare, giveUp, receiveCommit, receiveAbort],
  properties: [consistent, commits, wasted],
})

export const twoPhaseCommit: System<Transaction, Sizes> = {
  id: "outside.twoPhaseCommit",
  text: "Two-phase commit with one coordinator that never fails.",
  sizes: { small: { managers: 3 } },
  init: (n) => ({
    manager: fill(n.managers, "working"),
    coordinator: "init",
    known: fill(n.managers, false), sent: fill(n.managers, false),
    isCommitSent: false, isAbortSent: false,
  }),
  parts: ({ whole }) => [whole(protocol)],
  quiescent: (s, n) => s.coordinator !== "init" && every(range(n.managers), (i) => at(s.manager, i) === "committed" || at(s.manager, i) === "aborted"),
}
