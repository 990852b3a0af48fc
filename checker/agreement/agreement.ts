/**
 * The readings of a system agree: TypeScript as it stands, the IR's interpreter, and the compiled kernel. Compared over
 * every reachable state: each conjunct, each labelled successor and its fields and cells, each property. That a reading
 * has no value counts as a value: where one meets a broken obligation, the others must.
 */
import { probeOf, type Probe } from "../explorer/probe.ts"
import { kernelOf, type Kernel } from "../explorer/kernel.ts"
import { pack, unpack } from "../explorer/layout.ts"
import { codec, flatten, type Codec, type FlatInstance, type FlatObligation, type FlatSystem } from "../ir/flat.ts"
import { sortAt } from "../ir/sort.ts"
import type { Obligation, PropertyIr, RuleIr, Sizes, SystemIr } from "../ir/system.ts"
import { placed } from "../ir/system.ts"
import { same, type State, type Value } from "../ir/value.ts"
import { Reading, type Params } from "../ir/reading.ts"
import type { System } from "../language/index.ts"
import { confined } from "../runtime/confine.ts"
import { leafValues, nested, runtimeOf, type Runtime, type RuntimeInstance } from "../runtime/runtime.ts"
import { Disagreement, printBroken, type Place, type Sayings } from "./disagreement.ts"

export interface Agreed {
  readonly states: number
  readonly transitions: number
  /** True if the limit left states unseen. */
  readonly cut: boolean
  /** How often all readings met a broken obligation, by its code. */
  readonly broken: ReadonlyMap<Obligation["code"], number>
}
export interface AgreeOptions {
  /** Most states that are compared; default all. */
  readonly limitStates?: number
  /** Changes what the kernel is compiled from. Tests break it here and expect to be told. */
  readonly compiled?: (flat: FlatSystem) => FlatSystem
}

/** One state as each reading has it. */
interface Triple {
  readonly value: Value
  readonly leaves: State
  readonly words: Int32Array
}
/** One instance as each reading has it; the kernel drops those that no state enables. */
interface Trio {
  readonly label: string
  readonly rule: RuleIr
  readonly params: Params
  readonly typescript: RuntimeInstance
  readonly flat: FlatInstance | undefined
}
/** A property with all that does not change from state to state. */
interface Judged {
  readonly p: PropertyIr
  readonly k: number
  readonly ours: Runtime["properties"][number]
  readonly list: readonly FlatObligation[]
  readonly places: Readonly<Record<"given" | "holds" | "assume", Omit<Place, "system" | "state">>>
}
type Attempt<T> = { readonly value: T } | { readonly error: string }

const attempt = <T>(f: () => T): Attempt<T> => {
  try {
    return { value: f() }
  } catch (error) {
    return { error: String(error) }
  }
}
const said = <T>(a: Attempt<T>): unknown => ("error" in a ? a.error : a.value)

/**
 * True if running the source is sure to meet the broken obligation too. A remainder by 0 and a missing case give NaN
 * and `undefined`, which a comparison may swallow; room and ranges of what is not kept show nowhere; and JavaScript's
 * quantifiers stop before an element that the obligation counts.
 */
const isSeen = (o: Obligation): boolean => (o.code === "O2" || (o.code === "O1" && !o.text.startsWith("%"))) && o.holds.op !== "every"

class Agreement {
  readonly #ir: SystemIr
  readonly #sizes: Sizes
  readonly #runtime: Runtime
  readonly #reading: Reading
  readonly #flat: FlatSystem
  readonly #kernel: Kernel
  readonly #probe: Probe
  readonly #codec: Codec
  readonly #trios: readonly Trio[]
  readonly #single = new Map<number, Kernel>()
  readonly #seen = new Set<string>()
  readonly #queue: Triple[] = []
  readonly #broken = new Map<Obligation["code"], number>()
  readonly #judged: { readonly states: readonly Judged[]; readonly steps: readonly Judged[] }
  #givenAt: Triple | undefined
  #given: (Attempt<boolean> | undefined)[] = []

