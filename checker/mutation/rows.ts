/** Finds states by their packed words: an open-addressed index over the rows of one kernel's store. */
import type { Kernel } from "../explorer/kernel.ts"

const hashOf = (store: Int32Array, at: number, words: number): number => {
  let h = 0x811c9dc5
  for (let k = 0; k < words; k++) h = Math.imul(h ^ (store[at + k] as number), 0x9e3779b1) ^ (h >>> 15)
  return h ^ (h >>> 13)
}

const isSame = (a: Int32Array, i: number, b: Int32Array, j: number, words: number): boolean => {
  for (let k = 0; k < words; k++) if (a[i + k] !== b[j + k]) return false
  return true
}

/** The states of a kernel, all of which differ. */
export class Rows {
  readonly #store: Int32Array
  readonly #words: number
  /** The number of a state plus 1, or 0 where there is none. */
  readonly #index: Int32Array
  constructor(kernel: Kernel) {
    this.#store = kernel.compiled.store()
    this.#words = kernel.layout.words
    const n = kernel.compiled.states()
    this.#index = new Int32Array(2 ** Math.ceil(Math.log2(2 * n + 1)))
    for (let i = 0; i < n; i++) this.#index[this.#slot(this.#store, i * this.#words)] = i + 1
  }
  /** Where a state stands in the index, or would. */
  #slot(store: Int32Array, at: number): number {
    const mask = this.#index.length - 1
    let slot = hashOf(store, at, this.#words) & mask
    for (;;) {
      const found = this.#index[slot] as number
      if (found === 0 || isSame(this.#store, (found - 1) * this.#words, store, at, this.#words)) return slot
      slot = (slot + 1) & mask
    }
  }
  /** The number of the state whose words stand at `at` of `store`; `undefined` if there is none. The words must mean the same in both kernels. */
  find(store: Int32Array, at: number): number | undefined {
    const found = this.#index[this.#slot(store, at)] as number
    return found === 0 ? undefined : found - 1
  }
}
