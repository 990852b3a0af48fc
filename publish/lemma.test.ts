import { describe, expect, it } from "vitest"
import { Nodes, type Node } from "../checker/ir/node.ts"
import { printNode } from "../checker/ir/print.ts"
import { lemmaWords } from "./lemma.ts"

const nodes = new Nodes()
const bool = { kind: "bool" } as const
const part = (name: string): Node => nodes.make("state", [], bool, { name })
const number = (name: string): Node => nodes.make("state", [], { kind: "integer" }, { name })
const [a, b, c] = [part("a"), part("b"), part("c")]
const all = (...args: readonly Node[]): Node => args.reduce((l, r) => nodes.make("and", [l, r], bool))
const any = (...args: readonly Node[]): Node => args.reduce((l, r) => nodes.make("or", [l, r], bool))
const truth = (value: boolean): Node => nodes.make("lit", [], bool, { value })
const choice = (x: Node, yes: Node, no: Node): Node => nodes.make("ite", [x, yes, no], bool)

describe("a lemma in words", () => {
  it("lists the parts of a conjunction", () => {
    expect(lemmaWords(all(a, b))).toEqual({ given: [], names: [], cases: [{ where: [], holds: ["a", "b"] }] })
  })
  it("takes what is denied first as the premise of the rest, and says it once where all cases have it", () => {
    expect(lemmaWords(any(nodes.not(all(a, b)), c))).toEqual({ given: ["a", "b"], names: [], cases: [{ where: [], holds: ["c"] }] })
    expect(lemmaWords(any(nodes.not(a), b, c))).toEqual({ given: ["a"], names: [], cases: [{ where: [], holds: ["b || c"] }] })
    expect(lemmaWords(all(any(nodes.not(a), b), c))).toEqual({ given: [], names: [], cases: [{ where: ["a"], holds: ["b"] }, { where: [], holds: ["c"] }] })
  })
  it("keeps a disjunction that denies everything, or nothing at first", () => {
    expect(lemmaWords(any(nodes.not(a), nodes.not(b)))).toEqual({ given: ["a"], names: [], cases: [{ where: [], holds: ["!b"] }] })
    expect(lemmaWords(any(a, nodes.not(b)))).toEqual({ given: [], names: [], cases: [{ where: [], holds: ["a || !b"] }] })
  })
  it("has a case for each branch, none for one that is true, and a condition for one that is false", () => {
    expect(lemmaWords(choice(a, b, c)).cases).toEqual([{ where: ["a"], holds: ["b"] }, { where: ["!a"], holds: ["c"] }])
    expect(lemmaWords(choice(a, truth(true), c))).toEqual({ given: ["!a"], names: [], cases: [{ where: [], holds: ["c"] }] })
    expect(lemmaWords(choice(a, truth(false), c)).cases).toEqual([{ where: [], holds: ["!a", "c"] }])
  })
  it("takes all but the last as premises where they are plain and the last says several things", () => {
    expect(lemmaWords(any(a, all(b, c)))).toMatchObject({ given: ["!a"], cases: [{ where: [], holds: ["b", "c"] }] })
    expect(lemmaWords(any(a, all(a, b), all(b, c)))).toMatchObject({ given: [], cases: [{ where: [], holds: ["a || a && b || b && c"] }] })
  })
  it("says of what is one value no longer that it is not another", () => {
    const word = nodes.make("state", [], { kind: "enum", values: ["p", "q", "r"] }, { name: "word" })
    const is = (value: string): Node => nodes.make("eq", [word, nodes.make("lit", [], word.sort, { value })], bool)
    expect(lemmaWords(choice(is("p"), a, choice(is("q"), b, c))).cases).toEqual([
      { where: [`word === "p"`], holds: ["a"] }, { where: [`word === "q"`], holds: ["b"] }, { where: [`word !== "p"`, `word !== "q"`], holds: ["c"] },
    ])
  })
  it("says what the formula says, of every formula of two levels", () => {
    const first = [a, b, nodes.not(c)]
    const pairs = (of: readonly Node[]): readonly Node[] => of.flatMap((x) => of.flatMap((y) => [all(x, y), any(x, y)]))
    const second = [...first, ...pairs(first), ...first.flatMap((x) => first.flatMap((y) => first.map((z) => choice(x, y, z))))]
    const third = [...pairs(second), ...first.flatMap((x) => second.flatMap((y) => second.map((z) => choice(x, y, z))))]
    // Truths by number, so that a text is read by JavaScript once.
    const read = (text: string): string => [...Array(8).keys()].map((i) => Function("a", "b", "c", `return ${text}`)((i & 1) > 0, (i & 2) > 0, (i & 4) > 0) === true ? "1" : "0").join("")
    const joinedBy = (sign: string, texts: readonly string[]): string => texts.map((t) => `(${t})`).join(sign)
    const text = (n: Node): string => {
      const { given, cases } = lemmaWords(n)
      const said = cases.map((x) => `!(${joinedBy(" && ", ["true", ...given, ...x.where])}) || ${joinedBy(" && ", x.holds)}`)
      return joinedBy(" && ", said)
    }
    const wrong = third.filter((n) => read(text(n)) !== read(printNode(n)))
    expect(third.length).toBeGreaterThan(10_000)
    expect(wrong.map((n) => `${printNode(n)} is not ${text(n)}`)).toEqual([])
  })
  it("gives a name to a long term that is repeated", () => {
    const long = nodes.make("add", [number("posted.so.far.in.the.epoch"), number("closes")], { kind: "integer" })
    const said = lemmaWords(all(...["i", "j", "k"].map((x) => nodes.make("lt", [number(x), long], bool))))
    expect(said).toEqual({ given: [], names: [{ name: "x", value: "posted.so.far.in.the.epoch + closes" }], cases: [{ where: [], holds: ["i < x", "j < x", "k < x"] }] })
  })
  it("goes into a quantifier, whose variable then stands for every value", () => {
    const i = nodes.make("bound", [], { kind: "integer" }, { name: "i" })
    const inside = nodes.make("every", [number("n"), any(nodes.not(nodes.make("lt", [i, number("k")], bool)), a)], bool, { name: "i" })
    const from = number("m")
    const shifted = nodes.make("every", [nodes.make("sub", [nodes.make("add", [from, number("n")], { kind: "integer" }), from], { kind: "integer" }), nodes.make("lt", [nodes.make("add", [from, i], { kind: "integer" }), number("k")], bool)], bool, { name: "i" })
    expect(lemmaWords(shifted)).toMatchObject({ given: ["every m <= i < m + n"], cases: [{ where: [], holds: ["i < k"] }] })
    expect(lemmaWords(inside)).toEqual({ given: ["every i < n", "i < k"], names: [], cases: [{ where: [], holds: ["a"] }] })
  })
})
