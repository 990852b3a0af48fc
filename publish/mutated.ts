/** The registered systems with their mutants: those made by rote, the bugs of history, and platforms that lack a requirement. */
import { fileURLToPath } from "node:url"
import { InputError } from "../checker/errors.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { mutantsOf, type Mutant } from "../checker/mutation/mutants.ts"
import { historical, type Historical } from "../properties/mutants/historical.ts"
import { removals, type Removal } from "../properties/mutants/platform.ts"
import { systems } from "../properties/systems/index.ts"
import { fromRoot } from "./systems.ts"

/** A mutant of a registered system. */
export interface Named extends Omit<Mutant, "source"> {
  /** Where a mutant made by rote changes the source. */
  readonly source?: Mutant["source"]
  readonly kind: "generic" | "historical" | "platform"
  /** What is changed, where that is written by hand: a matrix depends on it. */
  readonly changes?: Historical["changes"]
  /** Of a bug of history: its number in the list of them. */
  readonly row?: number
  /** Where another size than the smallest is needed to tell. */
  readonly size?: string
}
/** A system's source and its mutants. */
export interface Mutated {
  readonly file: string
  readonly name: string
  readonly ir: SystemIr
  readonly mutants: readonly Named[]
}

const applied = (h: Pick<Historical, "id" | "changes">, text: string, file: string): string => h.changes.reduce((t, [path, from, to]) => {
  if (fromRoot(file) !== path) return t
  if (t.split(from).length !== 2) throw new InputError(`${h.id} changes «${from}», which does not stand once in ${path}`, "Mend it in properties/mutants/.")
  return t.replace(from, () => to)
}, text)

const named = (h: Historical): Named =>
  ({ id: h.id, kind: "historical", row: h.row, changes: h.changes, text: `${h.text} Like: ${h.was}`, edit: (text, file) => applied(h, text, file), ...(h.size === undefined ? {} : { size: h.size }) })

/** A platform that lacks one requirement. */
const without = (r: Removal): Named =>
  ({ id: `${r.requirement}:removed`, kind: "platform", changes: r.changes, text: r.text, edit: (text, file) => applied({ id: r.requirement, changes: r.changes }, text, file), ...(r.size === undefined ? {} : { size: r.size }) })

/** A module's system with its mutants; bugs of history are of registered systems. @throws Rejected, InputError as `mutantsOf` */
export const mutatedModule = (file: string, name: string): Mutated => {
  const { ir, mutants } = mutantsOf(file, name)
  const files = systems.find((s) => s.id === ir.id)?.mutates
  const isOwn = (path: string): boolean => files === undefined || files.some((f) => (f.endsWith("/") ? path.startsWith(f) : path === f))
  const own = mutants.filter((m) => isOwn(fromRoot(m.source.file)))
  return { file, name, ir, mutants: [...own.map((m): Named => ({ ...m, kind: "generic" })), ...historical.filter((h) => h.system === ir.id).map(named), ...removals.filter((r) => r.system === ir.id).map(without)] }
}

/** The file and the constant of every registered system. */
export const registered: readonly { readonly id: string; readonly file: string; readonly name: string }[] =
  systems.map((s) => ({ id: s.id, name: s.name, file: fileURLToPath(new URL(`../properties/systems/${s.module}`, import.meta.url)) }))

/** Every registered system with its mutants. */
export const mutatedSystems = (): readonly Mutated[] => registered.map((s) => mutatedModule(s.file, s.name))
