import { readdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { agree } from "../checker/agreement/agreement.ts"
import { explore } from "../checker/explorer/explore.ts"
import { flatten } from "../checker/ir/flat.ts"
import { sizesOf } from "../checker/ir/reading.ts"
import type { System } from "../checker/language/index.ts"
import { lowerModule } from "../checker/lowering/index.ts"

const root = fileURLToPath(new URL("..", import.meta.url))
const outside = readdirSync(`${root}checker/outside`).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts")).toSorted()

/** The exported constant that is the system with this id. */
const systemIn = (module: Readonly<Record<string, unknown>>, id: string): System<never, never> => {
  const found = Object.values(module).find((v) => typeof v === "object" && v !== null && "parts" in v && "id" in v && v.id === id)
  if (found === undefined) throw new Error(`no export is the system ${id}`)
  return found as System<never, never>
}

/**
 * The plain rules take half a millisecond for a state, so the systems with the most states are compared at sizes of their
 * own: those of `small` with fewer indices, epochs or frames. Every rule still fires in one of them, which is tested.
 */
const smaller: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ring: { slots: 1, more: 0, posted: 2, indices: 2, tags: 1, epochs: 2, changes: 2, seals: 0 },
  frames: { slots: 2, more: 1, posted: 2, indices: 4, tags: 1, epochs: 1, changes: 0, seals: 0 },
  "wakeup.flushing": { slots: 1, buffered: 2, batched: 1, posted: 1, frames: 2 },
  "ring.miscounted": { slots: 1, more: 0, posted: 2, indices: 5, tags: 1, epochs: 2, changes: 0, seals: 0 },
  "ring.sealed": { slots: 1, more: 0, posted: 2, indices: 2, tags: 1, epochs: 2, changes: 2, seals: 5 },
}

const rules = new Set<string>()
const fired = new Set<string>()

describe("TypeScript, the interpreter and the kernel agree over every reachable state", () => {
  it("of at least four systems that are not ours", () => {
    expect(outside.length).toBeGreaterThanOrEqual(4)
  })

  it.each(["properties/systems/thin.ts", "properties/systems/ring.ts", "properties/systems/frames.ts", "properties/systems/ring-miscounted.ts", "properties/systems/ring-sealed.ts", "properties/systems/wakeup.ts", "properties/systems/wakeup-flushing.ts", "bench/ring-with-fallback.ts", ...outside.map((name) => `checker/outside/${name}`)])("of %s at a small size", { timeout: 600_000 }, async (path) => {
    const module = (await import(/* @vite-ignore */ `${root}${path}`)) as Readonly<Record<string, unknown>>
    const systems = lowerModule(`${root}${path}`)
    expect(systems.length).toBeGreaterThan(0)
    for (const ir of systems) {
      const sizes = smaller[ir.id] ?? sizesOf(ir, "small")
      const found = agree(systemIn(module, ir.id), ir, sizes)
      expect(found).toMatchObject({ cut: false, broken: new Map() })
      expect(found.states).toBeGreaterThan(1)
      // Some of these systems are there to break a property; the explorer would stop for it.
      const flat = flatten(ir, sizes)
      const { kernel } = await explore({ ...flat, properties: [], quiescent: flat.nodes.bool(true), quiescentObligations: [] })
      if (smaller[ir.id] !== undefined) {
        for (const r of ir.rules) rules.add(r.id)
        for (const label of new Set(kernel.compiled.labels())) fired.add(flat.instances[label]?.rule.id ?? "")
      }
      expect({ states: kernel.compiled.states(), transitions: kernel.compiled.transitions() }).toEqual({ states: found.states, transitions: found.transitions })
    }
  })

  it("at sizes of their own only where every rule fires", () => {
    expect(rules.size).toBeGreaterThan(0)
    expect([...rules].filter((id) => !fired.has(id))).toEqual([])
  })
})
