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
  /** Of a reason: its code. */
  readonly code?: number
  /** Line of the lock, from 1; 0 for one that is not in it yet. */
  readonly line: number
  /** The id is in use no longer, and never will be again. */
  readonly withdrawn?: { readonly version: string; readonly reason: string }
}
/** Ids in the lock's order. */
export type Lock = ReadonlyMap<string, Locked>

/** The kinds of ids that others may refer to. Codes and checks are the checker's own, names of machines and systems the model's. */
const published: ReadonlySet<string> = new Set<Entry["kind"]>(["rule", "conjunct", "property", "refinement", "platform", "reason", "counter"])

const head = `# Every id that was ever published, one a line, with what it names. \`npm run docs\` adds those that are new, and removes none.
# An id that is given up stays, with the version and the reason behind it: ring.example rule withdrawn 0.2.0 Nothing needs it.
# A reason has its code behind it: a code never changes, and never becomes another reason's.
`

/** Reads the text of a lock. @throws InputError with its line for one that it cannot have */
export const parseLock = (text: string): Lock => {
  const lock = new Map<string, Locked>()
  for (const [i, raw] of text.split("\n").entries()) {
    const [line, at] = [raw.trim(), `${lockPath}:${i + 1}`]
    if (line === "" || line.startsWith("#")) continue
    const [, id, kind, code, version, reason] = /^(\S+) (\w+)(?: ([1-9]\d*))?(?: withdrawn (\d+\.\d+\.\d+) (\S.*))?$/.exec(line) ?? []
    if (id === undefined || kind === undefined) throw new InputError(`${at}: \`${line}\` is no entry`, "An entry is an id and its kind, and for a withdrawn id behind them: withdrawn VERSION REASON.")
    if ((kind === "reason") !== (code !== undefined)) throw new InputError(`${at}: \`${line}\` ${code === undefined ? "lacks its code" : "has a code"}`, "A reason has its code behind its kind, and nothing else has one.")
    const other = lock.get(id)
    if (other !== undefined) throw new InputError(`${at}: ${id} stands already in line ${other.line}`, "Leave out one of the two; one that is withdrawn stays.")
    lock.set(id, { id, kind, line: i + 1, ...(code === undefined ? {} : { code: Number(code) }), ...(version === undefined || reason === undefined ? {} : { withdrawn: { version, reason } }) })
  }
  return lock
}

/** The text of a lock, in the order of the ids. */
export const printLock = (lock: Lock): string =>
  head + [...lock.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((e) => `${e.id} ${e.kind}${e.code === undefined ? "" : ` ${e.code}`}${e.withdrawn === undefined ? "" : ` withdrawn ${e.withdrawn.version} ${e.withdrawn.reason}`}\n`).join("")

const publishedOf = (catalogue: ReadonlyMap<string, Entry>): readonly Entry[] => [...catalogue.values()].filter((e) => published.has(e.kind))

export interface LockProblem {
  readonly path: string
  readonly line: number
  readonly text: string
}
const codeOf = (e: Entry): { readonly code?: number } => (e.kind === "reason" ? { code: e.reason.code } : {})

/** A code that changes, or that becomes another reason's. */
const codeProblems = (locked: Locked, now: ReadonlyMap<string, Entry>): readonly LockProblem[] => [...now.values()].flatMap((e) => {
  const { code } = codeOf(e)
  if (code === undefined || (e.id === locked.id) === (code === locked.code)) return []
  const text = e.id === locked.id
    ? `${e.id} is published with the code ${locked.code}, and ${e.source} gives it ${code}: a code never changes`
    : `the code ${code} is that of ${locked.id} for ever, and ${e.source} gives it to ${e.id}: give that another`
  return [{ path: lockPath, line: locked.line, text }]
})

/** What the specification and the lock say against each other: an id that is gone, that is used again, or that names another thing; a code that changes. */
export const lockProblems = (lock: Lock, catalogue: ReadonlyMap<string, Entry>): readonly LockProblem[] => {
  const now = new Map(publishedOf(catalogue).map((e) => [e.id, e]))
  return [...lock.values()].flatMap((locked): readonly LockProblem[] => {
    const e = now.get(locked.id)
    const at = { path: lockPath, line: locked.line }
    if (e !== undefined && locked.withdrawn !== undefined) return [{ ...at, text: `${locked.id} was withdrawn in ${locked.withdrawn.version}, and ${e.source} uses it again: give it another id` }]
    if (e === undefined && locked.withdrawn === undefined) return [{ ...at, text: `the ${locked.kind} ${locked.id} is published and exists no longer: put it back, or write behind it \`withdrawn VERSION REASON\`` }]
    if (e !== undefined && e.kind !== locked.kind) return [{ ...at, text: `${locked.id} is published as a ${locked.kind}, and ${e.source} makes it a ${e.kind}: give it another id` }]
    return locked.kind === "reason" ? codeProblems(locked, now) : []
  })
}

/** The lock with every id that is new. */
export const extendLock = (lock: Lock, catalogue: ReadonlyMap<string, Entry>): Lock =>
  new Map([...lock, ...publishedOf(catalogue).filter((e) => !lock.has(e.id)).map((e): readonly [string, Locked] => [e.id, { id: e.id, kind: e.kind, ...codeOf(e), line: 0 }])])

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
