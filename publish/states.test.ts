import { beforeAll, describe, expect, it } from "vitest"
import { diagramsOf, statesMarkdown, statesSvg, type StateDiagram } from "./states.ts"
import { registeredSystems } from "./systems.ts"

let all: ReadonlyMap<string, StateDiagram>
beforeAll(async () => { all = await diagramsOf(registeredSystems()) })

const hand: StateDiagram = {
  system: "x", size: "small", sizes: { n: 2 }, path: "a.mode", states: ["in use", "end", "idle"], unreached: ["broken"], initial: "idle", run: { states: 1234, transitions: 5678 },
  transitions: [{ from: "idle", to: "in use", rules: ["x.take", "x.seize"] }, { from: "in use", to: "end", rules: ["x.end"] }],
}

describe("the state diagrams of the project", () => {
  it("have the stages of the consumer in the one order in which they follow each other", () => {
    expect(all.get("ring.thin.b.rx.stage")).toMatchObject({
      initial: "idle", unreached: [],
      transitions: [{ from: "idle", to: "accepted", rules: ["ring.accept"] }, { from: "accepted", to: "holding", rules: ["ring.read"] }, { from: "holding", to: "idle", rules: ["ring.deliver"] }],
    })
  })
  it("have none of history, and none within arrays", () => {
    expect([...all.keys()].filter((id) => /ghost|\[/.test(id))).toEqual([])
  })
})

describe("a state diagram as Markdown", () => {
  it("is one of Mermaid, with what its run was", () => {
    expect(statesMarkdown(hand)).toBe([
      "```mermaid", "stateDiagram-v2", `    state "in use" as state0`, `    state "end" as state1`, "    [*] --> idle", "    idle --> state0: x.take, x.seize", "    state0 --> state1: x.end", "```", "",
      "How `a.mode` changes in `x` at small (n 2), and by which rules: every change that occurs on one of the 5,678 transitions between its 1,234 reachable states, and no other. Never reached: `broken`.",
    ].join("\n"))
  })
})

describe("a state diagram as SVG", () => {
  it("has each value and each rule, in the colour of the text, and says so to those who do not see it", async () => {
    const svg = await statesSvg(hand)
    expect(svg).toMatch(/^<svg class="states" role="img" aria-label="a\.mode: idle to in use by x\.take, x\.seize; in use to end by x\.end"/)
    for (const text of ["idle", "in use", "end", "x.take", "x.seize", "x.end"]) expect(svg).toMatch(new RegExp(`>\\s*${text.replace(".", "\\.").replace(" ", "(?: |&#160;)")}\\s*</text>`))
    expect(svg).not.toMatch(/black|<!--|<title>|broken/)
  })
  it("is the same each time", async () => { expect(await statesSvg(hand)).toBe(await statesSvg(hand)) })
})
