import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Obligation } from "../checker/proof/prove.ts"
import type { Engine } from "../checker/proof/solver.ts"
import { readProofs } from "./proof-record.ts"
import { renewProofs } from "./renew-proofs.ts"

const left = (engine: Engine): Obligation => ({ kind: "keeps", lemma: "lemma.wire", rule: "a.slot.commit", verdict: "not-proved", engine, seconds: 1 })

describe("renewing proofs", () => {
  let folder = ""
  let said: string[] = []
  beforeEach(() => { [folder, said] = [mkdtempSync(join(tmpdir(), "tcnet-proofs-")), []] })
  afterEach(() => rmSync(folder, { recursive: true }))
  const renew = (of: { readonly [engine in Engine]: "proves" | "leaves one" | "absent" }, only = "ring"): Promise<number> => renewProofs({
    folder, only, say: (line) => void said.push(line), progress: () => {},
    open: async (_p, engine) => (of[engine] === "absent" ? undefined : of[engine] === "proves" ? [] : [left(engine)]),
  })

  it("records the engines that prove all of it, and says of another what it leaves open", async () => {
    expect(await renew({ "z3-solver": "proves", z3: "leaves one", cvc5: "proves" })).toBe(0)
    expect(readProofs(folder).get("ring.json")?.engines).toEqual(["z3-solver", "cvc5"])
    expect(said).toEqual(["ring: z3 leaves 1 open, keeps lemma.wire a.slot.commit the first", expect.stringMatching(/^ring for every size: proved by z3-solver, cvc5, 792 obligations → publish\/proofs\/ring\.json$/)])
  })
  it("keeps an engine that proved the same before and is not here, and drops one that no longer does", async () => {
    await renew({ "z3-solver": "proves", z3: "proves", cvc5: "proves" })
    await renew({ "z3-solver": "proves", z3: "leaves one", cvc5: "absent" })
    expect(readProofs(folder).get("ring.json")?.engines).toEqual(["z3-solver", "cvc5"])
  })
  it("writes nothing that the solver of this package does not prove", async () => {
    expect(await renew({ "z3-solver": "leaves one", z3: "proves", cvc5: "proves" })).toBe(1)
    expect(readdirSync(folder)).toEqual([])
    expect(said.at(-1)).toContain("Nothing was written.")
  })
  it("replaces a record of another form", async () => {
    writeFileSync(join(folder, "ring.json"), "{}")
    expect([await renew({ "z3-solver": "proves", z3: "absent", cvc5: "absent" }), readProofs(folder).get("ring.json")?.engines]).toEqual([0, ["z3-solver"]])
  })
  it("leaves other systems alone", async () => {
    expect([await renew({ "z3-solver": "proves", z3: "absent", cvc5: "absent" }, "wakeup"), readdirSync(folder)]).toEqual([0, []])
  })
})
