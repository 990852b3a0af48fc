import { describe, expect, it } from "vitest"
import { counter } from "./counter.ts"
import { between, count, proving } from "./proof.ts"

describe("between", () => {
  it("asks of every integer from the one on and below the other", () => {
    const asked: number[] = []
    expect(between(2, 5, (i) => asked.push(i) > 0)).toBe(true)
    expect(asked).toEqual([2, 3, 4])
    expect(between(2, 5, (i) => i !== 4)).toBe(false)
    expect(between(2, 5, (i) => i !== 5)).toBe(true)
  })
  it.each([[3, 3], [4, 3]])("holds of no integer from %d on and below %d", (from, to) => expect(between(from, to, () => false)).toBe(true))
})

describe("count", () => {
  it("is the number of steps, until the counter wraps", () => {
    expect(count(counter.next(counter.next(counter.zero<4>(), 4), 4))).toBe(2)
  })
})

describe("proving", () => {
  it("gives lemmas back as they are", () => {
    const { lemma } = proving<{ readonly x: number }, { readonly y: number }, { readonly n: number }>()
    const l = lemma({ id: "l", text: "L.", holds: (s, n, m) => s.x + m.y <= n.n })
    expect([l.id, l.holds({ x: 1 }, { n: 3 }, { y: 2 }), l.holds({ x: 2 }, { n: 3 }, { y: 2 })]).toEqual(["l", true, false])
  })
})
