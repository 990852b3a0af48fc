/** Two jugs and a tap, known from TLA+: every rule is always enabled, so 38 of the 96 fired rules change nothing. */
import { machine, min, model, next, type Machine, type System, type Upto } from "tcnet"

interface Sizes {
  /** What the small jug holds. */
  readonly little: number
  /** What the big jug holds. */
  readonly big: number
}
interface Jugs {
  readonly little: Upto<Sizes["little"]>
  readonly big: Upto<Sizes["big"]>
}
const { invariant, reachable, rule } = model<Jugs, Sizes>()

const fillLittle = rule({
  id: "dieHard.fillLittle", text: "The small jug is filled from the tap.",
  when: () => ({}),
  then: (s, n) => next(s, { little: n.little }),
})
const fillBig = rule({
  id: "dieHard.fillBig", text: "The big jug is filled from the tap.",
  when: () => ({}),
  then: (s, n) => next(s, { big: n.big }),
})
const emptyLittle = rule({
  id: "dieHard.emptyLittle", text: "The small jug is emptied.",
  when: () => ({}),
  then: (s) => next(s, { little: 0 }),
})
const emptyBig = rule({
  id: "dieHard.emptyBig", text: "The big jug is emptied.",
  when: () => ({}),
  then: (s) => next(s, { big: 0 }),
})
const pourIntoBig = rule({
  id: "dieHard.pourIntoBig", text: "The small jug is poured into the big one until either is done.",
  when: () => ({}),
  then: (s, n) => {
    const poured = min(s.little, n.big - s.big)
    return next(s, { little: s.little - poured, big: s.big + poured })
  },
})
const pourIntoLittle = rule({
  id: "dieHard.pourIntoLittle", text: "The big jug is poured into the small one until either is done.",
  when: () => ({}),
  then: (s, n) => {
    const poured = min(s.big, n.little - s.little)
    return next(s, { little: s.little + poured, big: s.big - poured })
  },
})

const measured = invariant({
  id: "dieHard.measured", text: "At every moment one of the jugs is full or empty, so what the other holds is known.",
  holds: (s, n) => s.little === 0 || s.little === n.little || s.big === 0 || s.big === n.big,
})
const four = reachable({
  id: "dieHard.four", text: "The big jug can be made to hold 4.",
  holds: (s) => s.big === 4,
})

const jugs: Machine<Jugs, Sizes> = machine({
  id: "dieHard.jugs",
  rules: [fillLittle, fillBig, emptyLittle, emptyBig, pourIntoBig, pourIntoLittle],
  properties: [measured, four],
})

export const dieHard: System<Jugs, Sizes> = {
  id: "outside.dieHard",
  text: "Two jugs of 3 and 5 measure 4.",
  sizes: { small: { little: 3, big: 5 } },
  init: () => ({ little: 0, big: 0 }),
  parts: ({ whole }) => [whole(jugs)],
  quiescent: (s) => s.big === 4,
}
