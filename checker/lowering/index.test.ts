import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { InputError } from "../errors.ts"
import { isLanguageFile, lower, lowerModule, Rejected } from "./index.ts"

const file = fileURLToPath(new URL("../outside/die-hard.ts", import.meta.url))

describe("lower", () => {
  it("finds a system by its constant's name", () => {
    expect(lower(file, "dieHard").id).toBe("outside.dieHard")
    expect(lowerModule(file).map((s) => s.id)).toEqual(["outside.dieHard"])
  })

  it("says which systems a module exports", () => {
    expect(() => lower(file, "dieSoft")).toThrow(InputError)
    expect(() => lower(file, "dieSoft")).toThrow(/exports no system called dieSoft$/)
  })

  it("lowers the text that an edit makes of a file", () => {
    const edited = lower(file, "dieHard", (text) => text.replaceAll("big: 5", "big: 7"))
    expect(edited.sizes["small"]).toEqual({ little: 3, big: 7 })
    expect(() => lower(file, "dieHard", (text) => text.replace("big: 0 })", "bug: 0 })"))).toThrow(Rejected)
    expect(lowerModule(file, (text) => text.replaceAll("big: 5", "big: 7"))[0]?.sizes["small"]).toEqual({ little: 3, big: 7 })
  })
})

describe("a file of the language", () => {
  it.each(["index", "shapes", "patch", "sequence", "counter", "opaque", "proof", "rule", "system"])("is %s", (name) => {
    expect(isLanguageFile(fileURLToPath(new URL(`../language/${name}.ts`, import.meta.url)))).toBe(true)
  })
  it("is no model", () => { expect(isLanguageFile(file)).toBe(false) })
})
