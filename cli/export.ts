import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Counts } from "../checker/exports/counts.ts"
import { printIr } from "../checker/exports/ir.ts"
import { murphi } from "../checker/exports/murphi.ts"
import { promela } from "../checker/exports/promela.ts"
import { moduleName, tla } from "../checker/exports/tla.ts"
import { flatten } from "../checker/ir/flat.ts"
import { sizesOf } from "../checker/ir/reading.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { evidenceFile, keyOf, readEvidence } from "../publish/evidence.ts"
import { defineCommand, type Command } from "./command.ts"
import { EXIT, InputError } from "./errors.ts"
import { nearest } from "../checker/nearest.ts"
import { resolveSystems } from "./systems.ts"

/** A file of an export, by its name; the first is what is asked for. */
interface Written {
  readonly name: string
  readonly text: string
}
interface Format {
  readonly print: (ir: SystemIr, size: string, counts?: Counts) => string
  /** True: the text is of one size. False: sizes stay symbolic. */
  readonly hasSize: boolean
  /** What is written into a folder, where a tool wants files by certain names. */
  readonly files?: (ir: SystemIr, size: string, counts?: Counts) => readonly Written[]
}
const tlaFiles = (ir: SystemIr, size: string, counts?: Counts): readonly [Written, Written] => {
  const { module, configuration } = tla(ir, size, counts)
  return [{ name: `${moduleName(ir)}.tla`, text: module }, { name: `${moduleName(ir)}.cfg`, text: configuration }]
}
/** Every format there is, by the name that `--to` takes. */
const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ["promela", { hasSize: true, print: (ir, size, counts) => promela(flatten(ir, sizesOf(ir, size), size), counts) }],
  ["murphi", { hasSize: true, print: (ir, size, counts) => murphi(flatten(ir, sizesOf(ir, size), size), counts) }],
  ["tla", {
    hasSize: true, files: tlaFiles,
    print: (ir, size, counts) => {
      const [module, configuration] = tlaFiles(ir, size, counts)
      // What stands behind a module's end is no part of it.
      return `${module.text}\nWhat follows is ${configuration.name}; with --output FOLDER, both are written there.\n\n${configuration.text}`
    },
  }],
  ["ir", { hasSize: false, print: (ir) => printIr(ir) }],
])
const names = [...formats.keys()]

const formatOf = (to: string | undefined): Format => {
  if (to === undefined) throw new InputError("export needs --to FORMAT", `Formats: ${names.join(", ")}.`)
  const format = formats.get(to)
  if (format !== undefined) return format
  const meant = nearest(to, names)
  throw new InputError(`there is no format ${to}`, `${meant === undefined ? "" : `Did you mean ${meant}? `}Formats: ${names.join(", ")}.`)
}

const one = async (positionals: readonly string[]): Promise<SystemIr> => {
  if (positionals.length !== 1) throw new InputError(`export takes one system, not ${positionals.length}`, "For example `tcnet export ring.thin --to promela`.")
  const found = await resolveSystems(positionals)
  const ir = found[0]
  if (ir === undefined || found.length > 1) throw new InputError(`${positionals[0] ?? ""} exports ${found.length} systems: ${found.map((s) => s.id).join(", ")}`, "Export from a module with one system.")
  return ir
}

/** The counts of the committed run of this very system at this size, if there is one. */
const countsOf = (ir: SystemIr, size: string): Counts | undefined => {
  const e = readEvidence().get(evidenceFile(ir.id, size))
  return e !== undefined && e.key === keyOf(ir, size) && e.verdict === "holds" ? e : undefined
}

const writeInto = (folder: string, files: readonly Written[]): void => {
  const [first] = files
  if (/\.\w+$/.test(folder)) throw new InputError(`--output ${folder} names a file, and this format is ${files.length} files`, `Give a folder: ${files.map((f) => f.name).join(" and ")} are written into it.`)
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new InputError(`cannot make the folder ${folder} for ${first?.name ?? "files"}: ${(error as Error).message}`, "Give --output a folder that can be made.")
  }
  for (const f of files) write(join(folder, f.name), f.text)
}

const write = (file: string, text: string): void => {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new InputError(`cannot write ${file}: ${(error as Error).message}`, "Give --output a file that can be written.")
  }
}

export const command: Command = defineCommand({
  name: "export",
  summary: "print a system for another tool",
  usage: "SYSTEM | ./module.ts --to FORMAT [OPTION]…",
  allowPositionals: true,
  options: {
    to: { type: "string", placeholder: "FORMAT", help: `${names.slice(0, -1).join(", ")} or ${names.at(-1) ?? ""}` },
    size: { type: "string", placeholder: "SIZE", help: "small (as without it), standard or large; for tla that of the configuration; not for ir, which holds all sizes" },
    output: { type: "string", short: "o", placeholder: "FILE", help: "write to a file instead of standard output; for tla, a folder: it gets a module and TLC's configuration" },
  },
  run: async ({ values, positionals, io }) => {
    const format = formatOf(values.to)
    const ir = await one(positionals)
    if (values.size !== undefined) sizesOf(ir, values.size)
    if (values.size !== undefined && !format.hasSize) throw new InputError(`--size says nothing to ${values.to ?? ""}, in which every size is still symbolic`, "Leave --size out.")
    const size = values.size ?? "small"
    const counts = format.hasSize ? countsOf(ir, size) : undefined
    if (values.output !== undefined && format.files !== undefined) writeInto(values.output, format.files(ir, size, counts))
    else if (values.output !== undefined) write(values.output, format.print(ir, size, counts))
    else io.stdout(format.print(ir, size, counts))
    return EXIT.holds
  },
})
