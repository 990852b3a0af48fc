/** The exact search gives up where its limit says so: by what it keeps at one time, and by what it has tried in all. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, it } from "vitest"
import type { SystemIr } from "../../checker/ir/system.ts"
import { lowerText } from "../../checker/lowering/testing.ts"
import { judge, type Outcome } from "./judge.ts"
import { Log } from "./log.ts"
import { Steps } from "./steps.ts"
import { writeLogs, type Event } from "./testing.ts"
import { prepare } from "./trace.ts"

const folder = mkdtempSync(join(tmpdir(), "tcnet-search-"))
afterAll(() => rmSync(folder, { recursive: true }))
/** A log that ticks, while one of many things may have happened that only its end would tell. */
const guessing = (cells: number): SystemIr => lowerText(`import { machine, model, next, range, fill, type Machine, type System, type Upto, type Vec } from "tcnet"
interface Sizes { readonly most: number; readonly ticks: number; readonly cells: number }
interface State { readonly x: Upto<Sizes["most"]>; readonly t: Upto<Sizes["ticks"]>; readonly y: Upto<Sizes["most"]>; readonly many: Vec<Sizes["cells"], Upto<1>> }
const { rule } = model<State, Sizes>()
const guess = rule({ id: "t.guess", text: "Chooses.", by: "world", hidden: true, choose: (n) => ({ as: range(n.most) }), when: (s) => ({ open: s.x < 1 }), then: (s, _n, p) => next(s, { x: p.as + 1 }) })
const tick = rule({ id: "t.tick", text: "Ticks.", when: (s, n) => ({ left: s.t < n.ticks, chosen: s.x > 0 }), then: (s) => next(s, { t: s.t + 1, y: s.x }) })
const all: Machine<State, Sizes> = machine({ id: "t", rules: [guess, tick] })
export const system: System<State, Sizes> = { id: "t.guessing", text: "Guesses.", sizes: { small: { most: 50, ticks: 60, cells: ${cells} } }, init: (n) => ({ x: 0, t: 0, y: 0, many: fill(n.cells, 0) }), parts: ({ whole }) => [whole(all)], quiescent: () => true }
`)[0] as SystemIr

/** Forty ticks, and one behind them that saw what cannot be. */
const outcome = (limitSearch: number, cells = 1): Outcome => {
  const events = Array.from({ length: 40 }, (_, i): Event => ({ endpoint: "", rule: "t.tick", params: {}, seen: i < 39 ? {} : { y: 0 } }))
  const ir = guessing(cells)
  const log = new Log(writeLogs(folder, "t.guessing", { most: 50, ticks: 60, cells }, [events])[0] as string)
  const { reading } = prepare([log], ir)
  return judge(new Steps(ir, reading, [log], true), { positions: [0], state: reading.initial() }, [40], { limitSearch })
}

it("decides where its limit is great enough", () => {
  expect(outcome(1_000)).toMatchObject({ kind: "stuck" })
})
it("gives up where it would keep too many configurations at one time", () => {
  expect(outcome(10)).toMatchObject({ kind: "inconclusive", reason: "more than 10 configurations after 0 events" })
})
it("gives up where it has tried too many in all, though few at one time", () => {
  expect(outcome(100)).toMatchObject({ kind: "inconclusive", reason: expect.stringMatching(/^more than 400 configurations beside one run after \d+ events$/) as string })
})
it("counts a large state as many", () => {
  expect(outcome(1_000, 10_000)).toMatchObject({ kind: "inconclusive", reason: "more than 25 configurations after 0 events" })
})
