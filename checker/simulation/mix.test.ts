import { describe, expect, it } from "vitest"
import { Generator } from "./generator.ts"
import { drawMix, endsOf, faultKinds, fairWeights, instanceWeights, optionalWeights, printMix } from "./mix.ts"
import { registeredKernel } from "./testing.ts"

const ring = registeredKernel("ring.ts", "ring").flat
const wakeup = registeredKernel("wakeup.ts", "wakeup").flat
const idOf = (flat: typeof ring, i: number): string => `${flat.instances[i]?.rule.place}.${flat.instances[i]?.rule.id}`

describe("the kinds of fault", () => {
  it("strike a link where they stand at a join, and a node where they stand at an end", () => {
    expect(endsOf(ring.ir)).toEqual(["a", "b"])
    expect(faultKinds(ring.ir).map((k) => `${k.id} ${k.strikes}`)).toEqual(["ab.fabric.loseToRing link", "ab.fabric.linkFails link", "ba.fabric.loseToSender link"])
    expect(faultKinds(wakeup.ir).map((k) => `${k.id} ${k.strikes}`)).toEqual(["notify.abandon node", "notify.end node", "ab.fabric.loseWord link", "ab.fabric.linkFails link", "ba.fabric.loseWord link"])
  })
})

describe("a mix", () => {
  const kinds = faultKinds(ring.ir)
  const mixes = Array.from({ length: 400 }, (_, i) => drawMix(ring.ir, kinds, new Generator(i)))
  it("has each fault in half of all cases, between a tenth and a millionth, alone or shared", () => {
    for (const kind of kinds.keys()) {
      const on = mixes.flatMap((m) => m.faults.filter((f) => f.kind === kind))
      expect(Math.abs(on.length - 200)).toBeLessThan(50)
      expect(on.every((f) => f.rate >= 1e-6 && f.rate <= 0.1)).toBe(true)
      expect(on.some((f) => f.rate < 1e-4) && on.some((f) => f.rate > 1e-2)).toBe(true)
      expect(on.some((f) => f.isShared) && on.some((f) => !f.isShared)).toBe(true)
    }
  })
  it("lets every rule that is no fault happen, fast or slowly", () => {
    for (const m of mixes.slice(0, 50)) {
      const weights = instanceWeights(ring, m)
      expect(ring.instances.every((x) => (x.rule.by === "fault" ? weights[x.index] === 0 : (weights[x.index] as number) >= 1e-4 && (weights[x.index] as number) <= 1))).toBe(true)
    }
  })
  it("is the same for the same seed", () => expect(drawMix(ring.ir, kinds, new Generator(7))).toEqual(mixes[7]))
  it("is told in words", () => {
    const m = { faults: [{ kind: 1, rate: 1 / 300, isShared: true }], weights: new Map([["a.slot.commit", 0.01], ["b.slot.look", 1]]), end: 0.02 }
    expect(printMix(kinds, m)).toBe("faults: ab.fabric.linkFails 1 in 300, the whole link. Slow: a.slot.commit 1 in 100. A life: 50 firings")
    expect(printMix(kinds, { ...m, faults: [], weights: new Map() })).toBe("faults: none. A life: 50 firings")
  })
})

describe("after faults have stopped", () => {
  it("what is fair goes on, and what may happen and need not is apart", () => {
    const [fair, optional] = [fairWeights(ring), optionalWeights(ring)]
    const optionalIds = ring.instances.filter((x) => optional[x.index] === 1).map((x) => idOf(ring, x.index))
    expect(new Set(optionalIds)).toEqual(new Set(["a.epoch.abandon", "a.slot.writePayload"]))
    expect(ring.instances.every((x) => (fair[x.index] as number) + (optional[x.index] as number) === (x.rule.by === "fault" ? 0 : 1))).toBe(true)
  })
})
