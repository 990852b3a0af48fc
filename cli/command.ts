import type { parseArgs } from "node:util"
import type { Io } from "./io.ts"

/** An option as `parseArgs` takes it, with the one line that `--help` prints. */
export interface Option {
  readonly type: "string" | "boolean"
  readonly help: string
  /** What stands for the value in the help: `N`, `FILE`. */
  readonly placeholder?: string
  readonly short?: string
  readonly multiple?: boolean
  readonly default?: string | boolean
}

export type Options = Readonly<Record<string, Option>>

type ParsedValues<O extends Options> = ReturnType<typeof parseArgs<{ options: O; strict: true }>>["values"]

export interface CommandArgs<O extends Options = Options> {
  readonly values: ParsedValues<O>
  readonly positionals: readonly string[]
  readonly io: Io
}

/** One `tcnet` command. A file `cli/NAME.ts` exports it as `command`; `cli/main.ts` lists it. */
export interface Command<O extends Options = Options> {
  readonly name: string
  readonly summary: string
  /** What follows `tcnet NAME` in the usage line: `[SYSTEM | ./module.ts]… [--size SIZE]`. */
  readonly usage: string
  readonly options: O
  /** As in `parseArgs`: unless true, anything that is not an option is a usage error. */
  readonly allowPositionals?: boolean
  /** Yields an exit code out of `EXIT`; throws `InputError` for what the user has to mend. */
  readonly run: (args: CommandArgs<O>) => Promise<number>
}

/** Checks that `run` reads its options by their declared types, and forgets those types. */
export const defineCommand = <const O extends Options>(command: Command<O>): Command => command as unknown as Command
