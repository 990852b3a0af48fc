/** Judges wrong versions of a system: what notices each, or how its graph stands to the system's own. */
import { InputError } from "../errors.ts"
import { check, type CheckResult } from "../explorer/check.ts"
import { runTo, type Run } from "../explorer/counterexample.ts"
import type { Kernel } from "../explorer/kernel.ts"
import type { SystemIr } from "../ir/system.ts"
import { lower } from "../lowering/index.ts"
import { Reference } from "./graph.ts"
import type { Mutant } from "./mutants.ts"
import { codeOf } from "./same.ts"

/**
 * `killed`: `by` notices it, be it a property, a witness that is no longer reached, or that the system comes to rest
 * where it may not. `equal`: the same states and steps at this size. `restriction`: its graph lies strictly inside, and
 * everything that is asked of a graph was judged on it and holds: rest, completion, properties of runs, witnesses.
 * `refused`: it is outside the subset or has no initial state. `survived`: it does something else, and nothing notices.
 * `not-run`: its graph is too large to be searched or judged here.
 * `equivalent`: proved to do the same at every size, which is asked only of what is `equal` at all sizes that are tried.
 */
export type MutantVerdict = "killed" | "equal" | "equivalent" | "restriction" | "refused" | "survived" | "not-run"
export interface Judgement {
  readonly verdict: MutantVerdict
  /** Killed: the property. Refused: what was wrong, with code and place. Not run: why. */
  readonly by?: string
  /** Steps of the shortest counterexample. */
  readonly counterexampleLength?: number
  /** Survived: a shortest run that the system itself does not have. */
  readonly differs?: Run
  /** What is shown of a mutant that was run. */
  readonly result?: CheckResult
}

/** A mutant may have so many times the states of the system before it counts as too large. */
const limit_growth = 30

/** What was not judged to its end, for want of memory, though the graph is whole: of such a run nothing follows. */
const unjudged = (r: CheckResult): string | undefined => r.properties.find((p) => p.verdict === "inconclusive")?.id

/** What the counterexample shows, where there is one: of several things that are broken, it is of the one that was found first. */
const killer = (r: CheckResult): string | undefined => {
  const shown = r.counterexample
  if (shown === undefined) return r.properties.find((p) => p.verdict === "unreached")?.id
  // The counterexample of an obligation bears the id of the rule or the property that it belongs to.
  return r.properties.some((p) => p.id === shown.id && p.verdict === "violated") ? shown.id : "obligations"
}

const memoryShort = "more memory than there is"

/** Judges mutants of one system at one size. Make it with `judgeFor`. */
export interface Judge {
  readonly judge: (m: Pick<Mutant, "edit">) => Promise<Judgement>
}

/**
 * Explores the system itself, which must hold, and gives what judges its mutants.
 *
 * `limitBytes` is the memory that one search may take; undefined: as `explore` has it.
 *
 * @throws InputError where the system itself does not hold or is too large.
 */
export const judgeFor = async (file: string, name: string, ir: SystemIr, size: string, limitBytes?: number): Promise<Judge> => {
  const memory = limitBytes === undefined ? {} : { limitBytes }
  let kernel: Kernel | undefined
  const own = await check(ir, { size, ...memory, onKernel: (k) => { kernel = k } })
  if (own.verdict !== "holds" || kernel === undefined) throw new InputError(`${ir.id} at ${size} is ${own.verdict}: mutants of it would say nothing`, `See \`tcnet check ${ir.id} --size ${size}\`.`)
  const explored = kernel
  let reference: Reference | undefined
  // Most mutants are killed, so that the index to compare with may never be needed.
  const graph = (): Reference => (reference ??= new Reference(explored))
  let ownCode: string | undefined
  const isSameCode = (other: SystemIr): boolean => codeOf(other, size) === (ownCode ??= codeOf(ir, size))
  return { judge: (m) => judgeOne(m, { file, name, size, reference: graph, isSameCode, limits: { limitStates: limit_growth * own.states, ...memory } }) }
}

interface Scene {
  readonly file: string
  readonly name: string
  readonly size: string
  readonly reference: () => Reference
  /** True where a mutant comes to the same code at this size, as what only longer frames do: there is nothing to be searched. */
  readonly isSameCode: (ir: SystemIr) => boolean
  readonly limits: { readonly limitStates: number; readonly limitBytes?: number }
}

const judgeOne = async (m: Pick<Mutant, "edit">, s: Scene): Promise<Judgement> => {
  try {
    const ir = lower(s.file, s.name, m.edit)
    if (s.isSameCode(ir)) return { verdict: "equal" }
    let kernel: Kernel | undefined
    // What a run could not have seen is no matter here: that a run turns vacuous is no kill.
    const result = await check(ir, { size: s.size, ...s.limits, coverage: false, firstOnly: true, onKernel: (k) => { kernel = k } })
    const by = killer(result)
    if (by !== undefined) return { verdict: "killed", by, result, ...(result.counterexample === undefined ? {} : { counterexampleLength: result.counterexample.run.steps.length }) }
    const cut = result.cut ?? result.unjudged
    if (cut !== undefined) return { verdict: "not-run", by: cut === "memory" ? memoryShort : `more than ${s.limits.limitStates} states`, result }
    if (unjudged(result) !== undefined || kernel === undefined) return { verdict: "not-run", by: `${unjudged(result) ?? "it"} needs ${memoryShort}`, result }
    const c = s.reference().relate(kernel)
    if (c.relation !== "different") return { verdict: c.relation === "equal" ? "equal" : "restriction", result }
    return { verdict: "survived", result, ...(c.from === undefined ? {} : { differs: runTo(kernel, c.from, c.to === undefined ? [] : [c.to]) }) }
  } catch (error) {
    if (error instanceof InputError) return { verdict: "refused", by: error.message }
    throw error
  }
}
