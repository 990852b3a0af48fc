/** Whatever is given, `tcnet` says what is wrong and exits with 2, soon: never a stack, never a crash, never a hang. */
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { counting, tinyText, type Tiny } from "../checker/explorer/testing.ts"
import { main } from "./main.ts"

const bin = fileURLToPath(new URL("../bin/tcnet.mjs", import.meta.url))
const limit_ms = 30_000
let folder = ""
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), "tcnet-bad-")) })
afterAll(() => rmSync(folder, { recursive: true }))

/** The exit code, or the signal that ended the process, and standard error. */
const tcnet = (...argv: readonly string[]): { readonly code: number | string | null; readonly err: string; readonly out: string } => {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [bin, ...argv], { cwd: folder, encoding: "utf8", timeout: limit_ms, killSignal: "SIGKILL" })
  return { code: status ?? signal, err: stderr, out: stdout }
}
/** The same in this process, which spares the start of another one: for what the command line refuses by itself, or a parser. */
const here = async (...argv: readonly string[]): Promise<ReturnType<typeof tcnet>> => {
  let [out, err] = ["", ""]
  const before = process.cwd()
  process.chdir(folder)
  try {
    return { code: await main(argv, { stdout: (t) => void (out += t), stderr: (t) => void (err += t), isTerminal: false }), get err() { return err }, get out() { return out } }
  } finally {
    process.chdir(before)
  }
}
/** The two lines of a refusal: what is wrong, and what to do about it. @throws RangeError where it is none */
const refusalOf = ({ code, err, out }: ReturnType<typeof tcnet>): string => {
  if (code !== 2 || out !== "" || !/^tcnet: [^\n]+\n[^\n]+\n$/.test(err)) throw new RangeError(`no refusal: ${code} ${out}${err}`)
  return err
}
/** A refusal by a process: it might not end, or end as it should not. */
const refusal = (argv: readonly string[]): string => refusalOf(tcnet(...argv))
const file = (content: string | Buffer, name = "bad.ts"): string => {
  writeFileSync(join(folder, name), content)
  return `./${name}`
}
const module = (t: Tiny | string): readonly string[] => ["check", file(typeof t === "string" ? t : tinyText(t))]

describe("a command line", () => {
  it.each<readonly [string, readonly string[], RegExp]>([
    ["an unknown command", ["chek"], /there is no command `chek`\nDid you mean `tcnet check`\?/],
    ["an unknown system", ["check", "ring.thim"], /there is no system ring\.thim\nDid you mean ring\.thin\?/],
    ["an unknown size", ["check", "ring.thin", "--size", "huge"], /ring\.thin has no size huge\nIts sizes are small, standard, large\./],
    ["a size that every object has", ["check", "ring.thin", "--size", "constructor"], /ring\.thin has no size constructor/],
    ["an unknown option", ["check", "--sizes", "small"], /nknown option '--sizes'\nDid you mean `--size`\?/],
    ["an option without its value", ["check", "--size"], /option '--size <value>' argument missing/],
    ["a limit that is no number", ["check", "--limit-states", "many"], /--limit-states takes a whole number of at least 1, not many/],
    ["a limit below 0", ["check", "--limit-states", "-5"], /--limit-states takes a whole number of at least 1, not -5/],
    ["a size that is given twice", ["check", "--size", "small", "--size", "standard"], /--size is given twice/],
    ["a trace in a folder that is not there", ["check", "--trace", "/nonexistent/x.jsonl"], /cannot write \/nonexistent\/x\.jsonl: \/nonexistent is no folder/],
    ["a trace in a file", ["check", "--trace", "/dev/null/x.jsonl"], /cannot write \/dev\/null\/x\.jsonl: \/dev\/null is no folder/],
    ["a trace that is a folder", ["check", "--trace", "/dev"], /cannot write \/dev: it is a folder/],
    ["a limit of 0", ["check", "--limit-memory", "0"], /--limit-memory takes a whole number of at least 1, not 0/],
    ["an empty name", ["check", ""], /there is no system /],
    ["an unknown id", ["explain", "ring.wrote"], /there is no id ring\.wrote\nDid you mean ring\.write/],
    ["a scenario that is not there", ["scenario", "./none.txt"], /\.\/none\.txt: no such script\n/],
    ["no id", ["explain"], /explain takes one id, not 0/],
  ])("with %s is refused", async (_name, argv, message) => { expect(refusalOf(await here(...argv))).toMatch(message) })
  it("is refused by the process as by its parts", async () => {
    for (const argv of [["check", "ring.thim"], ["explain", "ring.wrote"]]) expect(tcnet(...argv)).toEqual({ ...(await here(...argv)) })
  })
})

