import { describe, expect, it } from "vitest"
import { readSources } from "./docs.ts"
import { applyDiff, rewriteGuide } from "./guide.ts"
import { root } from "./systems.ts"

const guides = readSources(root).filter((s) => s.text.includes("```console"))

describe("the guide", () => {
  it("shows commands", () => expect(guides.map((s) => s.path)).toContain("guide/first-system.md"))

  // To mend it: node --import tsx publish/renew-guide.ts
  it.each(guides)("prints in $path what its commands really print", async ({ text }) => {
    expect(await rewriteGuide(text)).toBe(text)
  })
})

describe("rewriteGuide", () => {
  const block = (command: string, shown: string): string => `\`\`\`console\n$ ${command}\n${shown}\n\`\`\`\n`

  it("replaces what a command no longer prints, and keeps what was only measured", async () => {
    const rewritten = await rewriteGuide(block("tcnet explain O2", "something else"))
    expect(rewritten).toContain("$ tcnet explain O2\nO2: obligation (publish/fixed.ts:")
    expect(await rewriteGuide(rewritten.replace(/fixed\.ts:\d+/, "fixed.ts:9999"))).toContain("fixed.ts:9999")
  })
  it("shows what a command refuses", async () => {
    expect(await rewriteGuide(block("tcnet explain nothing.at.all", ""))).toContain("tcnet: there is no id nothing.at.all")
  })
  it("runs nothing but tcnet", async () => {
    await expect(rewriteGuide(block("rm -r x", ""))).rejects.toThrow("the guide runs rm")
  })
})

describe("a diff of the guide", () => {
  it("replaces its old lines by its new ones", () => {
    expect(applyDiff("a\nb\nc\n", " a\n-b\n+d\n+$&\n")).toBe("a\nd\n$&\nc\n")
  })
  it.each([["a\nb\n", "-x\n+y\n"], ["a\na\n", "-a\n+y\n"]])("is refused where the old lines are not there once", (text, diff) => {
    expect(() => applyDiff(text, diff)).toThrow("does not apply")
  })
})
