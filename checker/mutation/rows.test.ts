import { describe, expect, it } from "vitest"
import { explore } from "../explorer/explore.ts"
import { counting, tiny } from "../explorer/testing.ts"
import { flatten } from "../ir/flat.ts"
import { Rows } from "./rows.ts"

describe("the index of a kernel's states", () => {
  it("finds every state of the kernel under its number, and nothing else", async () => {
    const { kernel } = await explore(flatten(tiny({ ...counting, fields: "readonly x: Upto<40000>", rules: { up: "when: (s) => ({ below: s.x < 30000 }), then: (s) => next(s, { x: s.x + 1 })" } }), { n: 3 }), { coverage: false })
    const [rows, store, words] = [new Rows(kernel), kernel.compiled.store(), kernel.layout.words]
    const n = kernel.compiled.states()
    expect(n).toBe(30001)
    for (let i = 0; i < n; i++) expect(rows.find(store, i * words)).toBe(i)
    const other = new Int32Array(words)
    for (let x = 30001; x < 40000; x++) {
      other[0] = x
      expect(rows.find(other, 0)).toBeUndefined()
    }
  })
})
