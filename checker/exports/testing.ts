/** For tests: the systems that other engines count, and our own counts. */
import { readdirSync } from "node:fs"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { TestContext } from "vitest"
import { kernelOf } from "../explorer/kernel.ts"
import { flatten, type FlatSystem } from "../ir/flat.ts"
import { sizesOf } from "../ir/reading.ts"
import type { SystemIr } from "../ir/system.ts"
import { lower, lowerModule } from "../lowering/index.ts"
import type { Edit } from "../lowering/module.ts"

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** Every system from outside. */
export const outsiders = (): readonly SystemIr[] =>
  readdirSync(pathOf("../outside")).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts")).toSorted().flatMap((file) => lowerModule(pathOf(`../outside/${file}`)))

/** What is hard to export. */
export const awkward = (edit?: Edit): SystemIr => lower(pathOf("./fixtures/awkward.ts"), "awkward", edit)

/** A registered system. */
export interface Entry {
  readonly id: string
  readonly module: string
  readonly name: string
}
/** The file of a registered system. */
export const fileOf = (e: Entry): string => pathOf(`../../properties/systems/${e.module}`)

/** One size of one system, by the names that a test shows. */
export type Case = readonly [string, string, SystemIr]

/** Every registered system at its small size, every size of those from outside, and others. */
export const casesOf = (registered: readonly Entry[]): readonly Case[] => {
  const withFallback = lower(pathOf("../../bench/ring-with-fallback.ts"), "ringWithFallback")
  return [
    ...registered.map((e): Case => [e.id, "small", lower(fileOf(e), e.name)]),
    ...outsiders().flatMap((ir) => Object.keys(ir.sizes).map((size): Case => [ir.id, size, ir])),
    [withFallback.id, "small", withFallback],
    [withFallback.id, "standard", withFallback],
    [awkward().id, "small", awkward()],
  ]
}

export const at = (ir: SystemIr, size: string): FlatSystem => flatten(ir, sizesOf(ir, size), size)

/** The explorer's counts; undefined where an obligation fails, or where there are more states than that. */
export const explored = (flat: FlatSystem, limit_states: number = Infinity): { readonly states: number; readonly transitions: number } | undefined => {
  const { compiled } = kernelOf(flat, { coverage: false, edges: false })
  while (!compiled.run(100_000)) if (compiled.states() > limit_states) return undefined
  return compiled.stop() === undefined ? { states: compiled.states(), transitions: compiled.transitions() } : undefined
}

/** A run without a tool is no pass: it shows as skipped, or fails where the tools are required. */
export const needs = (ctx: TestContext, isThere: boolean, tool: string): void => {
  if (isThere) return
  if (process.env["TCNET_REQUIRE_TOOLS"] !== undefined) throw new Error(`${tool} and gcc are required (apt-get install ${tool} gcc)`)
  ctx.skip(`not-run: ${tool} (apt-get install ${tool} gcc)`)
}

/** What an engine makes of a model, in a folder of its own that goes with it. */
export const inFolder = async <T>(file: string, text: string, run: (file: string, directory: string) => Promise<T>): Promise<T> => {
  const directory = await mkdtemp(join(tmpdir(), "tcnet-engine-"))
  try {
    await writeFile(join(directory, file), text)
    return await run(join(directory, file), directory)
  } finally {
    await rm(directory, { recursive: true })
  }
}
