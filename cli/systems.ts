/** From what the user names to lowered systems: ids of the registry, or paths of modules and of IR documents. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { InputError } from "../checker/errors.ts"
import { readIr } from "../checker/exports/ir-read.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { lower, lowerModule } from "../checker/lowering/index.ts"
import { simulated, systems } from "../properties/systems/index.ts"
import { nearest } from "../checker/nearest.ts"

/** True for a name that is the path of a module or of an IR document, not the id of a system. */
export const isPath = (name: string): boolean => /[/\\]|\.[cm]?[jt]sx?$|\.json$/.test(name)

const registered = (id: string): SystemIr => {
  const entry = [...systems, ...simulated].find((s) => s.id === id)
  if (entry === undefined) {
    const ids = [...systems, ...simulated].map((s) => s.id)
    const meant = nearest(id, ids)
    throw new InputError(`there is no system ${id}`, `${meant === undefined ? "" : `Did you mean ${meant}? `}Systems: ${ids.join(", ")}; or give the path of a module, as ./my-system.ts.`)
  }
  return lower(fileURLToPath(new URL(`../properties/systems/${entry.module}`, import.meta.url)), entry.name)
}

/**
 * The systems with these ids, every system that a named module exports, and the one of an IR document. Without names: all of the registry.
 *
 * @throws InputError for an unknown id or an unreadable module; Rejected for one outside the subset.
 */
export const resolveSystems = async (names: readonly string[]): Promise<readonly SystemIr[]> =>
  names.length === 0 ? systems.map((s) => registered(s.id)) : names.flatMap((name) => (isPath(name) ? readModule(name) : [registered(name)]))

const readModule = (path: string): readonly SystemIr[] => {
  try {
    return path.endsWith(".json") ? [readIr(readDocument(path))] : lowerModule(path)
  } catch (error) {
    throw asInputError(error, path)
  }
}

const readDocument = (path: string): string => {
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    throw new InputError(`${path}: ${(error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file" : (error as Error).message}`, "Give the path of an IR document, as `tcnet export --to ir` writes it.")
  }
}

/** What a system does to the stack of calls is the system's fault, not a bug of ours. @throws InputError instead of the stack's own error */
export const asInputError = (error: unknown, subject: string): unknown =>
  error instanceof RangeError && error.message === "Maximum call stack size exceeded"
    ? new InputError(`${subject}: its expressions are nested too deeply`, "Make expressions shorter, quantifiers and their ranges smaller, or choose a smaller size.")
    : error

/** A whole number of at least 1 from an option. @throws InputError otherwise */
export const positive = (option: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InputError(`--${option} takes a whole number of at least 1, not ${text}`, `For example --${option} 1000000.`)
  return Number(text)
}
