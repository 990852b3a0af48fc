/** Wrong versions of the notification rules, beside those of history: each has to be caught, by the property that is there for it. */
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { check } from "../checker/explorer/check.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { lower } from "../checker/lowering/index.ts"

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** A replacement in one file below the project's root. */
type Replacement = readonly [file: string, from: string, to: string]

const lowered = (module: string, name: string, replacements: readonly Replacement[]): SystemIr => {
  const done = new Set<Replacement>()
  const ir = lower(pathOf(module), name, (text, file) => replacements.reduce((t, r) => {
    if (!file.endsWith(r[0])) return t
    expect(t.split(r[1]), `${r[0]} has «${r[1]}» once`).toHaveLength(2)
    done.add(r)
    return t.replace(r[1], () => r[2])
  }, text))
  expect(done.size, "every replacement was made").toBe(replacements.length)
  return ir
}
const wakeup = (...replacements: readonly Replacement[]): SystemIr => lowered("./systems/wakeup.ts", "wakeup", replacements)
const flushing = (...replacements: readonly Replacement[]): SystemIr => lowered("./systems/wakeup-flushing.ts", "wakeupFlushing", replacements)

/** What the run of a wrong version shows, and after how many steps. */
const shown = async (ir: SystemIr): Promise<readonly [string | undefined, number | undefined]> => {
  const r = await check(ir, { size: "small" })
  return [r.properties.find((p) => p.verdict === "violated")?.id, r.counterexample?.run.steps.length]
}

const creditDoorbell: readonly Replacement[] = [
  ["model/notify/sleeping-producer.ts", "push(push(s.buffer, eventWrite(s.publisher.count - n.slots + 1)), doorbell)", "push(s.buffer, eventWrite(s.publisher.count - n.slots + 1))"],
  ["model/notify/sleeping-producer.ts", "import { doorbell, ", "import { "],
]
const fence: Replacement = ["model/notify/publisher.ts", ", drained: s.buffer.length === 0", ""]
const paid: Replacement = ["model/notify/sleeping-consumer.ts", "    paid: s.publisher.count === s.consumed,\n", ""]
/** Takes a property out of the machine, so that what else would notice can be seen. */
const without = (name: string, file = "properties/sleep.ts"): readonly Replacement[] => [
  [file, `const ${name} =`, `export const ${name} =`],
  [file, `${name}, `, ""],
]

