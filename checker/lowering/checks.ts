/** What can only be refused once the whole system is lowered: E40, E41, E42, E45, E46. */
import { readsOf, writersOf, writesOf, type Access, type Writers } from "../ir/access.ts"
import { Instantiator } from "../ir/instantiate.ts"
import { walk, type Node } from "../ir/node.ts"
import type { Sort } from "../ir/sort.ts"
import { placed, type RuleIr, type Source, type SystemIr } from "../ir/system.ts"
import { Rejected, type Code } from "./reject.ts"

const refuse = (code: Code, what: string, at: Source, instead?: string): never => { throw new Rejected(code, what, at, instead) }

/** E40: one id, one thing. The same rule text may stand at several places. */
const uniqueIds = (ir: SystemIr): void => {
  const seen = new Map<string, string>()
  for (const x of [...ir.rules, ...ir.properties]) {
    const name = placed(x)
    if (seen.has(name)) refuse("E40", `the id ${name} stands twice`, x.source)
    seen.set(name, x.id)
  }
  for (const r of ir.rules) {
    const conjuncts = new Set(r.when.map((c) => c.name))
    if (conjuncts.size !== r.when.length) refuse("E40", `${r.id} names a conjunct twice`, r.source)
  }
}

const list = (places: Iterable<string>): string => [...places].map((p) => (p === "" ? "the whole system" : p)).join(" and ")

/** E41: one writer for each word. */
const oneWriter = (ir: SystemIr, writers: ReadonlyMap<string, Writers>): void => {
  for (const [leaf, w] of writers) {
    const sort = ir.leaves.find((l) => l.path === leaf)?.sort.kind
    const isQueue = sort === "fifo" || sort === "bag"
    const groups = isQueue ? [new Set([...w.push, ...w.assign]), new Set([...w.take, ...w.assign])] : [w.assign]
    for (const places of groups) {
      if (places.size < 2) continue
      const last = ir.rules.findLast((r) => places.has(r.place) && writesOf(r).some((x) => x.leaf === leaf))
      if (last !== undefined) refuse("E41", `${leaf} is written by ${list(places)}`, last.source, isQueue ? "one place that pushes and one that takes; a queue of its own for each other" : undefined)
    }
  }
}

/** A word races for a place if another place writes it; one's own queue does not race for the one who pushes. */
const races = (w: Writers | undefined, isQueue: boolean, place: string): boolean => {
  if (w === undefined) return false
  const others = isQueue ? [...w.push, ...w.assign] : [...w.assign]
  return others.some((p) => p !== place)
}

/** The part of a chain that is one word: all of it, or the `Word` that it reads a field of. */
const wordIn = (chain: Node): Node => {
  const of = chain.op === "field" || chain.op === "at" ? chain.args[0] : undefined
  if (of === undefined) return chain
  return of.sort.kind === "record" && of.sort.isWord === true ? of : wordIn(of) === of ? chain : wordIn(of)
}

/** The leaves of a `Word` are one: each leaf's path, or that of the word which it is a field of. */
const wordOfLeaf = (sort: Sort, path: string, word: string | undefined, found: Map<string, string>): ReadonlyMap<string, string> => {
  if (sort.kind !== "record") return found.set(path, word ?? path)
  for (const f of sort.fields) wordOfLeaf(f.sort, path === "" ? f.name : `${path}.${f.name}`, word ?? (sort.isWord === true ? path : undefined), found)
  return found
}

/** Who writes each leaf, where writing one field of a `Word` is writing all of it. */
const writersOfWords = (writers: ReadonlyMap<string, Writers>, wordOf: ReadonlyMap<string, string>): ReadonlyMap<string, Writers> => {
  const leavesIn = new Map<string, string[]>()
  for (const leaf of writers.keys()) leavesIn.set(wordOf.get(leaf) ?? leaf, [...(leavesIn.get(wordOf.get(leaf) ?? leaf) ?? []), leaf])
  const all = (leaf: string, kind: keyof Writers): ReadonlySet<string> => new Set((leavesIn.get(wordOf.get(leaf) ?? leaf) ?? []).flatMap((l) => [...(writers.get(l)?.[kind] ?? [])]))
  return new Map([...writers.keys()].map((leaf) => [leaf, { assign: all(leaf, "assign"), push: all(leaf, "push"), take: all(leaf, "take") }]))
}

