import { at, fill, head, machine, model, next, push, put, refinement, rest, type Bag, type Below, type Fifo, type Machine, type System, type Upto, type Vec } from "tcnet"

export interface Sizes {
  readonly cap: number
  readonly len: number
  readonly top: number
}
type Mode = "first" | "second" | "third"
export interface State {
  readonly count: Upto<Sizes["top"]>
  readonly mode: Mode
  readonly queue: Fifo<Sizes["cap"], Upto<Sizes["top"]>>
  readonly bag: Bag<Sizes["cap"], Mode>
  readonly list: Vec<Sizes["len"], Below<Sizes["len"]>>
}
const { invariant, rule, step } = model<State, Sizes>()

const grow = rule({
  id: "fixture.grow", text: "The count grows, also out of its range (O4).",
  when: (s) => ({ first: s.mode === "first" }),
  then: (s) => next(s, { count: s.count + 1 }),
})
const enqueue = rule({
  id: "fixture.enqueue", text: "The queue grows, also when it is full (O3).",
  when: (s) => ({ odd: s.count % 2 === 1 }),
  then: (s) => next(s, { queue: push(s.queue, s.count) }),
})
const dequeue = rule({
  id: "fixture.dequeue", text: "The queue shrinks; its guard reads a head that may be missing (O2).",
  when: (s) => ({ small: head(s.queue) < 2, first: s.mode !== "second" }),
  then: (s) => next(s, { queue: rest(s.queue), count: 0 }),
})
const turn = rule({
  id: "fixture.turn", text: "The mode changes, and what it was is kept while there is room.",
  when: (s, n) => ({ some: s.count > 0, hasRoom: s.bag.length < n.cap }),
  then: (s) => next(s, { mode: after(s.mode), bag: put(s.bag, s.mode) }),
})
const after = (mode: Mode): Mode => {
  switch (mode) {
    case "first": return "second"
    case "second": return "third"
    case "third": return "first"
  }
}
const look = rule({
  id: "fixture.look", text: "An array is read at an index that may be outside (O1).",
  when: (s) => ({ third: s.mode === "third" }),
  then: (s) => next(s, { count: at(s.list, s.count) }),
})
const small = invariant({
  id: "fixture.small", text: "What is queued is small; where nothing is, there is nothing to read (O2).",
  given: (s) => s.count > 0, holds: (s) => head(s.queue) < 3,
})
const grows = step({
  id: "fixture.grows", text: "The queue never shrinks.",
  holds: (s, _n, t) => s.queue.length <= t.queue.length,
})

const everything: Machine<State, Sizes> = machine({ id: "fixture", rules: [grow, enqueue, dequeue, turn, look], properties: [small, grows] })
interface Seen {
  readonly mode: Mode
}
const start: Seen = { mode: "first" }
const service: Machine<Seen, Sizes> = machine({ id: "fixture.service" })

/** A system that breaks obligations, for the tests of how readings are compared. O5 is not among them: the compiler refuses a missing case. */
export const fixture: System<State, Sizes> = {
  id: "fixture",
  text: "A system that breaks obligations of four codes.",
  sizes: { small: { cap: 2, len: 2, top: 3 } },
  init: (n) => ({ count: 0, mode: "first", queue: [], bag: [], list: fill(n.len, 1) }),
  parts: ({ whole }) => [whole(everything)],
  quiescent: (s) => s.mode === "third",
  refines: [refinement({ id: "fixture.mode", text: "Only the mode is seen.", service, init: () => start, as: (s: State) => ({ mode: s.mode }) })],
}
