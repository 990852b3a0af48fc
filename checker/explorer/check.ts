/** Checks one system at one size: explores it, judges its properties, and says what the run could not have seen. */
import { setImmediate } from "node:timers/promises"
import { flatten, type FlatProperty, type FlatSystem } from "../ir/flat.ts"
import { sizesOf } from "../ir/reading.ts"
import { placed, printSource, type Sizes, type SystemIr } from "../ir/system.ts"
import { incomplete } from "./completion.ts"
import { isForgetful, reads, runTo, stateAt, whyFalse, type Counterexample } from "./counterexample.ts"
import { fixedBySize, vacuities, type Vacuity } from "./coverage.ts"
import { explore, outOfMemory, type Cut, type Exploration, type ExploreOptions } from "./explore.ts"
import type { Kernel } from "./kernel.ts"
import { judgeLiveness, liveGraphOf, liveness_bytes, type LivenessVerdict } from "../liveness/judge.ts"
import type { LiveGraph } from "../liveness/graph.ts"
import type { Stop } from "./runtime.ts"
import { nothingSought, runToWitness, seek, unseen, type Sought } from "./witness.ts"
import { judgeRefinement, judgeSteps, type Broken } from "./steps.ts"

export type Verdict = "holds" | "violated" | "deadlock" | "vacuous" | "inconclusive" | "error"
/** `reached` and `unreached` are of witnesses; `not-run` is of what no engine has judged. */
export type PropertyVerdict = "holds" | "violated" | "reached" | "unreached" | "inconclusive" | "not-run"
export interface PropertyResult {
  /** `place.property`, a refinement's id, `deadlock`, `completion` or `obligations`. */
  readonly id: string
  readonly verdict: PropertyVerdict
  /** `exhaustive`: judged in every reachable state. `witnessed`: a run shows it, though not every state was seen. `not-run`: not judged, or not everywhere. */
  readonly class: "exhaustive" | "witnessed" | "not-run"
}
export interface CheckResult {
  readonly system: string
  readonly size: string
  readonly sizes: Sizes
  readonly verdict: Verdict
  readonly states: number
  readonly transitions: number
  readonly depth: number
  readonly seconds: number
  readonly statesPerSecond: number
  /** Bytes of the store when the search ended. */
  readonly peakMemoryBytes: number
  readonly properties: readonly PropertyResult[]
  readonly vacuous: readonly Vacuity[]
  readonly cut?: Cut
  /** Why not every `leadsTo` was judged, although every state was seen. */
  readonly unjudged?: Exclude<Cut, "states">
  readonly counterexample?: Counterexample
  /** Shortest runs to the witnesses that were reached, by property id: only where asked for. */
  readonly witnesses?: ReadonlyMap<string, Counterexample>
  /** What was forgotten, where the system says what may be and the check was asked to. */
  readonly reduction?: Reduction
  readonly flat: FlatSystem
}
/** What a check forgot. */
export interface Reduction {
  /** The ids of the system's forgetting rules. */
  readonly forgets: readonly string[]
  /** False: the result is that of a run which forgets nothing. */
  readonly isUsed: boolean
  /** Why nothing was forgotten after all. */
  readonly because?: string
}
export interface CheckOptions extends ExploreOptions {
  readonly size?: string
  readonly sizes?: Sizes
  readonly withWitnesses?: boolean
  /** Judges nothing more once something is violated: the verdict and the counterexample are the same, the other properties are left out. */
  readonly firstOnly?: boolean
  /** Is given what was explored, before it is judged. */
  readonly onKernel?: (kernel: Kernel) => void
}

interface Judged {
  readonly results: readonly PropertyResult[]
  readonly counterexample: Counterexample | undefined
  readonly verdict: Verdict
  readonly premises: readonly boolean[]
  readonly more: readonly Vacuity[]
  readonly unjudged: CheckResult["unjudged"]
}

