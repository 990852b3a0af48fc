import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { InputError } from "../errors.ts"
import { kernelOf } from "../explorer/kernel.ts"
import { flatten } from "../ir/flat.ts"
import { operators } from "../ir/node.ts"
import { sizesOf } from "../ir/reading.ts"
import type { SystemIr } from "../ir/system.ts"
import { lower } from "../lowering/index.ts"
import { irDocument, irJsonSchema, printIr, readIr } from "./ir.ts"

const lowered = (relative: string, name: string): SystemIr => lower(fileURLToPath(new URL(relative, import.meta.url)), name)
const thin = lowered("../../properties/systems/thin.ts", "thin")
const awkward = lowered("./fixtures/awkward.ts", "awkward")

const counts = (ir: SystemIr): readonly [number, number] => {
  const { compiled } = kernelOf(flatten(ir, sizesOf(ir, "small"), "small"), { coverage: false, edges: false })
  while (!compiled.run(1_000_000)) { /* on with it */ }
  expect(compiled.stop()).toBeUndefined()
  return [compiled.states(), compiled.transitions()]
}

describe("irDocument", () => {
  it("numbers operands before what uses them, and holds nothing twice and nothing that is not used", () => {
    const d = irDocument(thin)
    d.nodes.forEach((n, i) => { for (const a of n.args) expect(a).toBeLessThan(i) })
    expect(new Set(d.nodes.map((n) => JSON.stringify(n))).size).toBe(d.nodes.length)
    expect(new Set(d.sorts.map((s) => JSON.stringify(s))).size).toBe(d.sorts.length)
    expect(d.nodes.length).toBeLessThan(thin.nodes.all.length)
  })

  it("is plain JSON", () => {
    expect(JSON.parse(printIr(thin))).toEqual(irDocument(thin))
  })
})

describe("the JSON Schema", () => {
  it("explains every operator", () => {
    const schema = irJsonSchema()
    for (const text of Object.values(operators)) expect(schema).toContain(JSON.stringify(text))
  })
})

describe("readIr", () => {
  it.each([thin, awkward])("gives back the system that was written: %#", (ir) => {
    const back = readIr(printIr(ir))
    expect(printIr(back)).toBe(printIr(ir))
    expect(counts(back)).toEqual(counts(ir))
  })
})

