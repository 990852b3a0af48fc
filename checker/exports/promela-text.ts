/** Types, comments and the names of cells as Promela has them. */
import { colours, isSequence, mostOf, type Sort } from "../ir/sort.ts"
import type { Dialect } from "./infix.ts"

/** Words of Promela that look like a path of two words. */
const reserved = new Set(["c_code", "c_decl", "c_expr", "c_state", "c_track", "d_step", "D_proctype", "get_priority", "np_", "pc_value", "set_priority"])

/**
 * A name for each path, `a.out[0].word` being `a_out_0_word`. A single word gets a prefix: it could be a keyword of
 * Promela or of C, or a macro of the verifier, and of those there is no complete list. So does what would be a temporary.
 */
export const cellNames = (paths: readonly string[]): readonly string[] => {
  const used = new Set<string>()
  return paths.map((path) => {
    const plain = path.replace(/[^A-Za-z0-9]+/g, "_").replace(/_$/, "")
    const safe = !plain.includes("_") || /^[_0-9]/.test(plain) || reserved.has(plain) || /^tmp_\d+$/.test(plain) ? `s_${plain.replace(/^_/, "")}` : plain
    let name = safe
    for (let i = 2; used.has(name); i++) name = `${safe}_${i}`
    used.add(name)
    return name
  })
}

/** The smallest type that holds 0 … most. `short` and `int` have a sign. */
export const typeOf = (most: number): "bit" | "byte" | "short" | "int" =>
  most <= 1 ? "bit" : most <= 255 ? "byte" : most <= 32_767 ? "short" : "int"

/** What the codes of each cell below a sort mean, in the order of the cells; `sort` has concrete extents. */
export const meanings = (sort: Sort): readonly string[] => {
  if (sort.kind === "record") return sort.fields.flatMap((f) => meanings(f.sort))
  if (isSequence(sort)) {
    const items = Array.from({ length: (sort.kind === "vec" ? sort.size : sort.capacity) as number }, () => meanings(sort.of)).flat()
    return sort.kind === "vec" ? items : [`0 … ${sort.capacity as number}`, ...items]
  }
  if (sort.kind === "bool") return ["false, true"]
  if (sort.kind === "enum" || sort.kind === "opaque") return [(sort.kind === "enum" ? sort.values : colours).map((v, i) => `${i} ${v}`).join(", ")]
  return [`0 … ${mostOf(sort)}`]
}

/** Text that may stand in a comment. */
export const inComment = (text: string): string => text.replaceAll("*/", "* /").replaceAll("/*", "/ *").replaceAll("\n", " ").replaceAll("??/", "? ?/")

/** How Promela writes expressions. */
export const dialect: Dialect = { language: "Promela", choice: "->", signs: { or: "||", and: "&&", eq: "==", lt: "<", add: "+", sub: "-", mul: "*", mod: "%" } }
