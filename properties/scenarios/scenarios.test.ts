import { writeFileSync } from "node:fs"
import { basename } from "node:path"
import { describe, expect, it } from "vitest"
import { printProblems, rewritten } from "../../checker/scenario/compare.ts"
import { playFile, scenarioFolder, scriptsIn } from "../../publish/scenarios.ts"
import { registeredSystems } from "../../publish/systems.ts"

const systems = registeredSystems()

describe("the scenario", () => {
  it.each(scriptsIn(scenarioFolder).map((file) => [basename(file), file]))("%s prints what it expects", (name, file) => {
    const s = playFile(file, systems)
    if (process.env["UPDATE_GOLDEN"] === "1" && s.wrong === undefined) writeFileSync(file, rewritten(s.text, s))
    expect(printProblems(playFile(file, systems)), `${name} differs. If the change is meant: UPDATE_GOLDEN=1 npx vitest run properties/scenarios, or tcnet scenario --rewrite`).toBe("")
  })

  it("scripts end in a judgement, so that a story never says what a property forbids", () => {
    const silent = scriptsIn(scenarioFolder).filter((file) => !playFile(file, systems).outcomes.some((o) => o.command.text === "check"))
    expect(silent.map((file) => basename(file))).toEqual([])
  })
  it("scripts break no property: a script of the project shows how the protocol works", () => {
    const bad = scriptsIn(scenarioFolder).filter((file) => playFile(file, systems).outcomes.some((o) => o.output.some((line) => line.startsWith("violated: "))))
    expect(bad.map((file) => basename(file))).toEqual([])
  })
})
