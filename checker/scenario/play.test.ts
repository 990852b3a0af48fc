import { describe, expect, it } from "vitest"
import { textChart } from "../explorer/report.ts"
import { parseScript } from "./parse.ts"
import { play } from "./play.ts"
import { playLines, printed } from "./testing.ts"

describe("a command prints", () => {
  it.each<readonly [string, string, readonly string[]]>([
    ["what an event changes", "a: t.send(by: 2)", ["a.sent 0 → 2 · a.out + 2 · a.mode idle → busy"]],
    ["a line for each of several times", "a: t.flip ×2", ["a.mode idle → busy", "a.mode busy → idle"]],
    ["the event, where there are several", "a: t.send(by: 1), t.flip, ab: t.land", ["a.t.send(by: 1): a.sent 0 → 1 · a.out + 1 · a.mode idle → busy", "a.t.flip: a.mode busy → idle", "ab.t.land: a.out − 1 · b.line 0 → 1"]],
    ["the first condition that forbids an event", "refused ab: t.land", ["t.land.some: 0 < a.out.length fails: a.out []"]],
    ["which parts of the state there are below a path", "show a b.line", ["a.sent 0", "a.out []", "a.mode idle", "b.line 0"]],
    ["that an element is not there", "show a.out[1]", ["a.out[1] (nothing there)"]],
    ["that nothing moves", "settle", ["(nothing moves)"]],
    ["that all is well, and whether the system may rest", "check", ["every invariant holds here, and every step property on each step to here", "the system may not rest here: most === b.line fails: most 4, b.line 0"]],
  ])("%s", (_what, line, output) => { expect(printed(line)).toEqual([output]) })

  it("the size, where it names the system", () => {
    expect(playLines("").outcomes.map((o) => o.output)).toEqual([["most 4"]])
  })
  it("an element of a queue", () => {
    expect(printed("a: t.send(by: 1), t.send(by: 1)\nshow a.out[1]").at(-1)).toEqual(["a.out[1] 2"])
  })
  it("what is violated here, and on which step before, and what the state is a witness of", () => {
    expect(printed("a: t.send(by: 2), t.send(by: 2), ab: t.land\ncheck").at(-1)).toEqual([
      "violated: t.small: a.sent < 4 fails: a.sent 4", expect.stringMatching(/^violated: t\.grows on step 3: .* fails: /), "witness: t.two",
      "the system may not rest here: a.out.length === 0 fails: a.out [4]",
    ])
    expect(printed("a: t.send(by: 1), t.send(by: 2), ab: t.land ×2\ncheck").at(-1)).toEqual([expect.stringContaining("t.grows on step 4"), "violated: t.three: this state is forbidden", expect.any(String)])
  })
})

describe("the run for a chart", () => {
  it("has what was refused where it was attempted; the run itself has only steps", () => {
    const p = playLines("refused ab: t.land\na: t.send(by: 2), t.send(by: 2)\nrefused a: t.send")
    expect(p.shown.steps.map((s) => [s.rule.id, s.isRefused ?? false])).toEqual([["t.land", true], ["t.send", false], ["t.send", false], ["t.send", true]])
    expect(p.run.steps).toHaveLength(2)
    expect(textChart(p.ir, p.shown).split("\n").map((l) => l.trim())).toEqual(["a", "│", "✗ t.land: not enabled", "● t.send(by: 2)", "● t.send(by: 2)", "✗ t.send: not enabled", "│"])
  })
})

describe("settling", () => {
  it("takes the steps of the world until nothing moves, and no faults", () => {
    expect(printed("a: t.send(by: 1), t.send(by: 1)\nsettle").at(-1)).toEqual(["ab.t.land: a.out − 1 · b.line 0 → 1", "ab.t.land: a.out − 2 · b.line 1 → 2"])
  })
  it("takes the steps of the protocol behind those of the world, and passes over what leads back", () => {
    const [output] = printed("settle all")
    expect(output?.slice(0, 2)).toEqual(["a.t.send(by: 1): a.sent 0 → 1 · a.out + 1 · a.mode idle → busy", "ab.t.land: a.out − 1 · b.line 0 → 1"])
    expect(output?.at(-1)).toBe("nothing moves any more, and the system may rest here")
    expect(printed("settle all\nsettle all").at(-1)?.length).toBeGreaterThan(0)
  })
  it("adds its steps to the run", () => {
    const p = playLines("a: t.send(by: 1)\nsettle")
    expect(p.run.steps.map((s) => s.rule.id)).toEqual(["t.send", "t.land"])
  })
})

describe("a script that claims what does not happen", () => {
  it.each([
    ["a step that is not enabled", "ab: t.land", "ab.t.land is not enabled: t.land.some: 0 < a.out.length fails: a.out []"],
    ["a refusal of what is enabled", "refused a: t.send(by: 1)", "a.t.send(by: 1) is enabled, and the script says that it is refused"],
    ["a refusal for all parameters, of which one is enabled", "refused a: t.send", "a.t.send(by: 1) is enabled, and the script says that it is refused"],
    ["a step that cannot be finished", "a: t.flip, t.burst ×3", expect.stringMatching(/^a\.t\.burst cannot be finished: O3 /)],
  ])("is played to there, and no further: %s", (_what, line, text) => {
    const p = playLines(`a: t.flip\n${line === "a: t.flip, t.burst ×3" ? "a: t.flip" : ""}\n${line}\ncheck`)
    expect(p.wrong).toMatchObject({ at: { text: line }, text, fix: expect.stringMatching(/./) })
    expect(p.outcomes.some((o) => o.command.text === "check")).toBe(false)
  })
  it("may refuse for all parameters at once", () => {
    expect(printed("a: t.send(by: 2), t.send(by: 2)\nrefused a: t.send").at(-1)).toEqual([expect.stringMatching(/^t\.send\.room: /)])
  })
})

describe("a script that goes on from another one", () => {
  const opening = playLines("a: t.send(by: 2)\nab: t.land")
  const script = parseScript("y.txt", "# On\nsystem test.stage small\nafter x\na: t.send(by: 1)\nrefused a: t.send(by: 2)\ncheck\n")
  const p = play(script, opening.ir, opening)
  it("begins where that ends, says how far that was, and judges the whole run", () => {
    expect(p.outcomes.slice(0, 3).map((o) => o.output)).toEqual([["most 4"], ["2 steps: A story"], ["a.sent 2 → 3 · a.out + 3"]])
    // What the other script did is judged with it.
    expect(p.outcomes.at(-1)?.output[0]).toMatch(/^violated: t\.grows on step 2: /)
    expect(p.run.steps.map((s) => s.rule.id)).toEqual(["t.send", "t.land", "t.send"])
  })
  it("keeps its own part apart, for the chart", () => {
    expect(p.own).toEqual({ initial: opening.run.steps.at(-1)?.state, steps: p.run.steps.slice(2) })
    expect(p.shown.steps.map((s) => [s.rule.id, s.isRefused ?? false])).toEqual([["t.send", false], ["t.send", true]])
    expect([opening.own, opening.run.steps.length]).toEqual([opening.run, 2])
  })
  it("is not played without that", () => {
    expect(() => play(script, opening.ir)).toThrow("y.txt:3: x was not played")
  })
})
