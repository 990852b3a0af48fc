import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { mutantsOf } from "./mutants.ts"

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))
const { mutants } = mutantsOf(pathOf("./fixture.ts"), "counting")

describe("the mutants of a system", () => {
  it("are every conjunct twice, every update, every number twice and every rule", () => {
    expect(mutants.map((m) => m.id)).toEqual([
      "counter.count.below:negate", "counter.count.below:drop", "counter.count.lively:negate", "counter.count.lively:drop",
      "counter.look.more:negate", "counter.look.more:drop", "counter.tire.lively:negate", "counter.tire.lively:drop",
      "counter.count:without up", "counter.look:without seen", "counter.tire:without tired",
      "counter.count:+1", "counter.count:-1", "counter.look:+1#1", "counter.look:-1#1", "counter.look:+1#2", "counter.look:-1#2",
      "counter.count:delete", "counter.look:delete", "counter.tire:delete",
    ])
  })

  it("say what stands in place of what, and change nothing else", () => {
    const [file, text] = [pathOf("./fixture.ts"), "const x = { a: s.up < n.most }"]
    const mutant = mutants.find((m) => m.id === "counter.count:delete")
    expect(mutant?.text).toBe("count → nothing")
    expect(mutant?.source).toMatchObject({ line: 28, file: expect.stringContaining("fixture.ts") as string })
    expect(mutant?.edit(text, `${file}.other`)).toBe(text)
  })

  it("take the whole nested field where nothing else is in it, and each field where more is", () => {
    const ids = mutantsOf(pathOf("../../properties/systems/thin.ts"), "thin").mutants.map((m) => m.id)
    expect(ids.filter((id) => id.startsWith("fabric.land:without"))).toEqual(["fabric.land:without from.out", "fabric.land:without to.window"])
    expect(ids.filter((id) => id.startsWith("ring.deliver:without"))).toEqual(["ring.deliver:without rx.consumed", "ring.deliver:without rx.stage", "ring.deliver:without rx.frame"])
  })

  it("leave alone what a system forgets", () => {
    const ids = mutantsOf(pathOf("../../properties/systems/ring.ts"), "ring").mutants.map((m) => m.id)
    expect(ids.filter((id) => /^(forget|isInVain|isCommitted)/.test(id))).toEqual([])
    expect(ids.filter((id) => id.startsWith("tagOf:"))).not.toEqual([])
  })

  it("leave histories, properties, systems and abstract services alone", () => {
    const ids = mutantsOf(pathOf("../../properties/systems/thin.ts"), "thin").mutants.map((m) => m.id)
    expect(ids.filter((id) => /^(service|afterSubmit|afterDeliver|isJudged|thin|direction)/.test(id))).toEqual([])
    expect(ids.filter((id) => id.startsWith("landed:")).length).toBeGreaterThan(0)
  })
})
