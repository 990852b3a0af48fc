import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { readShelf } from "./committed.ts"

const shelf = { schema: z.strictObject({ id: z.string() }), nameOf: (x: { id: string }) => `${x.id}.json`, what: (x: { id: string }) => `the thing ${x.id}` }

describe("a folder of committed results", () => {
  let folder = ""
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), "tcnet-committed-")) })
  afterEach(() => rmSync(folder, { recursive: true }))
  const read = (): ReadonlyMap<string, { id: string }> => readShelf(folder, "publish/things", shelf)

  it("is read in the order of its names, and is empty where there is none", () => {
    writeFileSync(join(folder, "b.json"), `{ "id": "b" }`)
    writeFileSync(join(folder, "a.json"), `{ "id": "a" }`)
    expect([...read()]).toEqual([["a.json", { id: "a" }], ["b.json", { id: "b" }]])
    expect(readShelf(join(folder, "none"), "x", shelf).size).toBe(0)
  })
  it.each([
    ["{", "publish/things/a.json: no JSON"],
    [`{ "id": 1 }`, "publish/things/a.json: "],
    [`{ "id": "b" }`, "publish/things/a.json: it holds the thing b"],
  ])("refuses %s", (text, message) => {
    writeFileSync(join(folder, "a.json"), text)
    expect(read).toThrow(message)
  })
})