/** A document as a value that a test may damage. */
interface Damaged {
  [field: string]: unknown
  sizes: Record<string, Record<string, number>>
  sorts: Record<string, unknown>[]
  nodes: { op: string; args: number[]; sort: number; value?: unknown; name?: string }[]
  rules: { lump: string[]; params: { name: string }[]; when: { node: number }[]; then: { path: string; node: number }[]; note: unknown[]; [field: string]: unknown }[]
  properties: { kind: string; holds: number }[]
  init: unknown[]
  leaves: { path: string; ghost: boolean; sort: number }[]
}
const nth = <T>(list: readonly T[], i: number): T => list[i] as T
const found = <T>(list: readonly T[], test: (x: T) => boolean): T => list.find(test) as T
const nodeOf = (d: Damaged, op: string): Damaged["nodes"][number] => found(d.nodes, (n) => n.op === op)
const damages: readonly (readonly [string, (d: Damaged) => void, RegExp])[] = [
  ["another format", (d) => { d["format"] = "tcnet-ir/2" }, /^format: "tcnet-ir\/2" where "tcnet-ir\/1" is meant/],
  ["no id", (d) => { delete d["id"] }, /^id: /],
  ["an unknown field", (d) => { nth(d.rules, 0)["extra"] = 1 }, /^rules\[0\]: .*"extra"/],
  ["a wrong type", (d) => { nth(d.rules, 1)["hidden"] = "no" }, /^rules\[1\]\.hidden: /],
  ["a source without a line", (d) => { d["source"] = "x.ts" }, /^source: /],
  ["an unknown operator", (d) => { nth(d.nodes, 7).op = "xor" }, /^nodes\[7\]\.op: there is no operator "xor"/],
  ["an operand that does not exist", (d) => { nodeOf(d, "lt").args[0] = 99_999 }, /^nodes\[\d+\]\.args\[0\]: 99999 is no earlier row/],
  ["an operand that comes later", (d) => { nth(d.nodes, 4).args[0] = 5 }, /^nodes\[4\]\.args\[0\]: 5 is no earlier row/],
  ["an operand that is the node itself", (d) => { nth(d.nodes, 4).args[0] = 4 }, /^nodes\[4\]\.args\[0\]: 4 is no earlier row/],
  ["an operand too much", (d) => { nodeOf(d, "not").args.push(0) }, /^nodes\[\d+\]: not takes 1 operands, not 2/],
  ["a literal without a value", (d) => { delete nth(d.nodes, 0).value }, /^nodes\[0\]: lit has no value/],
  ["a value where none is", (d) => { nodeOf(d, "lt").value = 1 }, /^nodes\[\d+\]: lt takes no value/],
  ["a literal outside its enumeration", (d) => { found(d.nodes, (n) => n.value === "idle").value = "asleep" }, /^nodes\[\d+\]: "asleep" is no literal/],
  ["a literal that is no number", (d) => { nth(d.nodes, 0).value = true }, /^nodes\[0\]: true is no literal/],
  ["an unknown size in a node", (d) => { nodeOf(d, "size").name = "slot" }, /^nodes\[\d+\]\.name: there is no size slot/],
  ["a sort that does not exist", (d) => { nth(d.nodes, 0).sort = 500 }, /^nodes\[0\]\.sort: 500 is no earlier row/],
  ["operands of a wrong sort", (d) => { const n = nodeOf(d, "and"); n.args[0] = 0 }, /^nodes\[\d+\]: and: everything is a bool/],
  ["a field that the record lacks", (d) => { nodeOf(d, "field").name = "nothing" }, /^nodes\[\d+\]: field: /],
  ["an array of another length", (d) => { nodeOf(d, "fill").args[0] = 0 }, /^nodes\[\d+\]: fill: /],
  ["a part of the state that does not exist", (d) => { nodeOf(d, "state").name = "a.nothing" }, /there is no part a\.nothing/],
  ["a parameter of another rule", (d) => { nth(found(d.rules, (r) => r.params.length > 0).params, 0).name = "other" }, /^rules\[\d+\].*there is no parameter/],
  ["a variable outside its quantifier", (d) => { nodeOf(d, "every").name = "other" }, /the variable \S+ stands outside its quantifier/],
  ["the next state in an invariant", (d) => { found(d.properties, (p) => p.kind === "step").kind = "invariant" }, /^properties\[\d+\]\.holds: after \S+ may not be read here/],
  ["an unknown kind of sort", (d) => { nth(d.sorts, 0)["kind"] = "float" }, /^sorts\[0\]\.kind: /],
  ["a sort inside that comes later", (d) => { found(d.sorts, (s) => s["kind"] === "vec")["of"] = 40 }, /^sorts\[\d+\]\.of: 40 is no earlier row/],
  ["an unknown size in a sort", (d) => { found(d.sorts, (s) => s["kind"] === "fifo")["capacity"] = { size: "depth" } }, /^sorts\[\d+\]\.capacity: there is no size depth/],
  ["a negative extent", (d) => { nth(d.sorts, 0)["most"] = -1 }, /^sorts\[0\]\.most/],
  ["no small size", (d) => { d.sizes = { standard: d.sizes["standard"] as Record<string, number> } }, /^sizes: small is missing/],
  ["sizes that differ", (d) => { delete (d.sizes["standard"] as Record<string, number>)["slots"] }, /^sizes\.standard: other sizes than those of small/],
  ["leaves that are not the state's", (d) => { d.leaves.pop() }, /^leaves: not the leaves of the state/],
  ["an initial value left out", (d) => { d.init.shift() }, /^init: not one value for each leaf/],
  ["an update of nothing", (d) => { nth(nth(d.rules, 0).then, 0).path = "a.nothing" }, /^rules\[0\]\.then\[0\]\.path: a\.nothing is no part/],
  ["an update of history in then", (d) => { const r = found(d.rules, (x) => x.note.length > 0); r.then.push(r.note[0] as { path: string; node: number }) }, /^rules\[\d+\]\.then\[\d+\]\.path: \S+ is no part that may be changed here/],
  ["an update twice", (d) => { const t = nth(d.rules, 0).then; t.push(nth(t, 0)) }, /^rules\[0\]\.then: a path stands twice/],
  ["a conjunct that is no condition", (d) => { nth(nth(d.rules, 0).when, 0).node = 0 }, /^rules\[0\]\.when\[0\]\.node: a condition is a bool/],
  ["a lumped parameter that does not exist", (d) => { nth(d.rules, 0).lump = ["other"] }, /^rules\[0\]\.lump: there is no parameter other/],
  ["a fault that is fair", (d) => { found(d.rules, (r) => r["by"] === "fault")["fair"] = "weak" }, /^rules\[\d+\]\.fair: a fault is not fair/],
  ["a rule twice", (d) => { d.rules.push(nth(d.rules, 0)) }, /E40 the id \S+ stands twice/],
]

