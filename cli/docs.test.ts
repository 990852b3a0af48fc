import { describe, expect, it } from "vitest"
import { EXIT } from "./errors.ts"
import { main } from "./main.ts"

const run = async (...argv: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  let [out, err] = ["", ""]
  const code = await main(["docs", ...argv], { stdout: (t) => void (out += t), stderr: (t) => void (err += t), isTerminal: false })
  return { code, out, err }
}

describe("tcnet docs", () => {
  it("finds with --check that docs/ is as generated (to mend it: npm run docs)", async () => {
    expect(await run("--check")).toEqual({ code: EXIT.holds, out: expect.stringMatching(/^docs\/ is as generated: \d+ pages\.\n$/), err: "" })
  })
  it.each([[["040-ring.md"]], [["--chek"]]])("refuses %j", async (argv) => {
    expect(await run(...argv)).toMatchObject({ code: EXIT.usage, out: "" })
  })
})
