import { describe, expect, it } from "vitest"
import { piecesOf } from "./syntax.ts"

const text = `
const limit = (n) => n + 7
const go = rule({
  id: "t.go", text: "Goes 5 steps.",
  choose: () => ({ k: [1, 2] }),
  when: (s) => ({ open: s.a > 3, room: limit(s.b) < 9 }),
  then: (s) => {
    if (s.a > 4) return next(s, { a: 0, deep: { b: 1, c: 2 } })
    return next(s, { deep: { only: push(s.q, { w: 6 }) } })
  },
})
const other = rule({ id: "t.other", text: "x", when: (s) => ({ z: s.a === 8 }), then: (s) => next(s, { a: 1 }) })
export const m = machine({ id: "t", rules: [go, other] })
`
const shown = (isRule: (id: string) => boolean, source = text): Readonly<Record<string, readonly string[]>> => {
  const p = piecesOf("t.ts", source, isRule)
  return {
    conjuncts: p.conjuncts.map((c) => `${c.owner}.${c.name}`), updates: p.updates.map((u) => `${u.owner} ${u.name}`),
    numbers: p.numbers.map((x) => `${x.owner} ${String(x.at["value"])}`), listed: p.listed.map((l) => l.owner),
  }
}

describe("the pieces of a module", () => {
  it("are its rules' conjuncts, updates and numbers, its helpers' numbers, and what its machines list", () => {
    expect(shown(() => true)).toEqual({
      conjuncts: ["t.go.open", "t.go.room", "t.other.z"],
      updates: ["t.go a", "t.go deep.b", "t.go deep.c", "t.go deep.only", "t.other a"],
      numbers: ["limit 7", "t.go 1", "t.go 2", "t.go 3", "t.go 9", "t.go 4", "t.go 0", "t.go 1", "t.go 2", "t.go 6", "t.other 8", "t.other 1"],
      listed: ["t.go", "t.other"],
    })
  })
  it("are those of the system's own rules only", () => {
    expect(shown((id) => id === "t.other")).toMatchObject({ conjuncts: ["t.other.z"], updates: ["t.other a"], listed: ["t.other"] })
  })
  it("are also what a machine lists that is written where it is placed", () => {
    expect(shown(() => true, text.replace("export const m = machine({ id: \"t\", rules: [go, other] })", "export const s = { parts: ({ whole }) => [whole(machine({ id: \"t\", rules: [go, other] }))] }"))["listed"]).toEqual(["t.go", "t.other"])
  })
  it("are no helpers where the module says what must hold", () => {
    expect(shown(() => true, `${text}const p = invariant({ id: "t.p", text: "x", holds: (s) => s.a < 10 })`)["numbers"]).not.toContain("limit 7")
  })
})
