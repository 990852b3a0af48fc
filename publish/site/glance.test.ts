import { expect, it } from "vitest"
import { catalogue } from "../catalog.ts"
import { readEvidence } from "../evidence.ts"
import type { World } from "../page.ts"
import { readProofs } from "../proof-record.ts"
import { registeredSystems } from "../systems.ts"
import { classes, glanceMarkdown } from "./glance.ts"

const systems = registeredSystems()
const world = { systems, catalogue: catalogue(systems), evidence: [...readEvidence().values()], proofs: [...readProofs().values()] } as unknown as World
const places = new Map(["ring.write", "ring.write.hasCredit", "ring.drains", "platform.prefix", "reason.abandoned", "ring.thin"].map((id) => [id, "x.md"]))

it("the front page counts requirements by class, and nothing else", () => {
  expect([...classes(world, places)]).toEqual([["exhaustive", 2], ["attested", 1], ["structural", 1]])
  expect(glanceMarkdown(world, places)).toContain(`4 rules, properties, platform requirements, reasons and counters: <span class="verdict is-exhaustive">2 [exhaustive](evidence.md)</span>`)
})
it("the front page has a row for each run", () => {
  const text = glanceMarkdown(world, places)
  for (const e of world.evidence) expect(text).toContain(`| [\`${e.system}\`](evidence.md#${e.system}) ${e.size} | ${e.verdict} | `)
})
it("the front page names what is proved for every size", () => {
  expect(world.proofs.length).toBeGreaterThan(0)
  expect(glanceMarkdown(world, places)).toContain("Proved for every size: [`ring`](evidence.md#ring-for-every-size), ")
  expect(glanceMarkdown({ ...world, proofs: [] }, places)).not.toContain("Proved")
})