describe("a file", () => {
  it.each<readonly [string, string | Buffer, RegExp]>([
    ["that is empty", "", /bad\.ts:1:1: E49 the module exports no system/],
    ["of binary", Buffer.from([0, 1, 2, 255, 254, 0, 200, 10, 13, 0]), /bad\.ts:1:1: E00 /],
    ["of 5 MB", Buffer.alloc(5_000_000, "const a = 1\n"), /bad\.ts: 5000000 bytes, more than the 4000000 that a model may have/],
    ["that is cut in the middle", tinyText(counting).split("quiescent")[0] as string, /bad\.ts:\d+:\d+: E00 /],
    ["that is JSON", `{ "states": 3 }`, /bad\.ts:1:\d+: E0/],
    ["with brackets nested without end", `export const x = ${"(".repeat(100_000)}1${")".repeat(100_000)}`, /bad\.ts: an expression is nested too deeply or is too long to be parsed/],
    ["with brackets that never close", "[".repeat(200_000), /bad\.ts: an expression is nested too deeply/],
    ["with a sum without end", `export const x = ${Array.from({ length: 100_000 }, () => "1").join("+")}`, /bad\.ts: an expression is nested too deeply or is too long to be parsed/],
  ])("%s is refused", (_name, content, message) => { expect(refusal(["check", file(content)])).toMatch(message) })
  it.each<readonly [string, string, RegExp]>([
    ["that is not there", "./none.ts", /none\.ts: no such module/], ["whose folder is not there", "./nowhere/none.ts", /none\.ts: no such module/], ["that is a folder", "./folder.ts", /folder\.ts: not a file/],
    ["that is no file of the disk", "/dev/null/x.ts", /no such module/], ["that is a device", "/dev/zero", /not a file/],
  ])("%s is refused", (_name, path, message) => {
    mkdirSync(join(folder, "folder.ts"), { recursive: true })
    expect(refusal(["check", path])).toMatch(message)
  })
})

describe("a module that would not end, or would end the process, if it were run,", () => {
  it.each<readonly [string, string, RegExp]>([
    ["a throw", "throw new Error('no')", /bad\.ts:1:1: E04 ThrowStatement/],
    ["an endless loop", "while (true) {}", /bad\.ts:1:1: E04 WhileStatement/],
    ["an exit", "process.exit(0)", /bad\.ts:1:1: E11 /],
    ["a loop in a constant", "export const x = (() => { for (;;) {} })()\n" + tinyText({ ...counting, quiescent: "(s) => s.x === x" }), /bad\.ts:1:\d+: E/],
    ["a loop in a helper", tinyText({ ...counting, before: "const f = (x: number): number => { while (true) {} return x }", quiescent: "(s) => s.x === f(1)" }), /bad\.ts:6:\d+: E10 WhileStatement/],
    ["a throw in a helper", tinyText({ ...counting, before: "const f = (x: number): number => { throw new Error('no') }", quiescent: "(s) => s.x === f(1)" }), /bad\.ts:6:\d+: E11 ThrowStatement/],
    ["a recursion", tinyText({ ...counting, before: "const f = (x: number): number => f(x + 1)", quiescent: "(s) => s.x === f(1)" }), /bad\.ts:\d+:\d+: E05 a function that calls itself/],
    ["a detour of helpers", tinyText({ ...counting, before: "const f = (x: number): number => g(x)\nconst g = (x: number): number => f(x)", quiescent: "(s) => s.x === f(1)" }), /bad\.ts:\d+:\d+: E05 a function that calls itself/],
    ["constants in a circle", tinyText({ ...counting, before: "const a = b\nconst b = a", quiescent: "(s) => s.x === a" }), /bad\.ts:\d+:\d+: E05 [ab] refers to itself/],
    ["helpers that double the work", tinyText({ ...counting, before: `const f0 = (x: number): number => x + 1\n${Array.from({ length: 40 }, (_, i) => `const f${i + 1} = (x: number): number => f${i}(x) + f${i}(x)`).join("\n")}`, quiescent: "(s) => s.x === f40(1)" }), /bad\.ts:\d+:\d+: the model takes more than 500000 evaluations to be read/],
    ["paths that double the work", tinyText({ ...counting, before: `const f = (b: boolean): number => {\n${"  if (b) { const a = 1 }\n".repeat(50)}  return 1\n}`, quiescent: "(s) => s.x === f(s.x > 1)" }), /bad\.ts:\d+:\d+: the model takes more than 500000 evaluations to be read/],
  ])("is read and refused: %s", (_name, text, message) => { expect(refusal(module(text))).toMatch(message) })
  it("is refused also where what would do so is not part of its system", () => {
    expect(refusal(module(`${tinyText(counting)}\nexport const unused = (() => { for (;;) {} })()\n`))).toMatch(/bad\.ts:\d+:\d+: E10 ForStatement/)
  })
})

