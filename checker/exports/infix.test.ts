import { describe, expect, it } from "vitest"
import { InputError } from "../errors.ts"
import { tiny, type Tiny } from "../explorer/testing.ts"
import type { FlatInstance } from "../ir/flat.ts"
import { Folding } from "../ir/fold.ts"
import type { Node } from "../ir/node.ts"
import { Expressions, inTurn } from "./infix.ts"
import { murphi } from "./murphi.ts"
import { promela } from "./promela.ts"
import { cellNames, dialect } from "./promela-text.ts"
import { at } from "./testing.ts"

describe("expressions", () => {
  const nodes = new Folding()
  const cell = (path: string, most: number): Node => nodes.make("state", [], { kind: "upto", most }, { name: path })
  const [x, y] = [cell("v.x", 9), cell("v.y", 9)]
  const cells = ["v.x", "v.y"].map((path) => ({ path, most: 9, isBool: false }))
  const print = (n: Node): string => new Expressions(cells, cellNames(["v.x", "v.y"]), nodes, dialect).text(n)
  const below = nodes.arithmetic("sub", x, nodes.int(10))

  it.each<readonly [string, Node]>([
    ["v_x - (v_y - 3)", nodes.arithmetic("sub", x, nodes.arithmetic("sub", y, nodes.int(3)))],
    ["(v_x + v_y) * 2", nodes.arithmetic("mul", nodes.arithmetic("add", x, y), nodes.int(2))],
    ["v_x * v_y % 4", nodes.arithmetic("mod", nodes.arithmetic("mul", x, y), nodes.int(4))],
    ["v_x * (v_y % 4)", nodes.arithmetic("mul", x, nodes.arithmetic("mod", y, nodes.int(4)))],
    ["v_x + (-1)", nodes.arithmetic("add", x, nodes.int(-1))],
    ["v_x == 3", nodes.eq(x, nodes.int(3))],
    ["v_x != 3", nodes.not(nodes.eq(x, nodes.int(3)))],
    ["v_x >= v_y", nodes.not(nodes.lt(x, y))],
    ["(v_x < v_y) == (v_y == 2)", nodes.eq(nodes.lt(x, y), nodes.eq(y, nodes.int(2)))],
    ["!(v_x < 3 && v_y < 3)", nodes.not(nodes.and(nodes.lt(x, nodes.int(3)), nodes.lt(y, nodes.int(3))))],
    ["(v_x < 3 && v_y < 3) || v_x == 5", nodes.or(nodes.and(nodes.lt(x, nodes.int(3)), nodes.lt(y, nodes.int(3))), nodes.eq(x, nodes.int(5)))],
    ["(v_x < 3 || v_y < 3) && v_x != 2", nodes.and(nodes.or(nodes.lt(x, nodes.int(3)), nodes.lt(y, nodes.int(3))), nodes.not(nodes.eq(x, nodes.int(2))))],
    ["(v_x < v_y -> v_x : v_y) + 1", nodes.arithmetic("add", nodes.ite(nodes.lt(x, y), x, y), nodes.int(1))],
    // A divisor that can be 0 would end the verifier, even where its value is thrown away.
    ["(v_y == 0 -> 0 : v_x % v_y)", nodes.arithmetic("mod", x, y)],
    ["v_x % (v_x - 10)", nodes.arithmetic("mod", x, below)],
  ])("print as %s", (text, n) => {
    expect(print(n)).toBe(text)
  })
})

describe("numbers of more than 32 bits", () => {
  const system = (factor: number): Tiny => ({ fields: "readonly x: Upto<9>", init: "x: 0", rules: { all: `when: (s) => ({ low: s.x * ${factor} < 9 }), then: (s) => next(s, { x: 0 })` } })
  it.each([promela, murphi])("are refused: the engines would compute something else", (print) => {
    expect(() => print(at(tiny(system(2 ** 28)), "small"))).toThrow(InputError)
    expect(() => print(at(tiny(system(2 ** 28)), "small"))).toThrow(/^an expression is between 0 and 2415919104, more than the 32 bits of /)
    expect(print(at(tiny(system(2 ** 27)), "small"))).toContain(String(2 ** 27))
  })
})

describe("an effect", () => {
  /** The assignments of the only rule of a small system. */
  const assigned = (fields: string, init: string, then: string): readonly string[] => {
    const system: Tiny = { fields, init, rules: { all: `when: () => ({}), then: (s, n) => next(s, ${then})` } }
    const flat = at(tiny(system), "small")
    const names = cellNames(flat.cells.map((c) => `v.${c.path}`))
    const e = new Expressions(flat.cells, names, flat.nodes, dialect)
    const assignments = inTurn(flat.instances[0] as FlatInstance, flat.cells, e, { temp: (i) => `tmp_${i}`, text: (n) => e.text(n) })
    return assignments.map((a) => `${"cell" in a ? (names[a.cell] as string) : `tmp_${a.keep}`} = ${a.text}`)
  }
  const fields = "readonly x: Upto<9>; readonly y: Upto<9>; readonly z: Upto<9>"
  const init = "x: 0, y: 1, z: 2"

  it("changes a cell after those that read it", () => {
    expect(assigned(fields, init, "{ x: s.y, y: s.z }")).toEqual(["v_x = v_y", "v_y = v_z"])
    expect(assigned(fields, init, "{ y: s.x, x: s.z }")).toEqual(["v_y = v_x", "v_x = v_z"])
  })
  it("keeps one value of a circle", () => {
    expect(assigned(fields, init, "{ x: s.y, y: s.z, z: s.x }")).toEqual(["tmp_0 = v_y", "v_y = v_z", "v_z = v_x", "v_x = tmp_0"])
  })
  it("keeps no value twice where the first assignment only waits for a circle", () => {
    // Both others read x, and each other.
    expect(assigned(fields, init, "{ x: s.z, y: min(s.x, s.z), z: min(s.x, s.y) }")).toEqual([
      "tmp_0 = v_z", "tmp_1 = (v_x < v_z -> v_x : v_z)", "v_z = (v_x < v_y -> v_x : v_y)", "v_x = tmp_0", "v_y = tmp_1",
    ])
  })
  it("computes once what is used twice", () => {
    expect(assigned(fields, init, "{ x: (s.y * s.z + 1) % 9, y: (s.y * s.z + 1) % 8 }")).toEqual(["tmp_0 = v_y * v_z + 1", "v_x = tmp_0 % 9", "v_y = tmp_0 % 8"])
  })
})
