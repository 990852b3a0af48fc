import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { InputError } from "../checker/errors.ts"
import { counting, tinyText } from "../checker/explorer/testing.ts"
import { systems } from "../properties/systems/index.ts"
import { asInputError, positive, resolveSystems } from "./systems.ts"

let folder = ""
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tcnet-systems-"))
  const two = tinyText(counting)
  writeFileSync(join(folder, "two.ts"), `${two}\nexport const second: System<State, Sizes> = { id: "test.second", text: "x", sizes: { small: { n: 1 } }, init: () => ({ x: 0 }), parts: ({ whole }) => [whole(tiny)], quiescent: (s, n) => s.x === n.n }\n`)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe("systems", () => {
  it("are all of the registry where none is named, each under the id of its entry", async () => {
    expect((await resolveSystems([])).map((ir) => ir.id)).toEqual(systems.map((s) => s.id))
    expect(systems.length).toBeGreaterThan(0)
  })
  it("are those that are named, in that order, and all that a module exports", async () => {
    expect((await resolveSystems([join(folder, "two.ts"), "ring.thin"])).map((ir) => ir.id)).toEqual(["test.tiny", "test.second", "ring.thin"])
  })
  it.each([["ring.thim", "Did you mean ring.thin? "], ["zebra", ""]])("that are unknown are refused: %s", async (id, hint) => {
    await expect(resolveSystems([id])).rejects.toBeInstanceOf(InputError)
    await expect(resolveSystems([id])).rejects.toMatchObject({ message: `there is no system ${id}`, fix: expect.stringContaining(`${hint}Systems: ${systems[0]?.id ?? ""}`) as string })
  })
  it("of a module that is not there are refused", async () => {
    await expect(resolveSystems([join(folder, "none.ts")])).rejects.toThrow(/none\.ts: no such module$/)
  })
})

describe("a whole number", () => {
  it.each([["1", 1], ["42", 42], ["999999999999999", 999_999_999_999_999]])("is %s", (text, n) => { expect(positive("limit-states", text)).toBe(n) })
  it("may be left out", () => { expect(positive("limit-states", undefined)).toBeUndefined() })
  it.each(["0", "-1", "1.5", "1e9", "0x10", "", " 1", "ten", "9999999999999999", "NaN", "Infinity"])("is not %j", (text) => {
    expect(() => positive("limit-states", text)).toThrow(new InputError(`--limit-states takes a whole number of at least 1, not ${text}`, "For example --limit-states 1000000."))
  })
})

it("only the stack's own error is the system's fault", () => {
  const overflow = (): number => overflow() + 1
  let error: unknown
  try {
    overflow()
  } catch (e) {
    error = e
  }
  expect(asInputError(error, "test.tiny")).toBeInstanceOf(InputError)
  const other = new RangeError("index 3 of 3")
  expect(asInputError(other, "test.tiny")).toBe(other)
})