describe("modules that import", () => {
  const importing = (text: string): string => `${text}\n${tinyText({ ...counting, quiescent: "(s) => s.x === other" })}`
  it.each<readonly [string, string, string, RegExp]>([
    ["a file that is missing", importing(`import { other } from "./missing.ts"`), "", /missing\.ts: no such module/],
    ["a name that the other lacks", importing(`import { other } from "./other.ts"`), "export const another = 1", /bad\.ts:1:\d+: E06 other is no constant that other\.ts exports/],
    ["each other, for a constant in a circle", importing(`import { other } from "./other.ts"\nexport const own = other`), `import { own } from "./bad.ts"\nexport const other = own`, /bad\.ts:2:\d+: E05 own refers to itself|other\.ts:2:\d+: E05 other refers to itself/],
    ["each other, for the word System", `import { System } from "./other.ts"\nexport const x: System<1, 2> = 1`, `import { System } from "./bad.ts"`, /bad\.ts:1:1: E49 the module exports no system/],
    ["themselves", `import { System } from "./bad.ts"\nexport const x: System<1, 2> = 1`, "", /bad\.ts:1:1: E49 the module exports no system/],
    ["the file system", `import { readFileSync } from "node:fs"\n${tinyText(counting)}`, "", /bad\.ts:1:1: E06 import from "node:fs"/],
    ["a package", `import { x } from "zod"\n${tinyText(counting)}`, "", /bad\.ts:1:1: E06 import from "zod"/],
    ["a folder", importing(`import { other } from "./folder.ts"`), "", /folder\.ts: not a file/],
    ["a file that is malformed", importing(`import { other } from "./other.ts"`), "export const = 1", /other\.ts:1:\d+: E00 /],
  ])("%s are refused", async (_name, text, other, message) => {
    mkdirSync(join(folder, "folder.ts"), { recursive: true })
    file(other, "other.ts")
    expect(refusalOf(await here(...module(text)))).toMatch(message)
  })
  it("types in a circle are followed once", () => {
    file(`import type { State } from "./bad.ts"\nexport interface Aside { readonly whole: State }\nexport const other = 3`, "other.ts")
    expect(tcnet(...module(tinyText({ ...counting, quiescent: "(s) => s.x === other" }).replace("interface State", `import { other } from "./other.ts"\nimport type { Aside } from "./other.ts"\nexport interface State`))).code).toBe(0)
  })
  it("a type that holds itself is refused", () => {
    expect(refusal(module({ ...counting, fields: `${counting.fields}; readonly self: Vec<2, State>` }))).toMatch(/bad\.ts:\d+:\d+: E\d\d /)
    expect(refusal(module({ ...counting, before: "interface A { readonly b: B }\ninterface B { readonly a: A }", fields: `${counting.fields}; readonly a: A` }))).toMatch(/bad\.ts:\d+:\d+: E\d\d /)
  })
})

