import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, describe, expect, it, type TestContext } from "vitest"
import { compiler, noCompiler, runPeers, shown, untilShown } from "../conformance/peers/c/run.ts"
import { main } from "./main.ts"
import { resolveSystems } from "./systems.ts"

const folder = mkdtempSync(join(tmpdir(), "tcnet-trace-"))
afterAll(() => rmSync(folder, { recursive: true }))
const sample = (name: string): string => fileURLToPath(new URL(`../conformance/trace/thin/${name}.jsonl`, import.meta.url))
const [producer, consumer] = [sample("producer"), sample("consumer")]
const linesOf = (file: string): string[] => readFileSync(file, "utf8").trimEnd().split("\n")

const tcnet = async (...argv: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  let [out, err] = ["", ""]
  const code = await main(argv, { stdout: (t) => { out += t }, stderr: (t) => { err += t }, isTerminal: false })
  return { code, out, err }
}
let files = 0
const file = (text: string): string => {
  const path = join(folder, `${files++}.jsonl`)
  writeFileSync(path, text)
  return path
}
/** The producer's log with its lines changed. */
const changed = (f: (lines: string[]) => readonly string[]): string => file(`${f(linesOf(producer)).join("\n")}\n`)
const renumbered = (lines: readonly string[]): readonly string[] => lines.map((l, i) => (i === 0 ? l : JSON.stringify({ ...JSON.parse(l) as object, n: i - 1 })))

