import { spawn, spawnSync, type ChildProcess } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { counting, tinyText, type Tiny } from "../checker/explorer/testing.ts"
import { box } from "../checker/reduction/testing.ts"
import { worst } from "./check.ts"
import { main } from "./main.ts"

const bin = fileURLToPath(new URL("../bin/tcnet.mjs", import.meta.url))
let folder = ""
const write = (name: string, t: Tiny | string): string => {
  const file = join(folder, name)
  writeFileSync(file, typeof t === "string" ? t : tinyText(t))
  return file
}
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), "tcnet-check-")) })
afterAll(() => rmSync(folder, { recursive: true }))

const run = async (...argv: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  let [out, err] = ["", ""]
  const code = await main(["check", ...argv], { stdout: (t) => void (out += t), stderr: (t) => void (err += t), isTerminal: false })
  return { code, out, err }
}
const law = (holds: string): NonNullable<Tiny["properties"]> => ({ law: ["invariant", `holds: (s, n) => ${holds}`] })
const verdictsOf: Readonly<Record<string, readonly [Tiny, number]>> = {
  holds: [counting, 0],
  violated: [{ ...counting, properties: law("s.x < n.n") }, 1],
  deadlock: [{ ...counting, quiescent: "(s) => s.x === 1" }, 1],
  vacuous: [{ ...counting, properties: { law: ["invariant", "given: (s, n) => s.x > n.n, holds: () => true"] } }, 1],
}

