import { describe, expect, it } from "vitest"
import { isEquivalent, withoutLemmas } from "./equivalent.ts"
import { provedRing, type Exchange } from "./testing.ts"

const { ir, proof } = provedRing()
const other = (...x: readonly Exchange[]): typeof ir => provedRing(...x).ir

describe("two versions of a system", () => {
  it("do the same where they are the same", async () => expect(await isEquivalent(ir, withoutLemmas(ir), other(), 20_000)).toBe(true))
  it("do the same where the lemmas say so, and without them that is not known", async () => {
    // By the lemmas the oldest under way is always the expected one.
    const without = other(["expected: s.wire.length > 0 && counter.same(head(s.wire), s.got)", "expected: s.wire.length > 0"])
    expect(await isEquivalent(ir, proof, without, 20_000)).toBe(true)
    expect(await isEquivalent(ir, withoutLemmas(ir), without, 20_000)).toBe(false)
  }, 240_000)
  it.each<[string, Exchange]>([
    ["one is enabled more often", ["n.width) < n.slots, hasRoom", "n.width) <= n.slots, hasRoom"]],
    ["one does something else", ["{ is: \"taken\" }) }),\n})\nconst take", "{ is: \"free\" }) }),\n})\nconst take"]],
    ["one begins elsewhere", ["laps: 0 }),\n  parts", "laps: 1 }),\n  parts"]],
    ["one has other parameters", ["by: [1, 2]", "by: [1, 3]"]],
    ["one has another fairness", ["id: \"t.take\",", "id: \"t.take\", fair: \"none\","]],
  ])("are not proved to do the same where %s", async (_, exchange) => expect(await isEquivalent(ir, proof, other(exchange), 20_000)).toBe(false), 240_000)
})
