/** Wrong versions of the notification rules, beside those of history: each has to be caught, by the property that is there for it. */
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { check } from "../checker/explorer/check.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { lower } from "../checker/lowering/index.ts"

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** A replacement in one file below the project's root. */
type Replacement = readonly [file: string, from: string, to: string]

const wakeup = (...replacements: readonly Replacement[]): SystemIr => {
  const done = new Set<Replacement>()
  const ir = lower(pathOf("./systems/wakeup.ts"), "wakeup", (text, file) => replacements.reduce((t, r) => {
    if (!file.endsWith(r[0])) return t
    expect(t.split(r[1]), `${r[0]} has «${r[1]}» once`).toHaveLength(2)
    done.add(r)
    return t.replace(r[1], () => r[2])
  }, text))
  expect(done.size, "every replacement was made").toBe(replacements.length)
  return ir
}

const creditDoorbell: readonly Replacement[] = [
  ["model/notify/producer.ts", "push(push(s.buffer, eventWrite(s.publisher.count - n.slots + 1)), doorbell)", "push(s.buffer, eventWrite(s.publisher.count - n.slots + 1))"],
  ["model/notify/producer.ts", "import { doorbell, ", "import { "],
]
const fence: Replacement = ["model/notify/publisher.ts", ", drained: s.buffer.length === 0", ""]
const paid: Replacement = ["model/notify/consumer.ts", "    paid: s.publisher.count === s.consumed,\n", ""]
/** Takes a property out of the machine, so that what else would notice can be seen. */
const without = (name: string): readonly Replacement[] => [
  ["properties/sleep.ts", `const ${name} =`, `export const ${name} =`],
  ["properties/sleep.ts", ` ${name}, `, " "],
]

describe("notification", () => {
  it.each<readonly [string, readonly Replacement[], string, number]>([
    ["no doorbell behind the producer's event word", creditDoorbell, "ab.notify.creditWakes", 12],
    ["no fence, and no invariant that would notice early", [fence, ...without("frameWakes"), ...without("creditWakes")], "deadlock", 21],
    ["the consumer sleeps although it owes credit", [paid], "ab.notify.sleepsPaid", 6],
    ["the same, noticed by nothing but the deadlock", [paid, ...without("sleepsPaid")], "deadlock", 21],
    ["a doorbell is heard without a test", [["model/notify/publisher.ts", "    publisher: { due: s.publisher.due === \"nothing\" ? \"test\" : s.publisher.due },\n", ""]], "ab.notify.frameWakes", 11],
    ["a doorbell wakes nobody", [["model/notify/publisher.ts", "? \"armed\"", "? \"asleep\""]], "b.notify.sleepsSettled", 11],
    ["the event word is a flag", [["model/notify/consumer.ts", "eventWrite(s.consumed + 1)", "eventWrite(1)"]], "ab.notify.frameWakes", 25],
    ["an event word is answered again and again", [["model/notify/publisher.ts", "s.words.event > s.publisher.answered && ", ""]], "a.notify.ringsOnce", 4],
    ["an endpoint sleeps before its test", [["model/notify/consumer.ts", ", settled: s.publisher.due === \"nothing\" }", " }"]], "b.notify.sleepsSettled", 8],
    ["a link event wakes no sleeper (Xen vchan: missing event)", [["model/notify/sleeper.ts", "down: s.link === \"down\" }", "down: s.link === \"down\", awake: s.sleeper.mode === \"awake\" }"]], "deadlock", 8],
  ])("%s", async (_, replacements, property, steps) => {
    const r = await check(wakeup(...replacements), { size: "small" })
    const broken = r.properties.filter((p) => p.verdict === "violated").map((p) => p.id)
    expect([broken[0], r.counterexample?.run.steps.length]).toEqual([property, steps])
  })

  it("needs no fence where the processor that publishes also hears the doorbell", async () => {
    const r = await check(wakeup(fence, ["model/notify/publisher.ts", "s.words.event <= s.publisher.visible", "s.words.event <= s.publisher.count"]), { size: "small" })
    expect(r.properties.filter((p) => p.verdict === "violated")).toEqual([])
    expect(r.cut).toBeUndefined()
  })

  it("does not deadlock without the producer's doorbell: the consumer's own one follows the credit", async () => {
    const r = await check(wakeup(...creditDoorbell, ...without("creditWakes")), { size: "small" })
    const verdicts = new Map(r.properties.map((p) => [p.id, p.verdict]))
    expect(["deadlock", "completion", "ab.notify.frameWakes"].map((id) => verdicts.get(id))).toEqual(["holds", "holds", "holds"])
  })
})
