import { machine, model, next, type Machine, type Upto } from "tcnet"
import type { Sizes } from "./ring/sizes.ts"

/** The service of one direction: a bounded queue, of which only the counts matter here. */
export interface Service {
  readonly submitted: Upto<Sizes["frames"]>
  readonly delivered: Upto<Sizes["frames"]>
}
const { rule } = model<Service, Sizes>()

const submit = rule({
  id: "service.submit",
  text: "A frame enters the queue while it is not full.",
  when: (s, n) => ({ hasFrame: s.submitted < n.frames, hasRoom: s.submitted - s.delivered < n.slots }),
  then: (s) => next(s, { submitted: s.submitted + 1 }),
})
const deliver = rule({
  id: "service.deliver",
  text: "The oldest frame leaves the queue.",
  when: (s) => ({ some: s.delivered < s.submitted }),
  then: (s) => next(s, { delivered: s.delivered + 1 }),
})

export const service: Machine<Service, Sizes> = machine({ id: "service", rules: [submit, deliver] })