const obligationStory = (kernel: Kernel, broken: Broken): Counterexample => {
  const { obligation, instance, owner } = kernel.obligations[broken.which] as Kernel["obligations"][number]
  const { from, to } = broken
  const run = runTo(kernel, from, to === undefined ? [] : [to])
  const o = obligation.obligation
  const scene = { reading: kernel.flat.reading, state: stateAt(kernel, from), params: instance?.params ?? {}, ...(to === undefined ? {} : { after: stateAt(kernel, to) }) }
  return {
    id: owner, run, because: [`${o.code} ${o.text} (${printSource(o.source)}): ${safely(() => reads(scene, o.holds))}`],
    ...(instance === undefined ? {} : { attempted: { rule: instance.rule, params: instance.params } }),
  }
}
const safely = (f: () => string): string => {
  try {
    return f()
  } catch (error) {
    return (error as Error).message
  }
}

/** A counterexample that was found where something is forgotten must be one where nothing is. */
const insist = (isBroken: boolean, id: string): void => {
  if (!isBroken) throw new Error(`${id} was broken where something is forgotten, and is not in the run of the system`)
}

/** A search that forgets stops at the first step that a property forbids. */
const stepStory = (kernel: Kernel, stop: Stop): { readonly id: string; readonly counterexample: Counterexample; readonly verdict: Verdict } => {
  const { flat } = kernel
  const p = flat.properties[stop.which % flat.properties.length] as FlatProperty
  const run = runTo(kernel, stop.state, [], Math.floor(stop.which / flat.properties.length))
  const [state, after] = [run.steps.at(-2)?.state ?? run.initial, run.steps.at(-1)?.state ?? run.initial]
  insist(flat.reading.evaluate(p.property.holds, { state, after, params: {} }) === false, placed(p.property))
  return { id: placed(p.property), verdict: "violated", counterexample: { id: placed(p.property), run, because: whyFalse({ reading: flat.reading, state, after }, p.property.holds) } }
}

/** What the search itself stopped for. */
const stopStory = (kernel: Kernel, stop: Stop): { readonly id: string; readonly counterexample: Counterexample; readonly verdict: Verdict } => {
  const { flat } = kernel
  if (stop.kind === "obligation") return { id: "obligations", counterexample: obligationStory(kernel, { which: stop.which, from: stop.state }), verdict: "violated" }
  const state = stateAt(kernel, stop.state)
  const scene = { reading: flat.reading, state }
  if (stop.kind === "step") return stepStory(kernel, stop)
  if (stop.kind === "deadlock") return { id: "deadlock", verdict: "deadlock", counterexample: { id: "deadlock", run: runTo(kernel, stop.state), because: ["no protocol or world rule is enabled, and the system may not rest here:", ...whyFalse(scene, flat.ir.quiescent.node)] } }
  const p = flat.properties[stop.which]
  if (p === undefined) throw new RangeError("a property that does not exist")
  if (isForgetful(kernel)) insist(flat.reading.evaluate(p.property.given, { state, params: {} }) === true && flat.reading.evaluate(p.property.holds, { state, params: {} }) === (p.property.kind === "forbidden"), placed(p.property))
  const because = p.property.kind === "forbidden" ? [`this state is forbidden: ${reads(scene, p.property.holds)}`] : whyFalse(scene, p.property.holds)
  return { id: placed(p.property), verdict: "violated", counterexample: { id: placed(p.property), run: runTo(kernel, stop.state), because } }
}

/** A witness that the numbers of this size alone rule out, and another size does not. Nothing is asked of it here. */
const barredIn = (flat: FlatSystem): ((p: FlatProperty) => boolean) => {
  const isFixed = fixedBySize(flat)
  return (p) => p.property.kind === "reachable" && isFixed(p.property.holds)
}
const wantedOf = (kernel: Kernel): readonly number[] => {
  const isBarred = barredIn(kernel.flat)
  return unseen(kernel).filter((k) => !isBarred(kernel.flat.properties[k] as FlatProperty))
}

