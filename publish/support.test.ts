import { describe, expect, it } from "vitest"
import { readEvidence, type Evidence } from "./evidence.ts"
import { printRuns, propertySupport, ruleSupport } from "./support.ts"
import { registeredSystems } from "./systems.ts"

const systems = registeredSystems()
const holds = [...readEvidence().values()].find((e) => e.system === "ring.thin" && e.size === "small") as Evidence
const withVerdict = (verdict: Evidence["properties"][number]["verdict"]): Evidence => ({ ...holds, properties: holds.properties.map((p) => ({ ...p, verdict, class: "not-run" as const })) })

describe("what supports a rule", () => {
  it("is a run in which it fired and nothing failed", () => {
    expect(ruleSupport("ring.write", [holds])).toMatchObject({ class: "exhaustive", runs: [{ system: "ring.thin", size: "small" }] })
    expect(printRuns(ruleSupport("ring.write", [holds]))).toMatch(/^: ring\.thin small \([\d,]+ states\)$/)
  })
  it("is nothing without such a run", () => {
    expect(ruleSupport("ring.write", []).class).toBe("not-run")
    expect(ruleSupport("ring.write", [{ ...holds, rules: [] }]).class).toBe("not-run")
    expect(ruleSupport("ring.write", [{ ...holds, verdict: "vacuous" }]).class).toBe("not-run")
    expect(printRuns(ruleSupport("ring.write", []))).toBe("")
  })
})

describe("what supports a property", () => {
  it("is found at whatever place it stands", () => {
    expect(propertySupport("ring.inOrder", systems, [holds]).class).toBe("exhaustive")
    expect(propertySupport("service.oneWay", systems, [holds]).class).toBe("exhaustive")
    expect(propertySupport("ring.laps", systems, [holds]).runs).toMatchObject([{ verdict: "reached" }])
  })
  it.each(["violated", "unreached"] as const)("is outweighed by one run that is %s", (verdict) => {
    expect(propertySupport("ring.inOrder", systems, [holds, withVerdict(verdict)]).class).toBe("violated")
  })
  it.each(["inconclusive", "not-run"] as const)("is nothing where it is %s", (verdict) => {
    expect(propertySupport("ring.inOrder", systems, [withVerdict(verdict)]).class).toBe("not-run")
    expect(propertySupport("ring.inOrder", systems, []).class).toBe("not-run")
  })
})
