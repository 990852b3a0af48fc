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
/** With two posted writes under way, so that one may pass the other. */
const crowded: Replacement = ["properties/systems/wakeup-flushing.ts", "batched: 1, posted: 1, frames: 2, epochs: 2, changes: 0", "batched: 1, posted: 2, frames: 2, epochs: 2, changes: 0"]
const flushing = (...replacements: readonly Replacement[]): SystemIr => lowered("./systems/wakeup-flushing.ts", "wakeupFlushing", [crowded, ...replacements])

/** What the run of a wrong version shows, and after how many steps. */
const shown = async (ir: SystemIr, size = "small"): Promise<readonly [string | undefined, number | undefined]> => {
  const r = await check(ir, { size })
  return [r.properties.find((p) => p.verdict === "violated")?.id, r.counterexample?.run.steps.length]
}

const creditDoorbell: readonly Replacement[] = [
  ["model/notify/sleeping-producer.ts", "push(push(s.buffer, eventWrite(s.publisher.count - n.slots + 1)), doorbell)", "push(s.buffer, eventWrite(s.publisher.count - n.slots + 1))"],
  ["model/notify/sleeping-producer.ts", "import { doorbell, ", "import { "],
]
const fence: Replacement = ["model/notify/publisher.ts", ", drained: s.buffer.length === 0", ""]
const paid: Replacement = ["model/notify/sleeping-consumer.ts", "    paid: s.publisher.count === s.consumed,\n", ""]
/** What `paid` implies. */
const onlyAwake: Replacement = ["model/notify/consumer.ts", "owed: s.publisher.count < s.consumed,", "owed: s.publisher.count < s.consumed && s.sleeper.mode === \"awake\","]
/** Takes a property out of the machine, so that what else would notice can be seen. */
const without = (name: string, file = "properties/sleep.ts"): readonly Replacement[] => [
  [file, `const ${name} =`, `export const ${name} =`],
  [file, `${name}, `, ""],
]

