/** One exploration of the benchmark's system in a process of its own: `ours.ts SIZE` prints its figures as JSON. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { explore } from "../checker/explorer/explore.ts"
import { flatten } from "../checker/ir/flat.ts"
import { sizesOf } from "../checker/ir/reading.ts"
import { lower } from "../checker/lowering/index.ts"

export interface OurRun {
  readonly states: number
  readonly transitions: number
  readonly seconds: number
  /** Bytes of the store: states, parents and index. */
  readonly storeBytes: number
  /** What the search added to the greatest resident size of the process; undefined where the system does not tell. */
  readonly residentBytes: number | undefined
}

/** The greatest resident size so far, from Linux's own books. */
const highWater = (): number | undefined => {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  } catch {
    return undefined
  }
}

const size = process.argv[2] ?? "small"
const ir = lower(fileURLToPath(new URL("./ring-with-fallback.ts", import.meta.url)), "ringWithFallback")
const flat = flatten(ir, sizesOf(ir, size), size)
const before = highWater()
const { kernel, cut, seconds } = await explore(flat, { coverage: false, edges: false })
const after = highWater()
const c = kernel.compiled
if (cut !== undefined || c.stop() !== undefined) throw new Error(`the search did not end: ${cut ?? JSON.stringify(c.stop())}`)
const run: OurRun = { states: c.states(), transitions: c.transitions(), seconds, storeBytes: c.bytes(), residentBytes: before === undefined || after === undefined ? undefined : after - before }
process.stdout.write(`${JSON.stringify(run)}\n`)
