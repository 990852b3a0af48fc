import { describe, expect, it } from "vitest"
import { next } from "./patch.ts"
import type { Fifo, Peer } from "./shapes.ts"

interface Endpoint {
  readonly tx: { readonly written: number; readonly mode: "idle" | "busy" }
  readonly window: Peer<{ readonly credit: number }>
  readonly out: Fifo<2, { readonly word: number }>
  readonly isOn: boolean
}
const s: Endpoint = { tx: { written: 1, mode: "idle" }, window: { credit: 2 }, out: [{ word: 1 }], isOn: false }

describe("next", () => {
  it("changes what the patch names, deeply, and copies the rest", () => {
    const t = next(s, { tx: { written: 2 }, isOn: true })
    expect(t).toEqual({ ...s, tx: { written: 2, mode: "idle" }, isOn: true })
    expect(t.window).toBe(s.window)
    expect(s.tx.written).toBe(1)
  })

  it("replaces a queue as a whole", () => {
    expect(next(s, { out: [] }).out).toEqual([])
  })

  it("changes nothing for an empty patch", () => {
    expect(next(s, {})).toEqual(s)
  })

  it("throws for a field that the state lacks, at any depth", () => {
    const stale = { isOn: true, extra: 1 }
    expect(() => next(s, stale)).toThrow(new RangeError("next: the state has no field extra"))
    const deep = { tx: { written: 1, extra: 1 } }
    expect(() => next(s, deep)).toThrow("next: the state has no field extra")
  })

  it("is refused by the compiler where it writes the peer's word, or what is not there", () => {
    // @ts-expect-error -- only the peer writes the window.
    expect(next(s, { window: { credit: 3 } }).window.credit).toBe(3)
    // @ts-expect-error -- a misspelt field.
    expect(() => next(s, { isOf: true })).toThrow(RangeError)
    // @ts-expect-error -- a literal that the enumeration lacks.
    expect(next(s, { tx: { mode: "gone" } }).tx.written).toBe(1)
    // @ts-expect-error -- no field is ever undefined.
    expect(next(s, { isOn: undefined }).isOn).toBeUndefined()
  })
})
