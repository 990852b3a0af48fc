import { machine, model, next, type Machine, type Upto } from "tcnet"
import type { Sizes } from "./sizes.ts"

/** The service of one direction within an epoch: a bounded queue of slots, of which only the length matters here. */
export interface Queue {
  readonly length: Upto<Sizes["slots"]>
}
const { rule } = model<Queue, Sizes>()

const enter = rule({
  id: "queue.enter",
  text: "A slot enters the queue while it is not full.",
  when: (s, n) => ({ hasRoom: s.length < n.slots }),
  then: (s) => next(s, { length: s.length + 1 }),
})
const leave = rule({
  id: "queue.leave",
  text: "The oldest slot leaves the queue.",
  when: (s) => ({ some: s.length > 0 }),
  then: (s) => next(s, { length: s.length - 1 }),
})
const restart = rule({
  id: "queue.restart",
  text: "With the end of an epoch, all that is in the queue is gone.",
  by: "fault",
  when: (s) => ({ some: s.length > 0 }),
  then: (s) => next(s, { length: 0 }),
})

export const queue: Machine<Queue, Sizes> = machine({ id: "queue", rules: [enter, leave, restart] })
