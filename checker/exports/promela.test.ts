import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { InputError } from "../errors.ts"
import { flatten } from "../ir/flat.ts"
import { sizesOf } from "../ir/reading.ts"
import type { SystemIr } from "../ir/system.ts"
import { lower } from "../lowering/index.ts"
import type { Edit } from "../lowering/module.ts"
import { promela } from "./promela.ts"
import { cellNames, inComment, meanings, typeOf } from "./promela-text.ts"

const exported = (ir: SystemIr): string => promela(flatten(ir, sizesOf(ir, "small"), "small"))
const fixture = (edit?: Edit): string => exported(lower(fileURLToPath(new URL("./fixtures/awkward.ts", import.meta.url)), "awkward", edit))
/** The text of one option of the process. */
const option = (text: string, label: string): string => {
  const from = text.indexOf(`/* ${label} (`)
  return text.slice(from, text.indexOf("\n    }\n", from))
}

describe("names of cells", () => {
  it("are the paths, with underscores", () => {
    expect(cellNames(["a.tx.written", "a.out[0].word", "a.out.length"])).toEqual(["a_tx_written", "a_out_0_word", "a_out_length"])
  })
  it("are no words that mean something to Promela, to C or to the verifier", () => {
    expect(cellNames(["len", "linux", "d.step", "tmp[0]", "_x.y", "π", "a.$"])).toEqual(["s_len", "s_linux", "s_d_step", "s_tmp_0", "s_x_y", "s_", "s_a"])
  })
  it("are each given once", () => {
    expect(cellNames(["a.b_c", "a_b.c", "a.b.c"])).toEqual(["a_b_c", "a_b_c_2", "a_b_c_3"])
  })
})

describe("types and comments", () => {
  it("take the smallest type that holds the range", () => {
    expect([0, 1, 2, 255, 256, 32_767, 32_768, 2 ** 31 - 1].map(typeOf)).toEqual(["bit", "bit", "byte", "byte", "short", "short", "int", "int"])
  })
  it("say what the codes mean, cell by cell", () => {
    const pair = { kind: "record", fields: [{ name: "a", sort: { kind: "bool" } }, { name: "b", sort: { kind: "enum", values: ["x", "y"] } }] } as const
    expect(meanings({ kind: "fifo", capacity: 2, of: pair })).toEqual(["0 … 2", "false, true", "0 x, 1 y", "false, true", "0 x, 1 y"])
    expect(meanings({ kind: "vec", size: 1, of: { kind: "below", count: 3 } })).toEqual(["0 … 2"])
  })
  it("cannot end a comment early", () => {
    expect(inComment("a */ b /* c\nd")).toBe("a * / b / * c d")
  })
})

describe("promela", () => {
  const text = fixture()

  it("gives each cell its type, its first value and its path", () => {
    expect(text).toMatch(/^short s_d_step; +\/\* d\.step: 0 … 300 \*\/$/m)
    expect(text).toMatch(/^byte s_linux = 1; +\/\* linux: 0 … 2 \*\/$/m)
    expect(text).toMatch(/^byte s_mtype; +\/\* mtype: 0 init, 1 never, 2 trace \*\/$/m)
    expect(text).toMatch(/^int s_big; +\/\* big: 0 … 40000 \*\/$/m)
  })

  it("says of each option which rule it is, with its parameters and its place in the source", () => {
    expect(text).toMatch(/^ {2}\/\* awkward\.spread\(i: 2\) \(\S+awkward\.ts:\d+\): An element is set/m)
  })

  it("keeps a value in a temporary only where assignments read each other in a circle", () => {
    expect(option(text, "awkward.rotate").split("\n").slice(2).map((l) => l.trim())).toEqual(["true ->", "tmp_0 = s_linux;", "s_linux = s_unix;", "s_unix = s_len;", "s_len = tmp_0;"])
    expect(option(text, "awkward.stop")).not.toMatch(/\btmp_0\b/)
  })

  it("reads what no rule reads, because SPIN would leave it out of the state", () => {
    expect(text).toContain(":: false && c_step == 0 -> skip")
  })

  it("watches no invariant that is true by its form, and names the others", () => {
    const watched = text.slice(text.indexOf("#ifdef CHECK"))
    expect(watched).toContain("awkward.paired")
    expect(watched).toContain("awkward.never")
    expect(watched).not.toContain("awkward.inside")
  })

  it("writes `skip` where a rule changes nothing", () => {
    const still = fixture((source) => source.replace("next(s, { len: s.linux, linux: s.unix, unix: s.len })", "s"))
    expect(option(still, "awkward.rotate").split("\n").slice(2).map((l) => l.trim())).toEqual(["true ->", "skip;"])
  })
})

describe("shared expressions", () => {
  let directory = ""
  beforeAll(() => { directory = mkdtempSync(join(tmpdir(), "tcnet-promela-")) })
  afterAll(() => rmSync(directory, { recursive: true }))

  /** Follows a table of 8 as many times as told: written out, the index stands 8 times as often at each. */
  const chased = (name: string, inGuard: number, inEffect: number): string => {
    const chase = (times: number): string => Array.from({ length: times }, () => "at(s.t, ").join("") + "s.x" + ")".repeat(times)
    const file = join(directory, `${name}.ts`)
    writeFileSync(file, `
      import { at, fill, machine, model, next, type Below, type Machine, type System, type Vec } from "tcnet"
      interface Sizes { readonly n: number }
      interface State { readonly t: Vec<Sizes["n"], Below<Sizes["n"]>>; readonly x: Below<Sizes["n"]> }
      const { rule } = model<State, Sizes>()
      const chase = rule({ id: "chase", text: "Follows the table.", when: (s) => ({ there: ${chase(inGuard)} < 7 }), then: (s) => next(s, { x: ${chase(inEffect)} }) })
      const all: Machine<State, Sizes> = machine({ id: "all", rules: [chase] })
      export const system: System<State, Sizes> = { id: "chase", text: "Chases.", sizes: { small: { n: 8 } }, init: (n) => ({ t: fill(n.n, 0), x: 0 }), parts: ({ whole }) => [whole(all)], quiescent: () => true }
    `)
    return exported(lower(file, "system"))
  }

  it("do not blow an effect up", () => {
    const lengths = [10, 20, 40].map((times) => chased(`effect${times}`, 1, times).length)
    expect(lengths[2]).toBeLessThan(20_000)
    // Twice as many steps take twice the text that they add, not its square.
    expect((lengths[2] as number) - (lengths[1] as number)).toBeLessThan(2.5 * ((lengths[1] as number) - (lengths[0] as number)))
  })

  it("are refused in a guard that they blow up", () => {
    expect(chased("guard3", 3, 1).length).toBeLessThan(50_000)
    expect(() => chased("guard12", 12, 1)).toThrow(InputError)
    expect(() => chased("guard12", 12, 1)).toThrow(/chase\.there is a condition of \d+ operators at the size small, too long for Promela/)
  })
})
