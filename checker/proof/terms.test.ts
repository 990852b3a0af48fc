import { describe, expect, it } from "vitest"
import { Nodes, type Node } from "../ir/node.ts"
import { bool, integer, opaque, unbounded, type Sort } from "../ir/sort.ts"
import { term, whole } from "./linear.ts"
import { isElements, printScalar, type SequenceSymbol, type Symbol } from "./symbol.ts"
import { Terms, type Environment } from "./terms.ts"

const n = new Nodes()
const counterSort: Sort = { kind: "counter", width: { size: "w" } }
const queueSort: Sort = { kind: "fifo", capacity: 4, of: { kind: "upto", most: 9 } }
const vecSort: Sort = { kind: "vec", size: { size: "w" }, of: { kind: "upto", most: 9 } }
const state = (name: string, sort: Sort): Node => n.make("state", [], sort, { name })
const size = n.make("size", [], integer, { name: "w" })
const [x, c, d, q, v] = [state("x", { kind: "upto", most: unbounded }), state("c", counterSort), state("d", counterSort), state("q", queueSort), state("v", vecSort)]
const queue: SequenceSymbol = { of: { kind: "upto", most: 9 }, from: term("lo"), to: term("hi"), parts: new Map([["", (i) => `(|q| ${printScalar(i)})`]]) }
const vec: SequenceSymbol = { ...queue, from: whole(0), to: term("n_w"), parts: new Map([["", (i) => `(|v| ${printScalar(i)})`]]) }
const env: Environment = { state: new Map<string, Symbol>([["x", term("x")], ["c", term("c")], ["d", term("d")], ["q", queue], ["v", vec]]), after: new Map(), params: new Map() }
const text = (node: Node): string => printScalar(new Terms(env).symbol(node))
const add = (a: Node, b: Node): Node => n.make("add", [a, b], integer)
const at = (s: Node, i: Node): Node => n.make("at", [s, i], integer)

describe("terms", () => {
  it.each<[string, Node, string]>([
    ["sums", add(add(x, n.int(2)), n.int(-2)), "x"],
    ["a counter's step, which does not wrap", n.make("mod", [add(c, n.int(1)), size], counterSort), "(+ c 1)"],
    ["a remainder by a size", n.make("mod", [x, size], integer), "(rem_w x)"],
    ["a remainder by a literal", n.make("mod", [x, n.int(2)], integer), "(mod x 2)"],
    ["a remainder of what may be below 0", n.make("mod", [add(x, x), n.int(2)], integer), "(ite (>= (* 2 x) 0) (mod (* 2 x) 2) (- (mod (- (* 2 x)) 2)))"],
    ["a distance", n.make("distance", [c, d, size], integer), "(wrap_w (+ d (* (- 1) c)))"],
    ["the equality of counters", n.make("eq", [c, d], bool), "(= (wrap_w (+ c (* (- 1) d))) 0)"],
    ["a product of two unknowns", n.make("mul", [x, size], integer), "(times x n_w)"],
    ["a product with a literal", n.make("mul", [x, n.int(3)], integer), "(* 3 x)"],
    ["the length of a queue", n.make("length", [q], integer), "(+ hi (* (- 1) lo))"],
    ["an element of a queue, by its position", at(q, n.int(1)), "(|q| (+ lo 1))"],
    ["an element of what was written", at(n.make("set", [v, x, n.int(7)], vecSort), n.int(0)), "(ite (= 0 x) 7 (|v| 0))"],
    ["an element that was just pushed", at(n.make("push", [q, n.int(7)], queueSort), n.make("length", [q], integer)), "7"],
    ["colours and words", n.make("eq", [n.lit("red", opaque), n.lit("blue", opaque)], bool), "(= c_red c_blue)"],
  ])("are made of %s", (_, node, expected) => expect(text(node)).toBe(expected))

  it("of a queue's elements are quantified by their positions, and met there", () => {
    const inside = n.lt(at(q, n.make("bound", [], integer, { name: "i" })), n.int(3))
    expect(text(n.make("every", [n.make("length", [q], integer), inside], bool, { name: "i" }))).toBe("(forall ((v0 Int)) (! (=> (and (<= lo v0) (< v0 hi)) (< (|q| v0) 3)) :pattern ((|q| v0))))")
  })
  it("of what begins later are quantified from there on", () => {
    const inside = n.lt(at(v, add(x, n.make("bound", [], integer, { name: "i" }))), n.int(3))
    expect(text(n.make("every", [n.int(2), inside], bool, { name: "i" }))).toBe("(forall ((v0 Int)) (! (=> (and (<= x v0) (< v0 (+ x 2))) (< (|v| v0) 3)) :pattern ((|v| v0))))")
  })
  it("are written out at a given size", () => {
    const inside = n.lt(at(v, n.make("bound", [], integer, { name: "i" })), n.int(3))
    const every = n.make("every", [size, inside], bool, { name: "i" })
    expect(new Terms(env, { sizes: { w: 2 }, most: 9 }).symbol(every)).toBe("(and (< (|v| 0) 3) (< (|v| 1) 3) true)")
  })
  it("lose the first element of a queue, or the last", () => {
    const taken = (i: Node): Symbol => new Terms(env).symbol(n.make("take", [q, i], queueSort))
    const ends = (s: Symbol): readonly string[] => (isElements(s) ? [printScalar(s.from), printScalar(s.to)] : [])
    expect(ends(taken(n.int(0)))).toEqual(["(+ lo 1)", "hi"])
    expect(ends(taken(n.arithmetic("sub", n.make("length", [q], integer), n.int(1))))).toEqual(["lo", "(+ hi (- 1))"])
    expect(() => taken(n.int(1))).toThrow("taking an element from the middle of a queue cannot be proved")
  })
  it("that are long have a name", () => {
    const terms = new Terms(env)
    const long = Array.from({ length: 9 }, (_, i) => n.lt(x, n.int(i + 10))).reduce((a, b) => n.and(a, b))
    expect([terms.symbol(long), terms.lines.length, terms.lines[0]?.startsWith("(define-fun t0 () Bool (and (< x 10)")]).toEqual(["t0", 1, true])
  })
  it("of a modulus that is no size are refused", () => {
    expect(() => text(n.make("mod", [x, add(size, n.int(1))], integer))).toThrow("a modulus that is no size cannot be proved")
  })
})
