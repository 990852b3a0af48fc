import { describe, expect, it } from "vitest"
import type { RuleIr } from "../checker/ir/system.ts"
import { registeredSystems } from "./systems.ts"
import { domainOf, effects, history, pathIn, viewOfProperty, words } from "./words.ts"

const thin = registeredSystems().find((s) => s.id === "ring.thin")
const rule = (place: string, id: string): RuleIr => thin?.rules.find((r) => r.place === place && r.id === id) as RuleIr
const effectsOf = (r: RuleIr): readonly string[] => r.then.flatMap((u) => effects(r, u)).map((e) => `${e.path} ← ${e.value}${e.where.map((w) => ` | ${w}`).join("")}`)

describe("the words of a view", () => {
  it.each([
    [{ parts: ["a"], names: [] }, "a.tx.written", "tx.written"],
    [{ parts: ["a"], names: [] }, "ab.x", "ab.x"],
    [{ parts: ["a", "b", "link"], names: ["from", "to", "link"] }, "b.window.credit", "to.window.credit"],
    [{ parts: ["b", "up"], names: ["to", "isUp"] }, "up", "isUp"],
    [{ parts: [], names: [] }, "a.tx.written", "a.tx.written"],
  ])("%j call %s %s", (view, path, name) => expect(pathIn(view, path)).toBe(name))

  it("print a condition as its machine has it", () => {
    const write = rule("a", "ring.write")
    expect(write.when.map((c) => `${c.name}: ${words(write, c.node)}`)).toContain("hasCredit: tx.written - window.credit < slots")
    expect(domainOf(write, write.params[0] as RuleIr["params"][number])).toBe("white, red, blue")
    expect(history(write)).toEqual(["submitted"])
  })

  it("print a property over what its place calls the parts", () => {
    const p = thin?.properties.find((x) => x.id === "ring.consumedAhead")
    if (thin === undefined || p === undefined) throw new Error("no such property")
    expect(words(viewOfProperty(thin, p), p.holds)).toBe("from.tx.committed < to.rx.consumed")
  })

  it("print the effects of one rule alike at each of its places", () => {
    expect(effectsOf(rule("ab", "fabric.land"))).toEqual(effectsOf(rule("ba", "fabric.land")))
  })

  it("name each case of an effect, the last of an enumeration by its value", () => {
    expect(effectsOf(rule("ab", "fabric.land")).map((e) => e.replace(/ ← [^|]*/, ""))).toEqual([
      "from.out",
      `to.window.slots| from.out[0].word === "payload"`,
      `to.window.slots| from.out[0].word === "commit"`,
      `to.window.credit| from.out[0].word === "credit"`,
    ])
  })
})
