/** For tests: a lamp that is switched on and off, and goes out by itself. */
import { machine, model, next, type Machine, type Property, type System, type Upto } from "tcnet"

export interface Sizes { readonly most: number }
export interface Lamp {
  readonly on: boolean
  readonly used: Upto<Sizes["most"]>
}
const { rule, invariant, step, reachable, forbidden } = model<Lamp, Sizes>()

const switchOn = rule({
  id: "lamp.on", text: "It is switched on, and uses something.",
  choose: (n) => ({ by: Array.from({ length: n.most }, (_, i) => i + 1) }),
  when: (s, n, p) => ({ dark: !s.on, left: s.used + p.by <= n.most }),
  then: (s, _n, p) => next(s, { on: true, used: s.used + p.by }),
})
const switchOff = rule({ id: "lamp.off", text: "It is switched off.", when: (s) => ({ lit: s.on }), then: (s) => next(s, { on: false }) })
const goOut = rule({ id: "lamp.fails", text: "It goes out.", by: "fault", when: (s) => ({ lit: s.on }), then: (s) => next(s, { on: false }) })

export const lampLaws: Readonly<Record<"bounded" | "monotone" | "lit" | "overused", Property<Lamp, Sizes>>> = {
  bounded: invariant({ id: "lamp.bounded", text: "Where it is lit, something was used.", given: (s) => s.on, holds: (s) => s.used > 0 }),
  monotone: step({ id: "lamp.monotone", text: "Use is never taken back.", holds: (s, _n, t) => t.used >= s.used }),
  lit: reachable({ id: "lamp.lit", text: "It is lit once.", holds: (s) => s.on }),
  overused: forbidden({ id: "lamp.overused", text: "It is never used beyond its life.", holds: (s, n) => s.used > n.most }),
}
const lampMachine: Machine<Lamp, Sizes> = machine({ id: "lamp", rules: [switchOn, switchOff, goOut], properties: Object.values(lampLaws) })

export const lamp: System<Lamp, Sizes> = {
  id: "test.lamp", text: "A lamp.", sizes: { small: { most: 3 } },
  init: () => ({ on: false, used: 0 }),
  parts: ({ whole }) => [whole(lampMachine)],
  quiescent: (s) => !s.on,
}
