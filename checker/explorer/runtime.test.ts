import { describe, expect, it } from "vitest"
import { runtime } from "./runtime.ts"

interface Made {
  readonly run: (budget: number) => boolean
  readonly states: () => number
  readonly expanded: () => number
  readonly depth: () => number
  readonly store: () => Int32Array
  readonly parents: () => Int32Array
  readonly targets: () => Int32Array
  readonly transitions: () => number
  readonly stop: () => { readonly kind: string; readonly state: number } | undefined
}
const nothing = "const sweeps=[],abstraction=[],abstractBroken=[];function quiet(b){return true}"
/** An explorer whose successors are given as a list of words. */
const made = (words: number, successors: string, o: { readonly edges?: boolean; readonly states?: number; readonly instances?: number } = {}): Made => {
  const source = runtime({ words, instances: o.instances ?? 4, edges: o.edges ?? true, forget: false, coverageBytes: 0, properties: 0, functions: [nothing, `function expand(i){const s=st,b=i*W;const put=(...w)=>{for(let k=0;k<W;k++)pw[m*W+k]=w[k];pi[m]=0;pp[m]=i;m++};${successors}}`] })
  return (new Function("first", "left", "limitStates", "limitBytes", source) as (f: Int32Array, l: Int32Array, n: number, b: number) => Made)(new Int32Array(words), new Int32Array(0), o.states ?? 2 ** 29, Infinity)
}
const all = (m: Made): Made => {
  while (!m.run(1000)) { /* A slice at a time. */ }
  return m
}
const rows = (m: Made, words: number): readonly string[] => Array.from({ length: m.states() }, (_, i) => m.store().slice(i * words, (i + 1) * words).join())

describe("the store", () => {
  it.each([1, 2, 3, 9])("tells states of %i words apart whichever word they differ in", (words) => {
    // Every word counts to 5 by itself, up to a sum of 6: far more than one step leads to most states.
    const m = all(made(words, `let sum=0;for(let k=0;k<W;k++)sum+=s[b+k];if(sum<6)for(let k=0;k<W;k++)if(s[b+k]<5){const w=[...s.slice(b,b+W)];w[k]++;put(...w)}`, { instances: words }))
    const found = rows(m, words)
    const expected = new Set<string>()
    const list = (head: readonly number[]): void => {
      if (head.reduce((x, y) => x + y, 0) > 6) return
      if (head.length === words) return void expected.add(head.join())
      for (let x = 0; x <= 5; x++) list([...head, x])
    }
    list([])
    expect(new Set(found)).toEqual(expected)
    expect(found.length).toBe(expected.size)
    expect(m.depth()).toBe(Math.min(6, 5 * words))
  })
  it("tells states apart whose words are far apart or negative", () => {
    const m = all(made(2, `if(s[b]===0)for(let k=1;k<4000;k++){}if(i<3000)put(Math.imul(i+1,0x9e3779b1),~Math.imul(i+1,-7))`))
    expect([m.states(), new Set(rows(m, 2)).size]).toEqual([3001, 3001])
  })
  it("grows over doublings and keeps parents, edges and order", () => {
    const m = all(made(1, "for(const x of [2*s[b]+1,2*s[b]+2])if(x<200000)put(x)"))
    expect(m.states()).toBe(200_000)
    expect(rows(m, 1).every((r, i) => r === String(i))).toBe(true)
    expect(m.parents().slice(1, 200_000).every((p, i) => p === i >> 1)).toBe(true)
    expect(m.targets().every((t, e) => t === e + 1)).toBe(true)
  })
  it("is the same without edges", () => {
    const m = all(made(1, "for(const x of [2*s[b]+1,2*s[b]+2,s[b]])if(x<5000)put(x)", { edges: false }))
    expect([m.states(), m.transitions(), m.targets().length]).toEqual([5000, 4999 + 5000, 0])
  })
})

describe("the search", () => {
  it("stops in slices, and never in the middle of a state", () => {
    const m = made(1, "if(s[b]<5000)put(s[b]+1)")
    const seen: number[] = []
    while (!m.run(100)) seen.push(m.expanded())
    expect(m.states()).toBe(5001)
    expect(m.depth()).toBe(5000)
    expect(seen.every((x, i) => i === 0 || x > (seen[i - 1] as number))).toBe(true)
  })
  it.each([1, 2, 63, 64, 65, 1024, 1025, 4999])("stops exactly at %i states", (states) => {
    const m = all(made(1, "for(const x of [2*s[b]+1,2*s[b]+2])if(x<5000)put(x)", { states }))
    expect([m.states(), m.stop()?.kind]).toEqual([states, "states"])
    expect(m.targets().every((t) => t < states)).toBe(true)
  })
  it("does not stop where the limit is the number of states", () => {
    const m = all(made(1, "for(const x of [2*s[b]+1,2*s[b]+2])if(x<5000)put(x)", { states: 5000 }))
    expect([m.states(), m.stop()]).toEqual([5000, undefined])
  })
})