/** `sought`: witnesses that another search has found. */
const judgeStates = (kernel: Kernel, complete: boolean, broken: string | undefined, sought: ReadonlyMap<number, Counterexample>): readonly PropertyResult[] => {
  const isBarred = barredIn(kernel.flat)
  return kernel.flat.properties.flatMap((p, k) => (isBarred(p) ? [] : judgeState(kernel, k, complete, broken, sought.has(k))))
}

const judgeState = (kernel: Kernel, k: number, complete: boolean, broken: string | undefined, isSought: boolean): readonly PropertyResult[] => {
  const p = kernel.flat.properties[k] as FlatProperty
  const id = placed(p.property)
  const open: PropertyResult = { id, verdict: "inconclusive", class: "not-run" }
  switch (p.property.kind) {
    case "step": case "leadsTo": return []
    case "reachable": {
      if (isSought || (kernel.compiled.witnesses[k] ?? -1) >= 0) return [{ id, verdict: "reached", class: complete ? "exhaustive" : "witnessed" }]
      return [complete ? { id, verdict: "unreached", class: "exhaustive" } : open]
    }
    default: return [id === broken ? { id, verdict: "violated", class: "witnessed" } : complete ? { id, verdict: "holds", class: "exhaustive" } : open]
  }
}

/** How long a judgement goes on before it looks whether somebody interrupted it. */
const pause_seconds = 0.1

/** A judgement in every fair run, or why there is none: the limits of the search hold here too. */
const judgedIn = async (kernel: Kernel, graph: LiveGraph, which: number, o: ExploreOptions): Promise<LivenessVerdict | "memory" | "interrupted"> => {
  if (o.limitBytes !== undefined && kernel.compiled.bytes() + liveness_bytes * graph.states > o.limitBytes) return "memory"
  try {
    const slices = judgeLiveness(kernel, graph, which)
    for (let paused = -Infinity;;) {
      if (performance.now() - paused > pause_seconds * 1000) {
        await setImmediate()
        paused = performance.now()
      }
      if (o.signal?.aborted === true) return "interrupted"
      const slice = slices.next()
      if (slice.done === true) return slice.value
    }
  } catch (error) {
    if (outOfMemory(error)) return "memory"
    throw error
  }
}

