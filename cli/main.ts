import { readFileSync } from "node:fs"
import { parseArgs } from "node:util"
import type { Command, CommandArgs, Option } from "./command.ts"
import { EXIT, InputError, explainError } from "./errors.ts"
import type { Io } from "./io.ts"
import { nearest } from "../checker/nearest.ts"

/** A command as `tcnet --help` needs it; its module is loaded only when it runs. */
export interface CommandEntry {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Command>
}

/** Every command there is, in the order of `tcnet --help`. */
export const commands: readonly CommandEntry[] = [
  { name: "start", summary: "the main job: check every system at its smallest size, judge the C sample, render the specification", load: async () => (await import("./start.ts")).command },
  { name: "check", summary: "check systems in every reachable state and every fair run", load: async () => (await import("./check.ts")).command },
  { name: "simulate", summary: "run a system at random in many channels at once, and see what breaks", load: async () => (await import("./simulate.ts")).command },
  { name: "prove", summary: "prove systems for every size, and say of each lemma and rule whether it is", load: async () => (await import("./prove.ts")).command },
  { name: "mutate", summary: "make wrong versions of the rules, and see what notices each", load: async () => (await import("./mutate.ts")).command },
  { name: "export", summary: "print a system for another tool", load: async () => (await import("./export.ts")).command },
  { name: "trace", summary: "judge the logs of real processes, or step through a counterexample", load: async () => (await import("./trace.ts")).command },
  { name: "scenario", summary: "play scenario scripts, and compare what they print with what they expect", load: async () => (await import("./scenario.ts")).command },
  { name: "explain", summary: "say what an id names and what supports it, or what a verdict means and what to do", load: async () => (await import("./explain.ts")).command },
  { name: "docs", summary: "write the specification to docs/, and as HTML to docs/site/", load: async () => (await import("./docs.ts")).command },
]

const helpOption: Option = { type: "boolean", short: "h", help: "show this help" }

const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(0, ...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join("")
}

const overview = (entries: readonly CommandEntry[]): string => {
  const listed = entries.length === 0 ? "" : `\nCommands:\n${columns(entries.map((e) => [e.name, e.summary]))}`
  const own = columns([
    ["help COMMAND", "show the options of a command"],
    ["--version", "show the version"],
  ])
  return `The executable specification of TCNet.\n\nUsage: tcnet COMMAND [OPTION]…\n${listed}\n${own}`
}

const optionRow = ([name, option]: readonly [string, Option]): readonly [string, string] => {
  const short = option.short === undefined ? "" : `-${option.short}, `
  const value = option.type === "string" ? ` ${option.placeholder ?? "VALUE"}` : ""
  const otherwise = option.default === undefined || option.default === false ? "" : ` (default: ${String(option.default)})`
  return [`${short}--${name}${value}`, option.help + otherwise]
}

const commandHelp = (command: Command): string => {
  const options = columns(Object.entries({ ...command.options, help: helpOption }).map(optionRow))
  return `${command.summary}\n\nUsage: tcnet ${command.name} ${command.usage}`.trimEnd() + `\n\nOptions:\n${options}`
}

const version = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
  return (manifest as { readonly version: string }).version
}

const find = (name: string, entries: readonly CommandEntry[]): CommandEntry => {
  const entry = entries.find((e) => e.name === name)
  if (entry !== undefined) return entry
  const meant = nearest(name, [...entries.map((e) => e.name), "help"])
  const hint = meant === undefined ? "" : `Did you mean \`tcnet ${meant}\`? `
  throw new InputError(`there is no command \`${name}\``, `${hint}\`tcnet --help\` lists the commands.`)
}

/** `parseArgs` takes a number that begins with a dash for an option: joined to its option it is the value that the command refuses or takes. */
const withNegatives = (command: Command, args: readonly string[]): readonly string[] => {
  const joined: string[] = []
  for (const [i, arg] of args.entries()) {
    if (arg === "--") return [...joined, ...args.slice(i)]
    const last = joined.at(-1)
    const takesValue = last?.startsWith("--") === true && command.options[last.slice(2)]?.type === "string"
    if (takesValue && /^-\d/.test(arg)) joined[joined.length - 1] = `${last}=${arg}`
    else joined.push(arg)
  }
  return joined
}

