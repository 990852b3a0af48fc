/** For tests: a small ring with a proof, whose parts can be exchanged. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { lowerProved } from "../lowering/index.ts"
import type { ProofIr, SystemIr } from "../ir/system.ts"

const model = `import { at, counter, head, machine, model, next, push, rest, set, fill, type Counter, type Fifo, type Machine, type System, type Upto, type Vec } from "tcnet"
export interface Sizes { readonly slots: number; readonly width: number; readonly room: number; readonly laps: number }
export interface State {
  readonly sent: Counter<Sizes["width"]>
  readonly got: Counter<Sizes["width"]>
  readonly wire: Fifo<Sizes["room"], Counter<Sizes["width"]>>
  readonly cells: Vec<Sizes["slots"], { readonly is: "free" | "taken" }>
  readonly laps: Upto<Sizes["laps"]>
}
const { rule, invariant, step, forbidden } = model<State, Sizes>()
const send = rule({
  id: "t.send", text: "Sends.",
  when: (s, n) => ({ hasCredit: counter.distance(s.got, s.sent, n.width, n.width) < n.slots, hasRoom: s.wire.length < n.room }),
  then: (s, n) => next(s, { sent: counter.next(s.sent, n.width), wire: push(s.wire, s.sent), cells: set(s.cells, counter.slot(s.sent, n.width, n.slots), { is: "taken" }) }),
})
const take = rule({
  id: "t.take", text: "Takes.",
  when: (s) => ({ expected: s.wire.length > 0 && counter.same(head(s.wire), s.got) }),
  then: (s, n) => next(s, { got: counter.next(s.got, n.width), wire: rest(s.wire), cells: set(s.cells, counter.slot(s.got, n.width, n.slots), { is: "free" }) }),
})
const lap = rule({
  id: "t.lap", text: "Counts.", choose: (n) => ({ by: [1, 2] }),
  when: (s, n, p) => ({ below: s.laps + p.by <= n.laps }),
  then: (s, _n, p) => next(s, { laps: s.laps + p.by }),
})
const ahead = invariant({ id: "t.ahead", text: "Never further ahead than the ring is long.", holds: (s, n) => counter.distance(s.got, s.sent, n.width, n.width) <= n.slots })
const inOrder = invariant({ id: "t.inOrder", text: "What is under way is what is expected.", given: (s) => s.wire.length > 0, holds: (s) => counter.same(head(s.wire), s.got) })
const grows = step({ id: "t.grows", text: "Laps grow.", holds: (s, _n, t) => t.laps >= s.laps })
const taken = forbidden({ id: "t.free", text: "No slot of what is under way is free.", holds: (s, n) => s.wire.length > 0 && at(s.cells, counter.slot(head(s.wire), n.width, n.slots)).is === "free" })
const all: Machine<State, Sizes> = machine({ id: "t", rules: [send, take, lap], properties: [ahead, inOrder, grows, taken] })
export const system: System<State, Sizes> = {
  id: "test.ring", text: "A ring.", sizes: { small: { slots: 2, width: 4, room: 2, laps: 3 } },
  init: (n) => ({ sent: counter.zero(), got: counter.zero(), wire: [], cells: fill(n.slots, { is: "free" }), laps: 0 }),
  parts: ({ whole }) => [whole(all)],
  quiescent: () => true,
}
`
const proof = `import { at, between, count, next, proving, set, type Log, type Natural, type Proof } from "tcnet"
import { system, type Sizes, type State } from "./model.ts"
export interface Memory { readonly sends: Natural; readonly slots: Log<{ readonly of: Natural }> }
const { lemma } = proving<State, Memory, Sizes>()
const counts = lemma({ id: "t.counts", text: "Counts.", holds: (s, n, m) => m.sends === count(s.sent) && count(s.got) + s.wire.length === count(s.sent) && s.wire.length <= n.slots })
const wire = lemma({ id: "t.wire", text: "In order.", from: ["t.counts"], holds: (s) => between(0, s.wire.length, (k) => count(at(s.wire, k)) === count(s.got) + k) })
const cells = lemma({ id: "t.cells", text: "Taken.", holds: (s, n) => between(count(s.got), count(s.sent), (i) => at(s.cells, i % n.slots).is === "taken") })
const kept = lemma({ id: "t.kept", text: "Remembered.", holds: (_s, _n, m) => between(0, m.sends, (i) => at(m.slots, i).of === i) })
export const ring: Proof<State, Memory, Sizes> = {
  system, text: "A ring of every size.",
  sizes: (n) => ({ slots: n.slots >= 1, wraps: n.width >= 2 * n.slots, whole: n.width % n.slots === 0 }),
  unbounded: ["laps"],
  memory: {
    init: () => ({ sends: 0, slots: [] }),
    after: { "t.send": (m, s, _n, t) => next(m, { sends: count(t.sent), slots: set(m.slots, count(s.sent), { of: m.sends }) }) },
  },
  lemmas: [counts, wire, cells, kept],
}
`

/** A part of the text and what stands in its place. */
export type Exchange = readonly [from: string, to: string]

/** The small ring and its proof, with parts exchanged, each of which stands once. @throws RangeError otherwise; Rejected as the lowering does */
export const provedRing = (...exchanges: readonly Exchange[]): { readonly ir: SystemIr; readonly proof: ProofIr } => {
  const folder = mkdtempSync(join(tmpdir(), "tcnet-"))
  const put = (text: string): string => exchanges.reduce((t, [from, to]) => t.replace(from, () => to), text)
  for (const [from] of exchanges) if (`${model}${proof}`.split(from).length !== 2) throw new RangeError(`«${from}» does not stand once in the texts`)
  try {
    writeFileSync(join(folder, "model.ts"), put(model))
    writeFileSync(join(folder, "proof.ts"), put(proof))
    return lowerProved({ file: join(folder, "model.ts"), name: "system" }, { file: join(folder, "proof.ts"), name: "ring" })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