describe("notification", () => {
  it.each<readonly [string, readonly Replacement[], string, number]>([
    ["no doorbell behind the producer's event word", creditDoorbell, "ab.notify.creditWakes", 12],
    ["no fence, and no invariant that would notice early", [fence, ...without("frameWakes"), ...without("creditWakes")], "deadlock", 21],
    ["the consumer sleeps although it owes credit", [paid], "ab.notify.sleepsPaid", 6],
    ["the same, noticed by nothing but the deadlock", [paid, ...without("sleepsPaid")], "deadlock", 21],
    ["a doorbell is heard without a test", [["model/notify/hearing.ts", "    publisher: { due: s.publisher.due === \"nothing\" ? \"test\" : s.publisher.due },\n", ""]], "ab.notify.frameWakes", 11],
    ["a doorbell wakes nobody", [["model/notify/hearing.ts", "? \"armed\"", "? \"asleep\""]], "b.notify.sleepsSettled", 11],
    ["the event word is a flag", [["model/notify/sleeping-consumer.ts", "eventWrite(s.consumed + 1)", "eventWrite(1)"]], "ab.notify.frameWakes", 25],
    ["an event word is answered again and again", [["model/notify/publisher.ts", "s.words.event > s.publisher.answered && ", ""]], "a.notify.ringsOnce", 4],
    ["an endpoint sleeps before its test", [["model/notify/sleeping-consumer.ts", ", settled: s.publisher.due === \"nothing\" }", " }"]], "b.notify.sleepsSettled", 8],
    ["a link event wakes no sleeper (Xen vchan: missing event)", [["model/notify/sleeper.ts", "down: s.link === \"down\" }", "down: s.link === \"down\", awake: s.sleeper.mode === \"awake\" }"]], "deadlock", 8],
  ])("%s", async (_, replacements, property, steps) => {
    expect(await shown(wakeup(...replacements))).toEqual([property, steps])
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

const flush = (role: "consumer" | "producer", event: string): readonly Replacement[] => [
  [`model/notify/flushing-${role}.ts`, `sleeper: { mode: "flushing" }, buffer: push(push(s.buffer, ${event}), read)`, `sleeper: { mode: "armed" }, buffer: push(s.buffer, ${event})`],
  [`model/notify/flushing-${role}.ts`, "import { read } from \"./reads.ts\"\n", ""],
]
const passing = (word: string): Replacement => ["model/notify/unordered.ts", "at(s.from.out, i).word === \"doorbell\" || every", `at(s.from.out, i).word === "doorbell" || at(s.from.out, i).word === "${word}" || every`]
/** Takes out the invariants that name what is lost before the system stands still. */
const unnamed: readonly Replacement[] = ["hasFlushed", "frameWakes", "creditWakes"].flatMap((name) => without(name, "properties/flushing.ts"))

describe("the flushing form", () => {
  it.each<readonly [string, readonly Replacement[], string, number, number]>([
    ["the consumer does not flush", flush("consumer", "eventWrite(s.consumed + 1)"), "ab.flushing.sleepsFlushed", 2, 18],
    ["the producer does not flush", flush("producer", "eventWrite(s.publisher.count - n.slots + 1)"), "ab.flushing.sleepsFlushed", 6, 24],
    ["a doorbell between arming and sleeping forbids nothing", [["model/notify/flushing.ts", ", heard: s.sleeper.mode === \"flushing\" || s.sleeper.mode === \"armed\"", ""]], "ab.flushing.frameWakes", 16, 26],
    ["a read passes posted writes", [passing("read")], "ab.flushing.sleepsFlushed", 8, 23],
    ["a completion passes posted writes", [passing("completion")], "ab.flushing.frameWakes", 13, 23],
    ["no fence before the test", [fence], "ab.flushing.frameWakes", 12, 23],
    ["no last look", [["model/notify/flushing-consumer.ts", "s.sleeper.heard || s.words.published > s.consumed ?", "s.sleeper.heard ?"]], "ab.flushing.frameWakes", 14, 23],
    ["a doorbell wakes nobody", [["model/notify/flushing.ts", "\"asleep\" ? \"awake\"", "\"asleep\" ? \"asleep\""]], "ab.flushing.frameWakes", 16, 26],
    ["the event word is a flag", [["model/notify/flushing-consumer.ts", "eventWrite(s.consumed + 1)", "eventWrite(1)"]], "ab.flushing.sleepsFlushed", 18, 37],
    ["whoever is woken looks once and sleeps on without flushing again", [["model/notify/flushing.ts", "\"asleep\" ? \"awake\"", "\"asleep\" ? \"armed\""]], "ab.flushing.frameWakes", 17, 27],
    ["the consumer sleeps although it owes credit", [["model/notify/flushing-consumer.ts", "    paid: s.publisher.count === s.consumed,\n", ""], ...without("sleepsPaid")], "deadlock", 24, 24],
  ])("%s", async (_, replacements, property, steps, stopsAfter) => {
    expect(await shown(flushing(...replacements))).toEqual([property, steps])
    expect(await shown(flushing(...replacements, ...unnamed))).toEqual(["deadlock", stopsAfter])
  })

  it("needs the fence although the processor that publishes tests", async () => {
    const own: Replacement = ["model/notify/publisher.ts", "s.words.event <= s.publisher.visible", "s.words.event <= s.publisher.count"]
    expect(await shown(flushing(fence, own))).toEqual(["ab.flushing.frameWakes", 12])
  })

  it("needs the flush although doorbells land in order: no doorbell stands behind the event word", async () => {
    const inOrder: Replacement = ["model/notify/unordered.ts", "at(s.from.out, i).word === \"doorbell\" || every", "every"]
    expect(await shown(flushing(...flush("consumer", "eventWrite(s.consumed + 1)"), inOrder, ...unnamed))).toEqual(["deadlock", 18])
  })
})
