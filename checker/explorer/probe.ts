/**
 * What the compiled code makes of single conjuncts, obligations and properties of one state. The explorer's own code
 * stops at the first conjunct that fails; where readings are compared, or a failure is explained, all are of interest.
 */
import type { FlatObligation, FlatSystem } from "../ir/flat.ts"
import type { Node } from "../ir/node.ts"
import { Emitter } from "./emit.ts"
import { layoutOf } from "./layout.ts"

/** 0 or 1 for the truth; -1 - k where obligation k is broken, and the truth means nothing. */
export type Finding = number
export interface Probe {
  /** For each conjunct of instance `index`, then for its effect, which is true where no obligation of it is broken. */
  readonly instance: (index: number, words: Int32Array) => readonly Finding[]
  /** Of property `index`: its obligations with `given`, then `holds`, then what it assumes of a run if it does. For a step, the words of the state after follow those of the state. */
  readonly property: (index: number, words: Int32Array) => readonly Finding[]
  readonly quiescent: (words: Int32Array) => Finding
  /** True, or the obligation of the mapping to refined service `index` that is broken. */
  readonly mapped: (index: number, words: Int32Array) => Finding
  /** The codes of the refined service's state. */
  readonly abstract: (index: number, words: Int32Array) => readonly number[]
}

interface Test {
  readonly obligations: readonly FlatObligation[]
  readonly node: Node
}

/** Compiles the probe of a flat system, with the printer of expressions that the kernel has. */
export const probeOf = (flat: FlatSystem): Probe => {
  const layout = layoutOf(flat.cells)
  const emitter = (roots: readonly Node[]): Emitter => {
    const e = new Emitter(layout, flat.cells)
    e.block(roots)
    return e
  }
  const lines = (e: Emitter, texts: readonly string[]): string => `s=>{const b=0,b2=${layout.words},o=[];${e.head.join("")}${texts.join("")}return o}`
  const tests = (all: readonly Test[]): string => {
    const e = emitter(all.flatMap((t) => [...t.obligations.map((o) => o.node), t.node]))
    const texts = all.map((t) => {
      const parts = [...t.obligations.map((o, k) => `!${e.text(o.node)}?${-1 - k}:`), `${e.text(t.node)}?1:0`]
      return `${e.lines()}o.push(${parts.join("")});`
    })
    return lines(e, texts)
  }
  const codes = (nodes: readonly Node[]): string => {
    const e = emitter(nodes)
    return lines(e, nodes.map((n) => {
      const text = e.text(n)
      return `${e.lines()}o.push(${n.sort.kind === "bool" ? `${text}?1:0` : text});`
    }))
  }
  const list = (functions: readonly string[]): string => `[${functions.join(",\n")}]`
  const yes = flat.nodes.bool(true)
  const instances = flat.instances.map((x) => tests([...x.conjuncts, { obligations: x.obligations, node: yes }]))
  const properties = flat.properties.map((p) => tests([{ obligations: p.obligations, node: p.given }, { obligations: [], node: p.holds }, ...(p.assume === undefined ? [] : [{ obligations: [], node: p.assume }])]))
  const quiescent = tests([{ obligations: flat.quiescentObligations, node: flat.quiescent }])
  const refinements = flat.refinements.map((r) => codes(r.as))
  const mapped = flat.refinements.map((r) => tests([{ obligations: r.obligations, node: yes }]))
  const source = `"use strict";const i=${list(instances)},p=${list(properties)},q=${quiescent},r=${list(refinements)},m=${list(mapped)};
return {instance:(k,s)=>i[k](s),property:(k,s)=>p[k](s),quiescent:(s)=>q(s)[0],mapped:(k,s)=>m[k](s)[0],abstract:(k,s)=>r[k](s)}`
  return (new Function(source) as () => Probe)()
}
