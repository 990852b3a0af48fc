import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test, type TestContext } from "vitest"
import { bugs, compiler, noCompiler, runPeers } from "./run.ts"

interface Event {
  readonly n: number
  readonly endpoint: string
  readonly rule: string
  readonly params: Readonly<Record<string, string>>
  readonly seen: Readonly<Record<string, string | number>>
}

interface Log {
  readonly header: unknown
  readonly events: readonly Event[]
}

const slots = 64
let directory = ""

beforeAll(async () => { directory = await mkdtemp(join(tmpdir(), "tcnet-peers-")) })
afterAll(async () => { await rm(directory, { recursive: true, force: true }) })

/** A run without a compiler is reported as not run, unless all tools are required. */
const needsCompiler = (ctx: TestContext): void => {
  if (compiler() !== undefined) return
  if (process.env["TCNET_REQUIRE_TOOLS"]) throw new Error(noCompiler)
  ctx.skip(noCompiler)
}

const readLog = async (path: string | URL): Promise<Log> => {
  const lines = (await readFile(path, "utf8")).trimEnd().split("\n").map((line): unknown => JSON.parse(line))
  return { header: lines[0], events: lines.slice(1) as Event[] }
}

const of = (log: Log, rule: string): readonly Event[] => log.events.filter((event) => event.rule === rule)
const rules = (log: Log): readonly string[] => log.events.map((event) => event.rule)
const repeat = (frames: number, ...group: string[]): readonly string[] =>
  Array.from({ length: frames }, () => group).flat()

const expectWellFormed = (log: Log, process: string, endpoint: string, frames: number): void => {
  expect(log.header).toEqual({
    format: "tcnet-trace/1",
    system: "ring.thin",
    sizes: { slots, posted: 8, frames },
    process,
  })
  expect(log.events.map(({ n }) => n)).toEqual(log.events.map((_, index) => index))
  expect(log.events.every((event) => event.endpoint === endpoint)).toBe(true)
  expect(log.events.every((event) => Object.keys(event).join() === "n,endpoint,rule,params,seen")).toBe(true)
}

/** Writes that the credit seen with them did not allow. */
const overruns = (producer: Log): readonly Event[] =>
  of(producer, "ring.write").filter((event, written) => written - Number(event.seen["window.credit"]) >= slots)

/** Accepted frames whose commit word is not the one that was due. */
const stale = (consumer: Log): readonly Event[] =>
  of(consumer, "ring.accept").filter((event, consumed) =>
    event.seen[`window.slots[${consumed % slots}].commit`] !== consumed + 1)

const expectCorrect = (producer: Log, consumer: Log, frames: number): void => {
  expectWellFormed(producer, "producer", "a", frames)
  expectWellFormed(consumer, "consumer", "b", frames)
  expect(rules(producer)).toEqual(repeat(frames, "ring.write", "ring.commit"))
  expect(rules(consumer).filter((rule) => rule !== "ring.returnCredit"))
    .toEqual(repeat(frames, "ring.accept", "ring.read", "ring.deliver"))
  expect(rules(consumer).join(" ")).not.toMatch(/(?:accept|read|returnCredit) ring\.returnCredit/)
  expect(rules(consumer).at(-1)).toBe("ring.returnCredit")
  expect(overruns(producer)).toEqual([])
  expect(stale(consumer)).toEqual([])

  const sent = of(producer, "ring.write").map(({ params }) => params["frame"])
  expect(sent.every((frame) => /^[0-9a-f]{8}$/.test(frame ?? ""))).toBe(true)
  expect(new Set(sent).size).toBe(frames)
  expect(of(consumer, "ring.read").map(({ seen }, frame) => seen[`window.slots[${frame % slots}].payload`])).toEqual(sent)
  expect(of(consumer, "ring.deliver").map(({ seen }) => seen["rx.frame"])).toEqual(sent)
}

const run = async (name: string, frames: number, bug?: string): Promise<readonly [Log, Log]> => {
  const { logs } = await runPeers({ frames, directory: join(directory, name), ...(bug === undefined ? {} : { bug }) })
  return [await readLog(logs[0]), await readLog(logs[1])]
}

describe("the sample peers in C", { timeout: 60_000 }, () => {
  test("log every event of a correct run, in program order", async (ctx) => {
    needsCompiler(ctx)
    const [producer, consumer] = await run("correct", 2000)
    expectCorrect(producer, consumer, 2000)
    expect(producer.events).toHaveLength(4000)
  })

  test("early_commit logs the commit before the write", async (ctx) => {
    needsCompiler(ctx)
    const [producer] = await run("early_commit", 2000, "early_commit")
    expect(rules(producer)).toEqual(repeat(2000, "ring.commit", "ring.write"))
  })

  test("ignore_credit overruns the ring", async (ctx) => {
    needsCompiler(ctx)
    const [producer, consumer] = await run("ignore_credit", 2000, "ignore_credit")
    expect(overruns(producer).length).toBeGreaterThan(0)
    const delivered = of(consumer, "ring.deliver").length
    expect(delivered).toBeGreaterThan(0)
    expect(delivered).toBeLessThan(2000)
  })

  test("accept_stale accepts slots of the previous lap", async (ctx) => {
    needsCompiler(ctx)
    const [producer, consumer] = await run("accept_stale", 2000, "accept_stale")
    const consumed = of(consumer, "ring.accept").findIndex((event) => event === stale(consumer)[0])
    expect(consumed).toBeGreaterThanOrEqual(slots)
    expect(of(consumer, "ring.accept")[consumed]?.seen)
      .toEqual({ [`window.slots[${consumed % slots}].commit`]: consumed + 1 - slots })
    expect(overruns(producer)).toEqual([])
  })
})

test("every seeded bug has a name that the sources know", async () => {
  const source = await readFile(new URL("bug.h", import.meta.url), "utf8")
  const known = [...source.matchAll(/^\tBUG_(\w+),$/gm)].map(([, name]) => name)
  expect(known).toEqual(["none", ...bugs.map(({ name }) => name)])
  await expect(runPeers({ frames: 1, bug: "misspelt", directory })).rejects.toThrow("no bug is called misspelt")
})

test("the committed sample is the log of a correct run", async () => {
  const producer = await readLog(new URL("sample/producer.jsonl", import.meta.url))
  const consumer = await readLog(new URL("sample/consumer.jsonl", import.meta.url))
  expectCorrect(producer, consumer, 500)
  expect(producer.events).toHaveLength(1000)
})
