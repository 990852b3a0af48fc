import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { accesses, readsOf, writesOf } from "../../checker/ir/access.ts"
import type { RuleIr } from "../../checker/ir/system.ts"
import { lowerModule } from "../../checker/lowering/index.ts"

const [duplex] = lowerModule(fileURLToPath(new URL("./index.ts", import.meta.url)))
const rules = duplex?.rules ?? []
const directions = { ab: ["aOut", "bIn"], ba: ["bOut", "aIn"] } as const
const partOf = (leaf: string): string => leaf.split(".")[0] ?? ""
const touched = (r: RuleIr): readonly string[] => [...new Set([...readsOf(r), ...writesOf(r)].map((x) => partOf(x.leaf)))]

describe("the two directions of a channel", () => {
  it("are two systems: no rule of the one reads or writes a part of the other", () => {
    for (const places of Object.values(directions)) {
      const own = rules.filter((r) => (places as readonly string[]).includes(r.place))
      expect(own.length).toBeGreaterThan(25)
      for (const r of own) expect([r.id, touched(r).filter((part) => part !== "link" && !(places as readonly string[]).includes(part))]).toEqual([r.id, []])
    }
  })

  it("share the link alone, which shows each what it shows it whatever the other does", () => {
    const shared = rules.filter((r) => r.place === "link")
    expect(shared.map((r) => r.id)).toEqual(["duplex.fails", "duplex.comesBack"])
    for (const r of shared) {
      expect(accesses(r.when.map((c) => c.node)).map((a) => partOf(a.leaf)).filter((part) => part !== "link")).toEqual([])
      for (const u of r.then) expect(accesses([u.node]).map((a) => partOf(a.leaf)).filter((part) => part !== partOf(u.path))).toEqual([])
    }
  })

  it("have the same rules", () => {
    const idsAt = (...places: readonly string[]): readonly string[] => rules.filter((r) => places.includes(r.place)).map((r) => r.id).toSorted()
    expect(idsAt("aOut", "bIn")).toEqual(idsAt("bOut", "aIn"))
    expect(rules.length).toBe(2 * idsAt("aOut", "bIn").length + 2)
  })
})
