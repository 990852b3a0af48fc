/** Steps through a run of the whole system again: every event in the file's order, hidden rules and histories included. */
import { InputError } from "../../checker/errors.ts"
import { reads, whyFalse, type Run, type RunStep } from "../../checker/explorer/counterexample.ts"
import { placed, type SystemIr } from "../../checker/ir/system.ts"
import type { State } from "../../checker/ir/value.ts"
import { judgeLasso } from "./lasso.ts"
import { wrongLine, type Where } from "./format.ts"
import { systemNamed, type SystemOf } from "./headers.ts"
import { Log } from "./log.ts"
import { checkSizes, sees, Vocabulary, type TraceEvent } from "./vocabulary.ts"

export interface Replay {
  readonly ir: SystemIr
  /** As far as the rules allowed it. */
  readonly run: Run
  /** Where the file departs from the model, and why; absent where every event could happen. */
  readonly broken?: { readonly line: number; readonly text: string }
  /** What the header says that the run violates, and what the last state says to it. */
  readonly violates?: Claim
}

const obstacleOf = (v: Vocabulary, e: TraceEvent, state: State): string | undefined => {
  const rule = v.ir.rules[e.rule]
  if (rule === undefined) throw new RangeError("an event without a rule")
  const scene = { reading: v.reading, state, params: e.params }
  const conjunct = rule.when.find((c) => v.reading.evaluate(c.node, { state, params: e.params }) !== true)
  if (conjunct !== undefined) return `${placed(rule)} is not enabled: ${rule.id}.${conjunct.name} fails: ${reads(scene, conjunct.node)}`
  const wrong = e.seen.find((s) => !sees(s, state))
  if (wrong !== undefined) return `${placed(rule)} saw ${wrong.word.path} as ${String(wrong.value)}, which it is not`
  const obligation = v.reading.broken(rule.obligations, state, e.params)
  return obligation === undefined ? undefined : `${placed(rule)} cannot be finished: ${obligation.code} ${obligation.text}`
}

/** Whether the run breaks what it is said to break: undefined where a single run cannot show it. */
export interface Claim {
  readonly id: string
  readonly isBroken: boolean | undefined
  readonly because: readonly string[]
}

const isResting = (v: Vocabulary, state: State): boolean =>
  !v.reading.instances.some((x) => x.rule.by !== "fault" && v.reading.enabled(x.rule, state, x.params))

const judgeClaim = (v: Vocabulary, id: string, run: Run, at: Where): Claim => {
  const states = [run.initial, ...run.steps.map((s) => s.state)]
  const last = states.at(-1) as State
  const scene = { reading: v.reading, state: last }
  if (id === "deadlock") {
    const because = whyFalse(scene, v.ir.quiescent.node)
    return { id, isBroken: because.length > 0 && isResting(v, last), because }
  }
  const property = v.ir.properties.find((p) => placed(p) === id)
  if (property === undefined) {
    const isKnown = id === "completion" || v.ir.refinements.some((r) => r.id === id) || v.ir.rules.some((r) => id === r.id || id.startsWith(`${r.id}.`))
    if (!isKnown) throw wrongLine(at, `${v.ir.id} has no property ${id}`, "`violates` names a property of the system as `tcnet check` prints it.")
    return { id, isBroken: undefined, because: [] }
  }
  const step = property.kind === "step" && states.length > 1 ? { ...scene, state: states.at(-2) as State, after: last } : scene
  const env = { params: {}, ...step }
  const holds = (n: typeof property.given): boolean => v.reading.evaluate(n, env) === true
  if (property.kind === "step" && states.length < 2) return { id, isBroken: false, because: [] }
  if (property.kind === "leadsTo") return { id, ...(run.cycle === undefined ? { isBroken: undefined, because: [] } : judgeLasso(v.reading, property, run, run.cycle)) }
  if (!holds(property.given)) return { id, isBroken: false, because: [] }
  if (property.kind === "forbidden") return { id, isBroken: holds(property.holds), because: [`this state is forbidden: ${reads(scene, property.holds)}`] }
  return { id, isBroken: !holds(property.holds), because: whyFalse(step, property.holds) }
}

/**
 * Replays a file whose header says `"order":"total"`.
 *
 * @throws InputError for anything that is wrong with the file, and whatever `systemOf` throws
 */
export const replay = async (file: string, systemOf: SystemOf): Promise<Replay> => {
  const log = new Log(file)
  try {
    if (log.header.order !== "total") throw wrongLine(log.top, "this is the log of a process, not a run of the whole system", "Judge it together with the logs of the other processes: tcnet trace FILE…")
    const ir = await systemNamed(log, systemOf)
    if (ir.id !== log.header.system) throw new InputError(`${file}: the run is of ${log.header.system}, not of ${ir.id}`, "Give --system the module that it was made from.")
    const v = new Vocabulary(ir, checkSizes(ir, log.header, log.top), true)
    log.scan(v, { allowEmpty: true })
    const initial = v.reading.initial()
    const steps: RunStep[] = []
    let state = initial
    for (let n = 0; ; n++) {
      const e = log.at(n)
      if (e === undefined) break
      const obstacle = obstacleOf(v, e, state)
      if (obstacle !== undefined) return { ir, run: { initial, steps }, broken: { line: e.line, text: obstacle } }
      const rule = ir.rules[e.rule] as RunStep["rule"]
      state = v.reading.step(rule, state, e.params)
      steps.push({ rule, params: e.params, state })
    }
    const { cycle } = log.header
    if (cycle !== undefined && cycle > steps.length) throw wrongLine(log.top, `the cycle begins after ${cycle} events, and there are ${steps.length}`, "`cycle` is the number of events before what is repeated for ever.")
    const run: Run = { initial, steps, ...(cycle === undefined ? {} : { cycle }) }
    const id = log.header.violates
    return { ir, run, ...(id === undefined ? {} : { violates: judgeClaim(v, id, run, log.top) }) }
  } finally {
    log.close()
  }
}
