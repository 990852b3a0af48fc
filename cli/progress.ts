/** A line on the terminal that long work rewrites; nothing in a pipe. */
import type { Io } from "./io.ts"

export interface ProgressLine {
  readonly show: (text: string) => void
  readonly clear: () => void
}
/** A progress line on standard error; it writes nothing where that is no terminal. */
export const progressLine = (io: Io): ProgressLine => {
  let shown = false
  const write = (text: string): void => { if (io.isTerminal) io.stderr(text) }
  return {
    show: (text) => {
      shown = true
      write(`\r\u001b[2K${text}`)
    },
    clear: () => {
      if (shown) write("\r\u001b[2K")
      shown = false
    },
  }
}

/** 1234567 as `1,234,567`. */
export const count = (n: number): string => n.toLocaleString("en-US")
