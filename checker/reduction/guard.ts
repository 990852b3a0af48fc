/**
 * Prints what a kernel needs to forget: where cells are forgotten, and the guard, which stops the search as soon as
 * anything that is asked of a state depends on what was forgotten.
 *
 * So nothing has to be known of a forgetting rule beforehand: a run that ends is its own proof for its system and size.
 * Each stored state stands for all that differ from it in forgotten cells only, and of all these the same rules are
 * enabled, lead to the same stored states, and the same properties hold.
 */
import type { Emitter } from "../explorer/emit.ts"
import { maskOf, type Layout } from "../explorer/layout.ts"
import type { FlatInstance, FlatObligation, FlatSystem } from "../ir/flat.ts"
import type { Node } from "../ir/node.ts"
import { bool } from "../ir/sort.ts"
import { placed } from "../ir/system.ts"
import { groupsOf, type Group } from "./groups.ts"
import { afterStep, Known, type Truth } from "./known.ts"

/** The name of a node that holds where group `g` is forgotten in the state that is expanded. */
const flagOf = (g: number): string => `?${g}`

export class Guard {
  readonly #flat: FlatSystem
  readonly #layout: Layout
  readonly groups: readonly Group[]
  readonly known: Known
  /** The text of the flags. */
  readonly names: ReadonlyMap<string, string>
  /** What the search was stopped for, by the number that the text gives. */
  readonly refusals: string[] = ["what is forgotten of the first state depends on what is forgotten"]
  /** For each cell that may be forgotten its group. */
  readonly #groupOf: ReadonlyMap<number, number>

