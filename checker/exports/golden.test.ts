import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { basename, dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { flatten } from "../ir/flat.ts"
import { sizesOf } from "../ir/reading.ts"
import type { SystemIr } from "../ir/system.ts"
import { lower } from "../lowering/index.ts"
import { irJsonSchema, printIr } from "./ir.ts"
import { murphi } from "./murphi.ts"
import { promela } from "./promela.ts"
import { tla } from "./tla.ts"

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))
const thin = () => lower(pathOf("../../properties/systems/thin.ts"), "thin")
const ring = () => lower(pathOf("../../properties/systems/ring.ts"), "ring")
const wakeup = () => lower(pathOf("../../properties/systems/wakeup.ts"), "wakeup")
const flushing = () => lower(pathOf("../../properties/systems/wakeup-flushing.ts"), "wakeupFlushing")
const alternatingBit = () => lower(pathOf("../outside/alternating-bit.ts"), "alternatingBit")

type Made = readonly [string, () => string]
const at = (ir: SystemIr) => flatten(ir, sizesOf(ir, "small"), "small")
/** Every format of other checkers. TLA+ wants a module in the file of its name. */
const printed = (name: string, make: () => SystemIr): readonly Made[] => [
  [`./golden/${name}.small.pml`, () => promela(at(make()))],
  [`./golden/${name}.small.m`, () => murphi(at(make()))],
  [`./golden/${name.replaceAll(".", "_")}.tla`, () => tla(make(), "small").module],
  [`./golden/${name.replaceAll(".", "_")}.cfg`, () => tla(make(), "small").configuration],
]
const files: readonly Made[] = [
  ["../../spec/ir.schema.json", irJsonSchema],
  ["./golden/ring.thin.ir.json", () => printIr(thin())],
  ["./golden/outside.alternatingBit.ir.json", () => printIr(alternatingBit())],
  ...printed("ring.thin", thin),
  ...printed("ring", ring),
  ...printed("wakeup", wakeup),
  ...printed("wakeup.flushing", flushing),
  ...printed("outside.alternatingBit", alternatingBit),
]

describe("the committed files", () => {
  it.each(files)("%s is what the sources give", (relative, make) => {
    const [file, text] = [pathOf(relative), make()]
    if (process.env["UPDATE_GOLDEN"] === "1") {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
    const committed = existsSync(file) ? readFileSync(file, "utf8") : ""
    expect(committed, `${basename(file)} differs. If the change is meant: UPDATE_GOLDEN=1 npx vitest run checker/exports`).toBe(text)
  })

  it("do not depend on what was lowered before", () => {
    expect(printIr(thin())).toBe(printIr(thin()))
  })
})