describe("tcnet check", () => {
  it.each(Object.entries(verdictsOf))("says %s and exits accordingly", async (verdict, [t, code]) => {
    const r = await run(write(`${verdict}.ts`, t))
    expect([r.code, r.err]).toEqual([code, ""])
    expect(r.out).toMatch(new RegExp(`^test\\.tiny small \\(n 3\\): ${verdict}\\n  4 states, 3 transitions, depth 3, \\d`))
  })
  it("is inconclusive where a limit cut it, and says which", async () => {
    const big = write("big.ts", { ...counting, sizes: "small: { n: 3 }, large: { n: 90000 }", rules: { up: "when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })" } })
    const states = await run(big, "--size", "large", "--limit-states", "1000")
    expect([states.code, states.out]).toEqual([3, expect.stringMatching(/large \(n 90000\): inconclusive\n {2}1,000 states.*\n {2}Not every state was seen: the limit of states was reached\./)])
    const memory = await run(big, "--size", "large", "--limit-memory", "1")
    expect([memory.code, memory.out]).toEqual([3, expect.stringContaining("the limit of memory was reached")])
    expect((await run(big, "--limit-states", "4")).code).toBe(0)
  })
  it("says what is forgotten, and forgets nothing where it must not or is told not to", async () => {
    const file = write("box.ts", box("!s.isFull"))
    const [reduced, whole] = [await run(file), await run(file, "--no-reduction")]
    expect(reduced).toMatchObject({ code: 0, out: expect.stringContaining("\n  Fewer states, for what these forget matters to nothing, as was watched in every step: t.forget. To count every state: --no-reduction\n") as string })
    expect([whole.code, whole.out]).toEqual([0, expect.not.stringContaining("forget")])
    const statesOf = async (...argv: string[]): Promise<unknown> => (JSON.parse((await run(file, "--json", ...argv)).out) as { results: { states: number; reduction?: object }[] }).results.map((r) => [r.states, r.reduction])
    expect([await statesOf(), await statesOf("--no-reduction")]).toEqual([[[31, { forgets: ["t.forget"], isUsed: true }]], [[45, undefined]]])
    const wrong = await run(write("wrong.ts", box("s.isFull")))
    expect(wrong).toMatchObject({ code: 0, out: expect.stringContaining("\n  Nothing was forgotten in the end, though the system says what may be: t.take carries what was forgotten into what was not\n") as string })
  })
  it("keeps the limit of memory where runs are judged, and says that every state was seen", async () => {
    const long = (properties: Tiny["properties"]): string => write("long.ts", { ...counting, sizes: "small: { n: 50000 }", rules: { up: "when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })" }, ...(properties === undefined ? {} : { properties }) })
    const leads: Tiny["properties"] = { later: ["leadsTo", "given: (s) => s.x === 1, holds: (s, n) => s.x === n.n"] }
    expect(await run(long(leads))).toMatchObject({ code: 0 })
    expect(await run(long(undefined), "--limit-memory", "3")).toMatchObject({ code: 0 })
    const { code, out } = await run(long(leads), "--limit-memory", "3")
    expect([code, out]).toEqual([3, expect.stringMatching(/inconclusive\n {2}50,001 states.*\n {2}Every state was seen, but not every `leadsTo` was judged: the limit of memory was reached\.\n[^]* {2}inconclusive: t\.later\n/)])
  })
  it("judges a leads-to, tells a run that never ends, and writes it so that it replays", async () => {
    const leads = (goal: string): Tiny => ({ ...counting, properties: { later: ["leadsTo", `given: (s) => s.x === 1, holds: (s) => ${goal}`] } })
    expect(await run(write("leads.ts", leads("s.x > 1")), "--strict")).toMatchObject({ code: 0, out: expect.stringContaining("  holds: completion, t.later, ") as string })
    const [file, trace] = [write("leads.ts", leads("s.x === 0")), join(folder, "leads.jsonl")]
    const { code, out } = await run(file, "--trace", trace)
    expect([code, out]).toEqual([1, expect.stringContaining(`     3  t.up   x 2 → 3
        nothing more happens, for ever

    system
    │
    ╪  t.up
    ╪  t.up
    ╪  t.up
    │ ■ nothing more happens, for ever
`)])
    let told = ""
    expect(await main(["trace", "--replay", trace, "--system", file], { stdout: (t) => void (told += t), stderr: () => undefined, isTerminal: false })).toBe(0)
    expect(told).toContain("Continued for ever, the run breaks t.later, and is fair:\n  x === 0 fails: x 3\n")
    expect(JSON.parse((await run(file, "--json")).out)).toMatchObject({ results: [{ counterexample: { id: "t.later", cycle: 3 } }] })
  })
  it("exits with 0 with --strict where everything was run", async () => {
    expect((await run(write("plain.ts", counting), "--strict")).code).toBe(0)
    expect((await run(write("violated.ts", verdictsOf["violated"]?.[0] as Tiny), "--strict")).code).toBe(1)
  })
  it("shows what broke, the steps and the chart", async () => {
    const { out } = await run(write("violated.ts", verdictsOf["violated"]?.[0] as Tiny))
    expect(out).toContain(`  violated: t.law
  inconclusive: completion, deadlock, obligations

  t.law: Property law.
    x < n fails: x 3, n 3

  step  event  changed
        (start)
     1  t.up   x 0 → 1
     2  t.up   x 1 → 2
     3  t.up   x 2 → 3

    system
    │
    ╪  t.up
    ╪  t.up
    ╪  t.up
    │
`)
    const { out: told } = await run(write("vacuous.ts", verdictsOf["vacuous"]?.[0] as Tiny))
    expect(told).toContain("    t.law was never required: its premise holds in no state\n")
  })
  it("checks several systems, and the worst verdict wins", async () => {
    const files = ["holds", "vacuous", "deadlock", "violated"].map((v) => write(`${v}.ts`, verdictsOf[v]?.[0] as Tiny))
    const r = await run(...files)
    expect([r.code, r.out.match(/^test\.tiny small .*$/gm)?.map((l) => l.split(": ")[1])]).toEqual([1, ["holds", "vacuous", "deadlock", "violated"]])
    expect(JSON.parse((await run("--json", ...files)).out)).toMatchObject({ verdict: "violated" })
    expect(JSON.parse((await run("--json", ...files.slice(0, 3))).out)).toMatchObject({ verdict: "deadlock" })
    expect(worst(["holds", "inconclusive", "vacuous", "holds"])).toBe("vacuous")
    expect([worst([]), worst(["inconclusive", "holds"]), worst(["violated", "error", "deadlock"])]).toEqual(["holds", "inconclusive", "error"])
  })
  it("says that it had no trace to write where there is no counterexample, and nothing of it in a document", async () => {
    const file = write("holds.ts", counting)
    const trace = join(folder, "none.jsonl")
    const { code, out } = await run(file, "--trace", trace)
    expect([code, out.split("\n").at(-2), existsSync(trace)]).toEqual([0, `There is no counterexample, nothing was written to ${trace}.`, false])
    expect((await run(file, "--limit-states", "2", "--trace", trace)).out).toContain(`\nNo counterexample was found, nothing was written to ${trace}.\n`)
    expect(JSON.parse((await run(file, "--json", "--trace", trace)).out)).toMatchObject({ verdict: "holds" })
    expect((await run(file, write("violated.ts", verdictsOf["violated"]?.[0] as Tiny), "--trace", trace)).out).not.toContain("nothing was written")
    expect([existsSync(trace), existsSync(join(folder, "none.test.tiny.jsonl")), existsSync(join(folder, "none.test.tiny-2.jsonl"))]).toEqual([false, false, true])
    expect((await run(file, file, "--trace", trace)).out).toContain(`\nThere is no counterexample, nothing was written to ${join(folder, "none.SYSTEM.jsonl")}.\n`)
  })
  it("keeps the counterexample of each system that fails, and says where", async () => {
    const [mine, other] = [write("mine.ts", { ...counting, properties: law("s.x < 2") }), write("other.ts", tinyText({ ...counting, properties: law("s.x < 1") }).replace("test.tiny", "test.other"))]
    const { out } = await run(mine, other, "--trace", join(folder, "both.jsonl"))
    const [first, second] = [join(folder, "both.test.tiny.jsonl"), join(folder, "both.test.other.jsonl")]
    expect(out).toContain(`  Written to ${first}. To step through it: tcnet trace --replay ${first} --system `)
    expect(out).toContain(`  Written to ${second}. To step through it: tcnet trace --replay ${second} --system `)
    expect([first, second].map((f) => readFileSync(f, "utf8").trimEnd().split("\n").length)).toEqual([3, 2])
    expect(existsSync(join(folder, "both.jsonl"))).toBe(false)
    const lines = tinyText({ ...counting, properties: law("s.x < 2") })
    const two = write("two.ts", `${lines}${lines.slice(lines.indexOf("export const")).replace(/export const \w+/, "export const again").replace("test.tiny", "test.again")}`)
    expect((await run(two)).out).toContain(`To step through it then: tcnet trace --replay counterexample.test.again.jsonl --system ${two}\n`)
  })
  it("refuses a trace that cannot be written before it searches", async () => {
    const r = await run(write("violated.ts", verdictsOf["violated"]?.[0] as Tiny), "--trace", join(folder, "nowhere", "x.jsonl"))
    expect(r).toEqual({ code: 2, out: "", err: `tcnet: cannot write ${join(folder, "nowhere", "x.jsonl")}: ${join(folder, "nowhere")} is no folder\nGive --trace a file that can be written.\n` })
  })
  it("refuses a folder for a trace, however many systems are checked", async () => {
    const file = write("violated.ts", verdictsOf["violated"]?.[0] as Tiny)
    for (const files of [[file], [file, file]]) expect(await run(...files, "--trace", folder)).toEqual({ code: 2, out: "", err: `tcnet: cannot write ${folder}: it is a folder\nGive --trace a file that can be written.\n` })
  })
  it("checks the registry where nothing is named", async () => {
    const r = await run("--limit-states", "50")
    expect([r.code, r.out.match(/^ring\.thin small \(slots 3, posted 2, frames 4\): inconclusive$/m)?.length]).toEqual([3, 1])
  })
  it("finds the counts of the thin ring", async () => {
    const r = await run("ring.thin", "--json")
    expect([r.code, JSON.parse(r.out)]).toEqual([0, expect.objectContaining({ results: [expect.objectContaining({ states: 39_892, transitions: 101_016, depth: 33 })] })])
  })
})

