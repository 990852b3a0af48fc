import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { catalogue, type Entry } from "./catalog.ts"
import { extendLock, lockDrift, lockPath, lockProblems, parseLock, printLock, readLockText, withdrawnMarkdown, writeLock } from "./lock.ts"
import { registeredSystems, root } from "./systems.ts"

const real = catalogue(registeredSystems())
/** A catalogue of entries that have nothing but what the lock looks at. */
const things = (...ids: readonly (readonly [string, string])[]): ReadonlyMap<string, Entry> =>
  new Map(ids.map(([id, kind]) => [id, { id, kind, text: "", source: "model/x.ts:3" } as unknown as Entry]))
/** A catalogue of reasons. */
const coded = (...ids: readonly (readonly [string, number])[]): ReadonlyMap<string, Entry> =>
  new Map(ids.map(([id, code]) => [id, { id, kind: "reason", text: "", source: "spec/x.ts:4", reason: { id, code, text: "", rules: [] } }]))
const now = things(["x.go", "rule"], ["x.go.isReady", "conjunct"], ["x.law", "property"], ["x", "machine"], ["E1", "code"])

describe("the lock of the project", () => {
  it("has every id that the specification has (to mend it: npm run docs), and none that is gone without a word", () => {
    expect(lockProblems(parseLock(readLockText(root)), real)).toEqual([])
    expect(lockDrift(root, real)?.added ?? []).toEqual([])
    expect(lockDrift(root, real)).toBeUndefined()
  })
  it("fails for a rule whose id is changed", () => {
    const renamed = new Map([...real].map(([id, e]) => (id === "ring.write" ? ["ring.post", { ...e, id: "ring.post" }] : [id, e])))
    expect(lockProblems(parseLock(readLockText(root)), renamed)).toContainEqual({ path: lockPath, line: expect.any(Number), text: expect.stringMatching(/^the rule ring\.write is published and exists no longer: /) })
  })
})

describe("a lock", () => {
  const text = printLock(extendLock(new Map(), now))
  it("has what others refer to, in order, and nothing else", () => {
    expect(text.split("\n").filter((l) => !l.startsWith("#"))).toEqual(["x.go rule", "x.go.isReady conjunct", "x.law property", ""])
    expect(printLock(parseLock(text))).toBe(text)
    expect(lockProblems(parseLock(text), now)).toEqual([])
  })
  it("only grows", () => {
    const later = extendLock(parseLock(text), things(["x.new", "rule"]))
    expect([...later.keys()]).toEqual(["x.go", "x.go.isReady", "x.law", "x.new"])
  })
  it("notices what is gone, unless it is withdrawn", () => {
    const without = things(["x.go", "rule"], ["x.go.isReady", "conjunct"])
    expect(lockProblems(parseLock(text), without)).toEqual([{ path: lockPath, line: 6, text: "the property x.law is published and exists no longer: put it back, or write behind it `withdrawn VERSION REASON`" }])
    const marked = text.replace("x.law property", "x.law property withdrawn 0.2.0 It said nothing.")
    expect(lockProblems(parseLock(marked), without)).toEqual([])
    expect(printLock(extendLock(parseLock(marked), without))).toBe(marked)
  })
  it("notices a withdrawn id that is used again", () => {
    const marked = parseLock(text.replace("x.law property", "x.law property withdrawn 0.2.0 It said nothing."))
    expect(lockProblems(marked, now).map((p) => p.text)).toEqual(["x.law was withdrawn in 0.2.0, and model/x.ts:3 uses it again: give it another id"])
  })
  it("notices an id that names another thing", () => {
    expect(lockProblems(parseLock(text), things(["x.go", "rule"], ["x.go.isReady", "conjunct"], ["x.law", "rule"])).map((p) => p.text)).toEqual(["x.law is published as a property, and model/x.ts:3 makes it a rule: give it another id"])
  })
  it("keeps the codes of reasons", () => {
    const locked = parseLock(printLock(extendLock(new Map(), coded(["reason.a", 1], ["reason.b", 12]))))
    expect(printLock(locked)).toMatch(/^reason\.a reason 1\nreason\.b reason 12\n$/m)
    expect(lockProblems(locked, coded(["reason.a", 1], ["reason.b", 12], ["reason.c", 2]))).toEqual([])
    expect(lockProblems(locked, coded(["reason.a", 3], ["reason.b", 12])).map((p) => p.text)).toEqual(["reason.a is published with the code 1, and spec/x.ts:4 gives it 3: a code never changes"])
  })
  it("gives a code to no other reason, not even that of one that is withdrawn", () => {
    const locked = parseLock("reason.a reason 1 withdrawn 0.2.0 Nobody named it.")
    expect(locked.get("reason.a")).toMatchObject({ code: 1, withdrawn: { version: "0.2.0" } })
    expect(lockProblems(locked, coded(["reason.b", 2]))).toEqual([])
    expect(lockProblems(locked, coded(["reason.b", 1]))).toEqual([{ path: lockPath, line: 1, text: "the code 1 is that of reason.a for ever, and spec/x.ts:4 gives it to reason.b: give that another" }])
  })
  it.each([
    ["a reason without a code", "reason.a reason", /^spec\/ids\.lock\.txt:1: `reason\.a reason` lacks its code$/],
    ["the code 0", "reason.a reason 0", /is no entry$/],
    ["a rule with a code", "x.go rule 3", /`x\.go rule 3` has a code$/],
    ["no kind", "x.go", /^spec\/ids\.lock\.txt:1: `x\.go` is no entry$/],
    ["a withdrawal without a reason", "x.go rule withdrawn 0.2.0", /is no entry$/],
    ["a withdrawal without a version", "x.go rule withdrawn Because.", /is no entry$/],
    ["an id twice", "x.go rule\n\nx.go rule", /^spec\/ids\.lock\.txt:3: x\.go stands already in line 1$/],
  ])("is refused with %s", (_what, bad, message) => { expect(() => parseLock(bad)).toThrow(message) })

  it("prints what is withdrawn", () => {
    expect(withdrawnMarkdown(parseLock(text))).toMatch(/^## Withdrawn ids\n\nNone\. /)
    expect(withdrawnMarkdown(parseLock("x.old rule withdrawn 0.2.0 One | two."))).toContain("| `x.old` | rule | 0.2.0 | One \\| two. |")
  })
})

describe("a file of a lock", () => {
  let folder = ""
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tcnet-lock-"))
    mkdirSync(join(folder, "spec"))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it("is written where it lacks ids, or is out of order, and is then as it should be", () => {
    const first = lockDrift(folder, now)
    expect(first?.added).toEqual(["x.go", "x.go.isReady", "x.law"])
    if (first !== undefined) writeLock(folder, first)
    expect(lockDrift(folder, now)).toBeUndefined()
    writeFileSync(join(folder, lockPath), "x.law property\nx.go rule\nx.go.isReady conjunct\n")
    expect(lockDrift(folder, now)).toMatchObject({ added: [] })
  })
})
