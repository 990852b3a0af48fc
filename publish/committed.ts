/** Committed results as files of JSON: read as what they should be, or refused by name. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import { z } from "zod"
import { InputError } from "../checker/errors.ts"

/** The command that renews all of them. */
export const renewCommand = "npm run full"

/** What a folder is to hold. */
export interface Shelf<T> {
  readonly schema: z.ZodType<T>
  /** The name that the file of such a value has. */
  readonly nameOf: (value: T) => string
  /** What such a value is, with whose it is: `the result of ring.thin at small`. */
  readonly what: (value: T) => string
}

const parse = <T>(path: string, text: string, shelf: Shelf<T>): T => {
  const broken = (why: string): InputError => new InputError(`${path}: ${why}`, `Renew it: ${renewCommand}.`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw broken(`no JSON: ${(error as Error).message}`)
  }
  const parsed = shelf.schema.safeParse(value)
  if (!parsed.success) throw broken(z.prettifyError(parsed.error).replaceAll("\n", " "))
  if (basename(path) !== shelf.nameOf(parsed.data)) throw broken(`it holds ${shelf.what(parsed.data)}`)
  return parsed.data
}

/** Every value of a folder, by file name; none where there is no folder. `shown` is the folder as messages name it. @throws InputError for a file that is none */
export const readShelf = <T>(folder: string, shown: string, shelf: Shelf<T>): ReadonlyMap<string, T> =>
  new Map((existsSync(folder) ? readdirSync(folder).toSorted() : []).map((name) => [name, parse(`${shown}/${name}`, readFileSync(join(folder, name), "utf8"), shelf)]))
