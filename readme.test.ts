import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { shown } from "./conformance/peers/c/run.ts"
import { obligationsIn, type ProofRecord } from "./publish/proof-record.ts"

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const readme = readFileSync(at("README.md"), "utf8")
const rowOf = (start: string): string | undefined => readme.split("\n").find((line) => line.trim().startsWith(start))
const evidence = readdirSync(at("publish/evidence")).filter((name) => name.endsWith(".small.json"))

interface Counts {
  readonly system: string
  readonly size: string
  readonly verdict: string
  readonly states: number
  readonly transitions: number
  readonly depth: number
}
const printed = (n: number): string => n.toLocaleString("en-US")

it.each(evidence)("README.md shows the counts of publish/evidence/%s", (name) => {
  const e = JSON.parse(readFileSync(at(`publish/evidence/${name}`), "utf8")) as Counts
  expect(rowOf(`${e.system} ${e.size} `)).toContain(` ${e.verdict} `)
  expect(rowOf(`${e.system} ${e.size} `)).toContain(`every one of ${printed(e.states)} states and ${printed(e.transitions)} transitions, depth ${e.depth}`)
})

it.each(shown)("README.md shows what -DBUG=$name breaks", (bug) => {
  expect(rowOf(`-DBUG=${bug.name} `)).toContain(`${bug.failed} fails`)
})

it("README.md counts the pages of docs/", () => {
  const pages = readdirSync(at("docs"), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".md"))
  expect(readme).toContain(`docs/: ${pages.length} pages`)
})

it.each(readdirSync(at("publish/proofs")))("README.md shows how many obligations publish/proofs/%s has", (name) => {
  const record = JSON.parse(readFileSync(at(`publish/proofs/${name}`), "utf8")) as ProofRecord
  expect(readme).toContain(`all ${obligationsIn(record)} obligations`)
})