describe("readIr refuses", () => {
  const text = printIr(thin)
  const refusal = (document: string): string => {
    try {
      readIr(document)
    } catch (error) {
      expect(error).toBeInstanceOf(InputError)
      return (error as Error).message
    }
    return "nothing was refused"
  }

  it.each(damages)("%s", (_, damage, message) => {
    const d = JSON.parse(text) as Damaged
    damage(d)
    expect(refusal(JSON.stringify(d))).toMatch(message)
  })

  it.each(["", "{", "null", "[]", "7", `"tcnet-ir/1"`, text.slice(0, 5_000)])("what is no document: %#", (document) => {
    expect(refusal(document)).toMatch(/^(?:the document: no JSON|format: missing)/)
  })

  it("operands that nest without end", () => {
    const d = JSON.parse(text) as Damaged
    const bool = found(d.nodes, (n) => n.op === "lt").sort
    const first = d.nodes.findIndex((n) => n.op === "lt")
    for (let i = 0; i < 5_000; i++) d.nodes.push({ op: "not", args: [i === 0 ? first : d.nodes.length - 1], sort: bool })
    expect(refusal(JSON.stringify(d))).toMatch(/^nodes\[\d+\]: operands nest deeper than/)
  })

  // Whatever happens to one place of a document, it is either refused in words or still a system that can be explored.
  it("any damage in words", () => {
    let seed = 1
    const random = (n: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff
      return (seed >> 8) % n
    }
    const values = [null, -1, 0, 1, 3, 17, 2 ** 31, 0.5, "", "x", "small", true, {}, []]
    let refused = 0
    for (let i = 0; i < 400; i++) {
      const d = JSON.parse(text) as Record<string, unknown>
      const places: [Record<string, unknown>, string][] = []
      const collect = (v: unknown): void => {
        if (typeof v === "object" && v !== null) for (const key of Object.keys(v)) { places.push([v as Record<string, unknown>, key]); collect((v as Record<string, unknown>)[key]) }
      }
      collect(d)
      const [holder, key] = places[random(places.length)] as [Record<string, unknown>, string]
      const [other, otherKey] = places[random(places.length)] as [Record<string, unknown>, string]
      holder[key] = random(2) === 0 ? values[random(values.length)] : structuredClone(other[otherKey])
      try {
        const ir = readIr(JSON.stringify(d))
        kernelOf(flatten(ir, sizesOf(ir, "small"), "small"), { coverage: true, edges: true, limitStates: 200 }).compiled.run(200)
      } catch (error) {
        if (!(error instanceof InputError)) throw new Error(`damage ${i}: ${key}`, { cause: error })
        refused++
      }
    }
    expect(refused).toBeGreaterThan(200)
  })
})
