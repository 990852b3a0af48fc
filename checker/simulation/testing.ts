/** For tests: kernels of small systems, of registered ones, and of wrong versions of these. */
import { fileURLToPath } from "node:url"
import { tiny, type Tiny } from "../explorer/testing.ts"
import { flatten } from "../ir/flat.ts"
import { sizesOf } from "../ir/reading.ts"
import { lower } from "../lowering/index.ts"
import { simulationKernel, type SimulationKernel, type SimulationKernelOptions } from "./kernel.ts"
import type { Site } from "./placement.ts"

/** Few channels, so that tests are short. */
export const smallSite: Site = { superNodes: 2, nodes: 4, endpoints: 16, channels: 200 }

export const tinyKernel = (t: Tiny, o: SimulationKernelOptions = {}): SimulationKernel => {
  const ir = tiny(t)
  return simulationKernel(flatten(ir, sizesOf(ir, "small"), "small"), o)
}

/** One replacement in a file whose path ends so. */
export type Change = readonly [file: string, from: string, to: string]

/** A system of properties/systems, with changes of its sources. @throws Error where a change does not stand there once */
export const registeredKernel = (module: string, name: string, size = "small", changes: readonly Change[] = [], o: SimulationKernelOptions = {}): SimulationKernel => {
  const edit = (text: string, file: string): string => changes.reduce((t, [path, from, to]) => {
    if (!file.endsWith(path)) return t
    if (t.split(from).length !== 2) throw new Error(`«${from}» does not stand once in ${path}`)
    return t.replace(from, () => to)
  }, text)
  const ir = lower(fileURLToPath(new URL(`../../properties/systems/${module}`, import.meta.url)), name, edit)
  return simulationKernel(flatten(ir, sizesOf(ir, size), size), o)
}
