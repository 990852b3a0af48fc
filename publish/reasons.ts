/** Reasons and counters: whether the table of them fits the rules, and how it is printed. */
import type { SystemIr } from "../checker/ir/system.ts"
import { counters, counterWidth_bits, reasons, type Counter, type Reason } from "../spec/reasons.ts"
import type { Entry } from "./catalog.ts"
import { epochEnds } from "./ends.ts"
import type { Where } from "./form.ts"
import type { Places } from "./page.ts"

/** A table of reasons and counters. */
export interface Tables {
  readonly reasons: readonly Reason[]
  readonly counters: readonly Counter[]
}
const own: Tables = { reasons, counters }

export interface Misfit {
  /** The reason or counter that is wrong; of a rule that lacks a reason, the rule. */
  readonly id: string
  readonly text: string
}

/** What rules and conditions there are. */
const known = (systems: readonly SystemIr[]): ReadonlySet<string> =>
  new Set(systems.flatMap((s) => s.rules.flatMap((r) => [r.id, ...r.when.map((c) => `${r.id}.${c.name}`)])))

const codeMisfits = (all: readonly Reason[]): readonly Misfit[] => all.flatMap((r, i) => {
  const other = all.slice(0, i).find((x) => x.code === r.code)
  return [
    ...(Number.isInteger(r.code) && r.code >= 1 ? [] : [{ id: r.id, text: `the code of ${r.id} is ${r.code}: codes are whole numbers from 1, and 0 is \`none\`` }]),
    ...(other === undefined ? [] : [{ id: r.id, text: `${r.id} has the code ${r.code}, which is that of ${other.id}: give it another` }]),
  ]
})

/** How a table and the rules contradict each other: a rule that is not there, an end of an epoch without its one reason, a code that says two things. */
export const misfits = (systems: readonly SystemIr[], { reasons: all, counters: counted }: Tables = own): readonly Misfit[] => {
  const there = known(systems)
  const absent = [...all, ...counted].flatMap((x) => x.rules.filter((id) => !there.has(id)).map((id) => ({ id: x.id, text: `${x.id} names ${id}, and there is no such rule or condition` })))
  const ofNothing = [...all, ...counted].filter((x) => x.rules.length === 0).map((x) => ({ id: x.id, text: `${x.id} names no rule` }))
  const unsaid = [...new Set(epochEnds(systems).map((e) => e.id))].flatMap((id): readonly Misfit[] => {
    const [first, ...more] = all.filter((r) => r.rules.includes(id))
    if (first === undefined) return [{ id, text: `${id} ends an epoch, and no reason in spec/reasons.ts names it` }]
    return more.map((r) => ({ id: r.id, text: `${r.id} names ${id}, which ends an epoch and is named by ${first.id} already` }))
  })
  return [...codeMisfits(all), ...absent, ...ofNothing, ...unsaid]
}

/** What shows that a reason or a counter fits the rules. */
export interface Structure {
  readonly class: "structural" | "violated"
  /** In Markdown, without the full stop. */
  readonly text: string
}
type Listed = Extract<Entry, { readonly kind: "reason" | "counter" }>
/** True of a reason or a counter. */
export const isListed = (e: Entry): e is Listed => e.kind === "reason" || e.kind === "counter"

const code = (id: string): string => `\`${id}\``
/** `a, b and c`. */
export const listed = (names: readonly string[]): string => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`)
const rulesOf = (e: Listed): readonly string[] => (e.kind === "reason" ? e.reason.rules : e.counter.rules)

/** What supports a reason or a counter: that it was compared with the rules, and how that came out. */
export const structureOf = (e: Listed, systems: readonly SystemIr[]): Structure => {
  const wrong = misfits(systems).filter((m) => m.id === e.id)
  if (wrong.length > 0) return { class: "violated", text: wrong.map((m) => m.text).join("; ") }
  const names = rulesOf(e)
  const exist = names.length === 1 ? `${listed(names.map(code))} exists` : `each of the ${names.length} that it names exists`
  const ending = e.kind === "reason" ? names.filter((id) => epochEnds(systems).some((x) => x.id === id)) : []
  return { class: "structural", text: ending.length === 0 ? exist : `${exist}, ends an epoch, and is named by no other reason` }
}

/** What kind of thing it is, as its block says it. */
export const kindOf = (e: Listed): string => (e.kind === "reason" ? `reason, code ${e.reason.code}` : `counter, ${counterWidth_bits} bits`)

const said = (e: Listed): string => (e.kind === "reason" ? "Named for" : e.counter.counts === "firings" ? "Counts each firing of" : "Observed at")
/** The rules that it belongs to, each set as `set` does it. */
export const belongsTo = (e: Listed, set: (id: string) => string): string => `${said(e)} ${listed(rulesOf(e).map(set))}.`

/** The same with links to where the rules stand; one that stands nowhere is not linked. */
export const belongsMarkdown = (e: Listed, where: Where, places: Places): string => belongsTo(e, (id) => {
  const page = places.get(id)
  return page === undefined ? code(id) : `[${code(id)}](${where.page(page)}#${id})`
})
