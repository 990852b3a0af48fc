/** What each clause of the handshake is for: without it, a session ends that is alive, or one comes to be that should not; and how much fairness a session takes. */
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

/** A replacement in one file below the project's root. */
type Replacement = readonly [file: string, from: string, to: string]
const module = (change: (text: string, path: string) => string): SystemIr => lower(fileURLToPath(new URL("./systems/handshake.ts", import.meta.url)), "handshake", change)
const lowered = (...replacements: readonly Replacement[]): SystemIr =>
  module((text, path) => replacements.reduce((t, [file, from, to]) => {
    if (!path.endsWith(file)) return t
    expect(t.split(from), `${file} has «${from}» once`).toHaveLength(2)
    return t.replace(from, () => to)
  }, text))

/** The first property that the run of a wrong version breaks. Many of them have no end besides, and run out of nonces. */
const broken = async (ir: SystemIr): Promise<string | undefined> => (await check(ir, { size: "small" })).properties.find((p) => p.verdict === "violated")?.id
/** The same, where no property but these is asked for. */
const only = (ir: SystemIr, ...ids: readonly string[]): SystemIr =>
  ({ ...ir, properties: ir.properties.filter((p) => ids.includes(p.id)), quiescent: { ...ir.quiescent, node: ir.nodes.bool(true) } })

const [initiator, responder, crash] = ["model/handshake/initiator.ts", "model/handshake/responder.ts", "model/handshake/crash.ts"] as const
const hello: Replacement = [responder, "s.own.terms) }) },\n  }),\n})\n\nconst reject", "s.own.terms) }) },\n    own: idleResponder(s.own),\n  }),\n})\n\nconst reject"]
const early: Replacement = [responder, "    over: at(s.air.confirms, p.asked).drawn !== s.own.offered,\n", ""]
const perLife: readonly Replacement[] = [
  [initiator, "own: { phase: \"asking\", asked: s.own.asked + 1 }, air: { hellos: set(s.air.hellos, s.own.asked + 1, s.own.terms) }", "own: { phase: \"asking\" }, air: { hellos: set(s.air.hellos, s.own.asked, s.own.terms) }"],
  [crash, "a: { phase: \"idle\", terms: termsOf(p.terms) }", "a: { phase: \"idle\", terms: termsOf(p.terms), asked: s.a.asked + 1 }"],
]

/** A rule of the responder as two: one that takes what it always did, and need not; and one that does so in the end, and takes only what is of the last attempt. */
const lateApart = (text: string, name: string): string => {
  const [rule] = new RegExp(`const ${name} = rule[^]*?\\n}\\)\\n`).exec(text) as unknown as [string]
  const now = rule.replace(`const ${name}`, `const ${name}Now`).replace(/id: "([^"]*)"/, "id: \"$1.now\"")
    .replace("when: (s, _n, p) => ({", "when: (s, n, p) => ({ latest: p.asked + 1 === n.asked || at(s.air.hellos, p.asked + 1).newest === 0,")
  return text.replace(rule, () => `${rule.replace("choose:", "fair: \"none\", choose:")}${now}`).replace("rules: [", `rules: [${name}Now, `)
}

describe("the handshake", { timeout: 120_000 }, () => {
  it.each<readonly [string, SystemIr, string]>([
    ["a HELLO ends the session of a responder", only(lowered(hello), "session.endsOfResponder"), "session.endsOfResponder"],
    ["the same, where only the life of a session is asked for", only(lowered(hello), "session.lives"), "session.lives"],
    ["a RESET without an echo ends the session of an initiator", only(lowered([initiator, "at(s.air.resetsOfResponder, p.asked), own: isIn(s.own, p.asked)", "at(s.air.resetsOfResponder, p.asked), own: s.own.phase === \"open\""]), "session.lives"), "session.lives"],
    ["a RESET without an echo ends the session of a responder", only(lowered([responder, "at(s.air.resetsOfInitiator, p.asked), own: isIn(s.own, s.air, p.asked)", "at(s.air.resetsOfInitiator, p.asked), own: s.own.phase === \"open\""]), "session.lives"), "session.lives"],
    ["a frame that overtakes its CONFIRM is answered with a RESET", lowered(early), "session.resetTrue"],
    ["the same, where only the life of a session is asked for", only(lowered(early), "session.lives"), "session.lives"],
    ["an initiator draws a nonce for each life", only(lowered(...perLife), "session.lives"), "session.lives"],
  ])("does not hold where %s", async (_, ir, property) => { expect(await broken(ir)).toBe(property) })
})

describe("a session comes", { timeout: 120_000 }, () => {
  let kernel: Kernel | undefined
  const ir = lowered()
  beforeAll(async () => { kernel = (await explore(flatten(ir, ir.sizes["small"] ?? {}), { coverage: false })).kernel }, 120_000)

  /** What fails where the rules are as fair as `fair` says. The graph stays the same: fairness is no part of it. */
  const failing = (fair: (r: RuleIr) => RuleIr["fair"]): readonly string[] => {
    const { flat } = kernel as Kernel
    const changed = new Map(ir.rules.map((r) => [r, { ...r, fair: fair(r) }]))
    const instances = flat.instances.map((x) => ({ ...x, rule: changed.get(x.rule) ?? x.rule }))
    const graph = { ...liveGraphOf(kernel as Kernel), fairness: fairnessOf({ instances }) }
    return flat.properties.flatMap((p, k) => (p.property.kind === "leadsTo" && finish(judgeLiveness(kernel as Kernel, graph, k)).verdict === "violated" ? [placed(p.property)] : []))
  }

  it("with no more fairness than is declared, weak throughout, and without a time-out", () => {
    expect(failing((r) => r.fair)).toEqual([])
    expect(ir.rules.filter((r) => r.fair === "strong")).toEqual([])
    expect(ir.rules.filter((r) => r.by !== "fault" && r.fair === "none").map((r) => r.id)).toEqual(["initiator.timeOut", "responder.timeOut"])
  })

  const [comes, learns] = ["session.comes", "session.survivorLearns"] as const
  it.each<readonly [string, readonly string[]]>([
    ["initiator.hello", [comes]], ["initiator.confirm", [comes]], ["initiator.rejected", [comes]], ["responder.accept", [comes]], ["responder.reject", [comes]],
    ["responder.confirmed", [comes, learns]], ["responder.foreign", [comes, learns]], ["initiator.reset", [comes, learns]],
    ["initiator.foreign", [learns]], ["responder.reset", [learns]], ["initiator.start", []], ["responder.start", []],
  ])("and does not where %s may stay away for ever", (id, expected) => {
    expect(failing((r) => (r.id === id ? "none" : r.fair))).toEqual(expected)
  })

  it("though what an initiator sent in an earlier attempt need not arrive", async () => {
    const rules = ["accept", "reject", "confirmed", "foreign"]
    const apart = module((text, path) => (path.endsWith(responder) ? rules.reduce(lateApart, text) : text))
    expect(apart.rules.filter((r) => r.id.endsWith(".now")).map((r) => r.fair)).toEqual(rules.map(() => "weak"))
    const r = await check(only(apart, "session.comes", "session.survivorLearns"), { coverage: false })
    expect(r.properties.filter((p) => p.id.startsWith("session.")).map((p) => p.verdict)).toEqual(["holds", "holds"])
  })
})
