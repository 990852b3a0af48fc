/** Where `tcnet check --trace FILE` keeps counterexamples: one file for each system, so that none overwrites another. */
import { accessSync, constants, existsSync, statSync, writeFileSync } from "node:fs"
import { dirname, extname } from "node:path"
import type { CheckResult } from "../checker/explorer/check.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { traceOf } from "../conformance/trace/counterexample.ts"
import { InputError } from "./errors.ts"

/** `x.jsonl` with a word before its end: `x.ring.thin.jsonl`. */
export const named = (file: string, word: string): string => {
  const end = extname(file)
  return `${file.slice(0, file.length - end.length)}.${word}${end}`
}

/**
 * The file of each system: the one that was given where one system is checked, and otherwise that name with the system's
 * id in it, whichever of them fail. Modules may export systems of one id: the second is numbered.
 */
export const traceFiles = (file: string, ids: readonly string[]): readonly string[] => {
  if (ids.length === 1) return [file]
  const seen = new Map<string, number>()
  return ids.map((id) => {
    const n = (seen.get(id) ?? 0) + 1
    seen.set(id, n)
    return named(file, n === 1 ? id : `${id}-${n}`)
  })
}

const cannotWrite = (file: string, why: string, option: string): InputError => new InputError(`cannot write ${file}: ${why}`, `Give --${option} a file that can be written.`)

/** A search may take hours: whether its counterexample can be kept is known before. @throws InputError if it cannot */
export const refuseUnwritable = (file: string, option = "trace"): void => {
  const folder = dirname(file)
  const exists = existsSync(file)
  if (exists && statSync(file).isDirectory()) throw cannotWrite(file, "it is a folder", option)
  if (!exists && !(existsSync(folder) && statSync(folder).isDirectory())) throw cannotWrite(file, `${folder} is no folder`, option)
  try {
    accessSync(exists ? file : folder, constants.W_OK)
  } catch (error) {
    throw cannotWrite(file, (error as Error).message, option)
  }
}

/** Writes the counterexample of a result, where it has one. @throws InputError if the file cannot be written */
export const saveTrace = (file: string, ir: SystemIr, r: Pick<CheckResult, "counterexample" | "sizes">, option = "trace"): void => {
  if (r.counterexample === undefined) return
  try {
    writeFileSync(file, traceOf(ir, r.sizes, r.counterexample))
  } catch (error) {
    throw cannotWrite(file, (error as Error).message, option)
  }
}

/** What is said where `--trace` had nothing to write: an older file of that name is not of this run. */
export const nothingWritten = (file: string, results: readonly CheckResult[]): string =>
  `${results.some((r) => r.cut !== undefined) ? "No counterexample was found" : "There is no counterexample"}, nothing was written to ${results.length > 1 ? named(file, "SYSTEM") : file}.\n`