describe("tcnet check --json", () => {
  const json = async (t: Tiny, ...more: string[]): Promise<{ readonly results: readonly Readonly<Record<string, unknown>>[]; readonly verdict: string }> => JSON.parse((await run(write("json.ts", t), "--json", ...more)).out) as never
  it("prints the document of the design and nothing else", async () => {
    const { results, ...rest } = await json({ ...counting, properties: { law: ["reachable", "holds: (s) => s.x > 1"] } })
    expect(rest).toEqual({ verdict: "holds" })
    expect(results).toEqual([{
      system: "test.tiny", size: "small", verdict: "holds", states: 4, transitions: 3, depth: 3,
      seconds: expect.any(Number) as number, statesPerSecond: expect.any(Number) as number, peakMemoryBytes: expect.any(Number) as number,
      properties: ["t.law reached", "completion holds", "deadlock holds", "obligations holds"].map((p) => ({ id: p.split(" ")[0], verdict: p.split(" ")[1], class: "exhaustive" })),
      vacuous: [],
    }])
    expect(Object.keys(results[0] ?? {})).toEqual(["system", "size", "verdict", "states", "transitions", "depth", "seconds", "statesPerSecond", "peakMemoryBytes", "properties", "vacuous"])
  })
  it("adds a counterexample where there is one, and why the search was cut", async () => {
    const { results: [broken] } = await json({ ...counting, properties: law("s.x < 2") })
    expect(broken?.["counterexample"]).toEqual({ id: "t.law", because: ["x < 2 fails: x 2"], steps: [{ endpoint: "", rule: "t.up", params: {} }, { endpoint: "", rule: "t.up", params: {} }] })
    const { results: [cut], verdict } = await json(counting, "--limit-states", "2")
    expect([cut?.["cut"], cut?.["verdict"], verdict]).toEqual(["states", "inconclusive", "inconclusive"])
  })
  it("tells what is vacuous, as text", async () => {
    const { results: [r] } = await json(verdictsOf["vacuous"]?.[0] as Tiny)
    expect([r?.["verdict"], r?.["vacuous"]]).toEqual(["vacuous", ["t.law was never required: its premise holds in no state"]])
  })
})

