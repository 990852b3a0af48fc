/**
 * Prints a flat system as a breadth-first explorer over packed integers, and compiles it.
 *
 * States lie flat in one array in the order of discovery: that array is the queue. The index is open addressing with
 * the high bits of the hash as a tag, so that nearly every probe of another state is decided without reading it; and
 * successors are inserted in batches, so that the processor overlaps the cache misses of the index.
 */
import { InputError } from "../errors.ts"
import type { FlatInstance, FlatObligation, FlatSystem, FlatProperty } from "../ir/flat.ts"
import type { Node } from "../ir/node.ts"
import { placed, printSource } from "../ir/system.ts"
import { Emitter } from "./emit.ts"
import { layoutOf, maskOf, pack, type Layout } from "./layout.ts"
import { ruleFacts, type CoveragePlan } from "./coverage.ts"
import { runtime, type Compiled } from "./runtime.ts"
import { Guard } from "../reduction/guard.ts"

export interface KernelOptions {
  /** Watch which conjuncts, branches and premises were seen. */
  readonly coverage: boolean
  /** Keep every edge, for properties of steps, completion and refinement. */
  readonly edges: boolean
  /** Forget in every state what the system says may be forgotten; the search stops with `refused` where something depends on it. */
  readonly forget?: boolean
  /** Most states that are stored; the search stops with `states` where there are more. */
  readonly limitStates?: number
  /** Most bytes of the store; the search stops with `memory` before it would take more. */
  readonly limitBytes?: number
}

export interface Kernel {
  readonly flat: FlatSystem
  readonly layout: Layout
  readonly plan: CoveragePlan
  readonly obligations: readonly { readonly obligation: FlatObligation; readonly instance?: FlatInstance; readonly owner: string }[]
  readonly source: string
  readonly compiled: Compiled
  /** Set where states were forgotten in: for each number of a stop with `refused`, what depended on it. */
  readonly refusals?: readonly string[]
}

/** Most states that an index of 32-bit entries can hold. */
const limit_states = 2 ** 29

/** Longest text of one generated function: V8 leaves functions that are much longer unoptimised. */
const chunk_chars = 12_000

/** Longest text of all that expands a state: compiling more would take longer than anyone waits. */
const limit_chars = 50_000_000

class Printer {
  readonly #flat: FlatSystem
  readonly #layout: Layout
  readonly #options: KernelOptions
  readonly #plan: CoveragePlan
  readonly obligations: { obligation: FlatObligation; instance?: FlatInstance; owner: string }[] = []
  readonly #functions: string[] = []
  readonly #guard: Guard | undefined

  constructor(flat: FlatSystem, layout: Layout, options: KernelOptions, plan: CoveragePlan, guard: Guard | undefined) {
    this.#guard = guard
    this.#flat = flat
    this.#layout = layout
    this.#options = options
    this.#plan = plan
  }

  #emitter(): Emitter { return new Emitter(this.#layout, this.#flat.cells, this.#guard?.names) }

