/**
 * One log. It is read as a whole first, so that what is wrong with it is known before anything is judged, and so that
 * the judge knows which rules and words never occur in it; then as far as the judge has come. Only those events are
 * kept that the judge still needs.
 */
import { statSync } from "node:fs"
import { InputError } from "../../checker/errors.ts"
import { wrongLine, parseEvent, parseHeader, type TraceHeader, type Where } from "./format.ts"
import { Lines } from "./lines.ts"
import type { TraceEvent, Vocabulary } from "./vocabulary.ts"

/** What occurs in a log. */
export interface LogFacts {
  readonly events: number
  /** Values of words that the events saw. */
  readonly sights: number
  /** For each rule that occurs, by its index in the system: the leaves that were seen with it. */
  readonly seen: ReadonlyMap<number, ReadonlySet<number>>
  /** The rule of the last event, by its index in the system; -1 where there is none. */
  readonly last: number
}

/** What the judge asks of a log once it is scanned. */
export type Followed = Pick<Log, "file" | "header" | "facts" | "kept" | "at" | "forget" | "rewind">

export class Log {
  readonly file: string
  readonly header: TraceHeader
  #facts: LogFacts | undefined
  #lines: Lines
  #vocabulary: Vocabulary | undefined
  #window: TraceEvent[] = []
  /** Position of the window's first event. */
  #first = 0

  /** Opens a log and reads its header. @throws InputError for a file that is unreadable, empty or begins otherwise. */
  constructor(file: string) {
    this.file = file
    this.#lines = new Lines(file)
    if (!statSync(file).isFile()) throw new InputError(`${file}: is no regular file`, "A log is read twice; write it to a file first.")
    const text = this.#lines.next()
    if (text === undefined) throw new InputError(`${file}:1: the file is empty`, "A log begins with a header.")
    this.header = parseHeader(text, this.#lines)
  }

  /** The line of the header, for errors about it. */
  get top(): Where { return { file: this.file, line: 1, offset: 0 } }

  get facts(): LogFacts {
    if (this.#facts === undefined) throw new RangeError(`${this.file} was not scanned`)
    return this.#facts
  }
  /** How many events are kept at the moment. */
  get kept(): number { return this.#window.length }

  /** Reads the whole log and returns to its first event. @throws InputError for the first line that is wrong, and if there are no events. */
  scan(vocabulary: Vocabulary, options: { readonly allowEmpty?: boolean; readonly onProgress?: (events: number) => void } = {}): void {
    this.#vocabulary = vocabulary
    const seen = new Map<number, Set<number>>()
    let [events, sights, last] = [0, 0, -1]
    for (let e = this.#read(events); e !== undefined; e = this.#read(events)) {
      let leaves = seen.get(e.rule)
      if (leaves === undefined) seen.set(e.rule, leaves = new Set())
      for (const s of e.seen) leaves.add(s.word.leaf)
      events++
      last = e.rule
      sights += e.seen.length
      if ((events & 0xffff) === 0) options.onProgress?.(events)
    }
    if (events === 0 && options.allowEmpty !== true) throw new InputError(`${this.file}:2: the log has no events`, "A log without events shows nothing; find out why nothing was logged.")
    this.#facts = { events, sights, seen, last }
    this.rewind()
  }

  /** Returns to the first event. */
  rewind(): void {
    this.#lines.close()
    this.#lines = new Lines(this.file)
    this.#lines.next()
    this.#window = []
    this.#first = 0
  }

  /** The event at a position, undefined behind the last. */
  at(position: number): TraceEvent | undefined {
    while (position >= this.#first + this.#window.length) {
      const e = this.#read(this.#first + this.#window.length)
      if (e === undefined) return undefined
      this.#window.push(e)
    }
    return this.#window[position - this.#first]
  }

  /** Nothing before this position will be asked for again. */
  forget(position: number): void {
    // Dropping one by one would move the window each time.
    if (position - this.#first < 64) return
    this.#window = this.#window.slice(position - this.#first)
    this.#first = position
  }

  close(): void { this.#lines.close() }

  #read(expected: number): TraceEvent | undefined {
    const text = this.#lines.next()
    if (text === undefined) return undefined
    const line = parseEvent(text, this.#lines)
    if (line.n !== expected) throw wrongLine(this.#lines, `the event has the number ${line.n}, expected ${expected}`, "A process numbers its events 0, 1, 2, … in the order in which it did them; none may be missing, doubled or moved.")
    return (this.#vocabulary as Vocabulary).bind(line, this.#lines)
  }
}