/** Ends a child that a failing test would leave behind. */
const withChild = async <T>(child: ChildProcess, use: () => Promise<T>): Promise<T> => {
  try {
    return await use()
  } finally {
    child.kill("SIGKILL")
  }
}

describe("the process", () => {
  it("ends at the first SIGINT, prints what was covered, and exits with 3", async () => {
    const child = spawn(process.execPath, [bin, "check", "ring.thin", "--size", "large"], { stdio: ["ignore", "pipe", "pipe"] })
    let [out, err] = ["", ""]
    child.stdout.on("data", (c) => void (out += String(c)))
    child.stderr.on("data", (c) => void (err += String(c)))
    const code = await withChild(child, async () => {
      setTimeout(() => child.kill("SIGINT"), 5_000)
      return new Promise((resolve) => child.on("close", (c, signal) => resolve(c ?? signal)))
    })
    expect(err).toBe("")
    expect(out).toMatch(/^ring\.thin large .*: inconclusive\n {2}[\d,]{5,} states.*\n {2}Not every state was seen: it was interrupted\./)
    expect(code).toBe(3)
  })

  it("checks a module outside the checkout: finds its bug, and passes its fix", () => {
    const outside = (when: string): string => `import { head, machine, model, next, push, rest, type Fifo, type Machine, type System, type Upto } from "tcnet"
import type { Sizes } from "./my-sizes.ts"
interface Mailbox { readonly letters: Fifo<Sizes["room"], Upto<2>>; readonly read: Upto<2> }
const { invariant, rule } = model<Mailbox, Sizes>()
const post = rule({ id: "mail.post", text: "A letter is posted.", choose: () => ({ letter: [1, 2] }), when: ${when}, then: (s, _n, p) => next(s, { letters: push(s.letters, p.letter) }) })
const read = rule({ id: "mail.read", text: "A letter is read.", when: (s) => ({ some: s.letters.length > 0 }), then: (s) => next(s, { letters: rest(s.letters), read: head(s.letters) }) })
const real = invariant({ id: "mail.real", text: "What waits is a letter.", given: (s) => s.letters.length > 0, holds: (s) => head(s.letters) > 0 })
const mail: Machine<Mailbox, Sizes> = machine({ id: "mail", rules: [post, read], properties: [real] })
export const mailbox: System<Mailbox, Sizes> = {
  id: "my.mailbox", text: "A mailbox.", sizes: { small: { room: 2 } },
  init: () => ({ letters: [], read: 0 }), parts: ({ whole }) => [whole(mail)], quiescent: (s) => s.letters.length === 0,
}
`
    writeFileSync(join(folder, "my-sizes.ts"), "export interface Sizes { readonly room: number }\n")
    writeFileSync(join(folder, "my-system.ts"), outside("() => ({})"))
    const check = (): { readonly status: number | null; readonly stdout: string; readonly stderr: string } => spawnSync(process.execPath, [bin, "check", "./my-system.ts"], { cwd: folder, encoding: "utf8" })
    const bug = check()
    expect([bug.status, bug.stderr]).toEqual([1, ""])
    expect(bug.stdout).toContain("my.mailbox small (room 2): violated\n")
    expect(bug.stdout).toContain("mail.post: A letter is posted.\n    O3 push: the fifo is full (my-system.ts:5:")
    expect(bug.stdout).toContain("     3  mail.post(letter: 1)  cannot be finished\n")
    writeFileSync(join(folder, "my-system.ts"), outside("(s, n) => ({ room: s.letters.length < n.room })"))
    const fixed = check()
    expect([fixed.status, fixed.stderr]).toEqual([0, ""])
    expect(fixed.stdout).toMatch(/^my\.mailbox small \(room 2\): holds\n {2}21 states, 36 transitions/)
  })
})
