import { describe, expect, it } from "vitest"
import { readEvidence, type Evidence } from "./evidence.ts"
import { readProofs, type ProofRecord } from "./proof-record.ts"
import { keptBy, lemmaSupport, printRuns, propertySupport, ruleSupport } from "./support.ts"
import { registeredSystems } from "./systems.ts"

const systems = registeredSystems()
const holds = [...readEvidence().values()].find((e) => e.system === "ring.thin" && e.size === "small") as Evidence
const withVerdict = (verdict: Evidence["properties"][number]["verdict"]): Evidence => ({ ...holds, properties: holds.properties.map((p) => ({ ...p, verdict, class: "not-run" as const })) })

describe("what supports a rule", () => {
  it("is a run in which it fired and nothing failed", () => {
    expect(ruleSupport("ring.write", systems, [holds], [])).toMatchObject({ class: "exhaustive", runs: [{ system: "ring.thin", size: "small" }] })
    expect(printRuns(ruleSupport("ring.write", systems, [holds], []))).toMatch(/^: ring\.thin small \([\d,]+ states\)$/)
  })
  it("is nothing without such a run", () => {
    expect(ruleSupport("ring.write", systems, [], []).class).toBe("not-run")
    expect(ruleSupport("ring.write", systems, [{ ...holds, rules: [] }], []).class).toBe("not-run")
    expect(ruleSupport("ring.write", systems, [{ ...holds, verdict: "vacuous" }], []).class).toBe("not-run")
    expect(printRuns(ruleSupport("ring.write", systems, [], []))).toBe("")
  })
})

describe("what supports a property", () => {
  it("is found at whatever place it stands", () => {
    expect(propertySupport("ring.inOrder", systems, [holds], []).class).toBe("exhaustive")
    expect(propertySupport("service.oneWay", systems, [holds], []).class).toBe("exhaustive")
    expect(propertySupport("ring.laps", systems, [holds], []).runs).toMatchObject([{ verdict: "reached" }])
  })
  it.each(["violated", "unreached"] as const)("is outweighed by one run that is %s", (verdict) => {
    expect(propertySupport("ring.inOrder", systems, [holds, withVerdict(verdict)], []).class).toBe("violated")
  })
  it.each(["inconclusive", "not-run"] as const)("is nothing where it is %s", (verdict) => {
    expect(propertySupport("ring.inOrder", systems, [withVerdict(verdict)], []).class).toBe("not-run")
    expect(propertySupport("ring.inOrder", systems, [], []).class).toBe("not-run")
  })
})

describe("a proof for every size", () => {
  const record = readProofs().get("ring.json") as ProofRecord
  const ran = [...readEvidence().values()].find((e) => e.system === "ring" && e.size === "small") as Evidence
  const proofs = [record]

  it("supports a rule that keeps all lemmas, with the runs behind", () => {
    const s = ruleSupport("slot.commit", systems, [ran], proofs)
    expect(s).toMatchObject({ class: "proved", proofs: [{ system: "ring", engines: record.engines }], runs: [{ system: "ring", verdict: "fires" }] })
    expect(printRuns(s)).toMatch(/^: every size of ring \(\d+ obligations\), ring small \([\d,]+ states\)$/)
    expect(ruleSupport("slot.commit", systems, [], proofs).class).toBe("proved")
  })
  it("supports no rule that is left out at one of its places, and none of another system or of a service", () => {
    expect(ruleSupport("slot.commit", systems, [], [{ ...record, rules: record.rules.filter((r) => r.id !== "a.slot.commit") }]).class).toBe("not-run")
    expect(ruleSupport("seal.accept", systems, [], proofs).class).toBe("not-run")
    expect(ruleSupport("queue.submit", systems, [], proofs).class).toBe("not-run")
  })
  it("supports what follows from the lemmas, and what no step breaks", () => {
    expect(propertySupport("slot.inOrder", systems, [], proofs).proofs).toMatchObject([{ obligations: 1 }])
    expect(propertySupport("queue.oneWay", systems, [], proofs).class).toBe("proved")
    expect(propertySupport("epoch.aheadOfOwner", systems, [], proofs).class).toBe("proved")
    expect(propertySupport("epoch.monotone", systems, [], proofs).proofs[0]?.obligations).toBeGreaterThan(1)
    for (const id of ["slot.full", "slot.delivers", "service.oneWay", "ring.inOrder"]) expect([id, propertySupport(id, systems, [], proofs).class]).toEqual([id, "not-run"])
  })
  it("is outweighed by one run that is violated", () => {
    const violated: Evidence = { ...ran, properties: [{ id: "ab.slot.inOrder", verdict: "violated", class: "not-run" }] }
    expect(propertySupport("slot.inOrder", systems, [violated], proofs).class).toBe("violated")
    expect(printRuns(propertySupport("slot.inOrder", systems, [violated], proofs))).not.toContain("every size")
  })
  it("supports its lemmas, and says how many rules keep each", () => {
    const s = lemmaSupport("lemma.wire", proofs)
    expect(s).toMatchObject({ class: "proved", runs: [] })
    expect(keptBy(s)).toBe(`True in the first state, and kept by each of the ${(s.proofs[0]?.obligations ?? 0) - 1} rules of \`ring\` that may change what it reads.`)
    expect([lemmaSupport("lemma.wire", []).class, keptBy(lemmaSupport("lemma.wire", []))]).toEqual(["not-run", ""])
  })
})
