/**
 * The lock of ids: every id that was ever published, so that none disappears unnoticed and none comes to mean something
 * else. Logs, bug reports and code outside of this checkout refer to them.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { InputError } from "../checker/errors.ts"
import type { Entry } from "./catalog.ts"
import { table } from "./requirement.ts"

/** Where the lock stands, below the checkout. */
export const lockPath = "spec/ids.lock.txt"

export interface Locked {
  readonly id: string
  readonly kind: string
  /** Line of the lock, from 1; 0 for one that is not in it yet. */
  readonly line: number
  /** The id is in use no longer, and never will be again. */
  readonly withdrawn?: { readonly version: string; readonly reason: string }
}
/** Ids in the lock's order. */
export type Lock = ReadonlyMap<string, Locked>

/** The kinds of ids that others may refer to. Codes and checks are the checker's own, names of machines and systems the model's. */
const published: ReadonlySet<string> = new Set<Entry["kind"]>(["rule", "conjunct", "property", "refinement", "platform"])

const head = `# Every id that was ever published, one a line, with what it names. \`npm run docs\` adds those that are new, and removes none.
# An id that is given up stays, with the version and the reason behind it: ring.example rule withdrawn 0.2.0 Nothing needs it.
`

/** Reads the text of a lock. @throws InputError with its line for one that it cannot have */
export const parseLock = (text: string): Lock => {
  const lock = new Map<string, Locked>()
  for (const [i, raw] of text.split("\n").entries()) {
    const [line, at] = [raw.trim(), `${lockPath}:${i + 1}`]
    if (line === "" || line.startsWith("#")) continue
    const [, id, kind, version, reason] = /^(\S+) (\w+)(?: withdrawn (\d+\.\d+\.\d+) (\S.*))?$/.exec(line) ?? []
    if (id === undefined || kind === undefined) throw new InputError(`${at}: \`${line}\` is no entry`, "An entry is an id and its kind, and for a withdrawn id behind them: withdrawn VERSION REASON.")
    const other = lock.get(id)
    if (other !== undefined) throw new InputError(`${at}: ${id} stands already in line ${other.line}`, "Leave out one of the two; one that is withdrawn stays.")
    lock.set(id, { id, kind, line: i + 1, ...(version === undefined || reason === undefined ? {} : { withdrawn: { version, reason } }) })
  }
  return lock
}

/** The text of a lock, in the order of the ids. */
export const printLock = (lock: Lock): string =>
  head + [...lock.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((e) => `${e.id} ${e.kind}${e.withdrawn === undefined ? "" : ` withdrawn ${e.withdrawn.version} ${e.withdrawn.reason}`}\n`).join("")

const publishedOf = (catalogue: ReadonlyMap<string, Entry>): readonly Entry[] => [...catalogue.values()].filter((e) => published.has(e.kind))

/** What the specification and the lock say against each other: an id that is gone, that is used again, or that names another thing. */
export const lockProblems = (lock: Lock, catalogue: ReadonlyMap<string, Entry>): readonly { readonly path: string; readonly line: number; readonly text: string }[] => {
  const now = new Map(publishedOf(catalogue).map((e) => [e.id, e]))
  return [...lock.values()].flatMap((locked) => {
    const e = now.get(locked.id)
    const at = { path: lockPath, line: locked.line }
    if (locked.withdrawn !== undefined) return e === undefined ? [] : [{ ...at, text: `${locked.id} was withdrawn in ${locked.withdrawn.version}, and ${e.source} uses it again: give it another id` }]
    if (e === undefined) return [{ ...at, text: `the ${locked.kind} ${locked.id} is published and exists no longer: put it back, or write behind it \`withdrawn VERSION REASON\`` }]
    return e.kind === locked.kind ? [] : [{ ...at, text: `${locked.id} is published as a ${locked.kind}, and ${e.source} makes it a ${e.kind}: give it another id` }]
  })
}

/** The lock with every id that is new. */
export const extendLock = (lock: Lock, catalogue: ReadonlyMap<string, Entry>): Lock =>
  new Map([...lock, ...publishedOf(catalogue).filter((e) => !lock.has(e.id)).map((e): readonly [string, Locked] => [e.id, { id: e.id, kind: e.kind, line: 0 }])])

/** The text of the committed lock; empty if there is none. */
export const readLockText = (root: string): string => (existsSync(join(root, lockPath)) ? readFileSync(join(root, lockPath), "utf8") : "")

export interface LockDrift {
  /** The lock as it should be. */
  readonly text: string
  /** Ids that it lacks. */
  readonly added: readonly string[]
}
/** How the committed lock differs from what it should be; undefined where it does not. */
export const lockDrift = (root: string, catalogue: ReadonlyMap<string, Entry>): LockDrift | undefined => {
  const old = readLockText(root)
  const extended = extendLock(parseLock(old), catalogue)
  const text = printLock(extended)
  return text === old ? undefined : { text, added: [...extended.values()].filter((e) => e.line === 0).map((e) => e.id) }
}
export const writeLock = (root: string, drift: LockDrift): void => writeFileSync(join(root, lockPath), drift.text)

/** The section on ids that are not used any more. */
export const withdrawnMarkdown = (lock: Lock): string => {
  const gone = [...lock.values()].filter((e) => e.withdrawn !== undefined).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const said = `[${lockPath}](../${lockPath}) lists every id that was ever published. One that is withdrawn is never used again.`
  return `## Withdrawn ids\n\n${gone.length === 0 ? `None. ${said}` : `${said}\n\n${table(["id", "was", "withdrawn in", "because"], gone.map((e) => [`\`${e.id}\``, e.kind, e.withdrawn?.version ?? "", (e.withdrawn?.reason ?? "").replaceAll("|", "\\|")]))}`}`
}
