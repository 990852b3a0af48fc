import { machine, model, next, type Machine, type Upto } from "tcnet"

/** What of a size matters here. */
interface Sizes {
  readonly frames: number
  /** Frames that one direction holds at most: those of the window and those of the buffer. */
  readonly held: number
}
/** The service of one direction of a channel: a bounded queue that outlives every path. Of its frames only the counts matter here; what they are is watched by the monitors. */
export interface Stream {
  readonly submitted: Upto<Sizes["frames"]>
  readonly delivered: Upto<Sizes["frames"]>
}
const { rule } = model<Stream, Sizes>()

const enter = rule({
  id: "stream.submit",
  text: "A frame enters the stream while it is not full.",
  when: (s, n) => ({ notLast: s.submitted < n.frames, hasRoom: s.submitted - s.delivered < n.held }),
  then: (s) => next(s, { submitted: s.submitted + 1 }),
})
const leave = rule({
  id: "stream.deliver",
  text: "The oldest frame leaves the stream.",
  when: (s) => ({ some: s.delivered < s.submitted }),
  then: (s) => next(s, { delivered: s.delivered + 1 }),
})
export const stream: Machine<Stream, Sizes> = machine({ id: "stream", rules: [enter, leave] })
