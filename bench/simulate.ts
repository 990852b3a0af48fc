/**
 * `npm run bench:simulate`: firings a second of the simulation, and of two plain readings of the same rules, in the same
 * run, alternating, medians. The interpreter draws among what is enabled, as the simulation does, and judges every
 * invariant and step property after each firing; the plain TypeScript is the random run of `properties/random/`, with
 * its laws. One thread each.
 *
 * `npm run bench:simulate -- --record` also writes the table to `bench/simulate.md`.
 */
import { writeFileSync } from "node:fs"
import { cpus, release } from "node:os"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { flatten, type FlatSystem } from "../checker/ir/flat.ts"
import { sizesOf } from "../checker/ir/reading.ts"
import { sortAt } from "../checker/ir/sort.ts"
import type { State } from "../checker/ir/value.ts"
import { lower } from "../checker/lowering/index.ts"
import { Generator } from "../checker/simulation/generator.ts"
import { simulationKernel } from "../checker/simulation/kernel.ts"
import { Simulation } from "../checker/simulation/run.ts"
import type { Sizes } from "../model/slot/sizes.ts"
import { Run } from "../properties/random/run.ts"
import { ring } from "../properties/systems/ring.ts"

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const systems = [["ring", "ring.ts", "ring", "small"], ["ring", "ring.ts", "ring", "large"], ["wakeup", "wakeup.ts", "wakeup", "standard"]] as const

interface Timed {
  readonly firings: number
  readonly seconds: number
}
const timed = (f: () => number): Timed => {
  const from = performance.now()
  const firings = f()
  return { firings, seconds: (performance.now() - from) / 1000 }
}
const rate = (t: Timed): number => t.firings / t.seconds
const median = (xs: readonly number[]): number => xs.toSorted((a, b) => a - b)[xs.length >> 1] as number

/** @throws Error where something breaks: a run that stops is no measure */
const simulated = (flat: FlatSystem, seed: number, steps: number): Timed => {
  const s = new Simulation({ near: simulationKernel(flat), site: { superNodes: 64, nodes: 16, endpoints: 2048, channels: 10_000 }, seed, steps })
  const t = timed(() => {
    s.run(Infinity)
    return s.steps + s.recovery
  })
  if (s.failure !== undefined) throw new Error(`seed ${seed} fails`)
  return t
}

/** @throws Error where something breaks */
const interpreted = ({ reading, properties }: FlatSystem, seed: number, steps: number): Timed => {
  const g = new Generator(seed)
  const demand = (state: State, after: State): void => {
    for (const { property: p } of properties) {
      if (p.kind !== "invariant" && p.kind !== "step") continue
      const env = p.kind === "step" ? { state, after, params: {} } : { state: after, params: {} }
      if (reading.evaluate(p.given, env) === true && reading.evaluate(p.holds, env) !== true) throw new Error(`${p.id} fails`)
    }
  }
  return timed(() => {
    let state = reading.initial()
    for (let n = 0; n < steps; n++) {
      const enabled = reading.instances.filter((x) => reading.enabled(x.rule, state, x.params))
      const x = enabled[g.below(enabled.length)]
      const after = x === undefined ? reading.initial() : reading.step(x.rule, state, x.params)
      if (x !== undefined) demand(state, after)
      state = after
    }
    return steps
  })
}

/** Plain TypeScript, of the ring alone: nothing else has a random run of its own. */
const plain = (sizes: Sizes, seed: number, steps: number): Timed => {
  const { state } = lower(here("../properties/systems/ring.ts"), "ring")
  const run = new Run({ system: ring, shape: (n) => sortAt(state, { ...n }), shown: new Set() }, { sizes, start: { kind: "new", epoch: 0, count: 0 } })
  return timed(() => {
    run.drive({ mood: "steady", steps, seed })
    return run.steps
  })
}

const rowOf = (name: string, ours: readonly Timed[], theirs: readonly Timed[]): string => {
  const [a, b] = [median(ours.map(rate)), median(theirs.map(rate))]
  return `| ${name} | ${Math.round(b).toLocaleString("en-US")} | ${(a / b).toFixed(1)} |`
}

const measure = (rounds: number, steps: number): string => systems.map(([id, module, name, size]) => {
  const ir = lower(here(`../properties/systems/${module}`), name)
  const flat = flatten(ir, sizesOf(ir, size), size)
  const [ours, interpreter, typescript]: Timed[][] = [[], [], []]
  for (let round = 1; round <= rounds; round++) {
    ours?.push(simulated(flat, round, steps))
    interpreter?.push(interpreted(flat, round, Math.round(steps / 1_000)))
    if (id === "ring") typescript?.push(plain(flat.sizes as unknown as Sizes, round, Math.round(steps / 1_000)))
  }
  return [
    `### ${id} ${size}`, "", "| reading | firings/s, median | tcnet simulate is faster by |", "|---|---:|---:|",
    rowOf("tcnet simulate", ours ?? [], ours ?? []), rowOf("the interpreter", ours ?? [], interpreter ?? []),
    ...(id === "ring" ? [rowOf("plain TypeScript", ours ?? [], typescript ?? [])] : []), "",
  ].join("\n")
}).join("\n")

const { values } = parseArgs({ options: { record: { type: "boolean" }, rounds: { type: "string", default: "5" }, steps: { type: "string", default: "10000000" } } })
const text = measure(Number(values.rounds), Number(values.steps))
process.stdout.write(`${text}\n`)
if (values.record === true) {
  const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, Linux ${release()}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`
  writeFileSync(here("./simulate.md"), `# The simulation's last record\n\n${machine}. Written by \`npm run bench:simulate -- --record\`; one thread each, alternating, ${values.rounds} rounds, everything judged.\n\n${text}`)
}
