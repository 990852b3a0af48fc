/** Steps through a run of the whole system again: every event in the file's order, hidden rules and histories included. */
import { InputError } from "../../checker/errors.ts"
import { reads, whyFalse, type Counterexample, type Run, type RunStep } from "../../checker/explorer/counterexample.ts"
import { placed, type SystemIr } from "../../checker/ir/system.ts"
import type { State } from "../../checker/ir/value.ts"
import { wrongLine } from "./format.ts"
import { Log } from "./log.ts"
import { checkSizes, sees, Vocabulary, type TraceEvent } from "./vocabulary.ts"

export interface Replay {
  readonly ir: SystemIr
  /** As far as the rules allowed it. */
  readonly run: Run
  /** Where the file departs from the model, and why; absent where every event could happen. */
  readonly broken?: { readonly line: number; readonly text: string }
  /** What the header says that the run violates, and what the last state says to it. */
  readonly violates?: { readonly id: string; readonly because: readonly string[] }
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

/** What the last states say to the property that the run is said to violate. */
const verdictOn = (v: Vocabulary, id: string, run: Run): readonly string[] => {
  const property = v.ir.properties.find((p) => placed(p) === id)
  if (property === undefined) return []
  const states = [run.initial, ...run.steps.map((s) => s.state)]
  const last = states.at(-1) as State
  if (property.kind === "step") return whyFalse({ reading: v.reading, state: states.at(-2) ?? last, after: last }, property.holds)
  if (property.kind === "forbidden") return [`this state is forbidden: ${reads({ reading: v.reading, state: last }, property.holds)}`]
  return whyFalse({ reading: v.reading, state: last }, property.holds)
}

/**
 * Replays a file whose header says `"order":"total"`.
 *
 * @throws InputError for anything that is wrong with the file, and whatever `systemOf` throws
 */
export const replay = async (file: string, systemOf: (id: string) => Promise<SystemIr>): Promise<Replay> => {
  const log = new Log(file)
  try {
    if (log.header.order !== "total") throw wrongLine(log.top, "this is the log of a process, not a run of the whole system", "Judge it together with the logs of the other processes: tcnet trace FILE…")
    const ir = await systemOf(log.header.system)
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
    const run: Run = { initial, steps }
    const id = log.header.violates
    return { ir, run, ...(id === undefined ? {} : { violates: { id, because: verdictOn(v, id, run) } }) }
  } finally {
    log.close()
  }
}

/** A replayed run in the form of a counterexample, for printing. */
export const asCounterexample = (r: Replay): Counterexample => ({ id: r.violates?.id ?? "run", run: r.run, because: r.violates?.because ?? [] })
