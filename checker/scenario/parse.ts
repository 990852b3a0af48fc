/**
 * Reads a scenario script: a heading, comments that tell the story, commands, and below each command what it is expected
 * to print. Which commands there are is no matter of this file.
 *
 *     # A frame goes through
 *     #
 *     # The producer writes, and the link carries it.
 *     system ring.thin small
 *     ----
 *     slots 3, posted 2, frames 4
 *
 *     a: ring.write(frame: white)
 *     ----
 *     a.tx.written 0 → 1
 */
import { InputError } from "../errors.ts"

/** A place in a script. */
export interface Place {
  readonly file: string
  /** From 1. */
  readonly line: number
}
/** Consecutive comment lines, without their signs. */
export interface Comment extends Place {
  readonly kind: "comment"
  readonly lines: readonly string[]
}
/** A command and the output that the script gives for it; `expected` is undefined where it gives none. */
export interface Command extends Place {
  readonly kind: "command"
  readonly text: string
  readonly expected: readonly string[] | undefined
}
export interface Script {
  readonly file: string
  /** The first line, which is a heading. */
  readonly title: string
  /** What the script runs on, as its first command names it. */
  readonly system: { readonly at: Command; readonly name: string; readonly id: string | undefined; readonly size: string }
  /** The script from whose end this one goes on, as its second command names it; undefined: from the system's first state. */
  readonly after: { readonly at: Command; readonly name: string } | undefined
  /** Everything behind the heading, in order. */
  readonly items: readonly (Comment | Command)[]
}

/** What separates a command from its output. */
export const rule = "----"

/** Something is wrong at a line of a script. */
export const wrongAt = (at: Place, message: string, fix: string): InputError => new InputError(`${at.file}:${at.line}: ${message}`, fix)

const isComment = (line: string | undefined): boolean => line?.startsWith("#") === true
const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === ""

/** Lines from `from` on, as long as they are of a kind. */
const span = (lines: readonly string[], from: number, isOf: (line: string | undefined) => boolean): readonly string[] => {
  const found: string[] = []
  for (let i = from; i < lines.length && isOf(lines[i]); i++) found.push(lines[i] as string)
  return found
}

const itemsOf = (file: string, lines: readonly string[]): readonly (Comment | Command)[] => {
  const items: (Comment | Command)[] = []
  for (let i = 0; i < lines.length;) {
    const line = lines[i] as string
    const at: Place = { file, line: i + 1 }
    if (isBlank(line)) i += 1
    else if (isComment(line)) {
      const own = span(lines, i, isComment)
      items.push({ ...at, kind: "comment", lines: own.map((l) => l.replace(/^#+ ?/, "").trimEnd()) })
      i += own.length
    } else if (line.trim() === rule) throw wrongAt(at, "there is output here, and no command above it", "An output follows its command without a blank line between them; it ends at the first blank line.")
    else if (lines[i + 1]?.trim() === rule) {
      const expected = span(lines, i + 2, (l) => !isBlank(l)).map((l) => l.trimEnd())
      items.push({ ...at, kind: "command", text: line.trim(), expected })
      i += 2 + expected.length
    } else {
      items.push({ ...at, kind: "command", text: line.trim(), expected: undefined })
      i += 1
    }
  }
  return items
}

const systemOf = (file: string, items: readonly (Comment | Command)[]): Script["system"] => {
  const commands = items.filter((x): x is Command => x.kind === "command")
  const [at, ...others] = commands
  const fix = "For example: system wakeup small. A module of one's own is given by its path from the script: system ./my-system.ts small."
  if (at === undefined) throw wrongAt({ file, line: 1 }, "the script has no commands", fix)
  const [word, name, ...rest] = at.text.split(/\s+/)
  if (word !== "system") throw wrongAt(at, "the first command does not name a system", fix)
  const [id, size] = rest.length === 2 ? rest : [undefined, rest[0]]
  if (name === undefined || size === undefined || rest.length > 2) throw wrongAt(at, `\`${at.text}\` does not name a system and a size`, fix)
  const again = others.find((c) => /^system\b/.test(c.text))
  if (again !== undefined) throw wrongAt(again, "a script runs on one system", "Put what follows into a script of its own.")
  return { at, name, id, size }
}

const afterOf = (items: readonly (Comment | Command)[]): Script["after"] => {
  const [, second, ...others] = items.filter((x): x is Command => x.kind === "command")
  const isAfter = (c: Command | undefined): boolean => c !== undefined && /^after\b/.test(c.text)
  const late = others.find(isAfter)
  if (late !== undefined) throw wrongAt(late, "another script is gone on from only at the beginning", "Write after NAME directly behind the line with the system, and once.")
  if (second === undefined || !isAfter(second)) return undefined
  const [, name, ...rest] = second.text.split(/\s+/)
  if (name === undefined || rest.length > 0) throw wrongAt(second, `\`${second.text}\` does not name a script`, "For example: after ring-epoch-open. It is the name of a script in the same folder, without its end.")
  return { at: second, name }
}

/** Reads a script. @throws InputError with file and line */
export const parseScript = (file: string, text: string): Script => {
  const [first, ...more] = itemsOf(file, text.split(/\r?\n/))
  const title = first?.kind === "comment" ? (first.lines[0] ?? "").trim() : ""
  if (first?.kind !== "comment" || title === "") throw wrongAt({ file, line: first?.line ?? 1 }, "a script begins with a heading", "Write into the first line what happens, behind a #: `# A doorbell is rung twice before it is heard`.")
  const story: Comment = { ...first, line: first.line + 1, lines: first.lines.slice(1) }
  const items = story.lines.every((l) => l === "") ? more : [story, ...more]
  return { file, title, system: systemOf(file, items), after: afterOf(items), items }
}
