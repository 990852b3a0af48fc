import { describe, expect, it } from "vitest"
import { walk } from "../checker/ir/node.ts"
import type { RuleIr, Update } from "../checker/ir/system.ts"
import { counters, reasons, type Reason } from "../spec/reasons.ts"
import { catalogue, type Entry } from "./catalog.ts"
import { epochEnds, isRing } from "./ends.ts"
import { explain, printExplanation } from "./explain.ts"
import { markdownForm } from "./form.ts"
import type { World } from "./page.ts"
import { belongsTo, isListed, misfits, structureOf } from "./reasons.ts"
import { registeredSystems } from "./systems.ts"

const systems = registeredSystems()
const all = catalogue(systems)
const listed = (id: string): Entry & { readonly kind: "reason" | "counter" } => {
  const e = all.get(id)
  if (e === undefined || !isListed(e)) throw new Error(`there is no ${id}`)
  return e
}

describe("the reasons and counters", () => {
  it("name rules that there are, one reason for each rule that ends an epoch, and codes that are one reason's", () => {
    expect(misfits(systems)).toEqual([])
  })
  it("are worded as one requirement each, with one keyword", () => {
    for (const { id, text } of [...reasons, ...counters]) {
      expect([id, text.match(/\b(?:MUST|SHALL|SHOULD|MAY)\b/g)]).toEqual([id, ["MUST"]])
      expect([id, text.match(/\.(?: |$)/g)]).toEqual([id, ["."]])
    }
  })

  const withReasons = (change: (r: Reason) => readonly Reason[]): readonly string[] => misfits(systems, { reasons: reasons.flatMap(change), counters }).map((m) => m.text)
  const only = (id: string, more: Partial<Reason>) => (r: Reason): readonly Reason[] => [r.id === id ? { ...r, ...more } : r]
  it.each<readonly [string, (r: Reason) => readonly Reason[], readonly string[]]>([
    ["an end without a reason", (r) => (r.id === "reason.creditOutOfRange" ? [] : [r]), ["credit.refuse ends an epoch, and no reason in spec/reasons.ts names it"]],
    ["an end with two", only("reason.wrongIndex", { rules: ["epoch.closed"] }), ["reason.wrongIndex names epoch.closed, which ends an epoch and is named by reason.senderClosed already"]],
    ["a rule that is not there", only("reason.wrongIndex", { rules: ["slot.lok"] }), ["reason.wrongIndex names slot.lok, and there is no such rule or condition"]],
    ["a condition that is not there", only("reason.wrongIndex", { rules: ["slot.look.comitted"] }), ["reason.wrongIndex names slot.look.comitted, and there is no such rule or condition"]],
    ["no rule", only("reason.wrongIndex", { rules: [] }), ["reason.wrongIndex names no rule"]],
    ["the code of another", only("reason.wrongIndex", { code: 1 }), ["reason.wrongIndex has the code 1, which is that of reason.ownerLinkEvent: give it another"]],
    ["the code of none", only("reason.wrongIndex", { code: 0 }), ["the code of reason.wrongIndex is 0: codes are whole numbers from 1, and 0 is `none`"]],
  ])("may not have %s", (_what, change, texts) => {
    expect(withReasons(change)).toEqual(texts)
  })
  it("may not have a counter of a rule that is not there", () => {
    expect(misfits(systems, { reasons, counters: [{ id: "counter.x", text: "", counts: "firings", rules: ["x.go"] }] }).map((m) => m.text)).toEqual(["counter.x names x.go, and there is no such rule or condition"])
  })
})

describe("the end of a session", () => {
  /** The rules after which an end has no session though it is on, but for those by which it starts. */
  const rules = systems.flatMap((s) => s.rules).filter((r) => r.by !== "fault" && r.then.some((u) => /^[ab]\.phase$/.test(u.path) && u.node.op === "lit" && u.node.value === "idle") && r.then.some((u) => /^[ab]\.drawn$/.test(u.path)))
  it("has a reason at every rule that ends one", () => {
    expect(rules.map((r) => r.id).toSorted()).toEqual(["initiator.reset", "initiator.timeOut", "responder.reset", "responder.timeOut"])
    expect(rules.map((r) => reasons.filter((x) => x.rules.includes(r.id)).length)).toEqual(rules.map(() => 1))
  })
})

