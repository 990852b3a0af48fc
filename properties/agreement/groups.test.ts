import { existsSync } from "node:fs"
import { posix } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { firedIn } from "../../checker/agreement/testing.ts"
import { lowerModule } from "../../checker/lowering/index.ts"
import { systems } from "../systems/index.ts"
import { groups, smaller } from "./groups.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))
const all = Object.values(groups).flat()

describe("the systems whose readings are compared", () => {
  it("are all of the registry, each in one group, and each group is a test file", () => {
    expect(systems.map((s) => posix.join("properties/systems", s.module)).filter((path) => !all.includes(path))).toEqual([])
    expect(new Set(all).size).toBe(all.length)
    expect(Object.keys(groups).filter((name) => !existsSync(`${root}properties/agreement/${name}.test.ts`))).toEqual([])
  })

  it("are compared at sizes of their own only where every rule fires", { timeout: 120_000 }, async () => {
    const rules = new Set<string>()
    const fired = new Set<string>()
    const seen = new Set<string>()
    for (const ir of all.flatMap((path) => lowerModule(`${root}${path}`))) {
      const sizes = smaller[ir.id]
      if (sizes === undefined) continue
      seen.add(ir.id)
      for (const r of ir.rules) rules.add(r.id)
      for (const at of sizes) for (const id of await firedIn(ir, at)) fired.add(id)
    }
    expect([...seen].toSorted()).toEqual(Object.keys(smaller).toSorted())
    expect([...rules].filter((id) => !fired.has(id))).toEqual([])
  })
})
