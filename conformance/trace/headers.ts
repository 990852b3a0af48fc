/** The headers of logs: each is held against the model first, so that a wrong one is blamed itself, and only then against the others. */
import { InputError } from "../../checker/errors.ts"
import type { SystemIr } from "../../checker/ir/system.ts"
import { wrongLine } from "./format.ts"
import type { Log } from "./log.ts"
import { checkSizes } from "./vocabulary.ts"

/** Gives the system that a header names. Throws `UnknownSystem` where it has none of that name. */
export type SystemOf = (id: string) => Promise<SystemIr>

/** The header names no system that is known. The file and the line are added where they are known. */
export class UnknownSystem extends InputError {}

/** The system that a log's header names. @throws InputError that names file and line if there is none, and whatever else `systemOf` throws */
export const systemNamed = async (log: Log, systemOf: SystemOf): Promise<SystemIr> => {
  try {
    return await systemOf(log.header.system)
  } catch (error) {
    if (error instanceof UnknownSystem) throw wrongLine(log.top, error.message, error.fix)
    throw error
  }
}

const printSizes = (sizes: Readonly<Record<string, number>>): string => Object.entries(sizes).toSorted().map(([name, n]) => `${name} ${n}`).join(", ")

/** The logs must be of one run: one system, the same sizes, each process once. @throws InputError */
const checkSameness = (logs: readonly Log[]): void => {
  const first = logs[0] as Log
  const processes = new Map<string, string>()
  for (const log of logs) {
    const { system, sizes, process } = log.header
    const same = "All logs of one run have the same system and sizes."
    if (system !== first.header.system) throw wrongLine(log.top, `the system is ${system}, but ${first.header.system} in ${first.file}:1`, same)
    if (printSizes(sizes) !== printSizes(first.header.sizes)) throw wrongLine(log.top, `the sizes are ${printSizes(sizes)}, but ${printSizes(first.header.sizes)} in ${first.file}:1`, same)
    const other = processes.get(process)
    if (other !== undefined) throw wrongLine(log.top, `the process ${process} has a log already, ${other}`, "Give the log of each process once.")
    processes.set(process, log.file)
  }
}

/** The system in which nothing is hidden that one of the logs is witness of. @throws InputError for what is not hidden there */
const shownTo = (logs: readonly Log[], ir: SystemIr): SystemIr => {
  const hidden = new Set(ir.rules.flatMap((r) => (r.hidden ? [r.id] : [])))
  const shown = new Set<string>()
  for (const log of logs) for (const id of log.header.witness ?? []) {
    if (!hidden.has(id)) throw wrongLine(log.top, `the header says that this log is witness of ${id}, which is no hidden rule of ${ir.id}`, `The hidden rules are ${[...hidden].join(", ") || "none"}.`)
    shown.add(id)
  }
  return shown.size === 0 ? ir : { ...ir, rules: ir.rules.map((r) => (shown.has(r.id) ? { ...r, hidden: false } : r)) }
}

/**
 * The system of the logs, once every header is right. What one of them is witness of is not hidden there.
 *
 * @throws InputError that names file and line of the first header that is wrong, and whatever else `systemOf` throws
 */
export const checkHeaders = async (logs: readonly Log[], systemOf: SystemOf): Promise<SystemIr> => {
  const known = new Map<string, SystemIr>()
  for (const log of logs) {
    if (log.header.order === "total") throw wrongLine(log.top, "this is a run of the whole system, not the log of a process", `Step through it: tcnet trace --replay ${log.file}`)
    const { system } = log.header
    const ir = known.get(system) ?? await systemNamed(log, systemOf)
    known.set(system, ir)
    checkSizes(ir, log.header, log.top)
  }
  checkSameness(logs)
  return shownTo(logs, known.get((logs[0] as Log).header.system) as SystemIr)
}
