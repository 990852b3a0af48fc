/** For tests: a system whose mutants without a rule do less, which is allowed or is not. */
import { machine, model, next, type Machine, type System } from "tcnet"

interface Sizes { readonly desks: number }
interface Desk {
  readonly place: "idle" | "asked" | "waiting" | "answered" | "lost" | "far"
  readonly how: "none" | "quick" | "slow"
}
const { rule, leadsTo, reachable } = model<Desk, Sizes>()

const ask = rule({
  id: "desk.ask", text: "Somebody asks.", fair: "none",
  when: (s) => ({ idle: s.place === "idle" }),
  then: (s) => next(s, { place: "asked" }),
})
const answer = rule({
  id: "desk.answer", text: "It answers, sooner or later.", fair: "strong",
  when: (s) => ({ asked: s.place === "asked" }),
  then: (s) => next(s, { place: "answered", how: "quick" }),
})
const wait = rule({
  id: "desk.wait", text: "It lets them wait.",
  when: (s) => ({ asked: s.place === "asked" }),
  then: (s) => next(s, { place: "waiting" }),
})
const back = rule({
  id: "desk.back", text: "They ask again.",
  when: (s) => ({ waiting: s.place === "waiting" }),
  then: (s) => next(s, { place: "asked" }),
})
const late = rule({
  id: "desk.late", text: "It answers them while they wait.",
  when: (s) => ({ waiting: s.place === "waiting" }),
  then: (s) => next(s, { place: "answered", how: "slow" }),
})
const close = rule({
  id: "desk.close", text: "They go.",
  when: (s) => ({ answered: s.place === "answered" }),
  then: (s) => next(s, { place: "idle", how: "none" }),
})
const stray = rule({
  id: "desk.stray", text: "They lose their way.", fair: "none",
  when: (s) => ({ idle: s.place === "idle" }),
  then: (s) => next(s, { place: "lost" }),
})
const home = rule({
  id: "desk.home", text: "They find it.",
  when: (s) => ({ lost: s.place === "lost" }),
  then: (s) => next(s, { place: "idle" }),
})
const look = rule({
  id: "desk.look", text: "They look further.",
  when: (s) => ({ lost: s.place === "lost" }),
  then: (s) => next(s, { place: "far" }),
})
const turn = rule({
  id: "desk.turn", text: "They turn round.",
  when: (s) => ({ far: s.place === "far" }),
  then: (s) => next(s, { place: "lost" }),
})
const answers = leadsTo({ id: "desk.answers", text: "Who asks gets an answer.", given: (s) => s.place === "asked", holds: (s) => s.place === "answered" })
const slow = reachable({ id: "desk.slow", text: "Some wait for it.", holds: (s) => s.how === "slow" })
const desk: Machine<Desk, Sizes> = machine({ id: "desk", rules: [ask, answer, wait, back, late, close, stray, home, look, turn], properties: [answers, slow] })

export const desks: System<Desk, Sizes> = {
  id: "fixture.desk", text: "A desk.", sizes: { small: { desks: 1 } },
  init: () => ({ place: "idle", how: "none" }),
  parts: ({ whole }) => [whole(desk)],
  quiescent: (s) => s.place === "idle" || s.place === "answered",
}