/** The words that one access reads, by name; two names where it reads several, as a whole record or a quantified element does. */
const wordsOf = (a: Access, words: ReadonlyMap<string, string>): readonly string[] => {
  const word = wordIn(a.chain)
  const name = word.op === "state" ? (words.get(a.leaf) ?? a.leaf) : `${a.leaf}#${word.id}`
  let isMany = word.sort.kind === "vec" || (word.sort.kind === "record" && word.sort.isWord !== true && word.sort.fields.length > 1)
  walk([word], (n) => { isMany ||= n.op === "bound" })
  return isMany ? [name, `${name}+`] : [name]
}

/** E42: at most one access to racing words in a protocol rule. */
const singleAccess = (ir: SystemIr, writers: ReadonlyMap<string, Writers>, wordOf: ReadonlyMap<string, string>): void => {
  const isQueue = new Map(ir.leaves.map((l) => [l.path, l.sort.kind === "fifo" || l.sort.kind === "bag"]))
  const readers = new Map<string, Set<string>>()
  const protocol = ir.rules.filter((r) => r.by === "protocol")
  for (const r of protocol) for (const a of readsOf(r)) readers.set(a.leaf, (readers.get(a.leaf) ?? new Set()).add(r.place))
  for (const r of protocol) {
    const racing = readsOf(r).filter((a) => races(writers.get(a.leaf), isQueue.get(a.leaf) === true, r.place))
    const reads = new Set(racing.flatMap((a: Access) => (isQueue.get(a.leaf) === true ? [a.leaf] : wordsOf(a, wordOf))))
    const visible = writesOf(r).filter((w) => w.kind === "assign" && [...(readers.get(w.leaf) ?? [])].some((p) => p !== r.place))
    const words = [...new Set(racing.map((a) => a.leaf))]
    if (reads.size > 1) refuse("E42", `${placed(r)} reads ${words.join(" and ")}, which others write, in one step`, r.source)
    if (reads.size > 0 && visible.length > 0) refuse("E42", `${placed(r)} reads ${words.join(" and ")} and writes ${visible.map((w) => w.leaf).join(" and ")}, which others read, in one step`, r.source)
  }
}

interface Root {
  readonly node: Node
  readonly source: Source
}
const rootsOfRules = (rules: readonly RuleIr[]): readonly Root[] =>
  rules.flatMap((r) => [...r.when.map((c) => ({ node: c.node, source: c.source })), ...[...r.then, ...r.note].map((u) => ({ node: u.node, source: r.source }))])

const roots = (ir: SystemIr): readonly Root[] => [
  ...rootsOfRules(ir.rules),
  ...ir.properties.flatMap((p) => [p.given, p.holds, ...(p.assume === undefined ? [] : [p.assume.holds])].map((node) => ({ node, source: p.source }))),
  ...ir.refinements.flatMap((r) => [...r.as, ...r.service.init].map((u) => ({ node: u.node, source: r.source }))),
  ...ir.refinements.flatMap((r) => rootsOfRules(r.service.rules)),
  { node: ir.quiescent.node, source: ir.source },
  ...ir.init.map((u) => ({ node: u.node, source: ir.source })),
]

/** E45: no named size makes a modulus 0. */
const noModulusZero = (ir: SystemIr): void => {
  for (const { node, source } of roots(ir)) walk([node], (n) => {
    const by = n.op === "mod" ? n.args[1] : n.op === "distance" ? n.args[2] : undefined
    if (by?.op !== "size") return
    for (const [name, sizes] of Object.entries(ir.sizes)) if (sizes[by.name as string] === 0) refuse("E45", `% by ${by.name as string}, which is 0 in the size ${name}`, source)
  })
}

/** E46: every conjunct can be true and can be false, at some size. */
const noConstantConjunct = (ir: SystemIr): void => {
  const at = Object.values(ir.sizes).map((sizes) => new Instantiator(sizes))
  for (const r of ir.rules) for (const c of r.when) {
    const values = new Set(at.map((i) => {
      const n = i.node(c.node)
      return n.op === "lit" ? n.value : undefined
    }))
    const instead = values.has(false) ? "a conjunct that some state fulfils, or no rule" : undefined
    if (values.size === 1 && !values.has(undefined)) refuse("E46", `${placed(r)}: ${c.name} is ${String([...values][0])} in every state at every size`, c.source, instead)
  }
}

/** Refuses what no single rule shows. @throws Rejected */
export const checkSystem = (ir: SystemIr): void => {
  uniqueIds(ir)
  noModulusZero(ir)
  noConstantConjunct(ir)
  const wordOf = wordOfLeaf(ir.state, "", undefined, new Map())
  const writers = writersOfWords(writersOf(ir), wordOf)
  oneWriter(ir, writers)
  singleAccess(ir, writers, wordOf)
}
