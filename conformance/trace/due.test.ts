/** What is named where logs end short of rest: on logs of a small system, each kind of rule once. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import type { SystemIr } from "../../checker/ir/system.ts"
import { lowerText } from "../../checker/lowering/testing.ts"
import type { Due } from "./due.ts"
import { writeLogs, type Event } from "./testing.ts"
import { judgeTraces } from "./trace.ts"

const folder = mkdtempSync(join(tmpdir(), "tcnet-due-"))
afterAll(() => rmSync(folder, { recursive: true }))
/** A box whose flap is closed once something has fallen into it; meanwhile it may be knocked at, or painted. */
const box = lowerText(`import { machine, model, next, type Machine, type System, type Upto } from "tcnet"
interface Sizes { readonly most: number }
interface State { readonly x: Upto<Sizes["most"]>; readonly inside: Upto<1>; readonly shut: Upto<1>; readonly knocks: Upto<1>; readonly paint: Upto<2> }
const { rule } = model<State, Sizes>()
const open = rule({ id: "t.open", text: "Opens.", when: (s) => ({ first: s.x < 1 }), then: (s) => next(s, { x: 1 }) })
const knock = rule({ id: "t.knock", text: "Knocks, again and again.", when: (s) => ({ opened: s.x > 0, ajar: s.shut < 1 }), then: (s) => next(s, { knocks: 1 }) })
const paint = rule({ id: "t.paint", text: "Paints.", choose: () => ({ with: [1, 2] }), when: (s, _n, p) => ({ opened: s.x > 0, other: s.paint !== p.with }), then: (s, _n, p) => next(s, { paint: p.with }) })
const tell = rule({ id: "t.tell", text: "Tells once.", when: (s) => ({ opened: s.x > 0, notYet: s.x < 2 }), then: (s) => next(s, { x: 2 }) })
const fall = rule({ id: "t.fall", text: "Falls.", by: "world", hidden: true, when: (s) => ({ empty: s.inside < 1, opened: s.x > 0 }), then: (s) => next(s, { inside: 1 }) })
const shut = rule({ id: "t.shut", text: "Shuts.", when: (s) => ({ full: s.inside > 0, ajar: s.shut < 1 }), then: (s) => next(s, { shut: 1 }) })
const early = rule({ id: "t.early", text: "Is early.", when: (s) => ({ opened: s.x > 0, empty: s.inside < 1 }), then: (s) => next(s, { shut: 1 }) })
const all: Machine<State, Sizes> = machine({ id: "t", rules: [knock, paint, early, open, shut, tell, fall] })
export const system: System<State, Sizes> = { id: "t.box", text: "A box.", sizes: { small: { most: 3 } }, init: () => ({ x: 0, inside: 0, shut: 0, knocks: 0, paint: 0 }), parts: ({ whole }) => [whole(all)], quiescent: (s) => s.shut === 1 && s.x === 2 }
`)[0] as SystemIr

const event = (rule: string): Event => ({ endpoint: "", rule: `t.${rule}`, params: {}, seen: {} })
const dueAfter = async (...rules: readonly string[]): Promise<readonly Due[]> =>
  (await judgeTraces(writeLogs(folder, "t.box", { most: 3 }, [rules.map(event)]), () => Promise.resolve(box))).due ?? []

describe("what was due", () => {
  it("is named in the order of what it says: once and always, again and again, when all has arrived, before, and the choices last", async () => {
    const due = await dueAfter("open")
    expect(due.map((d) => [d.rule, d.when, d.again, d.params, d.others])).toEqual([
      ["t.tell", "always", false, {}, 0],
      ["t.knock", "always", false, {}, 0],
      ["t.shut", "arrived", false, {}, 0],
      ["t.early", "maybe", false, {}, 0],
      ["t.paint", "always", false, { with: 1 }, 1],
    ])
    expect(due[0]).toMatchObject({ place: "", text: "Tells once.", source: expect.stringMatching(/:\d+:\d+$/) as string, ends: [{ process: "p0", line: 2 }] })
  })

  it("says what the process had just done, and names it behind what it never did", async () => {
    expect((await dueAfter("open", "knock")).map((d) => [d.rule, d.again])).toEqual([["t.tell", false], ["t.shut", false], ["t.early", false], ["t.knock", true], ["t.paint", false]])
  })

  it("is not said of a run that ends at rest", async () => {
    expect(await dueAfter("open", "tell", "shut")).toEqual([])
  })
})
