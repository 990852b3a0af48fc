import { mkdirSync, mkdtempSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { InputError } from "../checker/errors.ts"
import { buildDocs, driftOf, readSources, worldOf, writeDocs, type Docs } from "./docs.ts"
import { readEvidence } from "./evidence.ts"
import { readMatrices } from "./matrix.ts"
import { readProofs } from "./proof-record.ts"
import type { Source, World } from "./page.ts"
import { registeredSystems, root } from "./systems.ts"

let world: World
const sources = readSources(root)
beforeAll(async () => { world = await worldOf(root, registeredSystems(), { evidence: readEvidence().values(), matrices: readMatrices().values(), proofs: readProofs().values() }) })

const chapter = "040-ring.md"
/** The sources with one text exchanged in one of them. */
const withChange = (from: string, to: string, path = chapter): readonly Source[] => {
  const s = sources.find((x) => x.path === path) as Source
  expect(s.text).toContain(from)
  return sources.map((x) => (x === s ? { path, text: s.text.replace(from, () => to) } : x))
}
const page = (path: string): string => buildDocs(sources, world).get(path) as string

describe("docs/", () => {
  it("is what the sources, the model and the evidence yield (to mend it: npm run docs)", () => {
    expect(driftOf(buildDocs(sources, world), join(root, "docs"))).toEqual([])
  })
  it("is the same each time", () => {
    expect(buildDocs(sources, world)).toEqual(buildDocs(sources, world))
  })
})

describe("a cited rule", () => {
  it("has an anchor for itself and each condition, the conditions in its machine's words, and its evidence", () => {
    const text = page(chapter)
    expect(text).toContain(`<a id="ring.write"></a>\n\n**\`ring.write\`** · protocol rule`)
    expect(text).toContain(`| <a id="ring.write.hasCredit"></a>\`hasCredit\` | \`tx.written - window.credit < slots\` |`)
    expect(text).toMatch(/Evidence: \[exhaustive\]\(evidence\.md\): ring\.thin small \([\d,]+ states\)/)
  })
  it("is linked wherever its id stands in code", () => {
    expect(page("020-terms.md")).toContain("# Terms")
    expect(page("010-introduction.md")).toContain("[`ring.write.hasCredit`](040-ring.md#ring.write.hasCredit)")
    expect(page("guide/reading.md")).toContain("[`ring.write`](../040-ring.md#ring.write)")
  })
  it("has no colour without a run", () => {
    const bare = buildDocs(sources, { ...world, evidence: [], proofs: [] })
    for (const text of bare.values()) expect(text).not.toMatch(/\[(?:exhaustive|proved)\]\(|\| (?:exhaustive|proved) \|/)
    expect(bare.get("evidence.md")).toContain("| [`ring.write`](040-ring.md#ring.write) | rule | not-run | no run |")
    expect(page("evidence.md")).toMatch(/`ring\.drains`.*\| leadsTo \| exhaustive \|/)
  })
})

describe("a proof", () => {
  it("prints each lemma with its cases, the number of a counter's steps, and how many rules keep it", () => {
    const text = page("065-proof.md")
    expect(text).toContain(`<a id="lemma.counts"></a>\n\n**\`lemma.counts\`** · lemma of the proof of \`ring\``)
    expect(text).toContain("count(a.writer.committed)")
    expect(text).toMatch(/True in the first state, and kept by each of the \d+ rules of `ring` that may change what it reads\. Source: .* Evidence: \[proved\]\(evidence\.md\): every size of ring \(\d+ obligations\)\./)
  })
  it("stands in the ledger with what is assumed of the sizes, and beside what it supports", () => {
    const text = page("evidence.md")
    expect(text).toMatch(/## Proofs\n[^]*### `ring`, for every size\n[^]*\| `indices` \| `indices % slots === 0` \|[^]*\| \[`lemma\.wire`\]\(065-proof\.md#lemma\.wire\) \| proved \| \d+ \| \d+ \|/)
    expect(text).toMatch(/\| \[`slot\.inOrder`\]\([^)]*\) \| invariant \| proved \| ring for every size, 1 obligation<br>ring small, /)
    expect(text).toMatch(/\| \[`slot\.full`\]\([^)]*\) \| reachable \| exhaustive \|/)
    expect(page("041-slots.md")).toMatch(/Evidence: \[proved\]\(evidence\.md\): every size of ring \(\d+ obligations\), frames small /)
  })
})

describe("wrong sources", () => {
  const refused = (changed: readonly Source[]): string => {
    try {
      buildDocs(changed, world)
    } catch (error) {
      if (error instanceof InputError) return error.message
      throw error
    }
    return "nothing"
  }
  it.each([
    ["an unknown citation", "{{ring.commit}}", "{{ring.comit}}", /^spec\/040-ring\.md:\d+: there is no requirement ring\.comit$/m],
    ["a rule that no chapter cites", "{{ring.commit}}", "", /^model\/ring\/producer\.ts:\d+: ring\.commit is cited in no chapter/m],
    ["a lemma that no chapter cites", "{{lemma.wire}}", "", /^properties\/proofs\/ring\.ts:\d+: lemma\.wire is cited in no chapter/m, "065-proof.md"],
    ["a rule that is cited twice", "{{ring.commit}}", "{{ring.commit}}\n\n{{ring.write}}", /^spec\/040-ring\.md:\d+: ring\.write is already cited at spec\/040-ring\.md:\d+$/m],
    ["a citation as another kind", "{{ring.commit}}", "{{property:ring.commit}}", /: ring\.commit is a rule, no property$/m],
    ["a citation of a conjunct", "{{ring.commit}}", "{{ring.commit.hasRoom}}", /: ring\.commit\.hasRoom is a conjunct, which no chapter cites$/m],
    ["a citation within a sentence", "{{ring.commit}}", "See {{ring.commit}}.", /: a citation \{\{…\}\} is a paragraph of its own$/m],
    ["an unknown directive", "{{chart:ring.laps}}", "{{figure:ring.laps}}", /: \{\{figure:ring\.laps\}\} is nothing that can be cited$/m],
    ["a chart of what is no witness", "{{chart:ring.laps}}", "{{chart:ring.inOrder}}", /: no run of any system reaches a witness ring\.inOrder$/m],
    ["a scenario that is not there", "{{scenario:ring-credit-reopens}}", "{{scenario:ring-credit}}", /: there is no script properties\/scenarios\/ring-credit\.txt$/m],
    ["a diagram of what is no enumeration", "{{states:ring.thin.b.rx.stage}}", "{{states:ring.thin.b.rx.frame}}", /: ring\.thin\.b\.rx\.frame is no enumeration of a system's state: there are ring\.a\.sender\.phase, .*ring\.thin\.b\.rx\.stage, /m],
    ["an unknown id in code", "`ring.write.settled`", "`ring.write.setled`", /^spec\/040-ring\.md:\d+: there is no id ring\.write\.setled$/m],
    ["a requirement in prose", "It copies once.", "It MUST copy once.", /^spec\/040-ring\.md:\d+: MUST outside a requirement/m],
    ["a page without a title", "# The ring", "The ring", /^spec\/040-ring\.md:1: a page begins with a heading/m],
    ["a link to nowhere", "the property `ring.neverOverwrites`", "[it](070-none.md)", /: the link to 070-none\.md leads nowhere$/m],
    ["a link out of the checkout", "the property `ring.neverOverwrites`", "[it](../../elsewhere.md)", /: the link to \.\.\/\.\.\/elsewhere\.md leads nowhere$/m],
  ])("are reported with file and line: %s", (_what, from, to, message, path = chapter) => {
    expect(refused(withChange(from, to, path as string))).toMatch(message)
  })

  it("name the line of the offence", () => {
    const changed = withChange("It copies once.", "It copies\nonce, and MUST NOT do so again.")
    const text = changed.find((s) => s.path === chapter)?.text ?? ""
    const line = text.split("\n").findIndex((l) => l.includes("MUST")) + 1
    expect(refused(changed)).toBe(`spec/040-ring.md:${line}: MUST outside a requirement: a requirement is worded in a rule's text and cited`)
  })
  it("are reported where a published id is gone", () => {
    const lock = new Map([...world.lock, ["ring.gone", { id: "ring.gone", kind: "rule", line: 7 }] as const])
    expect(() => buildDocs(sources, { ...world, lock })).toThrow(/^spec\/ids\.lock\.txt:7: the rule ring\.gone is published and exists no longer: /m)
  })
  it("are reported where a guide cites a requirement", () => {
    expect(refused(withChange("{{codes}}", "{{codes}}\n\n{{ring.write}}", "guide/subset.md"))).toMatch(/^spec\/guide\/subset\.md:\d+: ring\.write is cited outside the chapters$/m)
  })
})

describe("the reading guide", () => {
  it("names every file of the protocol and of its properties", () => {
    const text = sources.find((s) => s.path === "guide/reading.md")?.text ?? ""
    const files = [...world.catalogue.values()].filter((e) => e.kind === "rule" || e.kind === "property" || e.kind === "system" || e.kind === "lemma").map((e) => e.source.replace(/:\d+$/, ""))
    expect(files.length).toBeGreaterThan(0)
    expect([...new Set(files)].filter((f) => !text.includes(`(../../${f})`))).toEqual([])
  })
})

describe("writing", () => {
  let folder = ""
  const docs: Docs = new Map([["a.md", "<!-- Generated by `npm run docs` -->\n"], ["b/c.md", "text\n"]])
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), "tcnet-docs-")) })
  afterEach(() => rmSync(folder, { recursive: true }))

  it("mends what is missing, differs or is no longer generated, and leaves alone what never was", () => {
    writeFileSync(join(folder, "a.md"), "something else")
    writeFileSync(join(folder, "old.md"), "<!-- Generated by `npm run docs` from spec/old.md; do not edit. -->\n")
    writeFileSync(join(folder, "notes.md"), "mine")
    mkdirSync(join(folder, "site"))
    writeFileSync(join(folder, "site/index.html"), "")
    const drift = driftOf(docs, folder)
    expect(drift).toEqual([
      { path: "a.md", kind: "differs" }, { path: "b/c.md", kind: "missing" },
      { path: "notes.md", kind: "not generated" }, { path: "old.md", kind: "no longer generated" },
    ])
    writeDocs(docs, folder, drift)
    expect(driftOf(docs, folder)).toEqual([{ path: "notes.md", kind: "not generated" }])
    expect(readFileSync(join(folder, "b/c.md"), "utf8")).toBe("text\n")
    expect(existsSync(join(folder, "old.md"))).toBe(false)
  })
})
