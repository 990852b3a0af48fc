import { describe, expect, it } from "vitest"
import { EXIT } from "./errors.ts"
import { catalogue } from "../publish/catalog.ts"
import { meaningsOf, verdictWords } from "../publish/verdicts.ts"
import { main } from "./main.ts"

const run = async (...argv: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  let [out, err] = ["", ""]
  const code = await main(["explain", ...argv], { stdout: (t) => void (out += t), stderr: (t) => void (err += t), isTerminal: false })
  return { code, out, err }
}

describe("tcnet explain", () => {
  it.each([
    ["ring.write", /^ring\.write: rule \(model\/ring\/producer\.ts:\d+\)\n {2}A producer posts[^]*ring\.write\.hasCredit +tx\.written - window\.credit < slots[^]*evidence: exhaustive: ring\.thin small/],
    ["ring.write.hasCredit", /: conjunct \(model\/ring\/producer\.ts:\d+\)[^]*tx\.written - window\.credit < slots/],
    ["a.ring.write.hasCredit", /^ring\.write\.hasCredit: conjunct/],
    ["ring.inOrder", /: invariant property \(properties\/direction\.ts:\d+\)[^]*where +from\.ghost\.submitted !== "outside"[^]*exhaustive/],
    ["ab.ring.inOrder", /^ring\.inOrder: invariant property/],
    ["ring.drains", /evidence: exhaustive: ring\.thin small \(39,892 states\), ring\.thin standard/],
    ["ring.thin", /: system \(properties\/systems\/thin\.ts:\d+\)[^]*small \(slots 3, [^)]*\): holds/],
    ["ring.producer", /: machine \(model\/ring\/producer\.ts:\d+\)[^]*ring\.write, ring\.commit/],
    ["service.oneWay", /: refinement \(properties\/systems\/thin\.ts:\d+\)/],
    ["service.submit.hasRoom", /: conjunct \(model\/service\.ts:\d+\)/],
    ["lemma.counts", /^lemma\.counts: lemma of the proof of ring \(properties\/proofs\/ring\.ts:\d+\)[^]*kept by each of the \d+ rules of ring [^]*shown from itself and all other lemmas[^]*a\.sender\.phase === "open" +memory\.posted === slots \+ 1 \+ 3 \* count\(a\.writer\.committed\)[^]*evidence: proved: every size of ring \(\d+ obligations\)/],
    ["slot.commit.body", /evidence: proved: every size of ring \(\d+ obligations\), ring small/],
    ["slot.noLoss", /evidence: proved: every size of ring \(1 obligation\), ring small/],
    ["ring", /: system [^]*small \([^)]*\): holds[^]*for every size: proved by z3-solver[^\n]*, 792 obligations/],
    ["refuted", /^refuted: verdict [^]*of an obligation of a proof, by `tcnet prove`, exit code 1: /],
    ["E42", /^E42: code of the subset \(checker\/lowering\/reject\.ts:\d+\)\n {2}Refused: /],
    ["O3", /^O3: obligation \(publish\/fixed\.ts:\d+\)/],
    ["deadlock", /^deadlock: check of every system [^]*of a system, by `tcnet check`, exit code 1: [^]*evidence: exhaustive/],
    ["vacuous", /^vacuous: verdict \(publish\/verdicts\.ts:\d+\)[^]*exit code 1: Everything holds, but some check could not have failed[^]*what to do: /],
    ["not-run", /^not-run: verdict \(publish\/verdicts\.ts:\d+\)[^]*of a property, by `tcnet check`: [^]*of a mutant, by `tcnet mutate`, exit code 3: /],
  ])("says what %s is, and where", async (id, expected) => {
    const { code, out } = await run(id)
    expect(code).toBe(EXIT.holds)
    expect(out).toMatch(expected)
  })

  it("knows every word that is a verdict, and exit codes that there are", () => {
    const all = catalogue([])
    expect(verdictWords.filter((word) => !all.has(word))).toEqual([])
    expect(verdictWords.flatMap(meaningsOf).filter((m) => m.exit !== undefined && !(Object.values(EXIT) as number[]).includes(m.exit))).toEqual([])
  })

  it("prints one JSON document", async () => {
    const { out } = await run("ring.accept", "--json")
    expect(JSON.parse(out)).toMatchObject({ id: "ring.accept", kind: "rule", conditions: [{ name: "ring.accept.idle" }, { name: "ring.accept.committed" }], evidence: { class: "exhaustive" } })
  })

  it.each([
    [["ring.wirte"], "tcnet: there is no id ring.wirte\nDid you mean ring.write? docs/README.md lists the rules and properties.\n"],
    [["uncommitted"], "tcnet: there is no id uncommitted\nDid you mean ring.commit.uncommitted? docs/README.md lists the rules and properties.\n"],
    [["hasCredit"], "tcnet: there is no id hasCredit\nDid you mean slot.writePayload.hasCredit, or ring.write.hasCredit, or notify.publishFrame.hasCredit? docs/README.md lists the rules and properties.\n"],
    [["xylophone.player.of.the.band"], "tcnet: there is no id xylophone.player.of.the.band\ndocs/README.md lists the rules and properties.\n"],
  ])("refuses %j with what may have been meant", async (argv, text) => {
    expect(await run(...argv)).toEqual({ code: EXIT.usage, out: "", err: text })
  })
  it.each([[[]], [["ring.write", "ring.read"]], [["ring.write", "--jsn"]]])("refuses the arguments %j", async (argv) => {
    expect(await run(...argv)).toMatchObject({ code: EXIT.usage, out: "" })
  })
})
