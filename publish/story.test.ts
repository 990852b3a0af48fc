import { readFileSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { printProblems } from "../checker/scenario/compare.ts"
import { parseScript } from "../checker/scenario/parse.ts"
import { play } from "../checker/scenario/play.ts"
import { catalogue } from "./catalog.ts"
import { parseMarkdown } from "./markdown.ts"
import { scenarios, type Scenario } from "./scenarios.ts"
import { scenarioMarkdown, scenarioProblems, scenariosMarkdown } from "./story.ts"
import { registeredSystems, root } from "./systems.ts"

const systems = registeredSystems()
let all: ReadonlyMap<string, Scenario>
beforeAll(() => { all = scenarios(systems) })

const told = (text: string): Scenario => {
  const script = parseScript("x.txt", text)
  return { ...play(script, systems.find((s) => s.id === script.system.name) ?? systems[0] as (typeof systems)[number]), name: "x", text }
}
const story = told("# A frame\n#\n# One line,\n# another one with `ring.write`.\nsystem ring.thin small\n\na: ring.write(frame: white)\n\nsettle\n\n# Why `ring.commit` then?\ncheck\n")

describe("a scenario in a chapter", () => {
  it("is its heading, its story, its chart and a link to the steps", () => {
    expect(scenarioMarkdown(story, (path) => `../${path}`)).toMatch(/^\*\*A frame\.\*\* One line,\nanother one with `ring\.write`\.\n\n```text\n {2}a +b +link\n[^`]*ring\.write\(frame: white\)[^`]*fabric\.land [^`]*```\n\nPlayed on `ring\.thin` at small \(slots 3, posted 2, frames 4\): 2 steps\. \[Step by step\]\(\.\.\/scenarios\.md#x\)\.$/)
  })
})

describe("a scenario that goes on from another one", () => {
  const script = parseScript("y.txt", "# On\nsystem ring.thin small\nafter x\na: ring.commit\n")
  const on: Scenario = { ...play(script, story.ir, story), name: "y", text: "" }
  it("shows its own part, and says where the rest is told", () => {
    const text = scenarioMarkdown(on, (path) => path)
    expect(text).toMatch(/```text\n\(2 steps before: A frame\)\n\n {2}a +b +link\n/)
    expect(text).toContain("● ring.commit ")
    expect(text).not.toContain("ring.write(frame")
    expect(text).toContain("3 steps, the first 2 of which are told in [A frame](scenarios.md#x). [Step by step](scenarios.md#y).")
    expect(scenariosMarkdown([on], systems, new Map())).toContain("after x\n    2 steps: A frame\na: ring.commit\n")
  })
})

describe("the page of scenarios", () => {
  const page = scenariosMarkdown([story], systems, new Map([["ring.write", "040-ring.md"], ["ring.commit", "040-ring.md"]]))
  it("tells each step by step: prose, and the commands between with what they print", () => {
    expect(page).toContain([
      "```text", "system ring.thin small", "    slots 3, posted 2, frames 4", "a: ring.write(frame: white)",
      "    a.tx.written 0 → 1 · a.out + { word: payload, index: 0, value: 0, payload: white }", "settle",
      "    ab.fabric.land: a.out − { word: payload, index: 0, value: 0, payload: white } · b.window.slots[0].payload blank → white", "```", "",
      "Why [`ring.commit`](040-ring.md#ring.commit) then?", "", "```text", "check",
    ].join("\n"))
  })
  it("has an anchor for each and links ids in prose, not in what was printed", () => {
    expect(page).toContain(`### <a id="x"></a>A frame\n\nOne line,\nanother one with [\`ring.write\`](040-ring.md#ring.write).`)
    expect(page).toContain("- [A frame](#x)")
  })
  it("has every script of the project", () => {
    const whole = scenariosMarkdown([...all.values()], systems, new Map())
    expect(all.size).toBeGreaterThan(7)
    for (const name of all.keys()) expect(whole).toContain(`<a id="${name}"></a>`)
  })
})

describe("the scripts", () => {
  it("name in their comments only ids that there are", () => {
    expect(scenarioProblems(all.values(), catalogue(systems))).toEqual([])
    const bad = told("# A\n#\n# Now `ring.wriet`.\nsystem ring.thin small\n")
    expect(scenarioProblems([bad], catalogue(systems))).toEqual([{ path: "properties/scenarios/x.txt", line: 3, text: "there is no id ring.wriet" }])
  })
  it("of the guide print what it says", () => {
    const text = readFileSync(join(root, "spec/guide/scenarios.md"), "utf8")
    const shown = parseMarkdown(text).fences.filter((f) => f.content.startsWith("# ")).map((f) => told(f.content))
    expect(shown.map(printProblems)).toEqual([""])
  })
})
