import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { at, every, fill, forget, head, max, min, prefix, push, put, range, rest, sealed, set, some, take } from "./sequence.ts"
import type { Bag, Fifo, Vec } from "./shapes.ts"

const vec: Vec<3, number> = [7, 8, 9]
const fifo: Fifo<4, number> = [7, 8, 9]
const bag: Bag<4, number> = [7, 8, 9]
const empty: Fifo<4, number> = []
/** An index that is no element's: JavaScript itself would take some of them. */
const outside = [-1, 3, 0.5 + 3, Number.NaN, -0.5]

describe("at", () => {
  it("is the element", () => expect([0, 1, 2].map((i) => at(vec, i))).toEqual([7, 8, 9]))
  it.each(outside)("throws at %d", (i) => expect(() => at(vec, i)).toThrow(new RangeError(`index ${i} of 3`)))
  it("throws for an empty queue", () => expect(() => at(empty, 0)).toThrow("index 0 of 0"))
})

describe("set", () => {
  it("replaces one element of a copy", () => {
    expect(set(vec, 1, 0)).toEqual([7, 0, 9])
    expect(vec).toEqual([7, 8, 9])
  })
  it.each(outside)("throws at %d", (i) => expect(() => set(vec, i, 0)).toThrow(RangeError))
})

describe("head, rest and push", () => {
  it("take from the front and add behind", () => {
    expect([head(fifo), rest(fifo), push(fifo, 1)]).toEqual([7, [8, 9], [7, 8, 9, 1]])
    expect(fifo).toEqual([7, 8, 9])
  })
  it("throw for an empty queue", () => {
    expect(() => head(empty)).toThrow(RangeError)
    expect(() => rest(empty)).toThrow(RangeError)
  })
  it("are a queue", () => {
    fc.assert(fc.property(fc.array(fc.nat()), fc.nat(), (items, x) => {
      const pushed = push(items as Fifo<9, number>, x)
      expect([head(pushed), ...rest(pushed)]).toEqual([...items, x])
    }))
  })
})

describe("put and take", () => {
  it("add one and remove one", () => {
    expect([put(bag, 1).toSorted(), take(bag, 1)]).toEqual([[1, 7, 8, 9], [7, 9]])
    expect(bag).toEqual([7, 8, 9])
  })
  it("take from the middle of a queue, and keep the order", () => expect(take([7, 8, 9] as Fifo<3, number>, 1)).toEqual([7, 9]))
  it("remove one of two that are equal", () => expect(take([5, 5] as Bag<2, number>, 0)).toEqual([5]))
  it.each(outside)("throw at %d", (i) => expect(() => take(bag, i)).toThrow(RangeError))
})

describe("fill and range", () => {
  it("count from 0", () => {
    expect([fill(3, true), fill(0, true), range(3), range(0)]).toEqual([[true, true, true], [], [0, 1, 2], []])
  })
})

describe("prefix", () => {
  it.each([
    [[], [], true], [[], [1], true], [[1], [1, 2], true], [[1, 2], [1, 2], true],
    [[1], [], false], [[2], [1, 2], false], [[1, 2, 3], [1, 2], false],
    [[{ a: 1, b: { c: 2 } }], [{ a: 1, b: { c: 2 } }, { a: 0, b: { c: 0 } }], true],
    [[{ a: 1, b: { c: 2 } }], [{ a: 1, b: { c: 3 } }], false],
  ])("of %j and %j", (a, b, expected) => {
    expect(prefix<unknown>(a, b)).toBe(expected)
  })
})

describe("every and some", () => {
  it("are the quantifiers", () => {
    const isOdd = (x: number): boolean => x % 2 === 1
    expect([every(vec, isOdd), some(vec, isOdd), every(empty, isOdd), some(empty, isOdd)]).toEqual([false, true, true, false])
  })
  it("give the element and nothing else", () => {
    const seen: unknown[][] = []
    every([7], (...args: unknown[]) => seen.push(args) > 0)
    some([8], (...args: unknown[]) => seen.push(args) > 0)
    expect(seen).toEqual([[7], [8]])
  })
})

describe("min and max", () => {
  it("agree with arithmetic", () => {
    fc.assert(fc.property(fc.integer(), fc.integer(), (a, b) => {
      expect([min(a, b), max(a, b)]).toEqual([Math.min(a, b), Math.max(a, b)])
    }))
  })
})

describe("forget", () => {
  it("replaces an element of a queue", () => {
    expect(forget(fifo, 1, 0)).toEqual([7, 0, 9])
    expect(fifo).toEqual([7, 8, 9])
  })
  it.each(outside)("throws at %d", (i) => expect(() => forget(fifo, i, 0)).toThrow(RangeError))
})

describe("sealed", () => {
  it("is true for words of one write only", () => {
    expect([sealed([3, 3, 3]), sealed([3, 4]), sealed([4, 3, 3]), sealed([5]), sealed([])]).toEqual([true, false, false, true, true])
  })
})

describe("the shapes of sequences", () => {
  it("are told apart by the compiler", () => {
    // @ts-expect-error -- an array has no room to push into.
    expect(push(vec, 1)).toHaveLength(4)
    // @ts-expect-error -- a bag is not a queue.
    expect(head(bag)).toBe(7)
    // @ts-expect-error -- a queue's element is not replaced.
    expect(set(fifo, 0, 1)).toEqual([1, 8, 9])
    // @ts-expect-error -- the element is a number.
    expect(push(fifo, "x")).toHaveLength(4)
  })
})
