import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { lower } from "../checker/lowering/index.ts"
import { writeEvidence } from "./evidence.ts"
import { areProofsAlone, renew, sizesFrom, systemFrom } from "./renew.ts"
import { root } from "./systems.ts"

describe("the sizes that are renewed", () => {
  it.each([
    [[], ["small", "standard"]],
    [["--large"], ["small", "standard", "large"]],
    [["--size", "small"], ["small"]],
  ])("are for %j: %j", (argv, sizes) => expect(sizesFrom(argv)).toEqual(sizes))

  it.each([
    [["--size", "huge"], "there is no size huge"], [["--sise", "small"], "Unknown option '--sise'"], [["small"], "Unexpected argument 'small'"],
  ])("are refused for %j", (argv, message) => {
    expect(() => sizesFrom(argv)).toThrow(message)
  })
})

describe("the system that is renewed", () => {
  it("is every one unless one is named", () => {
    expect([systemFrom([]), systemFrom(["--system", "wakeup", "--size", "small"])]).toEqual([undefined, "wakeup"])
  })
  it("is refused where it is not registered", () => {
    expect(() => systemFrom(["--system", "wakeUp"])).toThrow("there is no system wakeUp")
  })
})

it("proofs are renewed alone where that is asked for", () => {
  expect([areProofsAlone([]), areProofsAlone(["--proofs"]), sizesFrom(["--proofs"])]).toEqual([false, true, ["small", "standard"]])
})

describe("renew", () => {
  let folder = ""
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), "tcnet-renew-")) })
  afterEach(() => rmSync(folder, { recursive: true }))

  it("writes a result for each size that a system has, and removes those of what is gone", async () => {
    const ir = lower(join(root, "checker/outside/die-hard.ts"), "dieHard")
    const said: string[] = []
    const o = { folder, sizes: ["small", "standard"], say: (l: string) => void said.push(l), progress: () => {} }
    const [e] = await renew([ir], o)
    expect(e).toMatchObject({ system: "outside.dieHard", size: "small", verdict: "holds", states: 16, transitions: 96 })
    expect(e?.rules).toHaveLength(6)
    writeEvidence({ ...(e as NonNullable<typeof e>), system: "gone" }, folder)
    await renew([ir], o)
    expect(readdirSync(folder)).toEqual(["outside.dieHard.small.json"])
    expect(await renew([ir], { ...o, only: "another" })).toEqual([])
    expect(said.join("\n")).toContain("removed publish/evidence/gone.small.json")
  })

  it("says which rules fired of a system that is vacuous, and none of one that is violated", async () => {
    const dieHard = (from: string, to: string) => lower(join(root, "checker/outside/die-hard.ts"), "dieHard", (text) => text.replace(from, to))
    const o = { folder, sizes: ["small"], say: () => {}, progress: () => {} }
    const [vacuous] = await renew([dieHard("when: () => ({})", "when: (s) => ({ both: s.little === 1 && s.big === 1 })")], o)
    expect(vacuous?.verdict).toBe("vacuous")
    expect(vacuous?.rules).not.toContain("dieHard.fillLittle")
    const [violated] = await renew([dieHard("s.big === 4,\n})", "s.big === 6,\n})")], o)
    expect(violated).toMatchObject({ verdict: "violated", rules: [] })
  })
})