describe("notification", () => {
  it.each<readonly [string, readonly Replacement[], string, number]>([
    ["no doorbell behind the producer's event word", creditDoorbell, "ab.notify.creditWakes", 27],
    ["no fence, and no invariant that would notice early", [fence, ...without("frameWakes"), ...without("creditWakes")], "deadlock", 35],
    ["the consumer sleeps although it owes credit", [paid], "ab.notify.sleepsPaid", 18],
    ["the same, noticed by nothing but the deadlock", [paid, onlyAwake, ...without("sleepsPaid")], "deadlock", 34],
    ["a doorbell is heard without a test", [["model/notify/hearing.ts", "    publisher: { due: s.publisher.due === \"nothing\" ? \"test\" : s.publisher.due },\n", ""]], "ab.notify.frameWakes", 25],
    ["a doorbell wakes nobody", [["model/notify/hearing.ts", "? \"armed\"", "? \"asleep\""]], "ab.notify.offerWakes", 7],
    ["the event word is a flag", [["model/notify/sleeping-consumer.ts", "eventWrite(s.consumed + 1)", "eventWrite(1)"]], "ab.notify.frameWakes", 38],
    ["an event word is answered again and again", [["model/notify/publisher.ts", "s.words.event > s.publisher.answered && ", ""]], "a.notify.ringsOnce", 10],
    ["an endpoint sleeps before its test", [["model/notify/sleeping-consumer.ts", ", settled: s.publisher.due === \"nothing\" }", " }"]], "ab.notify.beginWakes", 13],
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

/** Leaves out the doorbell behind a word, and the import of it where nothing else needs it. */
const silent = (file: string, write: string): readonly Replacement[] => [[`model/notify/${file}.ts`, `push(push(s.buffer, ${write}), doorbell)`, `push(s.buffer, ${write})`]]
const unneeded: Replacement = ["model/notify/owner.ts", "import { doorbell, epochWrite,", "import { epochWrite,"]

describe("notification over epochs", () => {
  it.each<readonly [string, readonly Replacement[], "small" | "standard", string, number]>([
    ["no doorbell behind the offer", [...silent("owner", "epochWrite(s.owner.epoch + 1)"), unneeded], "small", "ab.notify.offerWakes", 2],
    ["the same, and no invariant that would notice early", [...silent("owner", "epochWrite(s.owner.epoch + 1)"), unneeded, ...without("offerWakes")], "small", "deadlock", 5],
    ["no doorbell behind the beginning", silent("sender", "epochWrite(s.sender.noted)"), "small", "ab.notify.beginWakes", 6],
    ["no doorbell behind the close", silent("sender", "closeWrite(s.sender.epoch)"), "small", "ab.notify.closeWakes", 17],
    ["a producer that has armed looks for credit only", [["model/notify/sleeping-producer.ts", "  then: (s) => {\n    if (s.words.epoch > s.sender.epoch) return", "  then: (s, n) => {\n    if (s.words.epoch > n.epochs) return"]], "small", "ab.notify.offerWakes", 26],
    ["a doorbell between the two last looks is forgotten", [["model/notify/hearing.ts", "s.sleeper.mode === \"asleep\" || s.sleeper.mode === \"looked\"", "s.sleeper.mode === \"asleep\""]], "small", "b.notify.sleepsSettled", 15],
    ["the answered count outlives the epoch", [["model/notify/publisher.ts", "count: 0, answered: 0, due: \"silent\"", "count: 0, due: \"silent\""], ...without("endsBlank")], "small", "ab.notify.frameWakes", 52],
    ["offer and beginning bring no zeros", [["model/notify/words.ts", "next(zeroed(w), { epoch: packet.epoch })", "next(w, { epoch: packet.epoch })"]], "small", "ab.notify.inRange", 25],
    ["who has no epoch tests and rings all the same", [["model/notify/publisher.ts", "answered: 0, due: \"silent\" })", "answered: 0, due: \"nothing\" })"], ...without("endsBlank")], "small", "a.notify.visibleLate", 12],
    ["a link event wakes no consumer (Xen vchan: missing event)", [["model/notify/owner.ts", "notArming: s.sleeper.mode === \"awake\" || s.sleeper.mode === \"asleep\"", "notArming: s.sleeper.mode === \"awake\""]], "standard", "deadlock", 9],
  ])("%s", async (_, replacements, size, property, steps) => {
    expect(await shown(wakeup(...replacements), size)).toEqual([property, steps])
  })

  it("does not deadlock without the doorbell behind the beginning, as long as the producer runs out of credit and arms", async () => {
    const r = await check(wakeup(...silent("sender", "epochWrite(s.sender.noted)"), ...without("beginWakes"), ...without("ringsOnce")), { size: "small" })
    const verdicts = new Map(r.properties.map((p) => [p.id, p.verdict]))
    expect(["deadlock", "completion"].map((id) => verdicts.get(id))).toEqual(["holds", "holds"])
  })
})

const flush = (role: "consumer" | "producer", event: string): readonly Replacement[] => [
  [`model/notify/flushing-${role}.ts`, `sleeper: { mode: "flushing" }, buffer: push(push(s.buffer, ${event}), read)`, `sleeper: { mode: "armed" }, buffer: push(s.buffer, ${event})`],
]
const passing = (word: string): Replacement => ["model/notify/unordered.ts", "at(s.from.out, i).word === \"doorbell\" || every", `at(s.from.out, i).word === "doorbell" || at(s.from.out, i).word === "${word}" || every`]
/** Takes out the invariants that name what is lost before the system stands still. */
const unnamed: readonly Replacement[] = [
  ...["hasFlushed", "frameWakes", "creditWakes"].flatMap((name) => without(name, "properties/flushing.ts")),
  ...["sleepsPaid", "offerWakes", "beginWakes", "closeWakes"].flatMap((name) => without(name)),
]

describe("the flushing form", () => {
  it.each<readonly [string, readonly Replacement[], string, number, number]>([
    ["the consumer does not flush", flush("consumer", "eventWrite(s.consumed + 1)"), "ab.flushing.sleepsFlushed", 12, 32],
    ["the producer does not flush", flush("producer", "eventWrite(s.publisher.count - n.slots + 1)"), "ab.flushing.sleepsFlushed", 16, 37],
    ["a doorbell between arming and sleeping forbids nothing", [["model/notify/flushing.ts", ", heard: s.sleeper.mode === \"flushing\" || s.sleeper.mode === \"armed\" || s.sleeper.mode === \"looked\"", ""]], "ab.notify.offerWakes", 12, 20],
    ["a read passes posted writes", [passing("read")], "ab.flushing.sleepsFlushed", 19, 38],
    ["a completion passes posted writes", [passing("completion")], "ab.notify.offerWakes", 12, 20],
    ["no fence before the test", [fence], "ab.flushing.frameWakes", 25, 38],
    ["no last look", [["model/notify/flushing-consumer.ts", "s.sleeper.heard || s.words.published > s.consumed ?", "s.sleeper.heard ?"]], "ab.flushing.frameWakes", 27, 38],
    ["a doorbell wakes nobody", [["model/notify/flushing.ts", "\"asleep\" ? \"awake\"", "\"asleep\" ? \"asleep\""]], "ab.notify.offerWakes", 12, 20],
    ["the event word is a flag", [["model/notify/flushing-consumer.ts", "eventWrite(s.consumed + 1)", "eventWrite(1)"]], "ab.flushing.sleepsFlushed", 29, 52],
    ["whoever is woken looks once and sleeps on without flushing again", [["model/notify/flushing.ts", "\"asleep\" ? \"awake\"", "\"asleep\" ? \"armed\""]], "ab.notify.offerWakes", 13, 21],
    ["the consumer sleeps although it owes credit", [["model/notify/flushing-consumer.ts", "    paid: s.publisher.count === s.consumed,\n", ""], onlyAwake], "ab.notify.sleepsPaid", 24, 40],
  ])("%s", async (_, replacements, property, steps, stopsAfter) => {
    expect(await shown(flushing(...replacements))).toEqual([property, steps])
    expect(await shown(flushing(...replacements, ...unnamed))).toEqual(["deadlock", stopsAfter])
  })

  it("needs the fence although the processor that publishes tests", async () => {
    const own: Replacement = ["model/notify/publisher.ts", "s.words.event <= s.publisher.visible", "s.words.event <= s.publisher.count"]
    expect(await shown(flushing(fence, own))).toEqual(["ab.flushing.frameWakes", 25])
  })

  it("needs the flush although doorbells land in order: no doorbell stands behind the event word", async () => {
    const inOrder: Replacement = ["model/notify/unordered.ts", "at(s.from.out, i).word === \"doorbell\" || every", "every"]
    expect(await shown(flushing(...flush("consumer", "eventWrite(s.consumed + 1)"), inOrder, ...unnamed))).toEqual(["deadlock", 33])
  })
})
