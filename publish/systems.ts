/** The registered systems, lowered, and where things stand in the checkout. */
import { relative, resolve, sep } from "node:path"
import { fileURLToPath } from "node:url"
import type { Source, SystemIr } from "../checker/ir/system.ts"
import { lower } from "../checker/lowering/index.ts"
import { systems } from "../properties/systems/index.ts"

/** The checkout, with a slash at its end. */
export const root: string = fileURLToPath(new URL("../", import.meta.url))

/** A path below the checkout, with forward slashes: the lowering names files relative to the working directory, which may be anywhere. */
export const fromRoot = (file: string): string => relative(root, resolve(file)).split(sep).join("/")
/** `file:line` from the root of the checkout. */
export const sourceFromRoot = (s: Source): string => `${fromRoot(s.file)}:${s.line}`

/** Every system of the registry, in its order. */
export const registeredSystems = (): readonly SystemIr[] =>
  systems.map((s) => lower(fileURLToPath(new URL(`../properties/systems/${s.module}`, import.meta.url)), s.name))

/** 1234567 as `1,234,567`. */
export const count = (n: number): string => n.toLocaleString("en-US")
