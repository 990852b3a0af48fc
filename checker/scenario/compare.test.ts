import { describe, expect, it } from "vitest"
import { differencesOf, printProblems, rewritten } from "./compare.ts"
import { parseScript } from "./parse.ts"
import { play } from "./play.ts"
import { playLines } from "./testing.ts"

const { ir } = playLines("")
const played = (text: string): ReturnType<typeof play> => play(parseScript("x.txt", text), ir)
const bare = `# A story
system test.stage small
a: t.flip
# And back.
a: t.flip ×2

check
`
const whole = `# A story
system test.stage small
----
most 4

a: t.flip
----
a.mode idle → busy

# And back.
a: t.flip ×2
----
a.mode busy → idle
a.mode idle → busy

check
----
every invariant holds here, and every step property on each step to here
the system may not rest here: most === b.line fails: most 4, b.line 0
`

describe("rewriting", () => {
  it("puts below each command what it prints, and keeps everything else", () => {
    expect(rewritten(bare, played(bare))).toBe(whole)
  })
  it("leaves a script that is as expected as it is", () => {
    expect(differencesOf(played(whole))).toEqual([])
    expect(rewritten(whole, played(whole))).toBe(whole)
  })
  it("replaces what is too much, too little or wrong", () => {
    for (const changed of [whole.replace("most 4\n", "most 5\nand more\n"), whole.replace("a.mode busy → idle\n", ""), whole.replace("idle → busy", "idle")]) {
      expect(differencesOf(played(changed))).toHaveLength(1)
      expect(rewritten(changed, played(changed))).toBe(whole)
    }
  })
})

describe("a difference", () => {
  it("is printed with file, line and command, as a diff", () => {
    expect(printProblems(played(whole.replace("a.mode busy → idle", "a.mode busy → bust")))).toBe("x.txt:11: a: t.flip ×2\n  - a.mode busy → bust\n  + a.mode busy → idle\n    a.mode idle → busy")
  })
  it("stands beside the claim that is wrong", () => {
    expect(printProblems(played("# A\nsystem test.stage small\n----\nmost 4\n\nab: t.land\n"))).toBe(
      "x.txt:6: ab.t.land is not enabled: t.land.some: 0 < a.out.length fails: a.out []\nIf this is what the script is to show, write `refused` before it.")
  })
  it("is none where the script is as expected", () => { expect(printProblems(played(whole))).toBe("") })
})
