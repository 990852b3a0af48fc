/** Judges one mutant of a system, at the size that tells what it is. */
import { InputError } from "../checker/errors.ts"
import { lower } from "../checker/lowering/index.ts"
import { judgeFor, type Judge, type Judgement } from "../checker/mutation/judge.ts"
import { isEquivalent, withoutLemmas } from "../checker/proof/equivalent.ts"
import type { Mutated, Named } from "./mutated.ts"
import { proofOf, provedSystems } from "./proofs.ts"

/** The size that mutants are judged at first. */
export const smallest = "small"
/**
 * What is equal at the smallest size may be told at the next, where frames are longer or tags more; and what does less
 * there may do too little at the next.
 */
const ladder: readonly string[] = [smallest, "standard"]

/** A verdict and the size that gave it. */
export interface Sized extends Judgement {
  readonly size: string
}
/** The judges of a system by size. */
export type Judges = (size: string) => Promise<Judge>

/** The judges of a system, made when they are first needed. `limitBytes` is the memory that one search may take. */
export const judgesOf = (m: Pick<Mutated, "file" | "name" | "ir">, limitBytes?: number): Judges => {
  const known = new Map<string, Promise<Judge>>()
  return (at) => {
    const judge = known.get(at) ?? judgeFor(m.file, m.name, m.ir, at, limitBytes)
    known.set(at, judge)
    return judge
  }
}

/** How long a solver may take for each rule of a mutant that shows no difference. */
const limit_ms = 10_000

/** True if it is proved that a mutant does the same at every size, from the lemmas of the system's proof where there is one. */
export const isSameAtEverySize = async (m: Pick<Mutated, "file" | "name" | "ir">, mutant: Named): Promise<boolean> => {
  const { ir, proof } = provedSystems.includes(m.ir.id) ? proofOf(m.ir.id) : { ir: m.ir, proof: withoutLemmas(m.ir) }
  try {
    return await isEquivalent(ir, proof, lower(m.file, m.name, mutant.edit), limit_ms)
  } catch (error) {
    // What cannot be written for a solver is not proved.
    if (error instanceof InputError) return false
    throw error
  }
}

/** Judges a mutant at the size that it asks for, or else at the smallest, and where nothing kills it there, though it is not known to survive, at the standard one too. What shows no difference there may be proved to do the same at every size. */
export const judgeUp = async (m: Pick<Mutated, "file" | "name" | "ir">, judges: Judges, mutant: Named, only?: string, isSame: typeof isSameAtEverySize = isSameAtEverySize): Promise<Sized> => {
  const asked = only ?? mutant.size
  const sizes = asked === undefined ? ladder.filter((s) => m.ir.sizes[s] !== undefined) : [asked]
  let last: Sized | undefined
  for (const at of sizes) {
    last = { ...(await (await judges(at)).judge(mutant)), size: at }
    if (last.verdict !== "equal" && last.verdict !== "restriction") return last
  }
  if (last === undefined) throw new RangeError(`${m.ir.id} has no size ${smallest}`)
  return last.verdict === "equal" && only === undefined && (await isSame(m, mutant)) ? { ...last, verdict: "equivalent" } : last
}
