import { writeFileSync } from "node:fs"
import { differencesOf, printProblems, rewritten } from "../checker/scenario/compare.ts"
import { playFile, scenarioFolder, scriptsIn, type Scenario } from "../publish/scenarios.ts"
import { registeredSystems } from "../publish/systems.ts"
import { defineCommand, type Command } from "./command.ts"
import { EXIT, InputError } from "./errors.ts"
import { count } from "./progress.ts"
import { asInputError } from "./systems.ts"

type Verdict = "as expected" | "differs" | "rewritten"

const playOne = (file: string, systems: ReturnType<typeof registeredSystems>): Scenario => {
  try {
    return playFile(file, systems)
  } catch (error) {
    throw asInputError(error, file)
  }
}

/** What became of a script. One that claims what cannot happen is not rewritten: its story is wrong, not its output. */
const settleOne = (file: string, s: Scenario, isRewriting: boolean): Verdict => {
  if (s.wrong === undefined && differencesOf(s).length === 0) return "as expected"
  if (s.wrong !== undefined || !isRewriting) return "differs"
  try {
    writeFileSync(file, rewritten(s.text, s))
  } catch (error) {
    throw new InputError(`cannot write ${file}: ${(error as Error).message}`, "Give a script that may be written.")
  }
  return "rewritten"
}

const jsonOf = (file: string, s: Scenario, verdict: Verdict): object => ({
  file, title: s.script.title, system: s.ir.id, size: s.size, verdict, steps: s.run.steps.length,
  ...(s.opening === undefined || s.script.after === undefined ? {} : { after: { script: s.script.after.name, steps: s.opening.run.steps.length } }),
  commands: s.outcomes.map((o) => ({ line: o.command.line, command: o.command.text, output: o.output })),
  differences: differencesOf(s).map((d) => ({ line: d.at.line, command: d.at.text, expected: d.expected, actual: d.actual })),
  ...(s.wrong === undefined ? {} : { wrong: { line: s.wrong.at.line, command: s.wrong.at.text, text: s.wrong.text } }),
})

const lineOf = (s: Scenario, verdict: Verdict): string =>
  `${s.script.file}: ${verdict} (${s.ir.id} ${s.size}, ${count(s.run.steps.length)} step${s.run.steps.length === 1 ? "" : "s"}${s.opening === undefined ? "" : `, ${count(s.opening.run.steps.length)} of them before`})\n${verdict === "differs" ? `${printProblems(s)}\n` : ""}`

export const command: Command = defineCommand({
  name: "scenario",
  summary: "play scenario scripts, and compare what they print with what they expect",
  usage: "[FILE]… [--rewrite] [--json]",
  allowPositionals: true,
  options: {
    rewrite: { type: "boolean", help: "write into the scripts what they print now" },
    json: { type: "boolean", help: "print one JSON document" },
  },
  run: async ({ values, positionals, io }) => {
    const files = positionals.length === 0 ? scriptsIn(scenarioFolder) : positionals
    const systems = registeredSystems()
    // All are played before one is written: a bad script leaves the others as they were.
    const played = files.map((file) => ({ file, s: playOne(file, systems) }))
    const results = played.map((x) => ({ ...x, verdict: settleOne(x.file, x.s, values.rewrite === true) }))
    const isBad = results.some((r) => r.verdict === "differs")
    if (values.json === true) io.stdout(`${JSON.stringify(results.map((r) => jsonOf(r.s.script.file, r.s, r.verdict)), undefined, 2)}\n`)
    else io.stdout(`${results.map((r) => lineOf(r.s, r.verdict)).join("")}${isBad ? "If the change is meant: tcnet scenario --rewrite FILE\n" : ""}`)
    return isBad ? EXIT.violated : EXIT.holds
  },
})
