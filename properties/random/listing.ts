/**
 * A story as text, in the words of scenario scripts, and back. It is no scenario: those run at the named sizes of a
 * system, which the lowering holds below 2^31, and from its first state, while these begin next to the wrap at 2^32 and
 * after rounds of tags. So a story is played by the same runner that found it.
 */
import { Runtime, type Event, type PlacedRule } from "./runtime.ts"
import type { Failure, Story } from "./failure.ts"
import type { Setting, Subject } from "./run.ts"

/** An event as scenarios write it. */
export const labelOf = ({ of, params }: Event): string => {
  const values = Object.entries(params).map(([name, v]) => `${name}: ${String(v)}`)
  return `${of.place}: ${of.rule.id}${values.length === 0 ? "" : ` (${values.join(", ")})`}`
}

export const printed = ({ setting, events, settles, violation }: Failure): string =>
  [`# ${violation.message}`, `sizes ${JSON.stringify(setting.sizes)}`, `start ${JSON.stringify(setting.start)}`, ...events.map(labelOf), ...(settles ? ["settle"] : []), ""].join("\n")

const eventFrom = (rules: readonly PlacedRule[], line: string): Event => {
  const [, place, id, text] = /^(\w*): ([\w.]+)(?: \((.*)\))?$/.exec(line) ?? []
  const of = rules.find((r) => r.place === place && r.rule.id === id)
  if (of === undefined) throw new SyntaxError(`no rule of the system: ${line}`)
  const given = new Map((text ?? "").split(", ").map((p) => p.split(": ") as [string, string]))
  return { of, params: Object.fromEntries(of.choices.map(([name, values]) => [name, values.find((v) => String(v) === given.get(name))])) }
}

/** Reads what `printed` wrote. @throws SyntaxError where it is something else */
export const parsed = ({ system }: Subject, text: string): Story => {
  const lines = text.split("\n").filter((l) => l !== "" && !l.startsWith("#"))
  const part = (word: string, line: string | undefined): unknown => {
    if (line?.startsWith(`${word} `) !== true) throw new SyntaxError(`a story begins with its sizes and its start, and not with: ${line ?? ""}`)
    return JSON.parse(line.slice(word.length))
  }
  const setting = { sizes: part("sizes", lines[0]), start: part("start", lines[1]) } as Setting
  const settles = lines.at(-1) === "settle"
  const { rules } = new Runtime(system, setting.sizes)
  return { setting, settles, events: lines.slice(2, settles ? -1 : undefined).map((line) => eventFrom(rules, line)) }
}
