import { expect, it } from "vitest"
import { Folding } from "./fold.ts"
import type { Node } from "./node.ts"
import { substituting } from "./substitute.ts"

const nodes = new Folding()
const cell = (op: "state" | "after", name: string): Node => nodes.make(op, [], { kind: "upto", most: 5 }, { name })
const [x, y, later] = [cell("state", "x"), cell("state", "y"), cell("after", "x")]

it("puts what is given in place of cells, before and after the step, and folds what comes of it", () => {
  const two = substituting(nodes, (n) => (n === x ? nodes.int(2) : n === later ? nodes.int(3) : undefined))
  expect(two(nodes.lt(x, later))).toBe(nodes.bool(true))
  expect(two(nodes.and(nodes.eq(nodes.arithmetic("add", x, nodes.int(1)), later), nodes.not(nodes.lt(later, x))))).toBe(nodes.bool(true))
  expect(two(nodes.ite(nodes.eq(x, nodes.int(2)), y, x))).toBe(y)
})
it("leaves a cell for which nothing is given", () => {
  expect(substituting(nodes, () => undefined)(nodes.lt(x, y))).toBe(nodes.lt(x, y))
})
it("builds a part that stands in many places once", () => {
  let asked = 0
  const count = substituting(nodes, () => void asked++)
  const sum = nodes.arithmetic("add", x, y)
  count(nodes.or(nodes.lt(sum, nodes.int(3)), nodes.lt(nodes.int(5), sum)))
  count(nodes.lt(sum, nodes.int(4)))
  expect(asked).toBe(2)
})
