import { describe, expect, it } from "vitest"
import { killsMarkdown } from "./kills.ts"
import type { Evidence } from "./evidence.ts"
import type { Matrix } from "./matrix.ts"

const matrix: Matrix = {
  key: "0".repeat(64), system: "a.system", size: "small", mutants: [
    { id: "r.go:delete", kind: "generic", text: "", verdict: "killed", by: "ab.p.holds", steps: 3 },
    { id: "r.go:+1", kind: "generic", text: "", verdict: "killed", by: "deadlock", steps: 0 },
    { id: "r.go:-1", kind: "generic", text: "", verdict: "killed", by: "deadlock" },
    { id: "row.10", kind: "historical", size: "standard", text: "It forgets. Like: it forgot (driver 1)", verdict: "killed", by: "deadlock", steps: 2 },
    { id: "row.9", kind: "historical", text: "It doubles. Like: it doubled (driver 2)", verdict: "refused", by: "E21 no field x" },
    { id: "r.stay:drop", kind: "generic", text: "", verdict: "equal", by: "It changes nothing." },
  ],
}

const evidence: Evidence = {
  engine: "explorer", engineVersion: 1, key: "", system: "a.system", size: "small", sizes: {}, verdict: "holds", states: 1, transitions: 0, depth: 0, rules: [], properties: [
    { id: "ab.p.holds", verdict: "holds", class: "exhaustive" }, { id: "ab.p.quiet", verdict: "holds", class: "exhaustive" }, { id: "deadlock", verdict: "holds", class: "exhaustive" }, { id: "ab.p.later", verdict: "not-run", class: "not-run" },
  ],
}

describe("the page of wrong versions", () => {
  const page = killsMarkdown([matrix], [evidence], new Map([["p.holds", "010-p.md"], ["p.quiet", "010-p.md"]]))
  it("counts them, and what noticed how many", () => {
    expect(page).toContain("## `a.system` at small\n\n4 mutants: 3 killed, 1 equal.")
    expect(page).toContain("| deadlock | 2 |\n| [`ab.p.holds`](010-p.md#p.holds) | 1 |")
  })
  it("names what was the first to notice nothing, and nothing that was not run", () => {
    expect(page).toContain("The first to notice none were [`p.quiet`](010-p.md#p.quiet): each may notice some, but another noticed first.")
  })
  it("lists bugs of history by row, apart from the others", () => {
    expect(page).toContain("| `row.9` | It doubles. Like: it doubled (driver 2) | `a.system` at small | refused | E21 no field x |  |\n| `row.10` | It forgets. Like: it forgot (driver 1) | `a.system` at standard | killed | deadlock | 2 |")
  })
  it("has a row for each", () => {
    expect(page).toContain("| `r.go:delete` | killed | [`ab.p.holds`](010-p.md#p.holds) | 3 |\n| `r.go:+1` | killed | deadlock | 0 |\n| `r.go:-1` | killed | deadlock |  |\n| `r.stay:drop` | equal | It changes nothing. |  |")
  })
})
