/** For tests: a small system with a place, a parameter, a queue, a world rule and properties of each kind that scripts judge. */
import type { SystemIr } from "../ir/system.ts"
import { lowerText } from "../lowering/testing.ts"
import { parseScript } from "./parse.ts"
import { play, type Played } from "./play.ts"

const text = `import { head, machine, model, next, push, rest, type Fifo, type Machine, type System, type Upto } from "tcnet"
interface Sizes { readonly most: number }
interface Writes { readonly line: Upto<Sizes["most"]> }
interface End { readonly sent: Upto<Sizes["most"]>; readonly out: Fifo<2, Upto<Sizes["most"]>>; readonly mode: "idle" | "busy" }
interface State { readonly a: End; readonly b: Writes }
interface Way { readonly from: End; readonly to: Writes }
const end = model<End, Sizes>()
const way = model<Way, Sizes>()
const whole = model<State, Sizes>()
const send = end.rule({ id: "t.send", text: "Sends.", choose: () => ({ by: [1, 2] }),
  when: (s, n, p) => ({ room: s.out.length < 2, below: s.sent + p.by <= n.most }), then: (s, _n, p) => next(s, { sent: s.sent + p.by, out: push(s.out, s.sent + p.by), mode: "busy" }) })
const flip = end.rule({ id: "t.flip", text: "Flips for ever.", when: () => ({}), then: (s) => next(s, { mode: s.mode === "idle" ? "busy" : "idle" }) })
const burst = end.rule({ id: "t.burst", text: "Sends too much.", fair: "none", when: (s) => ({ busy: s.mode === "busy" }), then: (s) => next(s, { out: push(s.out, s.sent) }) })
const land = way.rule({ id: "t.land", text: "Lands.", by: "world", hidden: true, when: (s) => ({ some: s.from.out.length > 0 }), then: (s) => next(s, { from: { out: rest(s.from.out) }, to: { line: head(s.from.out) } }) })
const lose = way.rule({ id: "t.lose", text: "Loses.", by: "fault", hidden: true, when: (s) => ({ some: s.from.out.length > 0 }), then: (s) => next(s, { from: { out: rest(s.from.out) } }) })
const ahead = whole.invariant({ id: "t.ahead", text: "Nothing lands that was not sent.", holds: (s) => s.b.line <= s.a.sent })
const small = whole.invariant({ id: "t.small", text: "Fewer than four are sent.", holds: (s) => s.a.sent < 4 })
const grows = whole.step({ id: "t.grows", text: "One at a time lands.", holds: (s, _n, t) => t.b.line - s.b.line < 2 })
const two = whole.reachable({ id: "t.two", text: "Two have landed.", holds: (s) => s.b.line === 2 })
const three = whole.forbidden({ id: "t.three", text: "Three landed.", holds: (s) => s.b.line === 3 })
const sender: Machine<End, Sizes> = machine({ id: "t.sender", rules: [send, flip, burst] })
const wire: Machine<Way, Sizes> = machine({ id: "t.wire", rules: [land, lose] })
const laws: Machine<State, Sizes> = machine({ id: "t.laws", properties: [ahead, small, grows, two, three] })
export const system: System<State, Sizes> = {
  id: "test.stage", text: "A small system.", sizes: { small: { most: 4 } }, init: () => ({ a: { sent: 0, out: [], mode: "idle" }, b: { line: 0 } }),
  parts: ({ place, join, whole }) => [place("a", sender), join("ab", { from: "a", to: "b" }, wire), whole(laws)],
  quiescent: (s, n) => s.a.out.length === 0 && s.b.line === n.most,
}
`
let lowered: SystemIr | undefined

/** Plays commands, one a line, on the small system. */
export const playLines = (lines: string, on?: SystemIr): Played => {
  lowered ??= lowerText(text)[0] as SystemIr
  return play(parseScript("x.txt", `# A story\nsystem test.stage small\n${lines}\n`), on ?? lowered)
}
/** What each command but the first printed. */
export const printed = (lines: string): readonly (readonly string[])[] => playLines(lines).outcomes.slice(1).map((o) => o.output)
