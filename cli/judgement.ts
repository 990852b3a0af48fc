/** What `trace` prints of a judgement, for people. */
import { printParams } from "../checker/ir/reading.ts"
import { printValue } from "../checker/ir/value.ts"
import type { Due } from "../conformance/trace/due.ts"
import type { Candidate } from "../conformance/trace/explain.ts"
import type { TraceResult } from "../conformance/trace/trace.ts"
import { count } from "./progress.ts"

const label = (endpoint: string, rule: string): string => (endpoint === "" ? rule : `${endpoint}.${rule}`)
const printReading = (v: Candidate["values"][number]): string => [
  v.name, v.model === undefined ? "" : printValue(v.model),
  v.seen === undefined || (v.model !== undefined && printValue(v.seen) === printValue(v.model)) ? "" : `(the log saw ${printValue(v.seen)})`,
].filter((x) => x !== "").join(" ")

const either = (texts: readonly string[]): string => (texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} or ${texts.at(-1) as string}`)
const seenWhere = ({ seen, model, given }: Candidate["values"][number]): string => {
  const value = given === undefined ? undefined : `for example ${either(given.map(printValue))}`
  return `was seen as ${seen === undefined ? "" : printValue(seen)} where the model ${model === undefined ? "has no such element" : `gives ${value ?? printValue(model)}`}`
}

/** What the process could have logged there. Where the rule is right and a word was seen otherwise, that is no other event. */
const printPossible = ({ endpoint, rule, sawOtherwise, possible }: Candidate): readonly string[] => {
  const sights = sawOtherwise.map((v) => `${v.name} ${seenWhere(v)}`)
  if (sights.length === 0) return [`    possible there instead: ${possible.length === 0 ? "nothing" : possible.join(", ")}`]
  const same = `    ${label(endpoint, rule)} itself is possible there, but ${sights.join(", and ")}`
  return possible.length === 0 ? [same] : [same, `    possible there instead: ${possible.join(", ")}`]
}

/** Longer lines are broken where that helps reading. */
const wide = 110

/** A condition, one operand of its outermost conjunction a line. */
export const brokenAtAnd = (condition: string): readonly string[] => {
  const parts = [""]
  let depth = 0
  for (const token of condition.split(/( && |[()[\]])/)) {
    if (token === "(" || token === "[") depth++
    if (token === ")" || token === "]") depth--
    if (token === " && " && depth === 0) parts.push("&& ")
    else parts[parts.length - 1] += token
  }
  return parts
}

/** The condition that does not hold, with where it stands and the values that it reads: in one line, or a line for each part and each word. */
const printFailure = (c: Candidate, isWaiting: boolean): readonly string[] => {
  // A word that was seen otherwise is its own reason: the line that names it has both values.
  const [sight] = c.reason === "seen" ? c.values : []
  const says = `${c.failed} ${isWaiting ? "does not hold yet" : "fails"}`
  if (sight !== undefined) return [`    ${says}: it ${seenWhere(sight)} (${c.source})`]
  const short = `    ${says}: ${c.condition} (${c.source})`
  const head = short.length <= wide ? [short] : [`    ${says} (${c.source}):`, ...brokenAtAnd(c.condition).map((part) => `      ${part}`)]
  return [...head, ...printReadings(c.values)]
}

/** Words of endpoints have a dot in their names, sizes and parameters have none. */
const printReadings = (values: Candidate["values"]): readonly string[] => {
  const texts = values.map(printReading)
  const line = texts.join(", ")
  if (line === "" || line.length + 4 <= wide) return line === "" ? [] : [`    ${line}`]
  const isWord = (i: number): boolean => values[i]?.name.includes(".") === true
  const others = texts.filter((_, i) => !isWord(i)).join(", ")
  return [...texts.filter((_, i) => isWord(i)).toSorted(), ...(others === "" ? [] : [others])].map((text) => `      ${text}`)
}

const printCandidate = (c: Candidate): string => {
  const awaited = c.waitsFor.length > 0 ? c.waitsFor : c.endedEarly.map((e) => e.process)
  const isWaiting = awaited.length > 0
  const says = isWaiting ? `waits for ${awaited.join(" and ")} to go on, then says` : "says"
  return [
    `  ${c.file}:${c.line}: ${c.process} ${says} ${label(c.endpoint, c.rule)}`,
    ...printFailure(c, isWaiting),
    // What is right as it is needs nothing in its place.
    ...(isWaiting ? [] : printPossible(c)),
  ].join("\n")
}

/** What comes before everything else where nothing contradicts the model but that a log ends. */
const printEnds = ([first]: readonly Candidate[]): readonly string[] =>
  (first?.endedEarly ?? []).map((e) => `  The ${e.process}'s log ends at ${e.file}:${e.line}; it may be incomplete: ${first?.process ?? ""} could go on if ${e.process} had.`)

const certainty = { always: "", arrived: ", once all that was under way has arrived", maybe: ", as long as something was under way" } as const

/** A rule that was due: what it asks, and where the log ends that should have it. */
const printDue = (d: Due): string => {
  const others = d.others === 0 ? "" : `, or with ${count(d.others)} other values`
  const ends = d.ends.length === 0 ? "no log has events of this endpoint" : d.ends.map((e) => `the ${e.process}'s log ends at ${e.file}:${e.line}`).join(", ")
  return [
    `  ${label(d.place, d.rule)}${printParams(d.params)}${others}${d.again ? ", again" : ""}${certainty[d.when]}: ${ends}`,
    `    ${d.text} (${d.source})`,
  ].join("\n")
}

const printWhatIsDue = ({ verdict, due }: TraceResult): readonly string[] => {
  if (due === undefined) return []
  if (due.length === 0) return ["  No rule of the protocol was possible there: the system had come to a stop short of rest."]
  return [verdict === "violated" ? "  Due there and not taken:" : "  Due there:", ...due.map(printDue)]
}

/** Why logs of which every event is accepted are rejected all the same. */
const printRestless = (conditions: readonly string[]): readonly string[] => [
  "  Every event is one of the model, but the run ended (--ended) where the system is not at rest, whatever happened that nobody logged. In one run of these events:",
  ...conditions.map((c) => `    ${c} does not hold`),
]

/** What `trace` prints of a judgement. */
export const printJudgement = (r: TraceResult): string => {
  const accepted = Object.entries(r.acceptedPrefix).map(([process, n]) => `${process} ${count(n)} of ${count(r.logged[process] ?? 0)}`).join(", ")
  const lines = [`${r.verdict}: ${count(r.events)} events accepted (${accepted}), ${count(r.sights)} observations in the logs, ${r.seconds.toFixed(2)} s`]
  if (r.reason !== undefined) lines.push(`  ${r.reason}; a greater --limit-search may decide it`)
  if (r.explanation?.restless !== undefined) lines.push(...printRestless(r.explanation.restless))
  else if (r.explanation !== undefined) lines.push(...printEnds(r.explanation.candidates), "  The longest prefix of the logs that is a behaviour of the model ends there; none of these can come next:", ...r.explanation.candidates.map(printCandidate))
  return `${[...lines, ...r.notes.map((n) => `  ${n}`), ...printWhatIsDue(r)].join("\n")}\n`
}
