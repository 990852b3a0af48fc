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

/** The text for standard error and the exit code for something that a command threw. */
export const explainError = (error: unknown): { readonly text: string; readonly code: ExitCode } => {
  if (error instanceof InputError) {
    return { text: `tcnet: ${error.message}\n${error.fix}\n`, code: EXIT.usage }
  }
  const stack = error instanceof Error ? (error.stack ?? String(error)) : `thrown: ${String(error)}`
  const cause = error instanceof Error && error.cause instanceof Error ? `caused by: ${error.cause.stack}\n` : ""
  return { text: `tcnet: a bug of ours, not of your input; please report it with what follows\n${stack}\n${cause}`, code: EXIT.bug }
}