  constructor(flat: FlatSystem, layout: Layout) {
    this.#flat = flat
    this.#layout = layout
    this.groups = groupsOf(flat)
    this.#groupOf = new Map(this.groups.flatMap((g, k) => g.cells.map((c): readonly [number, number] => [c.cell, k])))
    this.known = new Known(flat.nodes, new Map([...this.#groupOf].map(([cell, g]) => [flat.cells[cell]?.path ?? "", flat.nodes.make("state", [], bool, { name: flagOf(g) })])))
    this.names = new Map(this.groups.map((_, g) => [flagOf(g), `((dm&${1 << g})!==0)`]))
  }

  truth(n: Node): Truth { return this.known.truth(n) }

  /** Ends the search: what was to be known is not. */
  refuse(what: string): string { return `return fail(5,${this.refusals.push(what) - 1},i);` }

  /** Stops unless the values are known. `e` has begun a block with `asked`. */
  settled(e: Emitter, asked: readonly Node[], what: string): string {
    const text = asked.map((n) => e.text(n)).filter((t) => t !== "false").join("||")
    return text === "" ? "" : `${e.lines()}if(${text})${this.refuse(what)}`
  }

  /** `deadIn`: the groups that are forgotten in a state. `forget`: forgets them in a successor, and yields them; less than 0 where the one would bring back what the other has forgotten. */
  functions(e: Emitter): string {
    e.block(this.groups.map((g) => g.when))
    const bits = this.groups.map((g, k) => `(${e.text(g.when)}?${1 << k}:0)`).join("|")
    const dead = `function deadIn(s,b){${e.head.join("")}${e.lines()}return ${bits === "" ? "0" : bits}}`
    const blanks = this.groups.map((g, k) => `if((d&${1 << k})!==0){${this.#blank(g)}}`).join("")
    return `let dm=0;${dead}\nfunction forget(b){let d=0,e=deadIn(pw,b);while(e!==d){if((d&~e)!==0)return -1;d=e;${blanks}e=deadIn(pw,b)}return d}`
  }
  #blank(g: Group): string {
    const words = new Map<number, { mask: number; value: number }>()
    for (const { cell, code } of g.cells) {
      const p = this.#layout.places[cell]
      if (p === undefined || p.bits === 0) continue
      const w = words.get(p.word) ?? { mask: 0, value: 0 }
      words.set(p.word, { mask: w.mask | (maskOf(p.bits) << p.shift), value: w.value | (code << p.shift) })
    }
    return [...words].map(([k, { mask, value }]) => `pw[b+${k}]=pw[b+${k}]&${~mask}|${value};`).join("")
  }

  /** What an instance makes of each cell, with the steps' own conditions put into it. */
  #updates(x: FlatInstance): ReadonlyMap<string, Node> {
    return new Map(x.updates.map((u) => [this.#flat.cells[u.cell]?.path ?? "", u.node]))
  }

  /** Where a successor's cells come from forgotten ones: of live cells never, of the cells of each group where the group is forgotten then. */
  #flow(x: FlatInstance): { readonly live: readonly Node[]; readonly groups: ReadonlyMap<number, Node>; readonly kept: number; readonly touched: number } {
    const { nodes } = this.#flat
    const updated = new Map(x.updates.map((u) => [u.cell, this.known.unknown(u.node)]))
    const groups = new Map<number, Node>()
    let [kept, touched] = [0, 0]
    this.groups.forEach((g, k) => {
      if (g.cells.some((c) => !updated.has(c.cell))) kept |= 1 << k
      if (g.cells.some((c) => updated.has(c.cell))) touched |= 1 << k
      for (const c of g.cells) {
        const unknown = updated.get(c.cell)
        if (unknown !== undefined) groups.set(k, nodes.or(groups.get(k) ?? nodes.bool(false), unknown))
      }
    })
    return { live: [...updated].filter(([cell]) => !this.#groupOf.has(cell)).map(([, n]) => n), groups, kept, touched }
  }

  /** What stands behind the raw successor at `o`, still to be forgotten in. A block of its own. */
  successor(e: Emitter, x: FlatInstance, words: number): string {
    const { live, groups, kept, touched } = this.#flow(x)
    const what = `${x.label} carries what was forgotten into what was not`
    e.block([...live, ...groups.values()])
    const stays = this.settled(e, live, what)
    const taints = [...groups].map(([k, n]) => [k, e.text(n)] as const).filter(([, t]) => t !== "false").map(([k, t]) => `(${t}?${1 << k}:0)`)
    const idle = touched === 0 || x.rule.fair === "none" ? "" : `if((dm&${touched})!==0&&${this.#isKept(touched, words)})${this.refuse(`${x.label} may change nothing but what is forgotten`)}`
    return `${stays}${idle}${e.lines()}const tt=${[`dm&${kept}`, ...taints].join("|")},to=forget(o);if(to<0||(tt&~to)!==0)${this.refuse(what)}`
  }
  /** The successor differs in nothing but cells of these groups: whether it differs at all may then depend on what was forgotten. */
  #isKept(groups: number, words: number): string {
    const masks = Array.from({ length: words }, () => -1)
    for (const [cell, g] of this.#groupOf) {
      const p = this.#layout.places[cell]
      if (p !== undefined && p.bits > 0 && (groups & (1 << g)) !== 0) masks[p.word] = (masks[p.word] as number) & ~(maskOf(p.bits) << p.shift)
    }
    return masks.map((mask, k) => `((pw[o+${k}]^st[b+${k}])&${mask})===0`).join("&&")
  }

  /** Judges the properties of steps on this step, since the state behind it is not kept as it was. */
  steps(e: Emitter, x: FlatInstance, demand: (owed: readonly FlatObligation[], property: string) => string): string {
    const { nodes, properties } = this.#flat
    const put = afterStep(nodes, this.#updates(x))
    const judged = properties.flatMap((p, k) => {
      if (p.property.kind !== "step") return []
      const given = put(p.given)
      return [{ k, id: placed(p.property), given, bad: nodes.and(given, nodes.not(put(p.holds))), owed: p.obligations.map((o) => ({ ...o, node: put(o.node) })) }]
    }).filter((j) => j.given.op !== "lit" || j.given.value === true)
    const premises = judged.map((j) => this.truth(j.given).yes)
    const bads = judged.map((j) => this.truth(j.bad))
    e.block([...premises, ...bads.flatMap((b) => [b.yes, b.no])])
    return judged.map((j, i) => {
      const bad = bads[i] as Truth
      const owed = demand(j.owed, j.id)
      const premise = e.text(premises[i] as Node)
      const seen = `${e.lines()}if(premise[${j.k}]===0${premise === "true" ? "" : `&&${premise}`})premise[${j.k}]=1;`
      if (bad.no.op === "lit" && bad.no.value === true) return `${owed}${premise === "false" ? "" : seen}`
      const [no, yes] = [e.text(bad.no), e.text(bad.yes)]
      return `${owed}${seen}${e.lines()}if(!${no}){if(${yes})return fail(6,${x.index * properties.length + j.k},i);${this.refuse(`${j.id} depends on what was forgotten`)}}`
    }).join("")
  }
}
