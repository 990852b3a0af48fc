import { describe, expect, it } from "vitest"
import type { Judgement, MutantVerdict } from "../checker/mutation/judge.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { isSameAtEverySize, judgeUp } from "./judging.ts"
import { mutatedModule, registered, type Named } from "./mutated.ts"

const mutant: Named = { id: "r.go:delete", kind: "generic", text: "", edit: (text) => text }
/** What is found where each size gives such a verdict, and the sizes that were asked. */
const found = async (verdicts: Readonly<Record<string, MutantVerdict>>, of: Partial<Named> = {}, only?: string, isSame = false): Promise<readonly [string, string, readonly string[]]> => {
  const asked: string[] = []
  const ir = { id: "a.system", sizes: Object.fromEntries(Object.keys(verdicts).map((s) => [s, {}])) } as Pick<SystemIr, "id" | "sizes"> as SystemIr
  const judges = async (size: string) => ({ judge: async (): Promise<Judgement> => { asked.push(size); return { verdict: verdicts[size] as MutantVerdict } } })
  const { verdict, size } = await judgeUp({ ir, file: "", name: "" }, judges, { ...mutant, ...of }, only, async () => isSame)
  return [verdict, size, asked]
}

describe("the size that tells what a mutant is", () => {
  it.each<readonly [string, Readonly<Record<string, MutantVerdict>>, readonly [string, string, readonly string[]]]>([
    ["is the smallest where that kills it", { small: "killed", standard: "equal" }, ["killed", "small", ["small"]]],
    ["is the smallest where it is known to survive", { small: "survived", standard: "killed" }, ["survived", "small", ["small"]]],
    ["is the standard one where it was equal", { small: "equal", standard: "killed" }, ["killed", "standard", ["small", "standard"]]],
    ["and where it did less, which may be too little there", { small: "restriction", standard: "killed" }, ["killed", "standard", ["small", "standard"]]],
    ["is never the large one by itself", { small: "equal", standard: "equal", large: "killed" }, ["equal", "standard", ["small", "standard"]]],
    ["is the only one that there is", { small: "restriction" }, ["restriction", "small", ["small"]]],
  ])("%s", async (_what, verdicts, expected) => { expect(await found(verdicts)).toEqual(expected) })

  it("is the last that was tried where it is then proved to do the same at every size", async () => {
    expect(await found({ small: "equal", standard: "equal" }, {}, undefined, true)).toEqual(["equivalent", "standard", ["small", "standard"]])
    expect(await found({ small: "restriction" }, {}, undefined, true)).toEqual(["restriction", "small", ["small"]])
    expect(await found({ small: "equal", standard: "killed" }, {}, "small", true)).toEqual(["equal", "small", ["small"]])
  })

  it("is the one that it asks for, or that is asked for", async () => {
    expect(await found({ small: "equal", large: "killed" }, { size: "large" })).toEqual(["killed", "large", ["large"]])
    expect(await found({ small: "equal", standard: "killed" }, { size: "large" }, "small")).toEqual(["equal", "small", ["small"]])
  })
})

describe("what is proved of a mutant", () => {
  const of = (id: string, mutant: string): Promise<boolean> => {
    const system = registered.find((s) => s.id === id) as (typeof registered)[number]
    const m = mutatedModule(system.file, system.name)
    return isSameAtEverySize(m, m.mutants.find((x) => x.id === mutant) as Named)
  }
  it("is that it does the same, or nothing", async () => {
    expect(await of("ring.thin", "fabric.linkDown.up:drop")).toBe(true)
    expect(await of("ring.thin", "ring.write.hasCredit:drop")).toBe(false)
    expect(await of("ring", "slot.writePayload.fits:drop")).toBe(false)
  }, 240_000)
})
