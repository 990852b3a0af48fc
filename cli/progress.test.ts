import { describe, expect, it } from "vitest"
import { count, progressLine } from "./progress.ts"

const written = (isTerminal: boolean, use: (line: ReturnType<typeof progressLine>) => void): string => {
  let err = ""
  use(progressLine({ stdout: () => { throw new RangeError("progress is no output") }, stderr: (t) => void (err += t), isTerminal }))
  return err
}
describe("the progress line", () => {
  it("is rewritten on a terminal, and gone in the end", () => {
    expect(written(true, (l) => { l.show("a"); l.show("b"); l.clear() })).toBe("\r\u001b[2Ka\r\u001b[2Kb\r\u001b[2K")
  })
  it("is nothing in a pipe", () => {
    expect(written(false, (l) => { l.show("a"); l.clear() })).toBe("")
  })
  it("is not cleared where nothing was shown", () => {
    expect(written(true, (l) => { l.clear(); l.clear() })).toBe("")
  })
})
it("numbers are grouped by three", () => {
  expect([0, 999, 1000, 1234567].map(count)).toEqual(["0", "999", "1,000", "1,234,567"])
})
