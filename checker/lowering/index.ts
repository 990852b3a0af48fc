/** The lowering: from a module's source to the IR, without running it. */
import { fileURLToPath } from "node:url"
import { InputError } from "../errors.ts"
import type { ProofIr, SystemIr } from "../ir/system.ts"
import { Modules, sourceOf, type Edit } from "./module.ts"
import { Rejected } from "./reject.ts"
import { lowerProof } from "./proof.ts"
import { lowerSystem, SystemReader, systemNames, withoutAnnotation } from "./system.ts"
import { checkUnused } from "./unused.ts"

const languageFiles = ["index", "shapes", "patch", "sequence", "counter", "opaque", "proof", "rule", "system"].map((name) => fileURLToPath(new URL(`../language/${name}.ts`, import.meta.url)))

/** True for a file of the model language itself, which is no part of any model. */
export const isLanguageFile = (file: string): boolean => languageFiles.includes(file)

/**
 * Lowers every system that a module exports.
 *
 * @throws Rejected where the source leaves the subset; InputError where the module cannot be read.
 */
export const lowerModule = (file: string, edit?: Edit): readonly SystemIr[] => {
  const modules = new Modules({ languageFiles, ...(edit === undefined ? {} : { edit }) })
  const m = modules.load(file)
  const names = systemNames(modules, m)
  const [bare] = withoutAnnotation(modules, m)
  if (bare !== undefined) throw new Rejected("E49", `${bare.name} is written as a system and lacks the annotation System<State, Sizes>`, sourceOf(m, bare.at), `\`export const ${bare.name}: System<State, Sizes> = …\`, with the interfaces of its state and of its sizes`)
  if (names.length === 0) throw new Rejected("E49", "the module exports no system", sourceOf(m, { start: 0 }))
  const systems = names.map((name) => lowerSystem(modules, m, name))
  for (const [i, s] of systems.entries()) {
    const first = systems.findIndex((x) => x.id === s.id)
    if (first !== i) throw new Rejected("E40", `the id ${s.id} stands twice, in ${names[first] ?? ""} and in ${names[i] ?? ""}`, s.source, "an id of its own for each system")
  }
  checkUnused(modules)
  return systems
}

/** The names of the constants by which a module exports systems. @throws Rejected, InputError as `lowerModule` */
export const exportedSystems = (file: string): readonly string[] => {
  const modules = new Modules({ languageFiles })
  return systemNames(modules, modules.load(file))
}

/** Lowers the system that a module exports under this constant's name. */
export const lower = (file: string, name: string, edit?: Edit): SystemIr => {
  const modules = new Modules({ languageFiles, ...(edit === undefined ? {} : { edit }) })
  const m = modules.load(file)
  if (!systemNames(modules, m).includes(name)) throw new InputError(`${m.file} exports no system called ${name}`, `It exports ${systemNames(modules, m).join(", ") || "none"}.`)
  return lowerSystem(modules, m, name)
}

/** Where a constant stands: the module's file, and the name. */
export interface Place { readonly file: string; readonly name: string }

/** Lowers a system, and a proof about it that stands in a module of its own. @throws Rejected, InputError as `lowerModule` */
export const lowerProved = (system: Place, proof: Place, edit?: Edit): { readonly ir: SystemIr; readonly proof: ProofIr } => {
  const modules = new Modules({ languageFiles, ...(edit === undefined ? {} : { edit }) })
  const reader = new SystemReader(modules, modules.load(system.file), system.name)
  const ir = reader.read()
  return { ir, proof: lowerProof(reader, ir, modules.load(proof.file), proof.name) }
}
export { Rejected, codes, type Code } from "./reject.ts"