/** Properties of steps, refinement, completion and properties of runs: judged once the states are known. */
class AfterSearch {
  readonly #kernel: Kernel
  readonly #complete: boolean
  readonly #firstOnly: boolean
  readonly results: PropertyResult[] = []
  counterexample: Counterexample | undefined
  unjudged: CheckResult["unjudged"]
  readonly premises: boolean[]
  /** An obligation of a step property or of a refinement is broken. */
  isBroken = false
  /** `found`: what the search itself stopped for; with `firstOnly`, nothing is then left to judge. */
  constructor(kernel: Kernel, complete: boolean, firstOnly: boolean, found: Counterexample | undefined) {
    this.#kernel = kernel
    this.#complete = complete
    this.#firstOnly = firstOnly
    this.counterexample = found
    this.premises = [...kernel.compiled.premises].map((x) => x === 1)
  }
  #add(id: string, counterexample: Counterexample | undefined, broken?: Broken, isJudged = true): void {
    this.isBroken ||= broken !== undefined
    this.counterexample ??= counterexample ?? (broken && obligationStory(this.#kernel, broken))
    const verdict = counterexample !== undefined ? "violated" : this.#complete && isJudged && broken === undefined ? "holds" : "inconclusive"
    this.results.push({ id, verdict, class: verdict === "inconclusive" ? "not-run" : verdict === "violated" ? "witnessed" : "exhaustive" })
  }
  /** Nothing more is to be judged. */
  get #isOver(): boolean { return this.#firstOnly && this.counterexample !== undefined }
  /** `stopped`: what the search itself was stopped for. */
  steps(stopped: string | undefined): void {
    this.#kernel.flat.properties.forEach((p, k) => {
      if (p.property.kind !== "step" || this.#isOver) return
      const { broken, violation: v, required } = judgeSteps(this.#kernel, k)
      this.premises[k] = required
      const id = placed(p.property)
      if (id === stopped) this.results.push({ id, verdict: "violated", class: "witnessed" })
      else this.#add(id, v && { id, run: runTo(this.#kernel, v.from, [v.to]), because: whyFalse({ reading: this.#kernel.flat.reading, state: stateAt(this.#kernel, v.from), after: stateAt(this.#kernel, v.to) }, p.property.holds) }, broken)
    })
  }
  refinements(): readonly Vacuity[] {
    return this.#kernel.flat.refinements.flatMap((r, k) => {
      if (this.#isOver) return []
      const { broken, violation: v, text, taken } = judgeRefinement(this.#kernel, k)
      const id = r.refinement.id
      this.#add(id, v && { id, run: v.instance < 0 ? runTo(this.#kernel, v.from) : runTo(this.#kernel, v.from, [v.to]), because: [text] }, broken)
      if (v !== undefined || broken !== undefined || !this.#complete) return []
      return r.refinement.service.rules.filter((x) => !taken.has(x.id)).map((x): Vacuity => ({ kind: "rule", id: x.id, text: `the service's rule ${x.id} is never taken by ${id}` }))
    })
  }
  /** Judged on complete graphs only: where states are missing, a run may seem to end, or to have no way out. */
  async runs(o: ExploreOptions): Promise<readonly Vacuity[]> {
    const { flat } = this.#kernel
    const isFixed = fixedBySize(flat)
    const graph = this.#complete ? liveGraphOf(this.#kernel) : undefined
    const idle: Vacuity[] = []
    for (const [k, p] of flat.properties.entries()) {
      if (p.property.kind !== "leadsTo" || this.#isOver) continue
      const id = placed(p.property)
      const answer = graph === undefined ? undefined : await judgedIn(this.#kernel, graph, k, o)
      const found = typeof answer === "object" ? answer : undefined
      if (typeof answer === "string") this.unjudged = answer
      this.#add(id, found?.counterexample, undefined, found !== undefined)
      if (found?.lacks !== "assumption" || isFixed(p.property.given) || (p.property.assume !== undefined && isFixed(p.property.assume.holds))) continue
      idle.push({ kind: "assumption", id: p.property.id, text: `${id} was never put to the test: no fair run that comes by its premise is as it assumes` })
    }
    return idle
  }
  completion(): void {
    if (this.#isOver) return
    const stuck = this.#complete ? incomplete(this.#kernel) : undefined
    this.#add("completion", stuck === undefined ? undefined : { id: "completion", run: runTo(this.#kernel, stuck), because: ["from here no quiescent state can be reached without faults:", ...whyFalse({ reading: this.#kernel.flat.reading, state: stateAt(this.#kernel, stuck) }, this.#kernel.flat.ir.quiescent.node)] })
  }
}

const judge = async (e: Exploration, o: CheckOptions, sought: ReadonlyMap<number, Counterexample>): Promise<Judged & { readonly more: readonly Vacuity[] }> => {
  const hasEdges = o.edges !== false
  const { kernel } = e
  const stop = kernel.compiled.stop()
  const found = stop === undefined || stop.kind === "states" || stop.kind === "memory" || stop.kind === "refused" ? undefined : stopStory(kernel, stop)
  const complete = e.cut === undefined && found === undefined && stop?.kind !== "refused"
  const after = new AfterSearch(kernel, complete && hasEdges, o.firstOnly === true, found?.counterexample)
  const whole = (id: string, isBroken: boolean, isWhole: boolean): PropertyResult => ({ id, verdict: isBroken ? "violated" : isWhole ? "holds" : "inconclusive", class: isBroken ? "witnessed" : isWhole ? "exhaustive" : "not-run" })
  after.steps(found?.id)
  const more = after.refinements()
  after.completion()
  const idle = await after.runs(o)
  const states = judgeStates(kernel, complete, found?.id, sought)
  const results = [...states, ...after.results, whole("deadlock", found?.id === "deadlock", complete), whole("obligations", found?.id === "obligations" || after.isBroken, complete && hasEdges)]
  const violated = results.some((r) => r.verdict === "violated" || r.verdict === "unreached")
  const isOpen = results.some((r) => r.verdict === "inconclusive")
  return {
    results, counterexample: after.counterexample, premises: after.premises, more: [...more, ...idle], unjudged: after.unjudged,
    verdict: found?.verdict ?? (violated ? "violated" : complete && hasEdges && !isOpen ? "holds" : "inconclusive"),
  }
}

const unsettledBy = (refused: string | undefined, sought: Sought): { readonly refused?: string } =>
  (refused !== undefined ? { refused } : sought.isWhole ? {} : { refused: "not all witnesses were found within the limits" })

/** `refused`: why the result is none of the system. */
const checkOnce = async (ir: SystemIr, flat: FlatSystem, o: CheckOptions): Promise<CheckResult & { readonly refused?: string }> => {
  const e = await explore(flat, o)
  const c = e.kernel.compiled
  o.onKernel?.(e.kernel)
  const stop = c.stop()
  const refused = stop?.kind === "refused" ? (e.kernel.refusals?.[stop.which] ?? "") : undefined
  const sought = isForgetful(e.kernel) && e.cut === undefined && stop === undefined ? await seek(flat, wantedOf(e.kernel), o) : nothingSought
  const judged = await judge(e, o, sought.runs)
  const complete = e.cut === undefined && judged.verdict === "holds"
  const vacuous = complete && o.coverage !== false ? [...vacuities(flat, e.kernel.plan, c, judged.premises), ...judged.more] : []
  return {
    system: ir.id, size: flat.sizeName, sizes: flat.sizes, verdict: judged.verdict === "holds" && vacuous.length > 0 ? "vacuous" : judged.verdict,
    states: c.states(), transitions: c.transitions(), depth: c.depth(), seconds: e.seconds, statesPerSecond: Math.round(c.states() / Math.max(e.seconds, 1e-6)),
    peakMemoryBytes: c.bytes(), properties: judged.results, vacuous, flat, ...unsettledBy(refused, sought),
    ...(e.cut === undefined ? {} : { cut: e.cut }),
    ...(judged.unjudged === undefined ? {} : { unjudged: judged.unjudged }),
    ...(judged.counterexample === undefined ? {} : { counterexample: judged.counterexample }),
    ...(o.withWitnesses === true ? { witnesses: witnessesOf(e.kernel, sought.runs) } : {}),
  }
}

/** Why a run that forgets does not settle it; undefined where it does. What it has not seen of a rule may have been forgotten. */
const unsettled = (r: CheckResult & { readonly refused?: string }): string | undefined => r.refused ?? (r.verdict === "vacuous" ? r.vacuous[0]?.text : undefined)

/**
 * Checks a system. `size` names one of its sizes, default `small`; `sizes` gives numbers of your own. With `forget` it
 * forgets what the system says may be forgotten; where something depends on that, it checks once more, and forgets nothing.
 *
 * @throws InputError for a size that it lacks.
 */
export const check = async (ir: SystemIr, o: CheckOptions = {}): Promise<CheckResult> => {
  const size = o.sizes === undefined ? (o.size ?? "small") : "custom"
  const flat = flatten(ir, o.sizes ?? sizesOf(ir, size), size)
  if (o.forget !== true || flat.forgets.length === 0) return checkOnce(ir, flat, { ...o, forget: false })
  const forgets = ir.forgets.map((r) => r.id)
  const reduced = await checkOnce(ir, flat, o)
  const because = unsettled(reduced)
  if (because === undefined) return { ...reduced, reduction: { forgets, isUsed: true } }
  return { ...(await checkOnce(ir, flat, { ...o, forget: false })), reduction: { forgets, isUsed: false, because } }
}

const witnessesOf = (kernel: Kernel, sought: ReadonlyMap<number, Counterexample>): ReadonlyMap<string, Counterexample> =>
  new Map(kernel.flat.properties.flatMap((p, k): readonly (readonly [string, Counterexample])[] => {
    const found = runToWitness(kernel, k) ?? sought.get(k)
    return found === undefined ? [] : [[placed(p.property), found]]
  }))
