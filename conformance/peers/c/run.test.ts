import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, test, type TestContext } from "vitest"
import { lower } from "../../../checker/lowering/index.ts"
import { judgeTraces, type TraceResult } from "../../trace/trace.ts"
import { bugs, canSanitize, compiler, noCompiler, runOf, runPeers, untilShown, type PeerRun } from "./run.ts"

const systemFile = (name: string): string => fileURLToPath(new URL(`../../../properties/systems/${name}.ts`, import.meta.url))
const systems = { ring: lower(systemFile("ring"), "ring"), wakeup: lower(systemFile("wakeup"), "wakeup") }
const judged = (files: readonly string[], ended = false): Promise<TraceResult> =>
  judgeTraces(files, (id) => Promise.resolve(systems[id as keyof typeof systems]), { ended })

let directory = ""
beforeAll(async () => { directory = await mkdtemp(join(tmpdir(), "tcnet-peers-")) })
afterAll(async () => { await rm(directory, { recursive: true, force: true }) })

/** A run without a compiler is reported as not run, unless all tools are required. */
const needs = (ctx: TestContext, tool: unknown, missing: string): void => {
  if (tool) return
  if (process.env["TCNET_REQUIRE_TOOLS"]) throw new Error(missing)
  ctx.skip(missing)
}

const linesOf = async (file: string): Promise<readonly string[]> => (await readFile(file, "utf8")).trimEnd().split("\n")
const countOf = (lines: readonly string[], text: string): number => lines.filter((line) => line.includes(text)).length

/**
 * The verdicts that are not as they should be: of the ring, which ends at rest, and of sleeping and waking. Several failures
 * of the link make the search for a run that explains the latter give up, so the link says there what it did.
 */
const wrong = async (run: PeerRun, cuts: number): Promise<readonly string[]> => {
  const [ring, wakeup] = [await judged(run.ring, true), cuts === 0 ? await judged(run.wakeup) : await judged([...run.wakeup, run.link])]
  const said = (name: string, r: TraceResult): string => `${name}: ${r.verdict} ${r.notes.join()} ${JSON.stringify(r.explanation?.candidates[0] ?? "")}`
  return [...(ring.verdict === "conforms" && ring.notes.length === 0 ? [] : [said("ring", ring)]), ...(wakeup.verdict === "conforms" ? [] : [said("wakeup", wakeup)])]
}

describe("the sample in C", { timeout: 120_000 }, () => {
  test.for([1, 2, 3])("conforms, with seed %i, while its link fails and comes back", async (seed, ctx) => {
    needs(ctx, compiler(), noCompiler)
    const run = await runPeers({ directory: join(directory, `honest-${seed}`), frames: 1000, cuts: 6, abandons: 2, seed })
    expect(await wrong(run, 6)).toEqual([])
    const [sender, owner] = [await linesOf(run.ring[0]), await linesOf(run.ring[1])]
    // Each failure is seen by the owner as it goes and, mostly separately, as it is over.
    expect(countOf(owner, "epoch.ownerLinkEvent")).toBeGreaterThanOrEqual(6)
    expect(countOf(sender, "epoch.senderLinkEvent")).toBeGreaterThan(0)
    expect(countOf(sender, "epoch.abandon\"")).toBe(2)
    expect(countOf(owner, "slot.keep")).toBeGreaterThan(0)
    expect(countOf(await linesOf(run.wakeup[1]), "notify.begun")).toBeGreaterThan(6)
  })

  test.for([4, 5, 6])("sleeps and wakes as it should, with seed %i, over epochs that its sender abandons", async (seed, ctx) => {
    needs(ctx, compiler(), noCompiler)
    const run = await runPeers({ directory: join(directory, `abandoned-${seed}`), frames: 1000, cuts: 0, abandons: 8, seed })
    expect(await wrong(run, 0)).toEqual([])
    expect(countOf(await linesOf(run.wakeup[0]), "notify.close")).toBe(8)
    expect(countOf(await linesOf(run.wakeup[1]), "notify.begun")).toBe(9)
  })

  test("is clean under the sanitizers", async (ctx) => {
    needs(ctx, compiler(), noCompiler)
    needs(ctx, canSanitize(compiler() as string), "not-run: the C compiler has no sanitizers (apt-get install libasan8 libubsan1)")
    const run = await runPeers({ directory: join(directory, "sanitized"), frames: 300, cuts: 2, abandons: 1, seed: 1, sanitize: true })
    expect(await wrong(run, 2)).toEqual([])
  })

  test.for(bugs.filter((b) => b.failed !== undefined))("with -DBUG=$name is rejected, and the right condition is named", async (bug, ctx) => {
    needs(ctx, compiler(), noCompiler)
    const { verdict, explanation } = await untilShown(bug, directory, judged, (r) => r.explanation?.candidates[0]?.failed === bug.failed)
    expect(verdict).toBe("violated")
    expect(explanation?.candidates[0]).toMatchObject({ rule: bug.rule, failed: bug.failed })
  })

  test.for(bugs.filter((b) => b.failed === undefined))("with -DBUG=$name hangs, and is rejected because it ended where the right rule was due", async (bug, ctx) => {
    needs(ctx, compiler(), noCompiler)
    const run = await runPeers({ directory: join(directory, bug.name), ...runOf(bug) })
    expect(run.hung).toBe(true)
    // Cut there it would conform, and say what is due.
    const [cut, ended] = [await judged(run.ring), await judged(run.ring, true)]
    expect(cut).toMatchObject({ verdict: "conforms", notes: [expect.stringContaining("did not end at rest")] })
    expect(ended).toMatchObject({ verdict: "violated", acceptedPrefix: cut.logged })
    for (const r of [cut, ended]) expect([bug.rule, bug.orElse]).toContain(r.due?.[0]?.rule)
  })
})

test("every seeded bug has a name that the sources know", async () => {
  const source = await readFile(new URL("bug.h", import.meta.url), "utf8")
  const known = [...source.matchAll(/^\tBUG_(\w+),/gm)].map(([, name]) => name)
  expect(known.toSorted()).toEqual(["none", ...bugs.map(({ name }) => name)].toSorted())
  await expect(runPeers({ directory, frames: 1, cuts: 0, abandons: 0, seed: 1, bug: "misspelt" })).rejects.toThrow("no bug is called misspelt")
})

test("the committed sample is the log of a correct run", async () => {
  const sample = (name: string): readonly string[] => ["sender", "owner"].map((end) => fileURLToPath(new URL(`sample/${name}.${end}.jsonl`, import.meta.url)))
  expect((await judged(sample("wakeup"))).verdict).toBe("conforms")
  expect(await judged(sample("ring"), true)).toMatchObject({ verdict: "conforms", notes: [] })
})
