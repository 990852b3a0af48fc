import { describe, expect, it } from "vitest"
import { InputError } from "../errors.ts"
import { playLines } from "./testing.ts"

const refusal = (line: string): string => {
  try {
    playLines(`\n${line}`)
  } catch (error) {
    if (error instanceof InputError) return `${error.message}\n${error.fix}`
    throw error
  }
  return "nothing"
}

describe("a bad command is refused with its line and what to do", () => {
  it.each([
    ["setle", /^x\.txt:4: there is no command setle\nDid you mean settle\?/],
    ["settle world", /^x\.txt:4: `settle world` is no way to settle\nWrite settle, /],
    ["check all", /: check stands alone\n/],
    ["show", /: nothing to show is named\nFor example: show a\.sent/],
    ["show a.sennt", /: no part of the state is called a\.sennt\nDid you mean a\.sent\?/],
    ["show a.out[x]", /: no part of the state is called a\.out\[x\]\n/],
    ["a: t.sent(by: 1)", /^x\.txt:4: there is no rule t\.sent in test\.stage\nDid you mean t\.send\? At a: t\.send, t\.flip, t\.burst\./],
    ["c: t.sent", /: there is no rule t\.sent in test\.stage\nDid you mean t\.send\? Places and rules: a: t\.send, /],
    ["t.flip", /: t\.flip stands at a place, which is missing\nWrite a: t\.flip\./],
    ["ab: t.flip", /: ab has no rule t\.flip\nWrite a: t\.flip\./],
    ["a: t.send", /: a\.t\.send has parameters, which are missing\nFor example a: t\.send\(by: 1\)\./],
    ["a: t.send(by=1)", /: `by=1` is no parameter\nParameters are written with a colon/],
    ["a: t.send(by: 3)", /: a\.t\.send does not take \(by: 3\)\nIt takes a\.t\.send\(by: 1\), a\.t\.send\(by: 2\)\./],
    ["a: t.send(of: 1)", /does not take \(of: 1\)/],
    ["a: t.send(by: 1, of: 1)", /does not take \(by: 1, of: 1\)/],
    ["a: t.flip(by: 1)", /: a\.t\.flip does not take \(by: 1\)\nIt has no parameters: a: t\.flip\./],
    ["a: t.flip ×0", /: 0 is not 1 … 1000 times\n/],
    ["a: t.flip twice", /: `a: t\.flip twice` is no event\n/],
    ["a: t.flip,", /: `a: ` is no event\n/],
    ["refused a: t.flip ×2", /: what is refused is refused once\n/],
    ["refused", /: `` is no event\n/],
  ])("%s", (line, message) => { expect(refusal(line)).toMatch(message) })

  it("before anything is played", () => {
    expect(refusal("refused a: t.flip\n\nsetle")).toMatch(/^x\.txt:6: there is no command setle/)
  })
})
