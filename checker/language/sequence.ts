import type { Bag, Fifo, Vec } from "./shapes.ts"

/** Reading or writing outside is an error in every reading, never `undefined`. */
const inside = (length: number, i: number): number => {
  if (!(i >= 0 && i < length)) throw new RangeError(`index ${i} of ${length}`)
  return i
}

/** Element `i` of an array, a queue or a bag. @throws RangeError outside (obligation O1). */
export const at = <T>(a: readonly T[], i: number): T => a[inside(a.length, i)] as T

/** `a` with element `i` replaced. @throws RangeError outside (obligation O1). */
export const set = <C extends number, T>(a: Vec<C, T>, i: number, x: NoInfer<T>): Vec<C, T> => a.with(inside(a.length, i), x)

/** `q` with `x` in place of its element `i`, which is forgotten: only in what a system `forgets`. @throws RangeError outside (obligation O1). */
export const forget = <C extends number, T>(q: Fifo<C, T>, i: number, x: NoInfer<T>): Fifo<C, T> => q.with(inside(q.length, i), x)

/** `count` copies of `x`. */
export const fill = <T>(count: number, x: T): readonly T[] => Array.from({ length: count }, () => x)

/** The numbers 0 … count - 1: the domain of a parameter or of a quantifier. */
export const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i)

/** The oldest element. @throws RangeError if the queue is empty (obligation O2). */
export const head = <T>(q: Fifo<number, T>): T => at(q, 0)

/** `q` without its oldest element. @throws RangeError if the queue is empty (obligation O2). */
export const rest = <C extends number, T>(q: Fifo<C, T>): Fifo<C, T> => (inside(q.length, 0), q.slice(1))

/** `q` with `x` behind. Room is obligation O3, which only the lowered reading sees. */
export const push = <C extends number, T>(q: Fifo<C, T>, x: NoInfer<T>): Fifo<C, T> => [...q, x]

/** `b` with `x` in it. Its place is found by the codec, which alone knows the canonical order. Room is obligation O3. */
export const put = <C extends number, T>(b: Bag<C, T>, x: NoInfer<T>): Bag<C, T> => [...b, x]

/** `q` without element `i`: what overtakes those before it. @throws RangeError outside (obligation O1). */
export const take = <Q extends Fifo<number, unknown> | Bag<number, unknown>>(q: Q, i: number): Q => (inside(q.length, i), q.filter((_, k) => k !== i) as readonly unknown[] as Q)

const same = (x: unknown, y: unknown): boolean => {
  if (typeof x !== "object" || x === null || typeof y !== "object" || y === null) return x === y
  return Object.keys(x).length === Object.keys(y).length && Object.entries(x).every(([name, value]) => same(value, (y as Readonly<Record<string, unknown>>)[name]))
}

/** True if `a` is how `b` begins. */
export const prefix = <T>(a: readonly T[], b: readonly T[]): boolean => a.length <= b.length && a.every((x, i) => same(x, b[i]))

/** True if `holds` is true of every element. Over `range(n.slots)` it is a bounded quantifier. */
export const every = <T>(a: readonly T[], holds: (x: T) => boolean): boolean => a.every((x) => holds(x))

/** True if `holds` is true of some element. */
export const some = <T>(a: readonly T[], holds: (x: T) => boolean): boolean => a.some((x) => holds(x))

/** The smaller number. */
export const min = (x: number, y: number): number => (x < y ? x : y)

/** The greater number. */
export const max = (x: number, y: number): number => (x < y ? y : x)

/**
 * The abstraction of a CRC: true if the words stem from one write. Each word is the number of the write it came
 * from; collisions of the real check are outside the model.
 */
export const sealed = (words: readonly number[]): boolean => words.every((w) => w === words[0])
