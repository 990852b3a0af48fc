/** The registered proofs, lowered with the systems that they are about. */
import { fileURLToPath } from "node:url"
import type { ProofIr, SystemIr } from "../checker/ir/system.ts"
import { lowerProved } from "../checker/lowering/index.ts"
import type { Edit } from "../checker/lowering/module.ts"
import { proofs } from "../properties/proofs/index.ts"
import { systems } from "../properties/systems/index.ts"

export interface Proved {
  readonly ir: SystemIr
  readonly proof: ProofIr
}
/** The ids of the systems that have a proof. */
export const provedSystems: readonly string[] = proofs.map((p) => p.system)

/** Every registered proof, with its system. */
export const registeredProofs = (): readonly Proved[] => provedSystems.map((id) => proofOf(id))

/** A system and its proof; of a mutant, with `edit`. @throws Rejected where an edited source leaves the subset, RangeError for a system without a proof */
export const proofOf = (system: string, edit?: Edit): Proved => {
  const at = proofs.find((p) => p.system === system)
  const of = systems.find((s) => s.id === system)
  if (at === undefined || of === undefined) throw new RangeError(`no proof about ${system}`)
  const place = (folder: string, x: { readonly module: string; readonly name: string }): { file: string; name: string } => ({ file: fileURLToPath(new URL(`../properties/${folder}/${x.module}`, import.meta.url)), name: x.name })
  return lowerProved(place("systems", of), place("proofs", at), edit)
}
