/**
 * Prints a flat system as functions that fire one instance each, in place, in one channel of many, and compiles them.
 * Channels are rows of one packed array; the explorer's layout and emitter say where each cell stands and how it is read.
 */
import { InputError } from "../errors.ts"
import { Emitter } from "../explorer/emit.ts"
import { layoutOf, maskOf, pack, type Layout } from "../explorer/layout.ts"
import type { FlatInstance, FlatObligation, FlatSystem } from "../ir/flat.ts"
import { placed, printSource } from "../ir/system.ts"
import { footprints } from "./footprint.ts"

/** What firing came to: not enabled; fired, and all is well; or a breach: see `breachOf`. */
export const outcome = { disabled: 0, fired: 1 } as const

/** What a firing broke: a property, by its index, or an obligation, by its index among the kernel's. */
export type Breach = { readonly kind: "property"; readonly which: number } | { readonly kind: "obligation"; readonly which: number }
/** The breach that a number of `fire`, `rest` or `judge` says; undefined where it says none. */
export const breachOf = (code: number): Breach | undefined =>
  (code < 0 ? { kind: "obligation", which: -1 - code } : code > 1 ? { kind: "property", which: code - 2 } : undefined)

/** The compiled functions over the rows of so many channels. `base` is the first word of a channel's row. */
export interface Channels {
  readonly store: Int32Array
  /** For each instance: fires it where it is enabled, and judges what it may have broken. */
  readonly fire: readonly ((base: number) => number)[]
  /** Lists in `enabled` every instance that is no fault and is enabled, and gives their number, or a breach of what their conditions demand. */
  readonly options: (base: number) => number
  readonly enabled: Int32Array
  /** 1 where the system may rest, 0 where it may not, or a breach. */
  readonly rest: (base: number) => number
  /** Judges every property of one state: 1, or a breach. */
  readonly judge: (base: number) => number
  /** Puts the first state there. */
  readonly reset: (base: number) => void
  /** For each property whether its premise was seen; for a witness, whether it was. */
  readonly seen: Uint8Array
}

export interface SimulationKernel {
  readonly flat: FlatSystem
  readonly layout: Layout
  readonly obligations: readonly { readonly obligation: FlatObligation; readonly instance?: FlatInstance; readonly owner: string }[]
  /** For each instance, the properties that are judged when it has fired. */
  readonly judgedAfter: readonly (readonly number[])[]
  readonly source: string
  readonly make: (channels: number) => Channels
}

/** Longest text that is compiled: more would take longer than anyone waits. */
const limit_chars = 50_000_000

/** Longest text of one generated function. */
const chunk_chars = 12_000

class Printer {
  readonly #flat: FlatSystem
  readonly #layout: Layout
  readonly #judgedAfter: readonly (readonly number[])[]
  readonly obligations: { obligation: FlatObligation; instance?: FlatInstance; owner: string }[] = []

  constructor(flat: FlatSystem, layout: Layout, judgedAfter: readonly (readonly number[])[]) {
    this.#flat = flat
    this.#layout = layout
    this.#judgedAfter = judgedAfter
  }

  #emitter(): Emitter { return new Emitter(this.#layout, this.#flat.cells) }

