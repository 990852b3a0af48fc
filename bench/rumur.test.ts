import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { parseRumur, rumurAvailable, runRumur } from "./rumur.ts"

const complete = `<rumur_run>
<progress states="10000" duration_seconds="0" rules_fired="11950" queue_size="1029" thread_id="0"/>
<summary states="39892" rules_fired="101016" errors="0" duration_seconds="0"/>
</rumur_run>
`

describe("what the verifier printed", () => {
  it("has the counts of a complete run", () => {
    expect(parseRumur(complete)).toEqual({ states: 39_892, transitions: 101_016 })
  })
  it.each([
    ["an error", complete.replace("errors=\"0\"", "errors=\"1\"")],
    ["an error that is told of", complete.replace("<summary", "<error includes_trace=\"true\">\n<summary")],
    ["no summary", complete.replace(/<summary.*\n/, "")],
    ["two summaries", complete.replace(/(<summary.*\n)/, "$1$1")],
    ["an end that is missing", complete.replace("</rumur_run>\n", "")],
    ["nothing", ""],
  ])("is refused with %s", (_, output) => {
    expect(() => parseRumur(output)).toThrow(/^rumur: /)
  })
})

describe("a run", () => {
  const model = (least: number): string => `const most: 2;\nvar x: 0 .. most;\nstartstate begin x := 0; end;\nrule x < most ==> begin x := x + 1; end;\nrule x > ${least} ==> begin x := 0; end;\ninvariant "small" x < 3;\n`
  const run = async (text: string): Promise<unknown> => {
    const directory = await mkdtemp(join(tmpdir(), "tcnet-rumur-"))
    try {
      await writeFile(join(directory, "x.m"), text)
      return await runRumur({ murphi: join(directory, "x.m"), directory })
    } finally {
      await rm(directory, { recursive: true })
    }
  }
  it("counts states, and fired rules with those that change nothing", async (ctx) => {
    if (!rumurAvailable() && process.env["TCNET_REQUIRE_TOOLS"] === undefined) ctx.skip("not-run: rumur (apt-get install rumur gcc)")
    expect(await run(model(1))).toEqual({ states: 3, transitions: 3 })
    expect(await run(model(-1))).toEqual({ states: 3, transitions: 5 })
  })
  it("shows what the verifier found", async (ctx) => {
    if (!rumurAvailable() && process.env["TCNET_REQUIRE_TOOLS"] === undefined) ctx.skip("not-run: rumur (apt-get install rumur gcc)")
    await expect(run(model(1).replace("x < 3", "x < 2"))).rejects.toThrow(/errors were found[\s\S]*small/)
    await expect(run("var x")).rejects.toThrow(/syntax error/)
  })
})
