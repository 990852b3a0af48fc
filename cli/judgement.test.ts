import { expect, it } from "vitest"
import type { Candidate } from "../conformance/trace/explain.ts"
import type { TraceResult } from "../conformance/trace/trace.ts"
import { brokenAtAnd, printJudgement } from "./judgement.ts"

const candidate = (c: Partial<Candidate>): Candidate => ({
  process: "owner", file: "o.jsonl", line: 7, n: 5, endpoint: "b", rule: "slot.look", params: {}, reason: "conjunct",
  failed: "slot.look.committed", condition: "x === 1", source: "model/slot/reader.ts:46:5", values: [],
  conjuncts: {}, agrees: {}, sawOtherwise: [], possible: [], alone: false, waitsFor: [], endedEarly: [], ...c,
})
const result = (r: Partial<TraceResult>): TraceResult => ({ verdict: "violated", events: 5, acceptedPrefix: { owner: 5 }, logged: { owner: 9 }, sights: 3, notes: [], seconds: 0.1, ...r })
/** The lines below the one that names the event. */
const below = (c: Partial<Candidate>): readonly string[] => printJudgement(result({ explanation: { candidates: [candidate(c)] } })).trimEnd().split("\n").slice(3)

const long = "1 + (b.owner.epoch + tags - 1) % tags === b.ring.slots[b.reader.consumed % slots].commit.tag && b.reader.consumed === b.ring.slots[b.reader.consumed % slots].commit.count"

it("breaks a condition at its outermost ands only", () => {
  expect(brokenAtAnd(long)).toEqual([
    "1 + (b.owner.epoch + tags - 1) % tags === b.ring.slots[b.reader.consumed % slots].commit.tag",
    "&& b.reader.consumed === b.ring.slots[b.reader.consumed % slots].commit.count",
  ])
  expect(brokenAtAnd("(a && b) || c")).toEqual(["(a && b) || c"])
  expect(brokenAtAnd("a && (b && c) && d[e && f]")).toEqual(["a", "&& (b && c)", "&& d[e && f]"])
})

it("prints a short condition with its values in one line each", () => {
  expect(below({ values: [{ name: "b.x", model: 2 }, { name: "slots", model: 4 }], possible: ["b.credit.return"] })).toEqual([
    "    slot.look.committed fails: x === 1 (model/slot/reader.ts:46:5)",
    "    b.x 2, slots 4",
    "    possible there instead: b.credit.return",
  ])
})

it("prints a long condition part by part, and long values word by word: each endpoint's together, the sizes last", () => {
  const word = (name: string, model: number, seen = model): Candidate["values"][number] => ({ name, model, seen })
  const lines = below({ condition: long, values: [word("b.reader.consumed", 0), word("tags", 5), word("b.ring.slots[0].commit.tag", 2, 1), word("a.writer.committed", 3), word("b.ring.slots[0].commit.count", 0), word("slots", 16)] })
  expect(lines).toEqual([
    "    slot.look.committed fails (model/slot/reader.ts:46:5):",
    ...brokenAtAnd(long).map((part) => `      ${part}`),
    "      a.writer.committed 3",
    "      b.reader.consumed 0",
    "      b.ring.slots[0].commit.count 0",
    "      b.ring.slots[0].commit.tag 2 (the log saw 1)",
    "      tags 5, slots 16",
    "    possible there instead: nothing",
  ])
  for (const line of lines) expect(line.length).toBeLessThan(120)
})

it("says of a run that ended short of rest what does not hold, and what was due where", () => {
  const due = { place: "a", rule: "slot.writePayload", params: { more: 0 }, others: 3, when: "arrived", again: true, text: "A sender posts.", source: "w.ts:1:1", ends: [{ process: "sender", file: "s.jsonl", line: 4 }] } as const
  const text = printJudgement(result({ explanation: { candidates: [], restless: ["a.x === 0"] }, due: [due, { ...due, place: "b", params: {}, others: 0, when: "always", again: false, ends: [] }] }))
  expect(text).toContain("\n    a.x === 0 does not hold\n  Due there and not taken:\n")
  expect(text).toContain("\n  a.slot.writePayload(more: 0), or with 3 other values, again, once all that was under way has arrived: the sender's log ends at s.jsonl:4\n    A sender posts. (w.ts:1:1)\n")
  expect(text).toContain("\n  b.slot.writePayload: no log has events of this endpoint\n")
})

it("says so where nothing was due and yet nothing was at rest", () => {
  expect(printJudgement(result({ verdict: "conforms", due: [] }))).toContain("No rule of the protocol was possible there")
})
