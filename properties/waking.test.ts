/** That nobody sleeps for ever while there is something to do: how much fairness that takes, and what it notices when nothing else is asked. */
import { fileURLToPath } from "node:url"
import { beforeAll, describe, expect, it } from "vitest"
import { check } from "../checker/explorer/check.ts"
import { explore } from "../checker/explorer/explore.ts"
import type { Kernel } from "../checker/explorer/kernel.ts"
import { flatten } from "../checker/ir/flat.ts"
import { placed, type RuleIr, type SystemIr } from "../checker/ir/system.ts"
import { fairnessOf, judgeLiveness, liveGraphOf } from "../checker/liveness/judge.ts"
import { finish } from "../checker/liveness/pause.ts"
import { lower } from "../checker/lowering/index.ts"
import { historical, type Historical } from "./mutants/historical.ts"

const modules: Readonly<Record<string, readonly [file: string, name: string]>> = { wakeup: ["./systems/wakeup.ts", "wakeup"], "wakeup.flushing": ["./systems/wakeup-flushing.ts", "wakeupFlushing"] }
const lowered = (system: string, changes: Historical["changes"] = []): SystemIr => {
  const [file, name] = modules[system] as readonly [string, string]
  return lower(fileURLToPath(new URL(file, import.meta.url)), name, (text, path) => changes.reduce((t, [of, from, to]) => {
    if (!path.endsWith(of)) return t
    expect(t.split(from), `${of} has «${from}» once`).toHaveLength(2)
    return t.replace(from, () => to)
  }, text))
}
/** Asked for what has to come, and for nothing else: it may stop anywhere. */
const bare = (ir: SystemIr): SystemIr =>
  ({ ...ir, properties: ir.properties.filter((p) => p.kind === "leadsTo"), quiescent: { ...ir.quiescent, node: ir.nodes.bool(true) } })
const failingIn = async (ir: SystemIr): Promise<readonly string[]> => {
  const r = await check(bare(ir), { coverage: false })
  expect(r.cut).toBeUndefined()
  return r.properties.filter((p) => p.verdict === "violated").map((p) => p.id)
}

const [comes, credit, begins] = ["ab.notify.frameComes", "ab.notify.creditComes", "ab.notify.begins"] as const

describe("waking", { timeout: 300_000 }, () => {
  let kernel: Kernel | undefined
  const ir = lowered("wakeup")
  beforeAll(async () => { kernel = (await explore(flatten(ir, ir.sizes["small"] ?? {}), { coverage: false })).kernel }, 300_000)

  /** What fails where the rules are as fair as `fair` says. The graph stays the same: fairness is no part of it. */
  const failing = (fair: (r: RuleIr) => RuleIr["fair"]): readonly string[] => {
    const { flat } = kernel as Kernel
    const changed = new Map(ir.rules.map((r) => [r, { ...r, fair: fair(r) }]))
    const instances = flat.instances.map((x) => ({ ...x, rule: changed.get(x.rule) ?? x.rule }))
    const graph = { ...liveGraphOf(kernel as Kernel), fairness: fairnessOf({ instances }) }
    return flat.properties.flatMap((p, k) => (p.property.kind === "leadsTo" && finish(judgeLiveness(kernel as Kernel, graph, k)).verdict === "violated" ? [placed(p.property)] : []))
  }

  it("needs no more fairness than is declared, weak throughout, and no frame that comes later", () => {
    expect(failing((r) => r.fair)).toEqual([])
    for (const of of [ir, lowered("wakeup.flushing")]) {
      expect(of.rules.filter((r) => r.fair === "strong")).toEqual([])
      expect(of.rules.filter((r) => r.by !== "fault" && r.fair === "none").map((r) => r.id)).toEqual(["notify.publishFrame"])
    }
  })

  it.each<readonly [string, readonly string[]]>([
    ...["note", "adopt", "close", "lookForOffer", "open", "closed"].map((id) => [`notify.${id}`, [begins]] as const),
    ...["recheckCredit", "publishCredit"].map((id) => [`notify.${id}`, [credit]] as const),
    ...["consume", "recheckFrame"].map((id) => [`notify.${id}`, [comes, credit]] as const),
    ...["fence", "test", "hear", "begun", "lookForClose", "lookForBegin"].map((id) => [`notify.${id}`, [comes, credit, begins]] as const),
    ["notify.lookForNext", [credit, begins]], ["processor.leave", [comes, credit, begins]], ["fabric.landWord", [comes, credit, begins]],
  ])("does not come where %s may stay away for ever", (id, expected) => {
    expect(failing((r) => (r.id === id ? "none" : r.fair))).toEqual(expected)
  })
  it("does not hang on anybody going to sleep", () => {
    expect(failing((r) => (r.id === "notify.armForFrame" || r.id === "notify.armForCredit" ? "none" : r.fair))).toEqual([])
  })
})

describe("a wake-up that is lost", { timeout: 300_000 }, () => {
  it.each<readonly [string, readonly string[]]>([
    ["row.16", [comes, credit]], ["row.29", [comes, credit]], ["row.33", [comes, credit]], ["row.34", [comes, credit]],
    ["row.16b", [comes, credit]], ["row.29b", [comes, credit]], ["row.33b", [begins]],
  ])("as by %s of history is noticed though nothing else is asked", async (id, expected) => {
    const { system, changes } = historical.find((h) => h.id === id) as Historical
    expect(await failingIn(lowered(system, changes))).toEqual(expected)
  })
})

describe("a last look that finds an epoch over, or another one offered", { timeout: 300_000 }, () => {
  /** The look that finds something only keeps awake, and then the endpoint may arm again. */
  const only = (form: "sleeping" | "flushing"): Historical["changes"] => [
    [`model/notify/${form}-consumer.ts`, "return next(s, { owner: { phase: \"closed\" }, consumed: 0, publisher: ended(s.publisher), sleeper", "return next(s, { sleeper"],
    [`model/notify/${form}-consumer.ts`, "import { ended, type Publisher }", "import type { Publisher }"],
    [`model/notify/${form}-producer.ts`, "return next(s, { sender: { noted: s.words.epoch }, sleeper", "return next(s, { sleeper"],
    [`model/notify/${form}-producer.ts`, "    unnoted: s.sender.noted === 0,\n", ""],
  ]
  it.each([["wakeup", "sleeping"], ["wakeup.flushing", "flushing"]] as const)("does something about it at once, or `%s` might arm for ever", async (system, form) => {
    const wrong = lowered(system, only(form))
    expect(await failingIn(wrong)).toEqual([begins])
    // What each of them has found it would come to where a chance that comes and goes is taken.
    const strong = ["notify.closed", "notify.note", "notify.adopt"]
    expect(await failingIn({ ...wrong, rules: wrong.rules.map((r) => (strong.includes(r.id) ? { ...r, fair: "strong" as const } : r)) })).toEqual([])
  })
})
