/** A system for the tests of the judge: what commutes in it and what does not is not what the protocol has. */
import { at, fill, head, machine, model, next, push, put, range, rest, set, take, type Bag, type Fifo, type Machine, type Opaque, type System, type Upto, type Vec, blank, red, white } from "tcnet"

export interface Sizes {
  readonly cap: number
  readonly top: number
}
export interface Message {
  readonly kind: "data" | "stop"
  readonly number: Upto<Sizes["top"]>
}
export interface Side {
  readonly sent: Upto<Sizes["top"]>
  readonly got: Upto<Sizes["top"]>
  readonly last: "none" | "data" | "stop"
  readonly out: Fifo<Sizes["cap"], Message>
  readonly inbox: Fifo<Sizes["cap"], Message>
  readonly words: Vec<2, Opaque>
  readonly copy: Opaque
}
export interface Wire {
  readonly up: boolean
  readonly flaps: Upto<1>
  readonly pool: Bag<Sizes["cap"], Upto<Sizes["top"]>>
}
interface Join {
  readonly from: Side
  readonly to: Side
  readonly wire: Wire
}
interface Watch {
  readonly from: Side
  readonly wire: Wire
}

const side = model<Side, Sizes>()
const sendOrStay = side.rule({
  id: "test.send", text: "Posts a message, or two at once, or counts only.",
  choose: () => ({ kind: ["data", "stop"] }),
  when: (s, n) => ({ hasRoom: s.out.length < n.cap, hasMore: s.sent < n.top }),
  then: (s, _n, p) => next(s, { sent: s.sent + 1, out: p.kind === "stop" && s.sent === 0 ? s.out : push(s.out, { kind: p.kind, number: s.sent }) }),
})
const receive = side.rule({
  id: "test.receive", text: "Takes a message and keeps what it was.",
  when: (s) => ({ some: s.inbox.length > 0 && head(s.inbox).kind === "data" }),
  then: (s, n) => next(s, { got: s.got < n.top ? s.got + 1 : s.got, last: head(s.inbox).kind, inbox: rest(s.inbox) }),
})
const drop = side.rule({
  id: "test.drop", text: "Takes a message that stops, or finds two waiting.",
  when: (s) => ({ stop: s.inbox.length > 1 || (s.inbox.length > 0 && head(s.inbox).kind === "stop") }),
  then: (s) => next(s, { last: "stop", inbox: rest(s.inbox) }),
})
const copy = side.rule({
  id: "test.copy", text: "Copies a word that the wire writes.",
  choose: () => ({ which: [0, 1] }),
  when: (s) => ({ differs: s.last !== "stop" }),
  then: (s, _n, p) => next(s, { copy: at(s.words, p.which) }),
})
const idle = side.rule({
  id: "test.idle", text: "Sees that nothing is waiting.",
  when: (s, n) => ({ nothing: s.inbox.length === 0, notAll: s.got < n.top }),
  then: (s) => next(s, { last: "none" }),
})
export const peer: Machine<Side, Sizes> = machine({ id: "test.peer", rules: [sendOrStay, receive, drop, copy, idle] })

const join = model<Join, Sizes>()
const carry = join.rule({
  id: "test.carry", text: "A message arrives.", by: "world",
  when: (s, n) => ({ up: s.wire.up, some: s.from.out.length > 0, hasRoom: s.to.inbox.length < n.cap }),
  then: (s) => next(s, { from: { out: rest(s.from.out) }, to: { inbox: push(s.to.inbox, head(s.from.out)) } }),
})
const lose = join.rule({
  id: "test.lose", text: "A message is lost.", by: "world",
  when: (s) => ({ down: !s.wire.up, some: s.from.out.length > 0 }),
  then: (s) => next(s, { from: { out: rest(s.from.out) } }),
})
const store = join.rule({
  id: "test.store", text: "A message becomes a word.", by: "world",
  when: (s) => ({ some: s.from.out.length > 0, up: s.wire.up }),
  then: (s) => next(s, { from: { out: rest(s.from.out) }, to: { words: set(s.to.words, head(s.from.out).number % 2, head(s.from.out).kind === "data" ? white : red) } }),
})
export const medium: Machine<Join, Sizes> = machine({ id: "test.medium", rules: [carry, lose, store] })

const wire = model<Wire, Sizes>()
const down = wire.rule({ id: "test.down", text: "The wire breaks.", by: "fault", when: (s) => ({ up: s.up }), then: (s) => next(s, { up: false }) })
const up = wire.rule({ id: "test.up", text: "The wire is mended, once.", by: "world", when: (s) => ({ down: !s.up, first: s.flaps === 0 }), then: (s) => next(s, { up: true, flaps: 1 }) })
const throwIn = wire.rule({ id: "test.throw", text: "A number goes into the pool.", choose: (n) => ({ k: range(n.top) }), when: (s, n) => ({ hasRoom: s.pool.length < n.cap }), then: (s, _n, p) => next(s, { pool: put(s.pool, p.k) }) })
const fish = wire.rule({ id: "test.fish", text: "Any number leaves the pool.", choose: (n) => ({ i: range(n.cap) }), when: (s, _n, p) => ({ there: p.i < s.pool.length }), then: (s, _n, p) => next(s, { pool: take(s.pool, p.i) }) })
export const cable: Machine<Wire, Sizes> = machine({ id: "test.cable", rules: [down, up, throwIn, fish] })

const watch = model<Watch, Sizes>()
const notice = watch.rule({ id: "test.notice", text: "A side and its wire, looked at together.", by: "world", when: (s) => ({ down: !s.wire.up, sent: s.from.sent > s.from.got }), then: (s) => s })
export const watcher: Machine<Watch, Sizes> = machine({ id: "test.watcher", rules: [notice] })

export interface Whole {
  readonly a: Side
  readonly b: Side
  readonly wire: Wire
}
export const mixed: System<Whole, Sizes> = {
  id: "test.mixed", text: "Two sides, a wire that breaks, words, queues and a pool.",
  sizes: { small: { cap: 2, top: 3 } },
  init: () => ({
    a: { sent: 0, got: 0, last: "none", out: [], inbox: [], words: fill(2, blank), copy: blank },
    b: { sent: 0, got: 0, last: "none", out: [], inbox: [], words: fill(2, blank), copy: blank },
    wire: { up: true, flaps: 0, pool: [] },
  }),
  parts: ({ place, join: joined }) => [
    place("a", peer), place("b", peer), place("wire", cable),
    joined("ab", { from: "a", to: "b", wire: "wire" }, medium), joined("ba", { from: "b", to: "a", wire: "wire" }, medium),
    joined("aw", { from: "a", wire: "wire" }, watcher),
  ],
  quiescent: () => true,
}
