/** Wrong versions of a system's rules, made from their source text by rote: `negate`, `drop`, `without`, `+1`, `-1`, `delete`. */
import type { Source, SystemIr } from "../ir/system.ts"
import { isLanguageFile, lower } from "../lowering/index.ts"
import { sourceOf, type Edit } from "../lowering/module.ts"
import type { Syntax } from "../lowering/syntax.ts"
import { piecesOf, type Field } from "./syntax.ts"

export interface Mutant {
  /** `rule.conjunct:negate`, `rule:without path`, `rule:+1#2`, `rule:delete`; a helper's name stands for the rule where a constant is in one. */
  readonly id: string
  /** What was put in place of what, in the words of the source. */
  readonly text: string
  /** Where that stands in the original. */
  readonly source: Source
  /** Gives `lower` the wrong version. */
  readonly edit: Edit
}

interface Found {
  readonly id: string
  readonly file: string
  readonly at: { readonly start: number; readonly end: number }
  readonly to: string
  /** What is changed, in words, and where it begins. */
  readonly text: string
  readonly start: number
}

/** What takes the place of a part that is left out, in print. */
const gone = "nothing"
const short = (text: string): string => {
  const line = text.replace(/\s+/g, " ")
  return line.length > 80 ? `${line.slice(0, 77)}...` : line
}
const textOf = (text: string, at: { readonly start: number; readonly end: number }): string => text.slice(at.start, at.end)
const except = (text: string, parts: readonly Syntax[], gone: Syntax): string => parts.filter((p) => p !== gone).map((p) => textOf(text, p)).join(", ")
const withoutField = (text: string, f: Field): string => `{ ${except(text, f.parent["properties"] as readonly Syntax[], f.at)} }`

/** One module's mutants, without the numbers that make repeated ids differ. */
const inModule = (file: string, text: string, isRule: (id: string) => boolean): readonly Found[] => {
  const pieces = piecesOf(file, text, isRule)
  const found: Found[] = []
  const add = (id: string, at: Syntax, to: string, shown: Syntax, what: string): void => { found.push({ id, file, at, to, start: shown.start, text: `${short(textOf(text, shown))} → ${short(what)}` }) }
  for (const c of pieces.conjuncts) {
    const value = c.at["value"] as Syntax
    add(`${c.owner}.${c.name}:negate`, value, `!(${textOf(text, value)})`, value, `!(${textOf(text, value)})`)
    add(`${c.owner}.${c.name}:drop`, c.parent, withoutField(text, c), c.at, gone)
  }
  for (const u of pieces.updates) add(`${u.owner}:without ${u.name}`, u.parent, withoutField(text, u), u.at, gone)
  for (const n of pieces.numbers) for (const [sign, by] of [["+1", 1], ["-1", -1]] as const) {
    const to = String((n.at["value"] as number) + by)
    add(`${n.owner}:${sign}`, n.at, to, n.at, to)
  }
  for (const l of pieces.listed) add(`${l.owner}:delete`, l.parent, `[${except(text, l.parent["elements"] as readonly Syntax[], l.at)}]`, l.at, gone)
  return found
}

/** Gives repeated ids numbers from 1, in the order of the source. */
const numbered = (found: readonly Found[]): readonly Found[] => {
  const totals = new Map<string, number>()
  for (const f of found) totals.set(f.id, (totals.get(f.id) ?? 0) + 1)
  const seen = new Map<string, number>()
  return found.map((f) => {
    const k = (seen.get(f.id) ?? 0) + 1
    seen.set(f.id, k)
    return totals.get(f.id) === 1 ? f : { ...f, id: `${f.id}#${k}` }
  })
}

/**
 * The generic mutants of the system that `file` exports as `name`: of its rules, and of the helpers in modules that
 * hold nothing but model. Histories, properties and the system's own description are left alone.
 *
 * @throws Rejected, InputError as `lower`
 */
export const mutantsOf = (file: string, name: string): { readonly ir: SystemIr; readonly mutants: readonly Mutant[] } => {
  const texts = new Map<string, string>()
  const ir = lower(file, name, (text, path) => {
    texts.set(path, text)
    return text
  })
  const ids = new Set(ir.rules.map((r) => r.id))
  // What a system forgets is no part of what it does: a wrong version of it would be found or change nothing.
  const isForgetting = (text: string): boolean => ir.forgets.some((r) => text.includes(`id: "${r.id}"`))
  const found = numbered([...texts].filter(([path, text]) => !isLanguageFile(path) && !isForgetting(text)).flatMap(([path, text]) => inModule(path, text, (id) => ids.has(id))))
  return {
    ir,
    mutants: found.map(({ id, file: path, at, to, text: words, start }) => ({
      id, text: words, source: sourceOf({ file: path, text: texts.get(path) as string, names: new Map() }, { start }),
      edit: (text, edited) => (edited === path ? `${text.slice(0, at.start)}${to}${text.slice(at.end)}` : text),
    })),
  }
}