/** Of an option that stands twice only the last value would count, and nobody would be told. @throws InputError */
const refuseTwice = (command: Command, names: readonly string[]): void => {
  const twice = names.find((name, i) => names.indexOf(name) !== i && command.options[name]?.multiple !== true)
  if (twice !== undefined) throw new InputError(`--${twice} is given twice`, `Give it once. \`tcnet help ${command.name}\` shows the options.`)
}

/** `parseArgs` explains an error in one sentence, and then how to pass values that begin with a dash: only the first is ours. */
const usageError = (error: Error, command: Command): InputError => {
  const dashed = /^Option '(?:-\w, )?--([^' ]+)[^']*' argument is ambiguous/.exec(error.message)?.[1]
  if (dashed !== undefined) return new InputError(`--${dashed} has no value: what follows it begins with a dash`, `A value that begins with a dash is given as --${dashed}=VALUE. \`tcnet help ${command.name}\` shows the options.`)
  const first = error.message.split(/\. |\n/)[0] ?? error.message
  const message = first.charAt(0).toLowerCase() + first.slice(1)
  const unknown = /^Unknown option '--?([^']*)'/.exec(error.message)?.[1]
  const meant = unknown === undefined ? undefined : nearest(unknown, [...Object.keys(command.options), "help"])
  const hint = meant === undefined ? "" : `Did you mean \`--${meant}\`? `
  return new InputError(message, `${hint}\`tcnet help ${command.name}\` shows the options.`)
}

const parse = (command: Command, args: readonly string[]): Omit<CommandArgs, "io"> => {
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...withNegatives(command, args)],
      options: { ...command.options, help: helpOption },
      allowPositionals: command.allowPositionals ?? false,
      strict: true,
      tokens: true,
    })
    refuseTwice(command, tokens.flatMap((token) => (token.kind === "option" ? [token.name] : [])))
    return { values, positionals }
  } catch (error) {
    const isUsage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_")
    throw isUsage ? usageError(error, command) : error
  }
}

/** `tcnet help`, `tcnet help help` and `tcnet --help` show all there is, and with the name of a command that command. */
const help = async (names: readonly string[], entries: readonly CommandEntry[]): Promise<string> => {
  const [name, ...more] = names
  if (more.length > 0) throw new InputError(`help takes one command, not ${names.length}`, "For example tcnet help check.")
  return name === undefined || isHelp(name) ? overview(entries) : commandHelp(await find(name, entries).load())
}
const isHelp = (word: string): boolean => word === "help" || word === "--help" || word === "-h"

const dispatch = async (argv: readonly string[], io: Io, entries: readonly CommandEntry[]): Promise<number> => {
  const [first, ...others] = argv
  if (first === undefined) {
    io.stderr(overview(entries))
    return EXIT.usage
  }
  if (first === "--version") {
    if (others.length > 0) throw new InputError(`unexpected argument '${others[0] ?? ""}'`, "`tcnet --version` stands alone.")
    io.stdout(`${version()}\n`)
    return EXIT.holds
  }
  if (isHelp(first)) {
    io.stdout(await help(others, entries))
    return EXIT.holds
  }
  if (first.startsWith("-")) {
    throw new InputError(`unknown option '${first}'`, "The command comes first: `tcnet COMMAND [OPTION]…`.")
  }
  const command = await find(first, entries).load()
  const { values, positionals } = parse(command, others)
  if (values["help"] === true) {
    io.stdout(commandHelp(command))
    return EXIT.holds
  }
  return command.run({ values, positionals, io })
}

/** True if the command line has `--json`, whether or not it could be parsed: who reads JSON expects it of errors as well. */
const asksForJson = (argv: readonly string[]): boolean => {
  const end = argv.indexOf("--")
  return (end < 0 ? argv : argv.slice(0, end)).includes("--json")
}

/** Runs one command line and yields its exit code. It never throws: what a command throws becomes text and a code. */
export const main = async (argv: readonly string[], io: Io, entries: readonly CommandEntry[] = commands): Promise<number> => {
  try {
    return await dispatch(argv, io, entries)
  } catch (error) {
    const { text, document, code } = explainError(error)
    if (asksForJson(argv)) io.stdout(`${JSON.stringify(document, undefined, 2)}\n`)
    else io.stderr(text)
    return code
  }
}
