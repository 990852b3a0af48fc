import { expect, it } from "vitest"
import { placed, printSource } from "./system.ts"

it("what is placed is named with its place, and what is not without", () => {
  expect([placed({ place: "a", id: "ring.write" }), placed({ place: "", id: "ring.write" })]).toEqual(["a.ring.write", "ring.write"])
})
it("a source is printed so that terminals link it", () => {
  expect(printSource({ file: "model/a.ts", line: 3, column: 9 })).toBe("model/a.ts:3:9")
})