describe("tcnet trace", () => {
  it("accepts the committed logs of a correct run", async () => {
    const r = await tcnet("trace", producer, consumer)
    expect(r).toMatchObject({ code: 0, err: "" })
    expect(r.out).toMatch(/^conforms: 2,625 events accepted \(producer 1,000 of 1,000, consumer 1,625 of 1,625\)/)
    expect((await tcnet("trace", consumer, producer)).code).toBe(0)
  })

  it("prints one JSON document with --json", async () => {
    const { code, out } = await tcnet("trace", producer, consumer, "--json")
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ verdict: "conforms", events: 2625, acceptedPrefix: { producer: 1000, consumer: 1625 } })
  })

  it.each<readonly [string, () => string, RegExp]>([
    ["an empty file", () => file(""), /0\.jsonl|\d+\.jsonl:1: the file is empty/],
    ["a log without events", () => file(`${linesOf(producer)[0] as string}\n`), /:2: the log has no events/],
    ["a log without its header", () => changed((l) => l.slice(1)), /:1: the header is wrong/],
    ["a truncated last line", () => file(readFileSync(producer, "utf8").slice(0, -20)), /:1001: /],
    ["garbage", () => file("\u0000\u0001\u0002 not json\n"), /:1: not JSON \(the line begins at byte 0\)/],
    ["garbage in the middle", () => changed((l) => l.with(7, "}{")), /:8: not JSON \(the line begins at byte \d+\)/],
    ["an unknown field", () => changed((l) => l.with(3, (l[3] as string).replace('"n":', '"when":1,"n":'))), /:4: unknown field when/],
    ["reordered lines", () => changed((l) => l.with(4, l[5] as string).with(5, l[4] as string)), /:5: the event has the number 4, expected 3/],
    ["a missing line", () => changed((l) => l.toSpliced(9, 1)), /:10: the event has the number 9, expected 8/],
    ["an unknown rule", () => changed((l) => l.with(2, (l[2] as string).replace("ring.commit", "ring.comit"))), /:3: .*ring\.comit/],
    ["an unknown endpoint", () => changed((l) => l.with(2, (l[2] as string).replace('"a"', '"z"'))), /:3: .*z/],
    ["an unknown word", () => changed((l) => l.with(1, (l[1] as string).replace("window.credit", "window.credits"))), /:2: .*window\.credits/],
    ["a value of another type", () => changed((l) => l.with(1, (l[1] as string).replace('"window.credit":0', '"window.credit":"0"'))), /:2: /],
    ["a missing parameter", () => changed((l) => l.with(1, (l[1] as string).replace(/"params":\{[^}]*\}/, '"params":{}'))), /:2: .*frame/],
    ["an event of a hidden rule", () => changed((l) => l.with(1, '{"n":0,"endpoint":"ab","rule":"fabric.land","params":{},"seen":{}}')), /:2: .*fabric\.land/],
    ["another system", () => changed((l) => l.with(0, (l[0] as string).replace("ring.thin", "ring.thick"))), /ring\.thick/],
    ["other sizes", () => changed((l) => l.with(0, (l[0] as string).replace('"slots":64', '"slots":32'))), /sizes are/],
  ])("refuses %s with its line, and never passes it", async (_name, path, message) => {
    const r = await tcnet("trace", path(), consumer)
    expect(r.code).toBe(2)
    expect(r.err).toMatch(message)
    expect(r.out).toBe("")
  })

  it.each<readonly [string, string, string, RegExp]>([
    ["an unknown system", '"ring.thin"', '"ring.thn"', /:1: there is no system ring\.thn\nDid you mean ring\.thin\?.*--system \.\/module\.ts/],
    ["a missing size", '"slots":64,', "", /:1: the header lacks the size slots/],
    ["a size too many", '"slots":64,', '"slots":64,"slotz":1,', /:1: ring\.thin has no size slotz/],
  ])("blames the header that has %s, in whatever order the logs are given", async (_name, from, to, message) => {
    const other = (path: string): string => file(readFileSync(path, "utf8").replace(from, to))
    for (const [wrong, right] of [[other(producer), consumer], [other(consumer), producer]] as const) {
      for (const logs of [[wrong, right], [right, wrong]]) {
        const r = await tcnet("trace", ...logs)
        expect(r).toMatchObject({ code: 2, out: "" })
        expect(r.err).toMatch(message)
        expect(r.err.startsWith(`tcnet: ${wrong}:1: `)).toBe(true)
      }
    }
    const both = [other(producer), other(consumer)] as const
    expect((await tcnet("trace", ...both)).err).toContain(`tcnet: ${both[0]}:1: `)
  })

  it("judges indices of 2^32, as they are on the wire, and refuses a size beyond with file, line and the largest value", async () => {
    const peers = (["sender", "owner"] as const).map((name) => readFileSync(new URL(`../conformance/peers/c/sample/ring.${name}.jsonl`, import.meta.url), "utf8"))
    const sized = (name: string, value: number): readonly string[] => peers.map((text) => file(text.replace(new RegExp(`"${name}":\\d+`), `"${name}":${value}`)))
    expect((await tcnet("trace", ...sized("indices", 2 ** 32))).code).toBe(0)
    // The last index is one of the range; the model only does not have it there.
    const [sender, owner] = sized("indices", 2 ** 32) as [string, string]
    const late = file(readFileSync(sender, "utf8").replace('"writer.committed":3}', `"writer.committed":${2 ** 32 - 1}}`))
    expect(await tcnet("trace", late, owner)).toMatchObject({ code: 1, err: "" })
    for (const [name, value, largest] of [["indices", 2 ** 32 + 16, /at most 4294967296, which is 2\^32/], ["slots", 2 ** 32, /slots is at most \d{6}\./], ["slots", 32_768, /slots is at most 218\d\d for a trace\./]] as const) {
      const logs = sized(name, value)
      const r = await tcnet("trace", ...logs)
      expect(r).toMatchObject({ code: 2, out: "" })
      expect(r.err.startsWith(`tcnet: ${logs[0]}:1: `)).toBe(true)
      expect(r.err).toContain(`sizes.${name}`)
      expect(r.err).toMatch(largest)
    }
  })

  it("takes the log of a witness, holds the others to it, and refuses one of what is not hidden", async () => {
    const header = JSON.parse(linesOf(producer)[0] as string) as object
    const witness = (...rules: readonly string[]): string => file(`${JSON.stringify({ ...header, process: "link", witness: rules })}\n{"n":0,"endpoint":"ab","rule":"fabric.land","params":{},"seen":{}}\n`)
    // By this witness nothing but the first payload has landed.
    const late = await tcnet("trace", producer, consumer, witness("fabric.land"))
    expect([late.code, late.out]).toEqual([1, expect.stringContaining("ring.accept")])
    const { code, err } = await tcnet("trace", producer, consumer, witness("fabric.land", "ring.write"))
    expect([code, err]).toEqual([2, expect.stringContaining("witness of ring.write, which is no hidden rule of ring.thin\nThe hidden rules are fabric.linkDown, fabric.land, fabric.vanish.")])
  })

  it("says what is wrong with a log as JSON, too, with --json", async () => {
    const wrong = changed((l) => l.with(7, "}{"))
    const r = await tcnet("trace", wrong, consumer, "--json")
    expect(r).toMatchObject({ code: 2, err: "" })
    expect(JSON.parse(r.out)).toMatchObject({ verdict: "error", error: { file: wrong, line: 8, message: expect.stringContaining("not JSON") as string, fix: "Each line of a log is one JSON object." } })
  })

  it.each<readonly [string, string, string, RegExp]>([
    ["a word", '"frames":500', '"frames":100', /: the word window\.\S+ was seen as 1\d\d\nIt is a whole number in 0 … 100\. The bound of that range comes from `frames` in the header, which is 100: /],
    ["an index", '"slots":64', '"slots":32', /: unknown word window\.slots\[32\]\.commit .* has no 32\n.* The bound of the index comes from `slots` in the header, which is 32: /],
  ])("says that the header may be what is wrong, where it bounds %s", async (_name, from, to, message) => {
    const logs = [producer, consumer].map((path) => file(readFileSync(path, "utf8").replace(from, to)))
    const r = await tcnet("trace", ...logs)
    expect(r).toMatchObject({ code: 2, out: "" })
    expect(r.err).toMatch(message)
  })

  it("names the word that was seen otherwise, what was seen, and values near it that some run gives", async () => {
    const i = linesOf(producer).findIndex((l) => l.includes('"n":458,'))
    const { out } = await tcnet("trace", changed((l) => l.with(i, (l[i] as string).replace('"window.credit":192', '"window.credit":193'))), consumer)
    expect(out).toContain("    a.window.credit fails: it was seen as 193 where the model gives for example 192, 196 or 228 (model/ring/producer.ts:")
    expect(out).not.toContain("is what the log saw")
  })

  it("says of two headers that are both right but of two systems that they differ", async () => {
    const sizes = JSON.stringify((await resolveSystems(["wakeup"]))[0]?.sizes["small"])
    const other = file(`{"format":"tcnet-trace/1","system":"wakeup","sizes":${sizes},"process":"producer"}\n`)
    const r = await tcnet("trace", other, consumer)
    expect(r.code).toBe(2)
    expect(r.err).toContain(`${consumer}:1: the system is ring.thin, but wakeup in ${other}:1`)
  })

  it.each<readonly [string, (l: string[]) => readonly string[], RegExp]>([
    ["two events in the other order", (l) => renumbered(l.with(1, l[2] as string).with(2, l[1] as string)), /ring\.commit\.uncommitted fails/],
    ["an event twice", (l) => renumbered(l.toSpliced(3, 0, l[2] as string)), /ring\.commit\.uncommitted fails/],
    ["an event left out", (l) => renumbered(l.toSpliced(2, 1)), /ring\.write\.settled fails/],
    ["a credit that was never returned", (l) => l.with(1, (l[1] as string).replace('"window.credit":0', '"window.credit":3')), /window\.credit/],
  ])("rejects %s, and names what fails", async (_name, f, message) => {
    const r = await tcnet("trace", changed((l) => f([...l])), consumer)
    expect(r.code).toBe(1)
    expect(r.out).toMatch(/^violated: /)
    expect(r.out).toMatch(message)
  })

  it("rejects a payload that is not the one that was written", async () => {
    const lines = linesOf(consumer)
    const i = lines.findIndex((l) => l.includes("ring.read"))
    const wrong = file(`${lines.with(i, (lines[i] as string).replace(/"([0-9a-f]{8})"/, '"00000000"')).join("\n")}\n`)
    const r = await tcnet("trace", producer, wrong)
    expect(r.code).toBe(1)
    expect(r.out).toContain("payload")
  })

  it("says who saw what was never written first, and of the other that it waits", async () => {
    const lines = linesOf(consumer)
    const i = lines.flatMap((l, k) => (l.includes('"ring.read"') ? [k] : []))[5] as number
    const wrong = file(`${lines.with(i, (lines[i] as string).replace(/"([0-9a-f]{8})"/, '"00000000"')).join("\n")}\n`)
    const { out } = await tcnet("trace", producer, wrong)
    const [culprit, waiting] = [`${wrong}:${i + 1}: consumer says b.ring.read\n`, `${producer}:130: producer waits for consumer to go on, then says a.ring.write\n`]
    expect(out).toContain(culprit)
    expect(out.indexOf(waiting)).toBeGreaterThan(out.indexOf(culprit))
    expect(out).toContain("\n    b.ring.read itself is possible there, but b.window.slots[5].payload was seen as 00000000 where the model gives e80aa9d8\n    possible there instead: b.ring.returnCredit\n")
    expect(out.slice(out.indexOf(waiting))).toContain("    a.window.credit does not hold yet: ")
    expect(out.slice(out.indexOf(waiting))).not.toMatch(/possible there| fails/)
  })

  it("says first that a log may lack its end, where another waits for nothing else", async () => {
    const cut = changed((l) => l.slice(0, 700))
    const { code, out } = await tcnet("trace", cut, consumer)
    expect(code).toBe(1)
    expect(out.split("\n")[1]).toBe(`  The producer's log ends at ${cut}:700; it may be incomplete: consumer could go on if producer had.`)
    expect(out).toContain(`${consumer}:1136: consumer waits for producer to go on, then says b.ring.accept\n`)
    expect(out).not.toMatch(/ fails|possible there/)
    expect((await tcnet("trace", changed((l) => l.with(1, (l[1] as string).replace('"window.credit":0', '"window.credit":3'))), consumer)).out).not.toContain("incomplete")
  })

  describe("where the logs end short of rest", () => {
    const peers = (name: string): string => fileURLToPath(new URL(`../conformance/peers/c/sample/ring.${name}.jsonl`, import.meta.url))
    /** The owner's log up to its last copy of a trailer. */
    const stalled = (): string => {
      const lines = linesOf(peers("owner"))
      return file(`${lines.slice(0, lines.findLastIndex((l) => l.includes("slot.readTrailer"))).join("\n")}\n`)
    }

    it("names what is due, and conforms", async () => {
      const log = stalled()
      const { code, out } = await tcnet("trace", peers("sender"), log)
      expect(code).toBe(0)
      expect(out).toContain(`The run did not end at rest`)
      expect(out).toContain("  Due there:\n")
      expect(out).toContain(`\n  b.slot.readTrailer: the owner's log ends at ${log}:${linesOf(log).length}\n    The owner copies the trailer of an accepted slot once, and uses nothing but the copy. (model/slot/indicated.ts:`)
    })

    it("rejects them with --ended, and names what was due and not taken", async () => {
      const log = stalled()
      const text = await tcnet("trace", "--ended", peers("sender"), log)
      expect(text.code).toBe(1)
      expect(text.out).toMatch(/^violated: .*\n {2}Every event is one of the model, but the run ended \(--ended\)/)
      expect(text.out).toContain(`    b.reader.stage === "idle" does not hold\n`)
      expect(text.out).toContain("  Due there and not taken:\n")
      expect(text.out).toContain("\n  b.slot.readTrailer: ")
      const json = await tcnet("trace", "--ended", "--json", peers("sender"), log)
      expect(json.code).toBe(1)
      expect(JSON.parse(json.out)).toMatchObject({ verdict: "violated", explanation: { candidates: [] }, due: expect.arrayContaining([expect.objectContaining({ place: "b", rule: "slot.readTrailer", params: {} })]) as unknown })
    })

    it("accepts with --ended what ends at rest, and takes it for no run to step through", async () => {
      expect(await tcnet("trace", "--ended", peers("sender"), peers("owner"))).toMatchObject({ code: 0, out: expect.not.stringContaining("due") as string })
      expect((await tcnet("trace", "--ended", "--replay", producer)).err).toContain("Give either --ended or --replay.")
    })
  })

  it("asks for files, for one file to replay, and for logs of processes", async () => {
    expect((await tcnet("trace")).code).toBe(2)
    expect((await tcnet("trace", join(folder, "none.jsonl"))).code).toBe(2)
    expect((await tcnet("trace", folder)).code).toBe(2)
    expect((await tcnet("trace", "--replay", producer)).err).toContain("not a run of the whole system")
    expect((await tcnet("trace", producer, producer)).err).toContain("has a log already")
  })

  const needsCompiler = (ctx: TestContext): void => {
    if (compiler() === undefined && process.env["TCNET_REQUIRE_TOOLS"] === undefined) ctx.skip(noCompiler)
  }
  for (const bug of shown) it(`rejects the sample with -DBUG=${bug.name} and names ${bug.failed} first`, async (ctx) => {
    needsCompiler(ctx)
    const first = (out: string): { readonly failed: string; readonly values: readonly { readonly name: string }[] } | undefined =>
      (JSON.parse(out) as { readonly explanation?: { readonly candidates: readonly { readonly failed: string; readonly values: readonly { readonly name: string }[] }[] } }).explanation?.candidates[0]
    const r = await untilShown(bug, folder, (logs) => tcnet("trace", ...logs, "--json"), ({ out }) => first(out)?.failed === bug.failed)
    expect(r.code).toBe(1)
    expect(first(r.out)?.failed).toBe(bug.failed)
    expect(first(r.out)?.values.length).toBeGreaterThan(0)
  })

  it("accepts a fresh run of the sample, whatever order the processes had", async (ctx) => {
    needsCompiler(ctx)
    const run = await runPeers({ frames: 1000, cuts: 3, abandons: 1, seed: 5, directory: join(folder, "correct") })
    expect((await tcnet("trace", ...run.ring)).code).toBe(0)
    const still = await runPeers({ frames: 1000, cuts: 0, abandons: 4, seed: 5, directory: join(folder, "still") })
    for (const files of [still.ring, still.wakeup]) expect((await tcnet("trace", ...files)).code).toBe(0)
  })
})

