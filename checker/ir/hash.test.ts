import { expect, it } from "vitest"
import { Hashes } from "./hash.ts"
import { Nodes, type Node } from "./node.ts"

const made = (flipped: boolean): readonly Node[] => {
  const n = new Nodes()
  const number = (name: string): Node => n.make("state", [], { kind: "integer" }, { name })
  const [x, y] = flipped ? [number("y"), number("x")].toReversed() as [Node, Node] : [number("x"), number("y")]
  return [n.eq(x, y), n.lt(x, y), n.lt(y, x), n.int(1), n.lit("1", { kind: "text" })]
}

it("expressions are named by what they are, not by when they were made", () => {
  const h = new Hashes()
  const [a, b] = [made(false).map((n) => h.of(n)), made(true).map((n) => h.of(n))]
  expect(a).toEqual(b)
  expect(new Set(a).size).toBe(a.length)
})