  constructor(runtime: Runtime, ir: SystemIr, sizes: Sizes, compiled: (flat: FlatSystem) => FlatSystem) {
    this.#ir = ir
    this.#sizes = sizes
    this.#runtime = runtime
    this.#flat = compiled(flatten(ir, sizes))
    this.#reading = this.#flat.reading
    this.#kernel = this.#compile(this.#flat.instances)
    this.#probe = probeOf(this.#flat)
    this.#codec = codec(ir, sizes)
    this.#trios = this.#align()
    const judged = ir.properties.map((p, k): Judged => ({
      p, k, ours: runtime.properties[k] as Runtime["properties"][number], list: this.#flat.properties[k]?.obligations ?? [],
      places: { given: { kind: "property", name: `${placed(p)} (given)` }, holds: { kind: "property", name: placed(p) }, assume: { kind: "property", name: `${placed(p)} (assume)` } },
    }))
    this.#judged = { states: judged.filter((j) => j.p.kind !== "step"), steps: judged.filter((j) => j.p.kind === "step") }
  }

  /** A kernel without properties, which would end the expansion of a state where they fail. */
  #compile(instances: readonly FlatInstance[]): Kernel {
    return kernelOf({ ...this.#flat, instances, properties: [], quiescent: this.#flat.nodes.bool(true), quiescentObligations: [] }, { coverage: false, edges: false })
  }

  #refuse(place: Omit<Place, "system" | "state">, sayings: Sayings, s?: Triple): never {
    throw new Disagreement({ ...place, system: this.#ir.id, state: s === undefined ? "" : JSON.stringify(s.value) }, sayings)
  }

  #align(): readonly Trio[] {
    const { instances } = this.#reading
    const [labels, properties] = [instances.map((x) => x.label), this.#ir.properties.map(placed)]
    const [ours, oursToo] = [this.#runtime.instances.map((x) => x.label), this.#runtime.properties.map((p) => p.id)]
    if (!same(labels, ours)) this.#refuse({ kind: "instances", name: "and their order" }, { typescript: ours, interpreter: labels })
    if (!same(properties, oursToo)) this.#refuse({ kind: "instances", name: "of properties" }, { typescript: oursToo, interpreter: properties })
    let next = 0
    return instances.map((x, k) => {
      const flat = this.#flat.instances[next]
      const isKept = flat !== undefined && flat.label === x.label && flat.rule === x.rule
      if (isKept) next++
      return { label: x.label, rule: x.rule, params: x.params, typescript: this.#runtime.instances[k] as RuntimeInstance, flat: isKept ? flat : undefined }
    })
  }

  /** Notes an obligation that the interpreter finds broken, and asks the others for it. */
  #agreeOnBroken(o: Obligation, typescript: Attempt<unknown>, kernel: Obligation | undefined, place: Omit<Place, "system" | "state" | "kind">, s: Triple): Obligation {
    if (kernel !== o || ("value" in typescript && isSeen(o)))
      this.#refuse({ ...place, kind: "obligation" }, { typescript: said(typescript), interpreter: printBroken(o), kernel: printBroken(kernel) }, s)
    this.#broken.set(o.code, (this.#broken.get(o.code) ?? 0) + 1)
    return o
  }

  /** The enabledness of an instance, or the obligation that its guard breaks. */
  #guard(x: Trio, s: Triple): boolean | Obligation {
    const { rule, params } = x
    const typescript = attempt(() => this.#runtime.conjuncts(x.typescript, s.value))
    const findings = x.flat === undefined ? undefined : this.#probe.instance(x.flat.index, s.words).slice(0, -1)
    const inKernel = findings?.findIndex((f) => f < 0) ?? -1
    const kernel = inKernel < 0 ? undefined : x.flat?.conjuncts[inKernel]?.obligations[-1 - (findings?.[inKernel] as number)]?.obligation
    for (const c of rule.when) {
      const o = this.#reading.broken(c.obligations, s.leaves, params)
      if (o !== undefined) return this.#agreeOnBroken(o, typescript, kernel, { instance: x.label, name: c.name }, s)
    }
    if (kernel !== undefined || "error" in typescript) return this.#refuse({ instance: x.label, kind: "obligation", name: rule.when[inKernel]?.name ?? "when" }, { typescript: said(typescript), interpreter: printBroken(undefined), kernel: printBroken(kernel) }, s)
    const own = typescript.value
    if (!same(own.map(([name]) => name), rule.when.map((c) => c.name))) this.#refuse({ instance: x.label, kind: "conjunct", name: "names" }, { typescript: own.map(([name]) => name), interpreter: rule.when.map((c) => c.name) }, s)
    const values = rule.when.map((c, k) => {
      const v = { typescript: own[k]?.[1], interpreter: said(attempt(() => this.#reading.evaluate(c.node, { state: s.leaves, params }))), kernel: findings === undefined ? undefined : findings[k] === 1 }
      if (v.interpreter !== v.typescript || (v.kernel !== undefined && v.kernel !== v.typescript)) this.#refuse({ instance: x.label, kind: "conjunct", name: c.name }, v, s)
      return v.typescript === true
    })
    const enabled = values.every((v) => v)
    if (enabled && x.flat === undefined) this.#refuse({ instance: x.label, kind: "successor", name: "by an instance that the kernel lacks" }, { typescript: true, interpreter: true, kernel: false }, s)
    return enabled
  }

  /** The next state by an enabled instance, or the obligation that its effect breaks. */
  #effect(x: Trio, s: Triple): Triple | Obligation {
    const flat = x.flat as FlatInstance
    const finding = this.#probe.instance(flat.index, s.words).at(-1) as number
    const kernel = finding < 0 ? flat.obligations[-1 - finding]?.obligation : undefined
    const typescript = attempt(() => this.#runtime.step(x.typescript, s.value))
    const o = this.#reading.broken(x.rule.obligations, s.leaves, x.params)
    if (o !== undefined) return this.#agreeOnBroken(o, typescript, kernel, { instance: x.label, name: "then" }, s)
    if (kernel !== undefined || "error" in typescript) return this.#refuse({ instance: x.label, kind: "obligation", name: "then" }, { typescript: said(typescript), interpreter: printBroken(undefined), kernel: printBroken(kernel) }, s)
    const interpreter = attempt(() => this.#reading.step(x.rule, s.leaves, x.params))
    if ("error" in interpreter) return this.#refuse({ instance: x.label, kind: "successor", name: "of the interpreter" }, { typescript: typescript.value, interpreter: interpreter.error }, s)
    this.#sameLeaves(x, s, leafValues(this.#ir.leaves, typescript.value), { interpreter: interpreter.value })
    return this.#triple(interpreter.value, typescript.value)
  }

  /** `value` is what TypeScript made, where it has been compared with the leaves. */
  #triple(leaves: State, value = nested(this.#ir.state, leaves)): Triple {
    return { value, leaves, words: pack(this.#kernel.layout, this.#codec.encode(leaves)) }
  }

  #sameLeaves(x: Trio, s: Triple, typescript: State, other: { readonly interpreter?: State; readonly kernel?: State }): void {
    for (const [reading, values] of Object.entries(other)) this.#ir.leaves.forEach((l, i) => {
      if (!same(typescript[i] as Value, values[i] as Value)) this.#refuse({ instance: x.label, kind: "field", name: l.path }, { typescript: typescript[i], [reading]: values[i] }, s)
    })
  }

  /** Compares the words of a successor, dead cells included. */
  #sameWords(x: Trio, s: Triple, t: Triple, words: Int32Array): void {
    if (words.every((w, i) => w === t.words[i])) return
    const codes = unpack(this.#kernel.layout, words)
    this.#sameLeaves(x, s, t.leaves, { kernel: this.#codec.decode(codes) })
    const expected = unpack(this.#kernel.layout, t.words)
    const cell = codes.findIndex((c, i) => c !== expected[i])
    this.#refuse({ instance: x.label, kind: "cell", name: this.#flat.cells[cell]?.path ?? "outside all cells" }, { interpreter: expected[cell], kernel: codes[cell] }, s)
  }

  /** Compares the kernel's successors with those of the others: the same instances, in the same order, the same words. */
  #successors(kernel: Kernel, s: Triple, expected: readonly (readonly [Trio, Triple])[]): void {
    const found = attempt(() => kernel.compiled.successors(s.words))
    const labels = expected.map(([x]) => x.label)
    if ("error" in found) return this.#refuse({ kind: "successor", name: "of the kernel" }, { interpreter: labels, kernel: found.error }, s)
    const width = kernel.layout.words + 1
    const theirs = Array.from({ length: found.value.length / width }, (_, k) => kernel.flat.instances[found.value[k * width] as number]?.label ?? "none")
    const odd = labels.findIndex((l, k) => l !== theirs[k])
    if (odd >= 0 || labels.length !== theirs.length) {
      const label = (odd >= 0 ? labels[odd] : theirs[labels.length]) as string
      this.#refuse({ instance: label, kind: "successor", name: "list" }, { interpreter: labels, kernel: theirs }, s)
    }
    expected.forEach(([x, t], k) => this.#sameWords(x, s, t, found.value.slice(k * width + 1, (k + 1) * width)))
  }

  /** A kernel of one instance alone: for states in which another instance breaks an obligation. */
  #alone(flat: FlatInstance): Kernel {
    const known = this.#single.get(flat.index) ?? this.#compile([{ ...flat, index: 0 }])
    this.#single.set(flat.index, known)
    return known
  }

  /** In a state that breaks obligations the kernel stops for the first; each instance is compared by itself. */
  #afterBroken(s: Triple, first: Obligation, expected: readonly (readonly [Trio, Triple])[]): void {
    let which: unknown
    try {
      this.#kernel.compiled.successors(s.words)
    } catch (error) {
      which = (error as Error).cause
    }
    const found = typeof which === "number" ? this.#kernel.obligations[which]?.obligation.obligation : undefined
    if (found !== first) this.#refuse({ kind: "obligation", name: "that stops the kernel" }, { interpreter: printBroken(first), kernel: printBroken(found) }, s)
    for (const [x, t] of expected) this.#successors(this.#alone(x.flat as FlatInstance), s, [[x, t]])
  }

  /** Compares a truth with its obligations; `finding` is the kernel's, undefined where it has none. */
  #truth(place: Omit<Place, "system" | "state">, s: Triple, o: Obligation | undefined, list: readonly FlatObligation[], finding: number | undefined, of: { readonly typescript: () => boolean; readonly interpreter: () => Value }): boolean {
    const typescript = attempt(of.typescript)
    const kernel = finding !== undefined && finding < 0 ? list[-1 - finding]?.obligation : undefined
    if (o !== undefined) {
      this.#agreeOnBroken(o, typescript, finding === undefined ? o : kernel, { name: `${place.kind} ${place.name}` }, s)
      return false
    }
    const v: Sayings = { typescript: said(typescript), interpreter: said(attempt(of.interpreter)), ...(finding === undefined ? {} : { kernel: kernel === undefined ? finding === 1 : printBroken(kernel) }) }
    if (v.typescript !== v.interpreter || (finding !== undefined && v.kernel !== v.typescript)) this.#refuse(place, v, s)
    return v.typescript === true
  }

  /** Compares the properties of states or, with `t`, those of steps. */
  #properties(s: Triple, t?: Triple): void {
    const judged = t === undefined ? this.#judged.states : this.#judged.steps
    if (judged.length === 0) return
    const words = new Int32Array(2 * s.words.length)
    words.set(s.words)
    words.set((t ?? s).words, s.words.length)
    for (const j of judged) this.#property(j, words, s, t)
  }

  #property({ p, k, ours, places, list }: Judged, words: Int32Array, s: Triple, t: Triple | undefined): void {
    const env = { state: s.leaves, params: {}, ...(t === undefined ? {} : { after: t.leaves }) }
    const findings = this.#probe.property(k, words)
    const o = this.#reading.broken(p.obligations, s.leaves, {}, t?.leaves)
    const assume = p.assume
    const given = this.#truth(places.given, s, o, list, findings[0], {
      typescript: () => {
        const given = this.#givenIn(k, ours, s)
        const isDue = given || p.kind === "leadsTo"
        // With a broken obligation it matters only whether TypeScript fails anywhere.
        if (o !== undefined && isDue) this.#runtime.holds(ours, s.value, t?.value)
        if (o !== undefined) this.#runtime.assumed(ours, s.value)
        return given
      },
      interpreter: () => this.#reading.evaluate(p.given, env),
    })
    // A goal is looked for in every state.
    if (given || (p.kind === "leadsTo" && o === undefined)) this.#truth(places.holds, s, undefined, [], findings[1], { typescript: () => this.#runtime.holds(ours, s.value, t?.value), interpreter: () => this.#reading.evaluate(p.holds, env) })
    if (assume !== undefined && o === undefined) this.#truth(places.assume, s, undefined, [], findings[2], { typescript: () => this.#runtime.assumed(ours, s.value) === true, interpreter: () => this.#reading.evaluate(assume.holds, env) })
  }

  /** TypeScript's premise of property `k` in a state. It is a pure function of the state, and asked once a state rather than once a step. */
  #givenIn(k: number, ours: Runtime["properties"][number], s: Triple): boolean {
    if (this.#givenAt !== s) {
      this.#givenAt = s
      this.#given = []
    }
    const known = (this.#given[k] ??= attempt(() => this.#runtime.given(ours, s.value)))
    if ("error" in known) throw new RangeError(known.error)
    return known.value
  }

  #refinements(s: Triple): void {
    this.#ir.refinements.forEach((r, k) => {
      const typescript = attempt(() => this.#runtime.abstract(k, s.value))
      const o = this.#reading.broken(r.obligations, s.leaves, {})
      const finding = this.#probe.mapped(k, s.words)
      const broken = finding < 0 ? this.#flat.refinements[k]?.obligations[-1 - finding]?.obligation : undefined
      if (o !== undefined) return void this.#agreeOnBroken(o, typescript, broken, { name: `refinement ${r.id}` }, s)
      if (broken !== undefined) this.#refuse({ kind: "obligation", name: `refinement ${r.id}` }, { interpreter: printBroken(o), kernel: printBroken(broken) }, s)
      const kernel = codec(r.service, this.#sizes).decode(this.#probe.abstract(k, s.words))
      r.service.leaves.forEach((l, i) => {
        const values = [
          said(attempt(() => confined(sortAt(l.sort, this.#sizes), "error" in typescript ? undefined : leafValues([l], typescript.value)[0]))),
          said(attempt(() => this.#reading.evaluate(r.as[i]?.node ?? this.#ir.quiescent.node, { state: s.leaves, params: {} }))), kernel[i],
        ] as const
        if (!same(values[0] as Value, values[1] as Value) || !same(values[0] as Value, values[2] as Value)) this.#refuse({ kind: "refinement", name: `${r.id}: ${l.path}` }, { typescript: values[0], interpreter: values[1], kernel: values[2] }, s)
      })
    })
  }

  #initial(): Triple {
    const typescript = attempt(() => this.#runtime.initial())
    const interpreter = attempt(() => this.#reading.initial())
    const ours = "error" in typescript ? undefined : leafValues(this.#ir.leaves, typescript.value)
    if (ours === undefined || "error" in interpreter) return this.#refuse({ kind: "initial", name: "state" }, { typescript: said(typescript), interpreter: said(interpreter) })
    const kernel = this.#codec.decode(unpack(this.#kernel.layout, this.#kernel.compiled.store()))
    this.#ir.leaves.forEach((l, i) => {
      const v = { typescript: ours[i], interpreter: interpreter.value[i], kernel: kernel[i] }
      if (!same(v.typescript as Value, v.interpreter as Value) || !same(v.typescript as Value, v.kernel as Value)) this.#refuse({ kind: "initial", name: l.path }, v)
    })
    return this.#triple(interpreter.value)
  }

  #meet(t: Triple): void {
    const key = t.words.join()
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    // Built from the leaves, a state that waits shares their memory.
    this.#queue.push({ ...t, value: nested(this.#ir.state, t.leaves) })
  }

  /** Compares all that the readings say of one state, and gives back the steps that lead from it. */
  #visit(s: Triple): readonly (readonly [Trio, Triple])[] {
    const steps: (readonly [Trio, Triple])[] = []
    let first: Obligation | undefined
    for (const x of this.#trios) {
      const enabled = this.#guard(x, s)
      const t = enabled === true ? this.#effect(x, s) : enabled
      if (t === false) continue
      if (typeof t === "object" && "words" in t) steps.push([x, t])
      else first ??= t as Obligation
    }
    if (first === undefined) this.#successors(this.#kernel, s, steps)
    else this.#afterBroken(s, first, steps)
    this.#properties(s)
    for (const [, t] of steps) this.#properties(s, t)
    this.#refinements(s)
    const { quiescent } = this.#ir
    this.#truth({ kind: "quiescent", name: "predicate" }, s, this.#reading.broken(quiescent.obligations, s.leaves, {}), this.#flat.quiescentObligations, this.#probe.quiescent(s.words), {
      typescript: () => this.#runtime.quiescent(s.value), interpreter: () => this.#reading.evaluate(quiescent.node, { state: s.leaves, params: {} }),
    })
    return steps
  }

  run(limitStates: number): Agreed {
    this.#meet(this.#initial())
    let transitions = 0
    let visited = 0
    for (; visited < this.#queue.length && visited < limitStates; visited++) {
      const steps = this.#visit(this.#queue[visited] as Triple)
      transitions += steps.length
      for (const [, t] of steps) this.#meet(t)
    }
    return { states: visited, transitions, cut: visited < this.#queue.length, broken: this.#broken }
  }
}

/**
 * Compares the three readings of a system over every reachable state. `system` is the value that was lowered to `ir`.
 *
 * @throws Disagreement at the first difference.
 */
export const agree = <S, N>(system: System<S, N>, ir: SystemIr, sizes: Sizes, o: AgreeOptions = {}): Agreed => {
  const runtime = runtimeOf(system, ir, sizes)
  const broken = new Reading(ir, sizes).broken(ir.initObligations, [], {})
  if (broken === undefined) return new Agreement(runtime, ir, sizes, o.compiled ?? ((flat) => flat)).run(o.limitStates ?? Infinity)
  const [typescript, kernel] = [attempt(() => runtime.initial()), attempt(() => flatten(ir, sizes))]
  const interpreter = attempt(() => new Reading(ir, sizes).initial())
  const isOther = "value" in typescript && "value" in interpreter && !same(leafValues(ir.leaves, typescript.value), interpreter.value)
  if ("value" in kernel || ("value" in typescript && isSeen(broken)) || isOther)
    throw new Disagreement({ system: ir.id, kind: "obligation", name: "of the initial state", state: "" }, { typescript: said(typescript), interpreter: printBroken(broken), kernel: "value" in kernel ? "a system" : kernel.error })
  return { states: 0, transitions: 0, cut: false, broken: new Map([[broken.code, 1]]) }
}
