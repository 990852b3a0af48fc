/** Runs that are known to have ended: accepted where the system is at rest, whatever it could still be asked to do, and rejected where something was due. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, describe, expect, it } from "vitest"
import { lower } from "../../checker/lowering/index.ts"
import type { TraceHeader, TraceLine } from "./format.ts"
import { writeLogs } from "./testing.ts"
import { judgeTraces, type TraceResult } from "./trace.ts"

const folder = mkdtempSync(join(tmpdir(), "tcnet-rest-"))
afterAll(() => rmSync(folder, { recursive: true }))
const system = (name: string): ReturnType<typeof lower> => lower(fileURLToPath(new URL(`../../properties/systems/${name}.ts`, import.meta.url)), name)
const systems = { "ring.thin": system("thin"), ring: system("ring") }

const linesOf = (path: string): readonly unknown[] => readFileSync(new URL(path, import.meta.url), "utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as unknown)
const eventsOf = (path: string): readonly TraceLine[] => linesOf(path).slice(1) as TraceLine[]
const { sizes: ringSizes } = linesOf("../peers/c/sample/ring.sender.jsonl")[0] as TraceHeader
const sender = eventsOf("../peers/c/sample/ring.sender.jsonl")
const owner = eventsOf("../peers/c/sample/ring.owner.jsonl")
const producer = eventsOf("./thin/producer.jsonl")
const consumer = eventsOf("./thin/consumer.jsonl")
const thinSizes = { slots: 64, posted: 8, frames: 500 }

const judged = (of: keyof typeof systems, sizes: Readonly<Record<string, number>>, logs: readonly (readonly TraceLine[])[], ended = true, limitSearch = 100_000): Promise<TraceResult> =>
  judgeTraces(writeLogs(folder, of, sizes, logs), () => Promise.resolve(systems[of]), { ended, limitSearch })
const ring = (logs: readonly (readonly TraceLine[])[], ended = true): Promise<TraceResult> => judged("ring", ringSizes, logs, ended)
const thin = (logs: readonly (readonly TraceLine[])[], sizes: Readonly<Record<string, number>> = thinSizes): Promise<TraceResult> => judged("ring.thin", sizes, logs)

describe("a run that has ended", { timeout: 120_000 }, () => {
  it("conforms at rest, though the application might have sent more", async () => {
    for (const r of [await ring([sender, owner]), await thin([producer, consumer])]) {
      expect(r).toMatchObject({ verdict: "conforms", notes: [] })
      expect(r.due).toBeUndefined()
    }
  })

  it("is rejected where a process stopped in the middle, with every event accepted and the rule that was due", async () => {
    const stopped = owner.slice(0, owner.findLastIndex((e) => e.rule === "slot.readTrailer"))
    const r = await ring([sender, stopped])
    expect(r).toMatchObject({ verdict: "violated", events: sender.length + stopped.length, due: expect.arrayContaining([expect.objectContaining({ place: "b", rule: "slot.readTrailer", when: "always" })]) as unknown })
    expect(r.explanation).toEqual({ candidates: [], restless: expect.arrayContaining([`b.reader.stage === "idle"`]) as string[] })
    expect(r.due?.[0]?.ends).toEqual([{ process: "p1", file: join(folder, "p1.jsonl"), line: stopped.length + 1 }])
    // A log may be cut anywhere.
    expect(await ring([sender, stopped], false)).toMatchObject({ verdict: "conforms", due: expect.arrayContaining([expect.objectContaining({ rule: "slot.readTrailer" })]) as unknown })
  })

  it("is rejected where only both logs together show that something is missing", async () => {
    const stopped = owner.slice(0, owner.findLastIndex((e) => e.rule === "slot.look"))
    expect(await ring([sender, stopped])).toMatchObject({ verdict: "violated", explanation: { restless: expect.arrayContaining(["a.writer.committed === b.reader.consumed"]) as string[] } })
  })

  it("may have ended because of a fault that nobody logged, and a note says so and what was due without it", async () => {
    const idle = consumer.slice(0, consumer.findLastIndex((e) => e.rule === "ring.accept"))
    const r = await thin([producer, idle])
    expect(r).toMatchObject({ verdict: "conforms", due: expect.arrayContaining([expect.objectContaining({ place: "b", rule: "ring.accept", when: "arrived" })]) as unknown })
    expect(r.notes).toEqual([expect.stringContaining("only if a fault happened that nobody logged (fabric.linkDown)")])
    // In the middle of a slot not even a dead link is rest.
    const reading = consumer.slice(0, consumer.findLastIndex((e) => e.rule === "ring.read"))
    expect(await thin([producer, reading])).toMatchObject({ verdict: "violated", due: expect.arrayContaining([expect.objectContaining({ place: "b", rule: "ring.read" })]) as unknown })
  })

  it("names the sizes that rest asks to be reached, where it is rejected", async () => {
    const reading = consumer.slice(0, consumer.findLastIndex((e) => e.rule === "ring.read"))
    const r = await thin([producer, reading], { ...thinSizes, frames: 501 })
    expect(r.notes).toEqual(["ring.thin is at rest only once `frames`, which is 501 in the header, is reached: with --ended give what this run really had."])
    expect(r.due?.map((d) => d.rule)).toEqual(expect.arrayContaining(["ring.read", "ring.write"]))
  })

  it("is rejected for an event that is not possible as any other run is", async () => {
    const r = await thin([producer, consumer.toSpliced(5, 1).map((e, n) => ({ ...e, n }))])
    expect(r).toMatchObject({ verdict: "violated", explanation: { candidates: [{ process: "p1" }, { process: "p0" }] } })
    expect(r.due).toBeUndefined()
  })
})
