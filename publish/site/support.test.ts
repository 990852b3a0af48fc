import { beforeAll, describe, expect, it } from "vitest"
import { catalogue, type Entry } from "../catalog.ts"
import type { Evidence } from "../evidence.ts"
import type { Where } from "../form.ts"
import type { Matrix, MatrixRow } from "../matrix.ts"
import type { World } from "../page.ts"
import { readProofs } from "../proof-record.ts"
import { registeredProofs } from "../proofs.ts"
import { registeredSystems } from "../systems.ts"
import { evidenceMarkdown } from "./support.ts"

const where: Where = { page: (path) => (path === "040-ring.md" ? "" : path), file: (path) => path }
const places = new Map([["ring.write", "040-ring.md"], ["ring.oneOpen", "060-properties.md"], ["ring.drains", "060-properties.md"]])
const row = (id: string, more: Partial<MatrixRow> = {}): MatrixRow => ({ id, kind: "generic", text: "", verdict: "killed", by: "ab.ring.oneOpen", steps: 2, ...more })
const matrix: Matrix = { key: "", system: "ring.thin", size: "small", mutants: [row("ring.write.settled:drop"), row("ring.write:+1", { verdict: "equal", by: "why" }), row("ring.writes:+1"), row("row.15", { kind: "historical", steps: 1 })] }
const evidence: Evidence = {
  engine: "explorer", engineVersion: 1, key: "", system: "ring.thin", size: "small", sizes: { slots: 3, frames: 4 }, verdict: "holds", states: 1234, transitions: 0, depth: 0,
  rules: ["ring.write"], properties: [{ id: "ab.ring.oneOpen", verdict: "holds", class: "exhaustive" }, { id: "ab.ring.drains", verdict: "not-run", class: "not-run" }],
}
const proofs = [...readProofs().values()]
let world: World
beforeAll(() => {
  const systems = registeredSystems()
  world = { root: "", systems, catalogue: catalogue(systems, registeredProofs()), evidence: [evidence], matrices: [matrix], proofs: [] } as unknown as World
})
const beside = (id: string, changed: Partial<World> = {}): string => evidenceMarkdown(world.catalogue.get(id) as Entry, where, { ...world, ...changed }, places)

describe("the evidence beside a requirement", () => {
  it("names the runs of a rule, and what became of wrong versions of it", () => {
    const text = beside("ring.write")
    expect(text).toContain(`<span class="verdict is-exhaustive">[exhaustive](evidence.md#rules-and-properties:ring.write)</span>`)
    expect(text).toContain("- [`ring.thin`](evidence.md#ring.thin) small: fires, in 1,234 states (slots 3, frames 4)")
    expect(text).toContain("<summary>2 wrong versions: 1 killed, 1 equal</summary>")
    expect(text).toContain("- [`settled:drop`](mutants.md#ringthin-at-small:ring.write.settled:drop): killed by [`ring.oneOpen`](060-properties.md#ring.oneOpen), 2 steps")
    expect(text).not.toContain("ring.writes")
  })
  it("names the wrong versions that a property was the first to notice, bugs of history among them", () => {
    const text = beside("ring.oneOpen")
    expect(text).toContain("<summary>First to notice 3 wrong versions</summary>")
    expect(text).toContain("- [`row.15`](mutants.md#bugs-of-history:row.15), 1 step")
  })
  it("says so where a property was the first to notice none", () => {
    expect(beside("ring.oneOpen", { matrices: [] })).toContain("The first to notice no wrong version.")
  })
  it("never claims what was not run", () => {
    expect(beside("ring.drains")).toContain(`<span class="verdict is-not-run">[not-run](`)
    expect(beside("ring.drains")).toContain("a claim and nothing more")
    expect(beside("ring.write", { evidence: [] })).toContain("No run: it is a claim and nothing more.")
    expect(beside("ring.write", { evidence: [] })).not.toContain("exhaustive")
  })
  it("names the proofs for every size before the runs, and what they support is proved", () => {
    const text = beside("slot.commit", { proofs })
    expect(text).toMatch(/^<span class="verdict is-proved">\[proved\]\(evidence\.md#rules-and-properties:slot\.commit\)<\/span>\n\n- \[`ring`\]\(evidence\.md#ring-for-every-size\) for every size: \d+ obligations, proved by z3-solver/)
    expect(beside("ring.write", { proofs })).not.toContain("for every size")
  })
  it("says of a lemma how many rules keep it, and never claims one that was not proved", () => {
    expect(beside("lemma.wire", { proofs })).toMatch(/^<span class="verdict is-proved">\[proved\]\(evidence\.md#ring-for-every-size:lemma\.wire\)<\/span>\n\nTrue in the first state, and kept by each of the \d+ rules of `ring` that may change what it reads\.\n\n- \[`ring`\]/)
    expect(beside("lemma.wire")).toContain("No engine has proved it: it is a claim and nothing more.")
  })
  it("says of a reason that it was compared with the rules, and of naming it that it is attested", () => {
    expect(beside("reason.senderClosed")).toMatch(/^<span class="verdict is-structural">\[structural\].*\n\nCompared with the rules: `epoch\.closed` exists, .*\.\n\nThat an endpoint names it is attested by its implementer\.$/)
    expect(beside("counter.heard")).toContain("That an endpoint counts so is attested by its implementer.")
  })
  it("says of the platform that it is attested", () => {
    expect(beside("platform.prefix")).toMatch(/^<span class="verdict is-attested">\[attested\].*\n\nBy the implementer\.\n\nNeeded: not shown: /)
  })
})
