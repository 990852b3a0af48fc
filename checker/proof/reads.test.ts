import { describe, expect, it } from "vitest"
import { isRead, readsOf } from "./reads.ts"
import { provedRing } from "./testing.ts"

const { ir } = provedRing()
const rule = (id: string): (typeof ir.rules)[number] => ir.rules.find((r) => r.id === id) ?? (undefined as never)
const read = (nodes: Parameters<typeof readsOf>[0], below?: string): readonly string[] => [...readsOf(nodes, below)].flatMap(([leaf, parts]) => [...parts].map((p) => `${leaf} ${p}`)).toSorted()

describe("what an expression reads", () => {
  it("is scalars of the state, parts of elements, and lengths", () => {
    expect(read(rule("t.send").when.map((c) => c.node))).toEqual(["got ", "sent ", "wire #"])
    expect(read(ir.properties.filter((p) => p.id === "t.free").map((p) => p.holds))).toEqual(["cells is", "wire ", "wire #"])
  })
  it("is less where only a part of its value is wanted", () => {
    const cells = rule("t.send").then.find((u) => u.path === "cells")?.node ?? (undefined as never)
    expect([read([cells], "is"), read([cells], "#")]).toEqual([["cells is", "sent "], ["cells #", "sent "]])
  })
  it("is found by what is above it", () => {
    const reads = new Map([["out", new Set(["body", "#"])], ["cells", new Set([""])]])
    expect(["body", "body.seal", "bodyguard", "other"].map((p) => isRead(reads, "out", p))).toEqual([true, true, false, false])
    expect([isRead(reads, "cells", "is"), isRead(reads, "wire", "")]).toEqual([true, false])
  })
})