describe("an absurd size", () => {
  const sized = (n: number, t: Partial<Tiny>): Tiny => ({ ...counting, rules: { up: "when: (s) => ({ low: s.x < 1 }), then: (s) => next(s, { x: s.x + 1 })" }, sizes: `small: { n: ${n} }`, quiescent: "() => true", ...t })
  it.each<readonly [string, Tiny, RegExp]>([
    ["of an array of 2^30 cells", sized(2 ** 30, { fields: `readonly x: Upto<1>; readonly many: Vec<Sizes["n"], Upto<1>>`, init: "x: 0, many: fill(n.n, 0)" }), /bad\.ts:\d+:\d+: the state takes more than 100000 cells at this size, and many alone 1073741824\n/],
    ["of arrays in arrays", sized(2 ** 20, { fields: `readonly x: Upto<1>; readonly deep: Vec<Sizes["n"], Vec<Sizes["n"], Fifo<Sizes["n"], boolean>>>`, init: "x: 0, deep: fill(n.n, fill(n.n, []))" }), /and deep alone 1152922604118474800\n/],
    ["of a queue", sized(2 ** 31 - 1, { fields: `readonly x: Upto<1>; readonly q: Fifo<Sizes["n"], boolean>`, init: "x: 0, q: []" }), /and q alone 2147483648\n/],
    ["of a bag", sized(2 ** 31 - 1, { fields: `readonly x: Upto<1>; readonly b: Bag<Sizes["n"], boolean>`, init: "x: 0, b: []" }), /and b alone 2147483648\n/],
    ["of a parameter's domain", sized(2 ** 31 - 1, { rules: { up: "choose: (n) => ({ i: range(n.n) }), when: (s, _n, p) => ({ is: s.x === p.i }), then: (s) => s" } }), /bad\.ts:\d+:\d+: t\.up has 2147483647 instances at this size/],
    ["of two domains together", sized(70_000, { rules: { up: "choose: (n) => ({ i: range(n.n), j: range(n.n) }), when: (s, _n, p) => ({ is: s.x === p.i + p.j }), then: (s) => s" } }), /t\.up has 4900000000 instances/],
    ["of a quantifier", sized(2 ** 31 - 1, { rules: { up: "when: (s, n) => ({ all: every(range(n.n), (i) => i !== s.x) }), then: (s) => s" } }), /bad\.ts:\d+:\d+: t\.up is too large at this size/],
    ["of quantifiers in quantifiers", sized(3_000, { properties: { law: ["invariant", "holds: (s, n) => every(range(n.n), (i) => every(range(n.n), (j) => every(range(n.n), (k) => i + j + k >= s.x)))"] } }), /t\.law is too large at this size/],
    ["of a quantifier in init", sized(2 ** 31 - 1, { fields: `readonly x: Upto<Sizes["n"]>; readonly cells: Vec<2, Upto<9>>`, init: "x: every(range(n.n), (i) => i < 7 % (i + 1)) ? 0 : 1, cells: fill(2, 0)" }), /is too large at this size/],
    ["of an index into cells that are nearly too many", sized(90_000, { fields: `readonly x: Below<Sizes["n"]>; readonly many: Vec<Sizes["n"], Upto<1>>`, init: "x: 0, many: fill(n.n, 0)", rules: { up: "when: (s) => ({ is: at(s.many, s.x) === 0 }), then: (s) => next(s, { many: set(s.many, s.x, 1) })" } }), /nested too deeply|too large at this size/],
    ["of a rule for each of many cells", sized(20_000, { fields: `readonly x: Upto<1>; readonly many: Vec<Sizes["n"], Upto<1>>`, init: "x: 0, many: fill(n.n, 0)", rules: { up: "choose: (n) => ({ i: range(n.n) }), when: (s, _n, p) => ({ is: at(s.many, p.i) === 0 }), then: (s, _n, p) => next(s, { many: set(s.many, p.i, 1) })" } }), /t\.up is too large at this size/],
    ["that is negative", sized(-1, {}), /bad\.ts:\d+:\d+: E49 the size small\.n is no literal in 0 … 2\^31 - 1/],
    ["that is too large for any range", sized(2 ** 31, {}), /E49 the size small\.n is no literal in 0 … 2\^31 - 1/],
  ])("%s is refused", (_name, t, message) => { expect(refusal(module(t))).toMatch(message) })
  it.each<readonly [string, Tiny]>([
    ["of a range is none, as long as few states are reached", sized(2 ** 31 - 1, { rules: { up: "when: (s) => ({ low: s.x < 5 }), then: (s) => next(s, { x: s.x + 1 })" }, quiescent: "(s) => s.x === 5" })],
    ["of cells that hardly change is none", sized(99_999, { fields: `readonly x: Upto<1>; readonly many: Vec<Sizes["n"], Upto<1>>`, init: "x: 0, many: fill(n.n, 0)", quiescent: "(s) => s.x === 1" })],
  ])("%s", (_name, t) => { expect(tcnet(...module(t))).toMatchObject({ code: 0, err: "" }) })
})
