/** Where a command writes. Commands get it as an argument, so that tests run them in process. */
export interface Io {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  /** Whether standard error is a terminal: progress is shown only there. */
  readonly isTerminal: boolean
}

/**
 * A reader that leaves early (`tcnet check | head`) must neither crash the run nor change its verdict: what it no longer
 * reads is dropped, and the exit code is still the command's.
 */
const writer = (stream: NodeJS.WriteStream): ((text: string) => void) => {
  let closed = false
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error
    closed = true
  })
  return (text) => {
    if (!closed) stream.write(text)
  }
}

/** The process's own streams. */
export const processIo = (): Io => ({
  stdout: writer(process.stdout),
  stderr: writer(process.stderr),
  isTerminal: process.stderr.isTTY === true,
})
