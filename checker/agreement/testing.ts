/** For tests: compares the readings of every system that a module exports, and what the explorer finds with them. */
import { resolve } from "node:path"
import { expect } from "vitest"
import { explore, type Exploration } from "../explorer/explore.ts"
import { flatten, type FlatSystem } from "../ir/flat.ts"
import { sizesOf } from "../ir/reading.ts"
import type { Sizes, SystemIr } from "../ir/system.ts"
import type { System } from "../language/index.ts"
import { lowerModule } from "../lowering/index.ts"
import { agree } from "./agreement.ts"

/** The exported constant that is the system with this id. */
const systemIn = (module: Readonly<Record<string, unknown>>, id: string): System<never, never> => {
  const found = Object.values(module).find((v) => typeof v === "object" && v !== null && "parts" in v && "id" in v && v.id === id)
  if (found === undefined) throw new Error(`no export is the system ${id}`)
  return found as System<never, never>
}

/** Explores whatever the properties say: some systems are there to break one, and the explorer would stop for it. */
const exploreAll = async (flat: FlatSystem): Promise<Exploration> => explore({ ...flat, properties: [], quiescent: flat.nodes.bool(true), quiescentObligations: [] })

/** Fails where the readings of a system in this module part, or the explorer finds other counts; gives the number of its systems. `sizes` are those that are not the system's own `small`. */
export const expectAgreement = async (path: string, sizes: Readonly<Record<string, readonly Sizes[]>>): Promise<number> => {
  const module = (await import(/* @vite-ignore */ resolve(path))) as Readonly<Record<string, unknown>>
  const systems = lowerModule(path)
  for (const ir of systems) for (const at of sizes[ir.id] ?? [sizesOf(ir, "small")]) {
    const found = agree(systemIn(module, ir.id), ir, at)
    expect(found).toMatchObject({ cut: false, broken: new Map() })
    expect(found.states).toBeGreaterThan(1)
    const { kernel } = await exploreAll(flatten(ir, at))
    expect({ states: kernel.compiled.states(), transitions: kernel.compiled.transitions() }).toEqual({ states: found.states, transitions: found.transitions })
  }
  return systems.length
}

/** The ids of the rules that fire somewhere in a system at these sizes. */
export const firedIn = async (ir: SystemIr, sizes: Sizes): Promise<ReadonlySet<string>> => {
  const flat = flatten(ir, sizes)
  const { kernel } = await exploreAll(flat)
  return new Set([...new Set(kernel.compiled.labels())].map((label) => flat.instances[label]?.rule.id ?? ""))
}
