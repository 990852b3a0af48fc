/**
 * The trace format: JSON lines. The first line is a header, every other line one event.
 *
 *     {"format":"tcnet-trace/1","system":"ring.thin","sizes":{"slots":64,…},"process":"producer"}
 *     {"n":0,"endpoint":"a","rule":"ring.write","params":{"frame":"4b86"},"seen":{"window.credit":0}}
 *
 * Each file is what one process did, in its own order; there is no order between files. A header with
 * `"order":"total"` announces a run of the whole system instead, with the hidden rules and all endpoints. A log whose
 * header has `"witness":["fabric.land",…]` is that of somebody who sees what is hidden from the others, as a link that
 * belongs to the test: it may have events of these hidden rules, and has all of them.
 */
import { z } from "zod"
import { InputError } from "../../checker/errors.ts"

export const format = "tcnet-trace/1"

/** Indices wrap at 2^32 on the wire. A trace is judged in the numbers of JavaScript, which are exact far beyond. */
const greatestSize = 2 ** 32

const scalar = z.union([z.string(), z.number(), z.boolean()], "expected a string, a number or a boolean")
const headerSchema = z.strictObject({
  format: z.literal(format),
  system: z.string().min(1),
  sizes: z.record(z.string(), z.int("expected a whole number").min(0, "expected a whole number of at least 0").max(greatestSize, `expected at most ${greatestSize}, which is 2^32`)),
  process: z.string().min(1),
  /** Hidden rules of which this log has every event. */
  witness: z.array(z.string().min(1)).min(1, "expected the id of a hidden rule").optional(),
  /** One file holds a whole run. */
  order: z.literal("total").optional(),
  /** The property that the run violates. */
  violates: z.string().min(1).optional(),
  /** The events behind so many are repeated for ever; where there are none, nothing happens any more. */
  cycle: z.int().min(0).optional(),
})
const eventSchema = z.strictObject({
  n: z.int().min(0),
  endpoint: z.string(),
  rule: z.string().min(1),
  params: z.record(z.string(), scalar),
  seen: z.record(z.string(), scalar),
})
type Plain = string | number | boolean
export interface TraceHeader {
  readonly format: typeof format
  readonly system: string
  readonly sizes: Readonly<Record<string, number>>
  readonly process: string
  readonly witness?: readonly string[]
  readonly order?: "total"
  readonly violates?: string
  readonly cycle?: number
}
/** One event; `endpoint` is the label of a place, empty for the whole system. */
export interface TraceLine {
  readonly n: number
  readonly endpoint: string
  readonly rule: string
  readonly params: Readonly<Record<string, Plain>>
  /** What was seen just before the event, by the names that the place has for its words. */
  readonly seen: Readonly<Record<string, Plain>>
}

/** Where a line of a log stands. */
export interface Where {
  readonly file: string
  /** From 1. */
  readonly line: number
  /** Of the line's first byte, from 0. */
  readonly offset: number
}

/** What is wrong with a line of a log. */
export const wrongLine = (at: Where, what: string, fix: string): InputError => new InputError(`${at.file}:${at.line}: ${what}`, fix)

const explain = (error: z.ZodError): string => {
  const issue = error.issues[0]
  if (issue === undefined) return "not as the format says"
  const path = issue.path.join(".")
  if (issue.code === "unrecognized_keys") return `unknown field ${issue.keys.map((k) => [...issue.path, k].join(".")).join(", ")}`
  return path === "" ? issue.message : `${path}: ${issue.message}`
}

const parseJson = (text: string, at: Where): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    const detail = (error as Error).message.replace(/\s+/g, " ")
    throw wrongLine(at, `not JSON (the line begins at byte ${at.offset}): ${detail}`, "Each line of a log is one JSON object.")
  }
}

/** @throws InputError that names file and line */
export const parseHeader = (text: string, at: Where): TraceHeader => {
  const parsed = headerSchema.safeParse(parseJson(text, at))
  if (parsed.success) return parsed.data as TraceHeader
  throw wrongLine(at, `the header is wrong: ${explain(parsed.error)}`, `The first line is {"format":"${format}","system":…,"sizes":{…},"process":…}.`)
}

const isRecord = (x: unknown): boolean => typeof x === "object" && x !== null && !Array.isArray(x)

/** True for what the schema accepts, as far as it is not checked when the event is bound to its rule; false where the schema has to say. */
const isPlainEvent = (x: unknown): x is TraceLine => {
  if (!isRecord(x)) return false
  const e = x as TraceLine
  for (const name in e) if (name !== "n" && name !== "endpoint" && name !== "rule" && name !== "params" && name !== "seen") return false
  return Number.isInteger(e.n) && e.n >= 0 && typeof e.endpoint === "string" && typeof e.rule === "string" && e.rule !== "" && isRecord(e.params) && isRecord(e.seen)
}

/**
 * The event of a line. The values in `params` and `seen` may still be of any kind: what they must be, the rule says.
 *
 * @throws InputError that names file and line
 */
export const parseEvent = (text: string, at: Where): TraceLine => {
  const x = parseJson(text, at)
  if (isPlainEvent(x)) return x
  const parsed = eventSchema.safeParse(x)
  if (parsed.success) return parsed.data
  throw wrongLine(at, explain(parsed.error), `An event is {"n":…,"endpoint":…,"rule":…,"params":{…},"seen":{…}}.`)
}

/** A log as text. The events are numbered in the order in which they are given. */
export const writeTrace = (header: TraceHeader, events: Iterable<Omit<TraceLine, "n">>): string => {
  const lines = [JSON.stringify(header)]
  let n = 0
  for (const { endpoint, rule, params, seen } of events) {
    lines.push(JSON.stringify({ n, endpoint, rule, params, seen }))
    n++
  }
  return `${lines.join("\n")}\n`
}
