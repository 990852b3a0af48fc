/** A counterexample of the explorer as a trace: a run of the whole system, hidden rules and all, that replays. */
import type { Counterexample } from "../../checker/explorer/counterexample.ts"
import type { Sizes, SystemIr } from "../../checker/ir/system.ts"
import { format, writeTrace, type TraceHeader } from "./format.ts"

/** The text of the trace file. Steps that a broken obligation kept from being finished are not in it. */
export const traceOf = (ir: SystemIr, sizes: Sizes, c: Counterexample): string => {
  const header: TraceHeader = { format, system: ir.id, sizes, process: "counterexample", order: "total", violates: c.id, ...(c.run.cycle === undefined ? {} : { cycle: c.run.cycle }) }
  return writeTrace(header, c.run.steps.map((s) => ({ endpoint: s.rule.place, rule: s.rule.id, params: s.params as Readonly<Record<string, string | number | boolean>>, seen: {} })))
}