describe("a counter names every rule at which what it counts happens", () => {
  const has = (u: Update, value: string): boolean => {
    let found = false
    walk([u.node], (x) => { found ||= x.op === "lit" && x.value === value })
    return found
  }
  const changes = (r: RuleIr, what: RegExp, value?: string): boolean => r.by === "protocol" && r.then.some((u) => what.test(u.path) && (value === undefined || has(u, value)))
  const where = (holds: (r: RuleIr) => boolean): readonly string[] => [...new Set(systems.flatMap((s) => s.rules.filter(holds).map((r) => r.id)))].toSorted()
  const inRings = (holds: (r: RuleIr) => boolean): readonly string[] => where((r) => holds(r) && systems.some((s) => isRing(s) && s.rules.some((x) => x.id === r.id)))
  const ends = (side: string): readonly string[] => epochEnds(systems).filter((e) => e.side === side).map((e) => e.id).toSorted()
  it.each<readonly [string, readonly string[]]>([
    ["counter.opened", inRings((r) => changes(r, /\.owner\.epoch$/))],
    ["counter.adopted", inRings((r) => changes(r, /\.sender\.epoch$/))],
    ["counter.linkEvents", where((r) => changes(r, /\.seen$/) || (changes(r, /\.answer$/) && changes(r, /\.phase$/)))],
    ["counter.droppedSlots", ends("owner")],
    ["counter.droppedParts", ends("owner")],
    ["counter.unfinished", ends("sender")],
    ["counter.unconsumed", ends("sender")],
    ["counter.rung", where((r) => changes(r, /\.buffer$/, "doorbell"))],
    ["counter.heard", where((r) => changes(r, /\.bell$/))],
    ["counter.heardInVain", where((r) => changes(r, /\.bell$/))],
    ["counter.sleeps", where((r) => changes(r, /\.sleeper\.mode$/, "asleep") && !changes(r, /\.bell$/))],
    ["counter.sessions", where((r) => changes(r, /^[ab]\.phase$/, "open"))],
  ])("%s", (id, rules) => {
    expect(rules.length).toBeGreaterThan(0)
    expect([...(counters.find((c) => c.id === id)?.rules ?? [])].toSorted()).toEqual(rules)
  })
})

describe("the evidence of a reason or a counter", () => {
  it("is that it was compared with the rules", () => {
    expect(structureOf(listed("reason.senderClosed"), systems)).toEqual({ class: "structural", text: "`epoch.closed` exists, ends an epoch, and is named by no other reason" })
    expect(structureOf(listed("reason.wrongIndex"), systems)).toEqual({ class: "structural", text: "`slot.look.committed` exists" })
    expect(structureOf(listed("counter.heard"), systems)).toEqual({ class: "structural", text: "each of the 2 that it names exists" })
  })
  it("is none where the rules are others", () => {
    const without = systems.map((s) => ({ ...s, rules: s.rules.filter((r) => r.id !== "epoch.closed") }))
    expect(structureOf(listed("reason.senderClosed"), without)).toEqual({ class: "violated", text: "reason.senderClosed names epoch.closed, and there is no such rule or condition" })
  })
})

describe("a reason or a counter in print", () => {
  it("says which rules it belongs to", () => {
    expect(belongsTo(listed("reason.abandoned"), (id) => id)).toBe("Named for epoch.abandon.")
    expect(belongsTo(listed("counter.heard"), (id) => id)).toBe("Counts each firing of notify.hear and flushing.hear.")
    expect(belongsTo(listed("counter.rung"), (id) => id)).toBe("Observed at notify.test, notify.armForFrame, notify.armForCredit, notify.open, notify.adopt and notify.close.")
  })
  it("is a block with its id, its code, its text, links to rules that have a place, and its evidence", () => {
    const form = markdownForm({ systems, catalogue: all, evidence: [], matrices: [] } as unknown as World, new Map([["notify.hear", "055-notification.md"]]))
    const where = { page: (path: string) => path, file: (path: string) => path }
    expect(form.requirement(listed("reason.senderClosed"), where)).toMatch(/^<a id="reason\.senderClosed"><\/a>\n\n\*\*`reason\.senderClosed`\*\* · reason, code 3\n\n> The owner .*\n\nNamed for `epoch\.closed`\. Evidence: \[structural\]\(evidence\.md\): `epoch\.closed` exists, ends an epoch, /)
    expect(form.requirement(listed("counter.heard"), where)).toContain("counter, 64 bits\n\n> An endpoint MUST count the doorbells that it heard.\n\nCounts each firing of [`notify.hear`](055-notification.md#notify.hear) and `flushing.hear`. Evidence: ")
  })
  it("is explained", () => {
    const lines = printExplanation(explain(listed("reason.creditOutOfRange"), systems, [], [])).split("\n")
    expect(lines[0]).toMatch(/^reason\.creditOutOfRange: reason, code 5 \(spec\/reasons\.ts:\d+\)$/)
    expect(lines.slice(2, 4)).toEqual(["  Named for credit.refuse.", "  evidence: structural: `credit.refuse` exists, ends an epoch, and is named by no other reason"])
  })
})
