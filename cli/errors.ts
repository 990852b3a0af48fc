import { InputError } from "../checker/errors.ts"

export { InputError } from "../checker/errors.ts"

/** What the exit code of `tcnet` says. */
export const EXIT = {
  /** Everything that was asked holds, or conforms. */
  holds: 0,
  /** Violated, deadlock, vacuous, survived or refuted. */
  violated: 1,
  /** Wrong usage or bad input. */
  usage: 2,
  /** Inconclusive or not proved: a limit was reached. */
  inconclusive: 3,
  /** The driven process broke the harness protocol. */
  protocol: 4,
  /** A bug of ours. */
  bug: 70,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What `--json` prints in place of the document of a command that could not do its work. */
export interface ErrorDocument {
  readonly verdict: "error"
  readonly error: {
    readonly message: string
    /** What to do about it. */
    readonly fix?: string
    /** Where what is wrong stands, if it stands in a file. */
    readonly file?: string
    readonly line?: number
    readonly column?: number
    /** Only of a bug of ours. */
    readonly stack?: string
  }
}

/** Messages about a file begin with its name and the line, and those about a module with the column too. */
const whereOf = (message: string): Pick<ErrorDocument["error"], "file" | "line" | "column"> => {
  const found = /^([^\n]+?):(\d+)(?::(\d+))?: /.exec(message)
  if (found === null) return {}
  const [, file, line, column] = found
  return { file: file as string, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) }
}

/** The text for standard error, the document for `--json` and the exit code for something that a command threw. */
export const explainError = (error: unknown): { readonly text: string; readonly document: ErrorDocument; readonly code: ExitCode } => {
  if (error instanceof InputError) {
    return {
      text: `tcnet: ${error.message}\n${error.fix}\n`,
      document: { verdict: "error", error: { message: error.message, fix: error.fix, ...whereOf(error.message) } },
      code: EXIT.usage,
    }
  }
  const stack = error instanceof Error ? (error.stack ?? String(error)) : `thrown: ${String(error)}`
  const cause = error instanceof Error && error.cause instanceof Error ? `caused by: ${error.cause.stack}\n` : ""
  const message = "a bug of ours, not of your input; please report it with what follows"
  return { text: `tcnet: ${message}\n${stack}\n${cause}`, document: { verdict: "error", error: { message, stack: `${stack}\n${cause}` } }, code: EXIT.bug }
}
