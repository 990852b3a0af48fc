import { describe, expect, it } from "vitest"
import { openSolver } from "./solver.ts"

describe("z3 as a library", () => {
  it("decides, gives values, and does not know what takes too long", async () => {
    const solver = await openSolver("z3-solver", 1)
    try {
      const of = async (script: string, limit_ms = 5000): Promise<string> => (await solver.check(script, limit_ms)).verdict
      expect(await of("(declare-const x Int)(assert (and (< x 0) (< 0 x)))")).toBe("unsat")
      const found = await solver.check("(declare-const |a b| Int)(declare-const y Int)(assert (and (= |a b| (- 3)) (= y 4)))", 5000)
      expect([found.verdict, found.values?.get("a b") ?? found.values?.get("|a b|"), found.values?.get("y")]).toEqual(["sat", "-3", "4"])
      expect(await of("(declare-fun f (Int) Int)(assert (forall ((i Int)) (! (< (f i) (f (+ i 1))) :pattern ((f i)))))(assert (< (f 0) 0))", 300)).toBe("unknown")
    } finally {
      solver.close()
    }
  })
  it("refuses what is no script", async () => {
    const solver = await openSolver("z3-solver", 1)
    try {
      await expect(solver.check("(assert (= x 1))", 1000)).rejects.toThrow(/unknown constant x/)
    } finally {
      solver.close()
    }
  })
})

describe("a program", () => {
  it("that is not installed is named, with how to install it", async () => {
    const path = process.env["PATH"]
    process.env["PATH"] = ""
    try {
      const solver = await openSolver("cvc5", 1)
      await expect(solver.check("(assert false)", 1000)).rejects.toMatchObject({ message: "cvc5 is not installed", fix: expect.stringContaining("apt-get install cvc5") as string })
    } finally {
      process.env["PATH"] = path
    }
  })
})
