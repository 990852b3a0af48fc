import { describe, expect, it } from "vitest"
import { faultKinds } from "./mix.ts"
import { populationOf } from "./population.ts"
import { registeredKernel } from "./testing.ts"

describe("a population", () => {
  it("knows the instances of each kind of fault, at both ends", () => {
    const kernel = registeredKernel("wakeup.ts", "wakeup", "standard")
    const kinds = faultKinds(kernel.flat.ir)
    const p = populationOf(kernel, 10, 3, kinds)
    expect([p.first, p.count, p.words, p.channels.store.length]).toEqual([10, 3, kernel.layout.words, 4 * kernel.layout.words])
    const labels = p.faults.map((ends) => ends.map((list) => list.map((i) => kernel.flat.instances[i]?.label)))
    expect(labels[kinds.findIndex((k) => k.id === "notify.abandon")]).toEqual([["a.notify.abandon"], []])
    expect(labels[kinds.findIndex((k) => k.id === "notify.end")]).toEqual([[], ["b.notify.end"]])
    const links = [...kinds.entries()].filter(([, k]) => k.strikes === "link")
    for (const [i, k] of links) expect([labels[i]?.[0]?.every((l) => l?.startsWith(k.id)), labels[i]?.[1]]).toEqual([true, []])
    expect(p.faults.flat(2).toSorted((a, b) => a - b)).toEqual(kernel.flat.instances.filter((x) => x.rule.by === "fault").map((x) => x.index))
  })
})
