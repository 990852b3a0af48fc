import { fileURLToPath } from "node:url"
import { beforeAll, describe, expect, it } from "vitest"
import { explore } from "../checker/explorer/explore.ts"
import type { Kernel } from "../checker/explorer/kernel.ts"
import { flatten } from "../checker/ir/flat.ts"
import { placed, type RuleIr } from "../checker/ir/system.ts"
import { fairnessOf, judgeLiveness, liveGraphOf } from "../checker/liveness/judge.ts"
import { finish } from "../checker/liveness/pause.ts"
import { lower } from "../checker/lowering/index.ts"

const ir = lower(fileURLToPath(new URL("./systems/ring.ts", import.meta.url)), "ring")
const all = ["ab.slot.delivers", "ab.credit.comes", "ab.epoch.begins", "ab.epoch.recovers"]

/** What fails where the rules are as fair as `fair` says. The graph stays the same: fairness is no part of it. */
const failing = (kernel: Kernel, fair: (r: RuleIr) => RuleIr["fair"]): readonly string[] => {
  const { flat } = kernel
  const changed = new Map(ir.rules.map((r) => [r, { ...r, fair: fair(r) }]))
  const instances = flat.instances.map((x) => ({ ...x, rule: changed.get(x.rule) ?? x.rule }))
  const graph = { ...liveGraphOf(kernel), fairness: fairnessOf({ instances }) }
  return flat.properties.flatMap((p, k) => (p.property.kind === "leadsTo" && finish(judgeLiveness(kernel, graph, k)).verdict === "violated" ? [placed(p.property)] : []))
}
const explored = async (sizes: Readonly<Record<string, number>>): Promise<Kernel> => (await explore(flatten(ir, sizes), { coverage: false })).kernel
let [small, long] = [undefined, undefined] as [Kernel | undefined, Kernel | undefined]
beforeAll(async () => {
  small = await explored(ir.sizes["small"] ?? {})
  // Frames of two slots, over a link that does not fail.
  long = await explored({ slots: 2, more: 1, posted: 2, indices: 4, tags: 1, epochs: 1, changes: 0, seals: 0 })
})
const without = (id: string, kernel: Kernel | undefined = small): readonly string[] => failing(kernel as Kernel, (r) => (r.id === id ? "none" : r.fair))

describe("the progress of a ring", () => {
  it("needs no more fairness than is declared, and is weak throughout", () => {
    expect([failing(small as Kernel, (r) => r.fair), failing(long as Kernel, (r) => r.fair)]).toEqual([[], []])
    expect(ir.rules.filter((r) => r.fair === "strong")).toEqual([])
    expect(ir.rules.filter((r) => r.by !== "fault" && r.fair === "none").map((r) => r.id)).toEqual(["epoch.abandon", "slot.writePayload"])
  })

  const begin = ["ab.epoch.begins", "ab.epoch.recovers"]
  const frames = ["ab.slot.delivers", "ab.credit.comes"]
  it.each([
    ...["hear", "adopt", "sweep", "begin", "senderLinkEvent", "close", "open", "offer", "closed"].map((id) => [`epoch.${id}`, begin] as const),
    ...["writeTrailer", "commit"].map((id) => [`slot.${id}`, ["ab.slot.delivers"]] as const),
    ...["look", "accept", "readPayload", "readTrailer", "deliver"].map((id) => [`slot.${id}`, frames] as const),
    ["credit.return", ["ab.credit.comes"]], ["epoch.begun", all], ["epoch.ownerLinkEvent", all], ["fabric.landInRing", all], ["fabric.landAtSender", all.slice(1)],
  ] as const)("does not come where %s may stay away for ever", (id, expected) => { expect(without(id)).toEqual(expected) })

  it("of frames of several slots needs their other slots too", () => {
    expect(without("slot.writeMore", long)).toContain("ab.slot.delivers")
    expect(without("slot.keep", long)).toContain("ab.slot.delivers")
  })

  it("takes a link that stays up in the end for granted, and nothing else of it", () => {
    expect(without("fabric.linkComesBack")).toEqual([])
    const bare = { ...ir, properties: ir.properties.map(({ assume: _assume, ...p }) => p) }
    const flat = flatten(bare, ir.sizes["small"] ?? {})
    const kernel = { ...(small as Kernel), flat: { ...(small as Kernel).flat, properties: flat.properties } }
    expect([failing(kernel, (r) => r.fair), without("fabric.linkComesBack", kernel)]).toEqual([[], begin])
  })
})
