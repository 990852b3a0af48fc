/**
 * Where each posted write came from: a shadow of the queue to the ring and of its memory, kept by an observer that sees
 * only which events happen. The model's payloads have few colours; here every slot of every frame is told from all others.
 */
import { Violation } from "./violation.ts"

/** The slot of a frame that a write belongs to. */
export interface Stamp {
  readonly epoch: number
  /** Slots committed before this one in its epoch: not wrapped. */
  readonly index: number
  /** The frame's place among those submitted in the epoch. */
  readonly frame: number
  readonly body: string
}
type Word = "payload" | "trailer" | "commit"
/** A posted write: what `stamp` says goes into a word of a slot. Zeros carry no stamp, and what is said of epochs no slot. */
export interface Posted {
  readonly word: Word | "epoch"
  readonly slot: number
  readonly stamp: Stamp | undefined
}
type Held = { [K in Word]?: Stamp | undefined }

export class Memory {
  readonly #queue: Posted[] = []
  readonly #slots = new Map<number, Held>()
  isUp = true

  post(write: Posted): void { this.#queue.push(write) }
  /** The oldest write lands. @throws Violation while the link is down */
  land(): void {
    if (!this.isUp) throw new Violation("oracle.landedWhileDown", "a write landed while the link was down")
    const write = this.#queue.shift()
    if (write === undefined) throw new Violation("oracle.landedNothing", "a write landed that nobody had posted")
    if (write.word === "epoch") return
    const held = this.#slots.get(write.slot) ?? {}
    held[write.word] = write.stamp
    this.#slots.set(write.slot, held)
  }
  /** The newest write is lost. @throws Violation while the link is up */
  lose(): void {
    if (this.isUp) throw new Violation("oracle.lostWhileUp", "a write was lost while the link was up")
    this.#queue.pop()
  }
  /** What a word of a slot holds; undefined if it is nothing of this run. */
  at(slot: number, word: Word): Stamp | undefined { return this.#slots.get(slot)?.[word] }
  /** How many writes are under way. */
  get underWay(): number { return this.#queue.length }
  /** The write that was posted last, of those under way. */
  get newest(): Posted | undefined { return this.#queue.at(-1) }
}
