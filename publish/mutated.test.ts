import { expect, it } from "vitest"
import { mutatedSystems } from "./mutated.ts"
import { fromRoot } from "./systems.ts"

it("leaves no file with rules out: the mutants of each are judged with some system", () => {
  const systems = mutatedSystems()
  const withRules = new Set(systems.flatMap((m) => m.ir.rules.map((r) => fromRoot(r.source.file))))
  const mutated = new Set(systems.flatMap((m) => m.mutants.flatMap((x) => (x.source === undefined ? [] : [fromRoot(x.source.file)]))))
  expect(withRules.size).toBeGreaterThan(10)
  expect([...withRules].filter((file) => !mutated.has(file))).toEqual([])
})