  #demand(e: Emitter, list: readonly FlatObligation[], owner: string, instance?: FlatInstance): string {
    return list.map((o) => {
      const which = this.obligations.push({ obligation: o, owner, ...(instance === undefined ? {} : { instance }) }) - 1
      return this.#test(e, o.node, `return fail(1,${which},i);`, `${owner} depends on what was forgotten: ${o.obligation.text}`)
    }).join("")
  }

  /** Does `otherwise` where a condition fails. Where what is known does not decide it, the search ends for the reason `what`. */
  #test(e: Emitter, n: Node, otherwise: string, what: string): string {
    if (this.#guard?.known.touches(n) !== true) {
      const test = e.text(n)
      return test === "true" ? "" : `${e.lines()}if(!${test})${otherwise}`
    }
    const { yes, no } = this.#guard.truth(n)
    const [holds, fails] = [e.text(yes), e.text(no)]
    return holds === "true" ? "" : `${e.lines()}if(!${holds}){if(${fails})${otherwise}${this.#guard.refuse(what)}}`
  }
  /** What is printed of conditions: all of it is named when a block begins, so that what is shared is printed once. */
  #roots(nodes: readonly Node[]): readonly Node[] {
    const guard = this.#guard
    return guard === undefined ? nodes : nodes.flatMap((n) => (n.sort.kind === "bool" && guard.known.touches(n) ? [guard.truth(n).yes, guard.truth(n).no] : [n]))
  }

  #instance(e: Emitter, x: FlatInstance): string {
    e.block([...this.#roots([...x.conjuncts.flatMap((c) => [...c.obligations.map((o) => o.node), c.node]), ...x.obligations.map((o) => o.node)]), ...x.updates.map((u) => u.node)])
    const label = `r${x.index}`
    const watched = this.#options.coverage ? `if(left[${this.#plan.ruleOf[x.index] as number}]!==0)cover${x.index}(b);` : ""
    const obliged = x.conjuncts.map((c, k) => this.#demand(e, c.obligations, `${x.rule.id}.${x.rule.when[k]?.name ?? ""}`, x)).join("")
    if (x.conjuncts.some((c) => c.node.op === "lit" && c.node.value === false)) return `${label}:{${watched}${obliged}}\n`
    const guard = this.#conjuncts(e, x, label)
    const demanded = this.#demand(e, x.obligations, x.rule.id, x)
    return `${label}:{${watched}${obliged}${guard}${demanded}${x.rule.by === "fault" ? "" : "en=1;"}${this.#successor(e, x)}}\n`
  }

  /** A conjunct that is known to fail disables the instance, whatever is not known of the others: these are looked at last. */
  #conjuncts(e: Emitter, x: FlatInstance, label: string): string {
    const isTouched = (n: Node): boolean => this.#guard?.known.touches(n) === true
    const all = x.conjuncts.map((c) => c.node)
    const plain = all.filter((n) => !isTouched(n)).map((n) => this.#test(e, n, `break ${label};`, "")).join("")
    const truths = all.filter(isTouched).map((n) => (this.#guard as Guard).truth(n))
    const fails = truths.map((t) => { const text = e.text(t.no); return text === "false" ? "" : `${e.lines()}if(${text})break ${label};` }).join("")
    const unknown = truths.map((t) => { const text = e.text(t.yes); return text === "true" ? "" : `${e.lines()}if(!${text})${(this.#guard as Guard).refuse(`whether ${x.label} is enabled depends on what was forgotten`)}` }).join("")
    return plain + fails + unknown
  }

  #successor(e: Emitter, x: FlatInstance): string {
    const masks = new Map<number, number>()
    const parts = new Map<number, string[]>()
    for (const u of x.updates) {
      const p = this.#layout.places[u.cell]
      if (p === undefined || p.bits === 0) continue
      masks.set(p.word, (masks.get(p.word) ?? 0) | (maskOf(p.bits) << p.shift))
      const text = e.shifted(u.cell, u.node)
      parts.set(p.word, [...(parts.get(p.word) ?? []), text])
    }
    const words = Array.from({ length: this.#layout.words }, (_, k) => {
      const mask = masks.get(k)
      const kept = mask === undefined ? e.word(k) : `${e.word(k)}&${~mask}`
      return `pw[o+${k}]=${[kept, ...(parts.get(k) ?? [])].join("|")};`
    }).join("")
    const row = `${e.lines()}const o=m*${this.#layout.words};${words}`
    const guarded = this.#guard === undefined ? "" : this.#guarded(this.#guard, e, x)
    return `${row}${guarded}pi[m]=${x.index};pp[m]=i;m++;`
  }
  #guarded(guard: Guard, e: Emitter, x: FlatInstance): string {
    const steps = guard.steps(e, x, (owed, property) => this.#demand(e, owed, property))
    return steps + guard.successor(e, x, this.#layout.words)
  }

  /** Functions of bounded length that expand a state by all instances. */
  #expansion(): string {
    const names: string[] = []
    let e = this.#emitter()
    let body = ""
    const close = (): void => {
      if (body === "") return
      names.push(`f${names.length}`)
      this.#functions.push(`function ${names.at(-1) as string}(b,i){const s=st;let en=0;${e.head.join("")}\n${body}return en}`)
      e = this.#emitter()
      body = ""
    }
    let chars = 0
    for (const x of this.#flat.instances) {
      const text = this.#instance(e, x)
      chars += text.length
      if (chars > limit_chars) throw new InputError(`${printSource(x.rule.source)}: ${x.label} is one of ${this.#flat.instances.length} instances over ${this.#flat.cells.length} cells: compiled they are more than ${limit_chars} characters`, "Choose a smaller size.")
      body += text
      if (body.length > chunk_chars) close()
    }
    close()
    return names.map((f) => `k=${f}(b,i);if(k<0)return;en|=k;`).join("")
  }

  /** A function over one row, or over two. */
  #predicate(name: string, n: Node, two = false): void {
    const e = this.#emitter()
    e.block([n])
    const text = e.text(n)
    this.#functions.push(`function ${name}(b${two ? ",b2" : ""}){const s=st;${e.head.join("")}${e.lines()}return ${text}}`)
  }

  /** A function that gives the first broken obligation of one row, or of two; -1 if there is none. */
  #broken(name: string, list: readonly FlatObligation[], owner: string, two = false): void {
    const e = this.#emitter()
    e.block(list.map((o) => o.node))
    const tests = list.map((o) => {
      const which = this.obligations.push({ obligation: o, owner }) - 1
      const test = e.text(o.node)
      return `${e.lines()}if(!${test})return ${which};`
    }).join("")
    this.#functions.push(`function ${name}(b${two ? ",b2" : ""}){const s=st;${e.head.join("")}${tests}return -1}`)
  }

  #properties(): string {
    const lines = this.#flat.properties.map((p, k) => {
      const kind = p.property.kind
      const e = this.#emitter()
      const { nodes } = this.#flat
      if (kind === "step") return ""
      const isJudged = kind !== "leadsTo"
      const bad = kind === "invariant" ? nodes.and(p.given, nodes.not(p.holds)) : nodes.and(p.given, p.holds)
      e.block(this.#roots([...p.obligations.map((o) => o.node), ...(isJudged ? [bad] : [])]))
      const demanded = this.#demand(e, p.obligations, placed(p.property))
      const act = !isJudged ? "" : kind === "reachable" ? this.#witness(e, k, bad) : this.#test(e, nodes.not(bad), `return fail(0,${k},i);`, `${placed(p.property)} depends on what was forgotten`)
      this.#functions.push(`function p${k}(b,i){const s=st;${e.head.join("")}${demanded}${e.lines()}${act}return 0}`)
      const watch = this.#options.coverage ? this.#premise(k, p.given) : ""
      return `${watch}if(p${k}(b,i)<0)return;`
    })
    return lines.join("")
  }

  /** Where it is not known whether a state is a witness, it is none. */
  #witness(e: Emitter, k: number, is: Node): string {
    const test = e.text(this.#guard?.truth(is).yes ?? is)
    return `${e.lines()}if(wit[${k}]<0&&${test})wit[${k}]=i;`
  }

  /** A property whose value is always known has to be known of every state, or the search ends. */
  #settled(): string {
    const guard = this.#guard
    if (guard === undefined) return ""
    const e = this.#emitter()
    const lists: readonly (readonly [string, readonly Node[]])[] = [
      ["whether the system may rest", [this.#flat.quiescent]],
      ...this.#flat.properties.flatMap((p): readonly (readonly [string, readonly Node[]])[] => (p.property.kind === "leadsTo" ? [[placed(p.property), [p.given, p.holds, ...(p.assume === undefined ? [] : [p.assume])]]] : [])),
      ...this.#flat.refinements.map((r): readonly [string, readonly Node[]] => [r.refinement.id, [...r.as, ...r.obligations.map((o) => o.node)]]),
    ]
    const asked = lists.map(([what, nodes]) => [what, nodes.map((n) => guard.known.unknown(n))] as const)
    e.block(asked.flatMap(([, nodes]) => nodes))
    const text = asked.map(([what, nodes]) => guard.settled(e, nodes, `${what} depends on what was forgotten`)).join("")
    this.#functions.push(guard.functions(this.#emitter()), `function settled(b,i){const s=st;${e.head.join("")}${text}return 0}`)
    return "dm=deadIn(st,b);if(settled(b,i)<0)return;"
  }

  #premise(k: number, given: Node): string {
    this.#predicate(`g${k}`, this.#guard?.truth(given).yes ?? given)
    return `if(premise[${k}]===0&&g${k}(b))premise[${k}]=1;`
  }

  /** For each step property a function that goes along all edges by itself: a call from outside for every edge would take most of the time. */
  #steps(): void {
    const isSwept = (p: FlatProperty): boolean => p.property.kind === "step" && this.#options.edges
    this.#flat.properties.forEach((p, k) => {
      if (!isSwept(p)) return
      this.#predicate(`sg${k}`, p.given, true)
      this.#predicate(`sh${k}`, p.holds, true)
      this.#broken(`so${k}`, p.obligations, placed(p.property), true)
      const broken = p.obligations.length === 0 ? "" : `const o=so${k}(b,b2);if(o>=0)return swept(i,e,o,given);`
      this.#functions.push(`function sw${k}(){let given=0;for(let i=0;i<cur;i++){const b=i*W,end=endOf(i);for(let e=off[i];e<end;e++){const b2=tg[e]*W;${broken}if(!sg${k}(b,b2))continue;given=1;if(!sh${k}(b,b2))return swept(i,e,-1,given)}}return swept(-1,-1,-1,given)}`)
    })
    this.#functions.push(`const sweeps=[${this.#flat.properties.map((p, k) => (isSwept(p) ? `sw${k}` : "null")).join(",")}];`)
  }

  /** For each leads-to property which of its parts hold: premise, goal, assumption. */
  #leadsTo(): void {
    this.#flat.properties.forEach((p, k) => {
      if (p.property.kind !== "leadsTo") return
      const e = this.#emitter()
      const parts = [p.given, p.holds, ...(p.assume === undefined ? [] : [p.assume])]
      e.block(parts)
      const bits = parts.map((n, bit) => `(${e.text(n)}?${1 << bit}:0)`).join("|")
      this.#functions.push(`function l${k}(b){const s=st;${e.head.join("")}${e.lines()}return ${bits}}`)
    })
    this.#functions.push(`const leadsTo=[${this.#flat.properties.map((p, k) => (p.property.kind === "leadsTo" ? `l${k}` : "null")).join(",")}];`)
  }

  #abstraction(): void {
    this.#flat.refinements.forEach((r, k) => {
      const e = this.#emitter()
      e.block(r.as)
      const body = r.as.map((n, i) => {
        const text = e.text(n)
        return `${e.lines()}out[${i}]=${n.sort.kind === "bool" ? `${text}?1:0` : text};`
      }).join("")
      this.#functions.push(`function a${k}(b,out){const s=st;${e.head.join("")}${body}}`)
      this.#broken(`ao${k}`, r.obligations, r.refinement.id)
    })
    const table = (prefix: string): string => `[${this.#flat.refinements.map((_, k) => `${prefix}${k}`).join(",")}]`
    this.#functions.push(`const abstraction=${table("a")},abstractBroken=${table("ao")};`)
  }

  /** Only what is known counts as seen. */
  #coverConjunct(e: Emitter, n: Node, k: number): string {
    if (this.#guard?.known.touches(n) !== true) {
      const text = e.text(n)
      return `${e.lines()}if(!${text}){no++;which=${k}}`
    }
    const { yes, no } = this.#guard.truth(n)
    const [holds, fails] = [e.text(yes), e.text(no)]
    return `${e.lines()}if(${fails}){no++;which=${k}}else if(!${holds})no=2;`
  }

  #coverage(): void {
    for (const x of this.#flat.instances) {
      const facts = ruleFacts(x)
      const e = this.#emitter()
      e.block(this.#roots([...x.conjuncts.map((c) => c.node), ...x.branches.map((c) => c.node)]))
      const rule = this.#plan.ruleOf[x.index] as number
      const base = this.#plan.rules[rule]?.base as number
      const tests = x.conjuncts.map((c, k) => this.#coverConjunct(e, c.node, k)).join("")
      const branches = x.branches.map((c, k) => { const text = e.text(this.#guard?.truth(c.node).yes ?? c.node); return `${e.lines()}if(seen[${base + facts.branch + k}]===0&&${text}){seen[${base + facts.branch + k}]=1;left[${rule}]--}` }).join("")
      this.#functions.push(`function cover${x.index}(b){const s=st;let no=0,which=0;${e.head.join("")}${tests}if(no===1){if(seen[${base}+which]===0){seen[${base}+which]=1;left[${rule}]--}return}if(no>1)return;if(seen[${base + facts.fires}]===0){seen[${base + facts.fires}]=1;left[${rule}]--}${branches}}`)
    }
  }

  print(): string {
    const settled = this.#settled()
    const expansion = this.#expansion()
    const properties = this.#properties()
    this.#steps()
    this.#leadsTo()
    this.#abstraction()
    if (this.#options.coverage) this.#coverage()
    const e = this.#emitter()
    e.block(this.#flat.quiescentObligations.map((o) => o.node))
    const quiescence = this.#demand(e, this.#flat.quiescentObligations, "quiescent")
    this.#functions.push(`function qo(b,i){const s=st;${e.head.join("")}${quiescence}return 0}`)
    this.#predicate("quiet", this.#flat.quiescent)
    // Completion asks of every state whether the system may rest there, not only of those where nothing is enabled.
    const obliged = quiescence === "" ? "" : "if(qo(b,i)<0)return;"
    const expand = `function expand(i){const b=i*W;let en=0,k=0;${settled}${properties}${obliged}${expansion}if(en===0&&!quiet(b))fail(2,0,i)}`
    return runtime({ words: this.#layout.words, instances: this.#flat.instances.length, edges: this.#options.edges, forget: this.#guard !== undefined, coverageBytes: this.#plan.bytes, properties: this.#flat.properties.length, functions: [...this.#functions, expand] })
  }
}

const planOf = (flat: FlatSystem): CoveragePlan => {
  const rules: { id: string; base: number; items: number; instance: number }[] = []
  const indices = new Map<string, number>()
  const ruleOf = flat.instances.map((x) => {
    // Two rules of different machines may have one id: what is seen of the one is not seen of the other.
    const key = `${x.rule.id} ${printSource(x.rule.source)}`
    const known = indices.get(key)
    if (known !== undefined) return known
    indices.set(key, rules.length)
    const facts = ruleFacts(x)
    const last = rules.at(-1)
    return rules.push({ id: x.rule.id, base: last === undefined ? 0 : last.base + last.items, items: facts.items, instance: x.index }) - 1
  })
  const last = rules.at(-1)
  return { ruleOf, rules, bytes: last === undefined ? 0 : last.base + last.items }
}

/** Compiles a flat system. */
export const kernelOf = (flat: FlatSystem, options: KernelOptions): Kernel => {
  const layout = layoutOf(flat.cells)
  const plan = planOf(flat)
  const guard = options.forget === true && flat.forgets.length > 0 ? new Guard(flat, layout) : undefined
  const printer = new Printer(flat, layout, options, plan, guard)
  const source = printer.print()
  const make = new Function("first", "left", "limitStates", "limitBytes", source) as (first: Int32Array, left: Int32Array, limitStates: number, limitBytes: number) => Compiled
  const compiled = make(pack(layout, flat.init), Int32Array.from(plan.rules, (r) => r.items), Math.min(options.limitStates ?? limit_states, limit_states), options.limitBytes ?? Infinity)
  return { flat, layout, plan, obligations: printer.obligations, source, compiled, ...(guard === undefined ? {} : { refusals: guard.refusals }) }
}
