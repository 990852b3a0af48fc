import { describe, expect, it } from "vitest"
import { colours } from "../ir/sort.ts"
import { blank, blue, old, red, white } from "./opaque.ts"

describe("the colours", () => {
  it("are those of the IR, in its order, each other than the rest", () => {
    expect([blank, old, white, red, blue]).toEqual(colours)
    expect(new Set(colours).size).toBe(5)
  })

  it("do not come from strings", () => {
    // @ts-expect-error -- a payload is no string.
    const payload: typeof red = "red"
    expect(payload).toBe(red)
  })
})
