/** The committed scenario scripts: which there are, and what they run on. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { InputError } from "../checker/errors.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { lowerModule } from "../checker/lowering/index.ts"
import { nearest } from "../checker/nearest.ts"
import { parseScript, wrongAt, type Script } from "../checker/scenario/parse.ts"
import { printProblems } from "../checker/scenario/compare.ts"
import { play, type Played } from "../checker/scenario/play.ts"
import { fromRoot, root } from "./systems.ts"

/** Where the scripts stand. */
export const scenarioFolder: string = join(root, "properties/scenarios")

/** The scripts below a folder, in order. */
export const scriptsIn = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.endsWith(".txt")).toSorted().map((name) => join(folder, name))

/** What a file is called in messages: from the working directory where it lies below that. */
const shown = (file: string): string => {
  const path = relative("", resolve(file))
  return path.startsWith("..") ? file : path
}

/** True for the path of a module; everything else is the id of a registered system. */
const isPath = (name: string): boolean => /[/\\]|\.[cm]?[jt]s$/.test(name)

const systemOf = (script: Script, systems: readonly SystemIr[]): SystemIr => {
  const { at, name, id } = script.system
  const found = isPath(name) ? lowerModule(join(dirname(script.file), name)) : systems.filter((s) => s.id === name)
  const ids = (of: readonly SystemIr[]): string => of.map((s) => s.id).join(", ")
  const meant = (word: string, of: readonly SystemIr[]): string => {
    const near = nearest(word, of.map((s) => s.id))
    return near === undefined ? "" : `Did you mean ${near}? `
  }
  if (!isPath(name) && found.length === 0) throw wrongAt(at, `there is no system ${name}`, `${meant(name, systems)}Systems: ${ids(systems)}; or give the path of a module from the script, as ./my-system.ts.`)
  if (id === undefined && found.length > 1) throw wrongAt(at, `${name} has ${found.length} systems`, `Say which: ${found.map((s) => `system ${name} ${s.id} ${script.system.size}`).join(", or ")}.`)
  const system = id === undefined ? found[0] : found.find((s) => s.id === id)
  if (system === undefined) throw wrongAt(at, `${name} has no system ${id ?? ""}`, `${meant(id ?? "", found)}It has ${ids(found)}.`)
  return system
}

/** Most bytes of a script: it is read by people. */
const limit_bytes = 1_000_000

/** Reads a file. @throws InputError */
const read = (file: string): string => {
  const wrong = (what: string): InputError => new InputError(`${file}: ${what}`, "Give the path of a scenario script, or none for those of the project.")
  try {
    const about = statSync(file)
    if (!about.isFile()) throw wrong("is no file")
    if (about.size > limit_bytes) throw wrong(`${about.size} bytes, more than the ${limit_bytes} that a script may have`)
    return readFileSync(file, "utf8")
  } catch (error) {
    if (error instanceof InputError) throw error
    throw wrong((error as NodeJS.ErrnoException).code === "ENOENT" ? "no such script" : (error as Error).message)
  }
}

/** A script that was read and played. */
export interface Scenario extends Played {
  /** Of its page and in `{{scenario:NAME}}`: the name of the file without its end. */
  readonly name: string
  readonly text: string
}
const nameOf = (file: string): string => (file.split(/[/\\]/).at(-1) as string).replace(/\.txt$/, "")

/** The script from whose end another one goes on. `chain` are the files that lead to it, the first that was asked for first. @throws InputError */
const openingOf = (script: Script, ir: SystemIr, systems: readonly SystemIr[], chain: readonly string[]): Scenario | undefined => {
  if (script.after === undefined) return undefined
  const { at, name } = script.after
  const folder = dirname(chain.at(-1) as string)
  const file = join(folder, `${name.replace(/\.txt$/, "")}.txt`)
  const cycle = chain.findIndex((known) => resolve(known) === resolve(file))
  if (cycle >= 0) throw wrongAt(at, `the scripts go on from each other: ${[...chain.slice(cycle), file].map(nameOf).join(", after ")}`, "One of them has to begin with the system's first state.")
  if (!existsSync(file)) {
    const others = readdirSync(folder).filter((f) => f.endsWith(".txt") && !chain.some((known) => resolve(known) === resolve(folder, f))).map(nameOf)
    const meant = nearest(nameOf(file), others)
    throw wrongAt(at, `there is no script ${shown(file)}`, `${meant === undefined ? "" : `Did you mean ${meant}? `}Name a script of the same folder, without its end.`)
  }
  const opening = playChain([...chain, file], systems)
  if (opening.ir.id !== ir.id || opening.ir.source.file !== ir.source.file || opening.size !== script.system.size) throw wrongAt(at, `${name} is played on ${opening.ir.id} ${opening.size}, and this script on ${ir.id} ${script.system.size}`, "A script goes on from one that runs on the same system at the same size.")
  if (opening.wrong !== undefined) throw wrongAt(at, `${name} claims what does not happen: ${opening.wrong.at.file}:${opening.wrong.at.line}: ${opening.wrong.text}`, "Mend that script first.")
  return opening
}

const playChain = (chain: readonly string[], systems: readonly SystemIr[]): Scenario => {
  const file = chain.at(-1) as string
  const text = read(file)
  const script = parseScript(shown(file), text)
  const ir = systemOf({ ...script, file }, systems)
  return { ...play(script, ir, openingOf(script, ir, systems, chain)), name: nameOf(file), text }
}
/** Reads and plays one script, and before it the one from whose end it goes on. @throws InputError with file and line for one that cannot be played */
export const playFile = (file: string, systems: readonly SystemIr[]): Scenario => playChain([file], systems)

/** All committed scripts by name. @throws InputError for what is wrong with one, or where one does not print what it expects */
export const scenarios = (systems: readonly SystemIr[], folder: string = scenarioFolder): ReadonlyMap<string, Scenario> => {
  const all = scriptsIn(folder).map((file) => playFile(file, systems))
  const problems = all.map(printProblems).filter((text) => text !== "")
  if (problems.length > 0) throw new InputError(problems.join("\n"), `If the change is meant: npx tcnet scenario --rewrite. The scripts stand in ${fromRoot(folder)}/.`)
  return new Map(all.map((s) => [s.name, s]))
}
