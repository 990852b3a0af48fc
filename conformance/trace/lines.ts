/** Reads a file line by line in bounded memory. */
import { isUtf8 } from "node:buffer"
import { closeSync, fstatSync, openSync, readSync } from "node:fs"
import { InputError } from "../../checker/errors.ts"
import { wrongLine, type Where } from "./format.ts"

const chunk_bytes = 1 << 18
/** An event takes some hundred bytes, so a longer line is no log. */
const longestLine_bytes = 1 << 20

/** The lines of one file. `line` and `offset` are those of the line that was last returned. */
export class Lines implements Where {
  readonly file: string
  line = 0
  offset = 0
  readonly #fd: number
  #buffer: Buffer = Buffer.allocUnsafe(2 * chunk_bytes)
  #start = 0
  #end = 0
  /** Where the buffer's first byte stands in the file. */
  #base = 0
  #closed = false

  /** @throws InputError if the file cannot be read */
  constructor(file: string) {
    this.file = file
    try {
      this.#fd = openSync(file, "r")
    } catch (error) {
      throw new InputError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`, "Give the path of a log.")
    }
    if (fstatSync(this.#fd).isDirectory()) throw new InputError(`${file}: is a directory`, "Give the paths of the logs in it.")
  }

  /** The next line without its end, undefined after the last. @throws InputError for a line that is cut off, too long or no UTF-8. */
  next(): string | undefined {
    if (this.#closed) return undefined
    let end = this.#buffer.indexOf(10, this.#start)
    while (end < 0 || end >= this.#end) {
      const searched = this.#end - this.#start
      if (!this.#fill()) return this.#finish()
      end = this.#buffer.subarray(0, this.#end).indexOf(10, this.#start + searched)
    }
    this.line++
    this.offset = this.#base + this.#start
    const bytes = this.#buffer.subarray(this.#start, end)
    this.#start = end + 1
    if (!isUtf8(bytes)) throw wrongLine(this, `not UTF-8 (the line begins at byte ${this.offset})`, "A log is text in UTF-8; this file is damaged or something else.")
    return bytes.toString("utf8")
  }

  close(): void {
    if (!this.#closed) closeSync(this.#fd)
    this.#closed = true
  }

  #finish(): undefined {
    const rest = this.#end - this.#start
    this.close()
    if (rest === 0) return undefined
    this.line++
    this.offset = this.#base + this.#start
    throw wrongLine(this, `the last line is cut off: ${rest} bytes from byte ${this.offset} on without a line end`, "The process was stopped while it wrote; remove the incomplete line to judge what is before it.")
  }

  /** Reads more behind what is not yet consumed; false at the end of the file. */
  #fill(): boolean {
    if (this.#start > 0) {
      this.#buffer.copyWithin(0, this.#start, this.#end)
      this.#base += this.#start
      this.#end -= this.#start
      this.#start = 0
    }
    if (this.#end > longestLine_bytes) {
      throw wrongLine({ file: this.file, line: this.line + 1, offset: this.#base }, `a line of more than ${longestLine_bytes} bytes, from byte ${this.#base} on`, "A log has one event a line.")
    }
    if (this.#buffer.length - this.#end < chunk_bytes) this.#buffer = Buffer.concat([this.#buffer], 2 * this.#buffer.length)
    const read = readSync(this.#fd, this.#buffer, this.#end, chunk_bytes, null)
    this.#end += read
    return read > 0
  }
}
