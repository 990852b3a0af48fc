import { describe, expect, it } from "vitest"
import { InputError } from "../errors.ts"
import { parseScript } from "./parse.ts"

const text = `# A title

# A story
# of two lines.
system ring.thin small
----
slots 3

a: ring.commit
  settle
----
one
two

----not output
`

describe("a script", () => {
  it("is a heading, comments, and commands with what they are expected to print", () => {
    const s = parseScript("x.txt", text)
    expect([s.title, s.system.name, s.system.id, s.system.size, s.system.at.line]).toEqual(["A title", "ring.thin", undefined, "small", 5])
    expect(s.items.map((i) => [i.kind, i.line, i.kind === "comment" ? i.lines : [i.text, i.expected]])).toEqual([
      ["comment", 3, ["A story", "of two lines."]],
      ["command", 5, ["system ring.thin small", ["slots 3"]]],
      ["command", 9, ["a: ring.commit", undefined]],
      ["command", 10, ["settle", ["one", "two"]]],
      ["command", 15, ["----not output", undefined]],
    ])
  })
  it("keeps the story that follows the heading directly", () => {
    expect(parseScript("x.txt", "# A title\n#\n# Story.\nsystem a b\n").items[0]).toMatchObject({ kind: "comment", line: 2, lines: ["", "Story."] })
  })
  it("may end its lines as Windows does", () => {
    expect(parseScript("x.txt", text.replaceAll("\n", "\r\n"))).toEqual(parseScript("x.txt", text))
  })
  it("may go on from another one, which its second command names", () => {
    expect(parseScript("x.txt", "# A\nsystem a b\n\n# Why.\nafter opening\n----\n2 steps: B\n\nsettle\n").after).toMatchObject({ name: "opening", at: { line: 5, expected: ["2 steps: B"] } })
    expect(parseScript("x.txt", text).after).toBeUndefined()
  })
  it("may name one of several systems of a module", () => {
    expect(parseScript("x.txt", "# A\nsystem ./m.ts one small").system).toMatchObject({ name: "./m.ts", id: "one", size: "small" })
  })
})

/** @throws RangeError where the text is read */
const refusalOf = (bad: string): InputError => {
  try {
    parseScript("x.txt", bad)
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new RangeError("it was read")
}

describe("a script is refused, with file and line,", () => {
  it.each([
    ["without a heading", "system a b\n", /^x\.txt:1: a script begins with a heading$/],
    ["with an empty heading", "#\nsystem a b\n", /^x\.txt:1: a script begins with a heading$/],
    ["that is empty", "", /^x\.txt:1: a script begins with a heading$/],
    ["without commands", "# A\n", /^x\.txt:1: the script has no commands$/],
    ["that does not begin with its system", "# A\n\nsettle\nsystem a b\n", /^x\.txt:3: the first command does not name a system$/],
    ["without a size", "# A\nsystem a\n", /^x\.txt:2: `system a` does not name a system and a size$/],
    ["with too much behind its system", "# A\nsystem a b c d\n", /^x\.txt:2: `system a b c d` does not name/],
    ["with two systems", "# A\nsystem a b\n\nsystem c d\n", /^x\.txt:4: a script runs on one system$/],
    ["that goes on from another one later", "# A\nsystem a b\nsettle\nafter c\n", /^x\.txt:4: another script is gone on from only at the beginning$/],
    ["that goes on from two others", "# A\nsystem a b\nafter c\nafter d\n", /^x\.txt:4: another script is gone on from only at the beginning$/],
    ["that goes on from nothing", "# A\nsystem a b\nafter\n", /^x\.txt:3: `after` does not name a script$/],
    ["that goes on from two words", "# A\nsystem a b\nafter c d\n", /^x\.txt:3: `after c d` does not name a script$/],
    ["with output and no command", "# A\nsystem a b\n\n----\nx\n", /^x\.txt:4: there is output here, and no command above it$/],
  ])("%s", (_what, bad, message) => {
    const refused = refusalOf(bad)
    expect(refused.message).toMatch(message)
    expect(refused.fix).not.toBe("")
  })
})
