/** Holds what a script expects against what it printed, and writes the script anew. */
import { rule, type Command } from "./parse.ts"
import type { Outcome, Played } from "./play.ts"

export interface Difference {
  readonly at: Command
  readonly expected: readonly string[]
  readonly actual: readonly string[]
}
const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((line, i) => line === b[i])

/** The commands whose output is not what the script expects. */
export const differencesOf = (p: Played): readonly Difference[] =>
  p.outcomes.filter((o) => o.command.expected === undefined || !isSame(o.command.expected, o.output)).map((o) => ({ at: o.command, expected: o.command.expected ?? [], actual: o.output }))

/** Lines that both have at the beginning and at the end stand once; between them, what was expected and what was printed. */
const diffLines = (expected: readonly string[], actual: readonly string[]): readonly string[] => {
  const most = Math.min(expected.length, actual.length)
  let before = 0
  while (before < most && expected[before] === actual[before]) before++
  let behind = 0
  while (behind < most - before && expected.at(-1 - behind) === actual.at(-1 - behind)) behind++
  const middle = (lines: readonly string[]): readonly string[] => lines.slice(before, lines.length - behind)
  return [
    ...expected.slice(0, before).map((l) => `    ${l}`), ...middle(expected).map((l) => `  - ${l}`), ...middle(actual).map((l) => `  + ${l}`),
    ...expected.slice(expected.length - behind).map((l) => `    ${l}`),
  ]
}

/** A difference for a terminal: the command with file and line, and a diff. */
export const printDifference = (d: Difference): string => [`${d.at.file}:${d.at.line}: ${d.at.text}`, ...diffLines(d.expected, d.actual)].join("\n")

/** What is wrong with a script that was played, as text; empty where it is as expected. */
export const printProblems = (p: Played): string => [
  ...differencesOf(p).map(printDifference),
  ...(p.wrong === undefined ? [] : [`${p.wrong.at.file}:${p.wrong.at.line}: ${p.wrong.text}\n${p.wrong.fix}`]),
].join("\n")

/** The script's text with the outputs that were printed; comments, blank lines and commands stay as they are. */
export const rewritten = (text: string, p: Played): string => {
  const lines = text.split(/\r?\n/)
  const at = new Map(p.outcomes.map((o): readonly [number, Outcome] => [o.command.line - 1, o]))
  const out: string[] = []
  for (let i = 0; i < lines.length; i++) {
    out.push(lines[i] as string)
    const outcome = at.get(i)
    if (outcome === undefined) continue
    out.push(rule, ...outcome.output)
    if (outcome.command.expected !== undefined) i += 1 + outcome.command.expected.length
    // An output ends at a blank line: without one, what follows would be part of it.
    if (lines[i + 1] !== undefined && lines[i + 1]?.trim() !== "") out.push("")
  }
  return `${out.join("\n").trimEnd()}\n`
}
