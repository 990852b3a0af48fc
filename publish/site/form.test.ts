import { beforeAll, describe, expect, it } from "vitest"
import { catalogue, type Entry } from "../catalog.ts"
import { witnessesOf, type Witness } from "../chart.ts"
import type { Form, Where } from "../form.ts"
import type { World } from "../page.ts"
import { registeredSystems } from "../systems.ts"
import { siteForm } from "./form.ts"

const where: Where = { page: (path) => path, file: (path) => `../${path}` }
const places = new Map([["ring.write", "040-ring.md"], ["fabric.land", "050-fabric.md"]])
let [form, world, witnesses]: [Form, World, ReadonlyMap<string, Witness>] = [{} as Form, {} as World, new Map()]
beforeAll(async () => {
  const systems = registeredSystems()
  world = { systems, catalogue: catalogue(systems), evidence: [], matrices: [], proofs: [] } as unknown as World
  witnesses = await witnessesOf(systems.filter((s) => s.id === "ring.thin"))
  form = siteForm(world, places, new Map([["s.x", "<svg></svg>"]]))
})

describe("the form of the site", () => {
  it("sets a rule as a block: its text, its tables, the line of its source, its evidence", () => {
    const text = form.requirement(world.catalogue.get("ring.write") as Entry, where)
    expect(text).toMatch(/^<section class="requirement" id="ring\.write">\n<div class="says">\n\n<h3><a href="#ring\.write"><code>ring\.write<\/code><\/a><\/h3>/)
    expect(text).toContain(`| <a id="ring.write.hasCredit"></a>\`hasCredit\` | \`tx.written - window.credit < slots\` |`)
    expect(text).toMatch(/- Source: \[model\/ring\/producer\.ts:(\d+)\]\(\.\.\/model\/ring\/producer\.ts#L\1\)/)
    expect(text).toContain(`<div class="evidence" role="group" aria-label="Evidence for ring.write">`)
    expect(text).not.toContain("Evidence: ")
  })
  it("tells a run as a drawing, step by step with what changed, and as text", () => {
    const text = form.chart("ring.laps", witnesses.get("ring.laps") as Witness, where)
    expect(text).toContain(`<svg class="chart" role="img" aria-labelledby="chart-ring.laps-title chart-ring.laps-text"`)
    expect(text).toMatch(/\| 1 \| a \| \[`ring\.write\(frame: \w+\)`\]\(040-ring\.md#ring\.write\) \| `a\.tx\.written 0 → 1`<br>/)
    expect(text).toContain("| a → b | [`fabric.land`](050-fabric.md#fabric.land) |")
    expect(text).toContain("```text\n  a ")
  })
  it("says a state diagram as a table too", () => {
    const text = form.states({ system: "s", size: "small", sizes: {}, path: "x", states: ["p", "q"], initial: "p", transitions: [{ from: "p", to: "q", rules: ["ring.write", "other"] }], unreached: [], run: { states: 2, transitions: 1 } }, where)
    expect(text).toContain("<svg></svg>")
    expect(text).toContain("| `p` | `q` | [`ring.write`](040-ring.md#ring.write), `other` |")
  })
})
