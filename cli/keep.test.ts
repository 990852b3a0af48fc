import { describe, expect, it } from "vitest"
import { named, traceFiles } from "./keep.ts"

describe("where counterexamples are kept", () => {
  it("is the file that was given, for one system", () => {
    expect(traceFiles("x/out.jsonl", ["ring.thin"])).toEqual(["x/out.jsonl"])
  })
  it("is a file for each of several, so that none overwrites another", () => {
    expect(traceFiles("x.y/out.jsonl", ["ring.thin", "wakeup"])).toEqual(["x.y/out.ring.thin.jsonl", "x.y/out.wakeup.jsonl"])
    const same = traceFiles("out", ["mine", "other", "mine", "mine"])
    expect([same, new Set(same).size]).toEqual([["out.mine", "out.other", "out.mine-2", "out.mine-3"], 4])
  })
  it("has the word before the end of the name, and behind a name without one", () => {
    expect([named("a.b.jsonl", "w"), named("x.y/a", "w"), named(".hidden", "w")]).toEqual(["a.b.w.jsonl", "x.y/a.w", ".hidden.w"])
  })
})