describe("tcnet trace --replay", () => {
  const module = join(folder, "box.ts")
  writeFileSync(module, `import { machine, model, next, type System, type Upto } from "tcnet"
interface Sizes { readonly most: number }
interface State { readonly x: Upto<Sizes["most"]> }
const { invariant, rule } = model<State, Sizes>()
const up = rule({ id: "up", text: "Up.", choose: () => ({ by: [1, 2] }), when: (s, n, p) => ({ low: s.x + p.by <= n.most }), then: (s, _n, p) => next(s, { x: s.x + p.by }) })
const small = invariant({ id: "small", text: "Small.", holds: (s) => s.x < 3 })
export const box: System<State, Sizes> = { id: "box", text: "Box.", sizes: { small: { most: 4 } }, init: () => ({ x: 0 }), parts: ({ whole }) => [whole(machine({ id: "m", rules: [up], properties: [small] }))], quiescent: () => true }
`)
  const trace = join(folder, "box.jsonl")

  it("steps through what check wrote, to the broken property", async () => {
    expect((await tcnet("check", module, "--trace", trace)).code).toBe(1)
    const r = await tcnet("trace", "--replay", trace, "--system", module)
    expect(r).toMatchObject({ code: 0, err: "" })
    expect(r.out).toMatch(/up\(by: [12]\) +x 0 → [12]/)
    expect(r.out).toContain("The last state breaks small:\n  x < 3 fails: x 3")
  })

  it("asks for the module of a system that the registry does not have, and for the right one", async () => {
    const lacking = await tcnet("trace", "--replay", trace)
    expect(lacking).toMatchObject({ code: 2, out: "" })
    expect(lacking.err).toMatch(/box\.jsonl:1: there is no system box\n.*--system \.\/module\.ts/)
    const wrong = await tcnet("trace", "--system", module, producer)
    expect(wrong.err).toContain(`${producer}:1: ${module} has no system ring.thin\nIt has box.`)
  })

  it("rejects a step that the model does not have", async () => {
    const lines = linesOf(trace)
    const longer = file(`${[...lines, ...[2, 3].map((n) => `{"n":${n},"endpoint":"","rule":"up","params":{"by":2},"seen":{}}`)].join("\n")}\n`)
    const r = await tcnet("trace", "--replay", longer, "--system", module)
    expect(r.code).toBe(1)
    expect(r.out).toMatch(/violated: .*:\d: up is not enabled: up\.low fails: /)
  })
})
