import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"

const maxLines = 400

interface Rule {
  readonly name: string
  readonly applies: RegExp
  /** Matches what must not be there. */
  readonly pattern: RegExp
}
// The patterns are written so that this file does not match them.
const rules: readonly Rule[] = [
  { name: "a path out of the checkout", applies: /./, pattern: /\.\.\/shared\b/g },
  { name: "an absolute path of one machine", applies: /./, pattern: /(?<![\w.~*-])[/](?:work|root|home|Users)[/]/g },
  { name: "a test switched off or singled out", applies: /\.[cm]?[jt]s$/, pattern: /\b(?:it|test|describe)(?:\.\w+)*\.(?:only|skip|todo)\b/g },
  { name: "a note of unfinished work", applies: /\.(?:[cm]?[jt]s|md|c|h|json|ya?ml)$/, pattern: /\b(?:TO[D]O|FIX[M]E)\b/g },
]

const lineOf = (text: string, index: number): number => text.slice(0, index).split("\n").length

/** Every offence against the style in one file's text. */
const offences = (path: string, text: string): readonly string[] => {
  const found = rules
    .filter((rule) => rule.applies.test(path))
    .flatMap((rule) => [...text.matchAll(rule.pattern)].map((m) => `${path}:${lineOf(text, m.index)}: ${rule.name}: ${m[0]}`))
  const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0)
  return path.endsWith(".ts") && lines > maxLines ? [...found, `${path}: has ${lines} lines, more than ${maxLines}`] : found
}

describe("the check itself", () => {
  it.each([
    ["README.md", "see ..", "/shared/x.md"],
    ["a.c", `fopen("/`, `work/x")`],
    ["a.json", `"file:///`, `home/me/x"`],
    ["a.test.ts", "it", ".only(1)"],
    ["a.test.ts", "it.concurrent.", "skip(1)"],
    ["a.test.ts", "test", ".todo(1)"],
    ["a.ts", "// TO", "DO later"],
    ["a.md", "FIX", "ME"],
    ["a.ts", "x\n".repeat(maxLines), "x"],
  ])("reports %s: %s%s", (path, begin, end) => {
    expect(offences(path, begin + end)).toHaveLength(1)
  })

  it.each([
    ["a.ts", "x\n".repeat(maxLines)],
    ["a.md", "x\n".repeat(maxLines + 1)],
    ["a.md", ["docs", "work", "x and node:path", "home", "x"].join("/")],
    ["a.test.ts", "it.skipIf(tool === undefined)(1); list.skip(1)"],
  ])("accepts %s: %s", (path, text) => {
    expect(offences(path, text)).toEqual([])
  })
})

describe("the files of the repository", () => {
  it("keep to the style", () => {
    const root = fileURLToPath(new URL(".", import.meta.url))
    // What is not yet committed, and not ignored, is held to the same style.
    const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" })
    const paths = listed.split("\0").filter((path) => path !== "" && existsSync(join(root, path)))
    expect(paths.length).toBeGreaterThan(0)
    expect(paths.filter((path) => path.endsWith(".ts")).length).toBeGreaterThan(0)
    expect(paths.flatMap((path) => offences(path, readFileSync(join(root, path), "utf8")))).toEqual([])
  })
})
