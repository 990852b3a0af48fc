/** For tests: a small system whose mutants get every verdict but `not-run`. */
import { machine, model, next, type Machine, type System, type Upto } from "tcnet"

interface Sizes { readonly most: number }
interface Counter {
  readonly up: Upto<Sizes["most"]>
  readonly seen: Upto<2>
  readonly tired: boolean
}
const { rule, step } = model<Counter, Sizes>()

const count = rule({
  id: "counter.count", text: "It counts up.",
  when: (s, n) => ({ below: s.up < n.most, lively: !s.tired }),
  then: (s) => next(s, { up: s.up + 1 }),
})
const look = rule({
  id: "counter.look", text: "Somebody looks, at most twice.",
  when: (s) => ({ more: s.seen < 2 }),
  then: (s) => next(s, { seen: s.seen + 1 }),
})
const tire = rule({
  id: "counter.tire", text: "It gets tired.", by: "fault", hidden: true,
  when: (s) => ({ lively: !s.tired }),
  then: (s) => next(s, { tired: true }),
})
const inTurn = step({ id: "counter.inTurn", text: "It leaves out no number.", holds: (s, _n, t) => t.up <= s.up + 1 })
const counter: Machine<Counter, Sizes> = machine({ id: "counter", rules: [count, look, tire], properties: [inTurn] })

export const counting: System<Counter, Sizes> = {
  id: "fixture.counting", text: "A counter.", sizes: { small: { most: 3 } },
  init: () => ({ up: 0, seen: 0, tired: false }),
  parts: ({ whole }) => [whole(counter)],
  quiescent: (s, n) => s.up === n.most || s.tired,
}
