import { writeFileSync } from "node:fs"
import { printIr } from "../checker/exports/ir.ts"
import { promela } from "../checker/exports/promela.ts"
import { flatten } from "../checker/ir/flat.ts"
import { sizesOf } from "../checker/ir/reading.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { defineCommand, type Command } from "./command.ts"
import { EXIT, InputError } from "./errors.ts"
import { nearest } from "../checker/nearest.ts"
import { resolveSystems } from "./systems.ts"

interface Format {
  readonly print: (ir: SystemIr, size: string) => string
  /** True: the text is of one size. False: sizes stay symbolic. */
  readonly hasSize: boolean
}
/** Every format there is, by the name that `--to` takes. */
const formats: ReadonlyMap<string, Format> = new Map([
  ["promela", { hasSize: true, print: (ir: SystemIr, size: string) => promela(flatten(ir, sizesOf(ir, size), size)) }],
  ["ir", { hasSize: false, print: (ir: SystemIr) => printIr(ir) }],
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
    to: { type: "string", placeholder: "FORMAT", help: names.join(" or ") },
    size: { type: "string", placeholder: "SIZE", help: "small (as without it), standard or large; not for ir, which holds all sizes" },
    output: { type: "string", short: "o", placeholder: "FILE", help: "write to a file instead of standard output" },
  },
  run: async ({ values, positionals, io }) => {
    const format = formatOf(values.to)
    const ir = await one(positionals)
    if (values.size !== undefined) sizesOf(ir, values.size)
    if (values.size !== undefined && !format.hasSize) throw new InputError(`--size says nothing to ${values.to ?? ""}, in which every size is still symbolic`, "Leave --size out.")
    const text = format.print(ir, values.size ?? "small")
    if (values.output === undefined) io.stdout(text)
    else write(values.output, text)
    return EXIT.holds
  },
})