  #demand(e: Emitter, list: readonly FlatObligation[], owner: string, instance?: FlatInstance): string {
    return list.map((o) => {
      const which = this.obligations.push({ obligation: o, owner, ...(instance === undefined ? {} : { instance }) }) - 1
      const test = e.text(o.node)
      return test === "true" ? "" : `${e.lines()}if(!${test})return ${-1 - which};`
    }).join("")
  }
  #function(name: string, params: string, e: Emitter, body: string): string { return `function ${name}(${params}){${e.head.join("")}${body}}` }

  /** Obligations of conditions are judged wherever the instance is tried, for all conditions of a rule are evaluated. */
  #fire(x: FlatInstance): string {
    const e = this.#emitter()
    e.block([...x.conjuncts.flatMap((c) => [...c.obligations.map((o) => o.node), c.node]), ...x.obligations.map((o) => o.node), ...x.updates.map((u) => u.node)])
    const obliged = x.conjuncts.map((c, k) => this.#demand(e, c.obligations, `${x.rule.id}.${x.rule.when[k]?.name ?? ""}`, x)).join("")
    if (x.conjuncts.some((c) => c.node.op === "lit" && c.node.value === false)) return this.#function(`f${x.index}`, "b", e, `${obliged}return 0`)
    const guard = x.conjuncts.map((c) => { const text = e.text(c.node); return text === "true" ? "" : `${e.lines()}if(!${text})return 0;` }).join("")
    const demanded = this.#demand(e, x.obligations, x.rule.id, x)
    return this.#function(`f${x.index}`, "b", e, `${obliged}${guard}${demanded}${this.#write(e, x)}`)
  }

  /** The new words that an instance writes, all computed before one is written, for each may read any old one; and a test that is true where none differs from the old one. */
  #words(e: Emitter, x: FlatInstance): { readonly written: readonly number[]; readonly computed: string; readonly same: string } {
    const masks = new Map<number, number>()
    const parts = new Map<number, string[]>()
    for (const u of x.updates) {
      const p = this.#layout.places[u.cell]
      if (p === undefined || p.bits === 0) continue
      masks.set(p.word, (masks.get(p.word) ?? 0) | (maskOf(p.bits) << p.shift))
      parts.set(p.word, [...(parts.get(p.word) ?? []), e.shifted(u.cell, u.node)])
    }
    const written = [...masks.keys()]
    const computed = [...masks].map(([k, mask]) => `const n${k}=${[`${e.word(k)}&${~mask}`, ...(parts.get(k) ?? [])].join("|")};`).join("")
    return { written, computed, same: written.length === 0 ? "true" : written.map((k) => `n${k}===${e.word(k)}`).join("&&") }
  }
  /** A firing that changes nothing is none: what may always happen and has happened already would else be all that happens. */
  #write(e: Emitter, x: FlatInstance): string {
    const { written, computed, same } = this.#words(e, x)
    const after = this.#judgedAfter[x.index] ?? []
    const isStepJudged = after.some((k) => this.#flat.properties[k]?.property.kind === "step")
    const kept = isStepJudged ? Array.from({ length: this.#layout.words }, (_, k) => `s[OLD+${k}]=${e.word(k)};`).join("") : ""
    return `${e.lines()}${computed}if(${same})return 0;${kept}${written.map((k) => `s[b+${k}]=n${k};`).join("")}${this.#judgements(after)}`
  }
  #judgements(which: readonly number[]): string {
    const isStep = (k: number): boolean => this.#flat.properties[k]?.property.kind === "step"
    return which.length === 0 ? "return 1" : `let r=0;${which.map((k) => `if((r=p${k}(${isStep(k) ? "OLD,b" : "b"}))!==0)return r;`).join("")}return 1`
  }

  /** Functions of bounded length that list what is enabled: V8 leaves longer ones unoptimised. */
  #options(): readonly string[] {
    const made: string[] = []
    let e = this.#emitter()
    let body = ""
    const close = (): void => {
      made.push(`function o${made.length}(b,m){${e.head.join("")}${body}return m}`)
      e = this.#emitter()
      body = ""
    }
    for (const x of this.#flat.instances) {
      if (x.rule.by === "fault") continue
      body += this.#option(e, x)
      if (body.length > chunk_chars) close()
    }
    close()
    return [...made, `function options(b){let m=0;${made.map((_, k) => `if((m=o${k}(b,m))<0)return m;`).join("")}return m}`]
  }
  #option(e: Emitter, x: FlatInstance): string {
    e.block([...x.conjuncts.flatMap((c) => [...c.obligations.map((o) => o.node), c.node]), ...x.updates.map((u) => u.node)])
    const obliged = x.conjuncts.map((c, k) => this.#demand(e, c.obligations, `${x.rule.id}.${x.rule.when[k]?.name ?? ""}`, x)).join("")
    if (x.conjuncts.some((c) => c.node.op === "lit" && c.node.value === false)) return `{${obliged}}\n`
    const tests = x.conjuncts.map((c) => { const text = e.text(c.node); return text === "true" ? "" : `${e.lines()}if(!${text})break r${x.index};` }).join("")
    const { computed, same } = this.#words(e, x)
    return `r${x.index}:{${obliged}${tests}${e.lines()}${computed}if(${same})break r${x.index};enabled[m++]=${x.index}}\n`
  }

  /** 0 where the property does not break, as what is judged most. */
  #property(k: number): string {
    const p = this.#flat.properties[k]
    if (p === undefined) throw new RangeError("a property that does not exist")
    const { kind } = p.property
    const e = this.#emitter()
    e.block([...p.obligations.map((o) => o.node), p.given, p.holds])
    const demanded = this.#demand(e, p.obligations, placed(p.property))
    const condition = (n: typeof p.given, then: string): string => { const text = e.text(n); return `${e.lines()}if(${text}){${then}` }
    const given = (): string => condition(p.given, kind === "reachable" ? "" : `seen[${k}]=1;`)
    const then = kind === "reachable" ? `seen[${k}]=1}}` : `return ${2 + k}}}`
    const judged = kind === "leadsTo" ? "" : given() + condition(kind === "reachable" || kind === "forbidden" ? p.holds : this.#flat.nodes.not(p.holds), then)
    const skipped = kind === "reachable" && p.obligations.length === 0 ? `if(seen[${k}]!==0)return 0;` : ""
    return `function p${k}(b,b2){${skipped}${e.head.join("")}${demanded}${judged}return 0}`
  }

  print(): string {
    const flat = this.#flat
    const functions = [...flat.properties.map((_, k) => this.#property(k)), ...flat.instances.map((x) => this.#fire(x)), ...this.#options()]
    const e = this.#emitter()
    e.block([...flat.quiescentObligations.map((o) => o.node), flat.quiescent])
    const obliged = this.#demand(e, flat.quiescentObligations, "quiescent")
    const quiet = e.text(flat.quiescent)
    functions.push(this.#function("rest", "b", e, `${obliged}${e.lines()}return ${quiet}?1:0`))
    const ofStates = flat.properties.flatMap((p, k) => (p.property.kind === "step" ? [] : [k]))
    functions.push(`function judge(b){${this.#judgements(ofStates)}}`)
    functions.push(`function reset(b){for(let k=0;k<${this.#layout.words};k++)s[b+k]=first[k]}`)
    const table = `[${flat.instances.map((x) => `f${x.index}`).join(",")}]`
    return `"use strict";const seen=new Uint8Array(${flat.properties.length}),enabled=new Int32Array(${flat.instances.length});\n${functions.join("\n")}\nreturn {store:s,fire:${table},options,enabled,rest,judge,reset,seen};`
  }
}

export interface SimulationKernelOptions {
  /** Judge every property after every firing, and not only what may have changed: to test that this misses nothing. */
  readonly everything?: boolean
}

/** Compiles a flat system. @throws InputError where it is too large to be compiled */
export const simulationKernel = (flat: FlatSystem, o: SimulationKernelOptions = {}): SimulationKernel => {
  const layout = layoutOf(flat.cells)
  const all = flat.properties.map((_, k) => k)
  const judgedAfter = o.everything === true ? flat.instances.map(() => all) : footprints(flat)
  const printer = new Printer(flat, layout, judgedAfter)
  const source = printer.print()
  if (source.length > limit_chars) throw new InputError(`${printSource(flat.ir.source)}: ${flat.ir.id} has ${flat.instances.length} instances over ${flat.cells.length} cells: compiled they are more than ${limit_chars} characters`, "Choose a smaller size.")
  const factory = new Function("s", "OLD", "first", source) as (store: Int32Array, old: number, first: Int32Array) => Channels
  const first = pack(layout, flat.init)
  return {
    flat, layout, obligations: printer.obligations, judgedAfter, source,
    // The row behind the last channel holds what a step left, for the properties of steps.
    make: (channels) => factory(new Int32Array((channels + 1) * layout.words), channels * layout.words, first),
  }
}
