/** Renders one source as one page: cites requirements, draws charts, links ids, and says what is wrong with the source. */
import { existsSync } from "node:fs"
import { join, posix } from "node:path"
import { printSort } from "../checker/ir/sort.ts"
import { codes } from "../checker/lowering/index.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { citable, type Entry } from "./catalog.ts"
import type { Witness } from "./chart.ts"
import type { Evidence } from "./evidence.ts"
import type { Lock } from "./lock.ts"
import type { Matrix } from "./matrix.ts"
import type { ToolRow } from "./tools/page.ts"
import { obligations } from "./fixed.ts"
import { parseMarkdown, type Directive, type Parsed } from "./markdown.ts"
import type { Form, Where } from "./form.ts"
import type { ProofRecord } from "./proof-record.ts"
import type { Proved } from "./proofs.ts"
import { cell, table } from "./requirement.ts"
import type { Scenario } from "./scenarios.ts"
import type { StateDiagram } from "./states.ts"
import { scenarioMarkdown } from "./story.ts"
import { inOrder } from "./support.ts"
import { count } from "./systems.ts"
import { verdictTables } from "./verdicts.ts"
import { conjuncts, words } from "./words.ts"

/** A source: a chapter, a page of the guide or a decision. */
export interface Source {
  /** Below `spec/`. */
  readonly path: string
  readonly text: string
}
export interface Problem {
  readonly path: string
  readonly line: number
  readonly text: string
}
/** What all pages are rendered from. */
export interface World {
  readonly systems: readonly SystemIr[]
  readonly catalogue: ReadonlyMap<string, Entry>
  readonly evidence: readonly Evidence[]
  readonly matrices: readonly Matrix[]
  /** Records of what was proved for every size. */
  readonly proofs: readonly ProofRecord[]
  /** What the proofs say. */
  readonly proved: readonly Proved[]
  /** What became of wrong versions of the tools. */
  readonly tools: readonly ToolRow[]
  readonly witnesses: ReadonlyMap<string, Witness>
  /** Scripts that were played, by name. */
  readonly scenarios: ReadonlyMap<string, Scenario>
  /** State diagrams by system and field: `wakeup.b.sleeper.mode`. */
  readonly diagrams: ReadonlyMap<string, StateDiagram>
  /** Every id that was ever published. */
  readonly lock: Lock
  /** The checkout, for the targets of links. */
  readonly root: string
}
/** Where each id has its anchor: a page below `docs/`. */
export type Places = ReadonlyMap<string, string>

/** Chapters lie in `spec/` itself; only they word or cite requirements. */
export const isChapter = (path: string): boolean => !path.includes("/")

const upwards = (path: string): string => "../".repeat(path.split("/").length)
const lineOf = (d: Directive): number => d.from + 1

/** What a directive is, where it is one: `{{chart:ring.laps}}`, `{{ring.write}}`, `{{property:ring.inOrder}}`. */
const parts = (text: string): { readonly kind: string; readonly id: string } => {
  const [, kind, id] = /^(?:(\w+):)?(.*)$/.exec(text) ?? []
  return { kind: kind ?? "", id: (id ?? "").trim() }
}

/** The kinds whose ids are checked where they stand in code. The language has a `counter` too, of which only other pages speak. */
const isChecked = (kind: Entry["kind"], path: string): boolean => ["rule", "property", "platform", "reason", "lemma"].includes(kind) || (kind === "counter" && isChapter(path))

/** One page in the making. */
export class Page {
  readonly source: Source
  readonly parsed: Parsed
  readonly problems: Problem[] = []
  /** The requirements that the page cites, in its order. */
  readonly cited: { readonly id: string; readonly line: number }[] = []
  /** Everything that has an anchor here. */
  readonly anchors: string[] = []
  readonly #world: World

  constructor(source: Source, world: World) {
    this.source = source
    this.#world = world
    this.parsed = parseMarkdown(source.text)
    if (this.parsed.title === undefined) this.#problem(1, "a page begins with a heading `# …`")
    for (const d of this.parsed.directives) this.#register(d)
    this.#lint()
  }

  get title(): string { return this.parsed.title ?? this.source.path }

  #problem(line: number, text: string): void { this.problems.push({ path: `spec/${this.source.path}`, line, text }) }

  #register(d: Directive): void {
    const { kind, id } = parts(d.text)
    if (kind === "" && id === "codes") this.anchors.push(...Object.keys(codes))
    else if (kind === "" && id === "counts") return
    else if (kind === "" && id === "obligations") this.anchors.push(...Object.keys(obligations))
    else if (kind === "" && id === "verdicts") return
    else if (kind === "" || citable.has(kind)) this.#cite(kind, id, lineOf(d))
    else {
      const wrong = this.#wrong(kind, id)
      if (wrong !== undefined) this.#problem(lineOf(d), wrong)
    }
  }

  /** What is wrong with the citation of something that is no requirement; undefined where nothing is. */
  #wrong(kind: string, id: string): string | undefined {
    const { witnesses, systems, scenarios, diagrams } = this.#world
    const fields = [...diagrams.keys()]
    switch (kind) {
      case "chart": return witnesses.has(id) ? undefined : `no run of any system reaches a witness ${id}`
      case "state": return systems.some((s) => s.id === id) ? undefined : `there is no system ${id}`
      case "scenario": return scenarios.has(id) ? undefined : `there is no script properties/scenarios/${id}.txt`
      case "states": return diagrams.has(id) ? undefined : `${id} is no enumeration of a system's state: there ${fields.length === 0 ? "is none" : `are ${fields.join(", ")}`}`
      default: return `{{${kind}:${id}}} is nothing that can be cited`
    }
  }

  #cite(kind: string, id: string, line: number): void {
    const e = this.#world.catalogue.get(id)
    if (e === undefined || !citable.has(e.kind)) return this.#problem(line, e === undefined ? `there is no requirement ${id}` : `${id} is a ${e.kind}, which no chapter cites`)
    if (kind !== "" && e.kind !== kind) return this.#problem(line, `${id} is a ${e.kind}, no ${kind}`)
    if (!isChapter(this.source.path)) return this.#problem(line, `${id} is cited outside the chapters`)
    this.cited.push({ id, line })
    this.anchors.push(id)
    if (e.kind === "rule") this.anchors.push(...e.rule.when.map((c) => `${id}.${c.name}`))
  }

  #lint(): void {
    const families = new Set([...this.#world.catalogue.values()].filter((e) => isChecked(e.kind, this.source.path)).map((e) => e.id.split(".")[0]))
    for (const s of this.parsed.prose) {
      if (/\{\{|\}\}/.test(s.text)) this.#problem(s.line, "a citation {{…}} is a paragraph of its own")
      const keyword = isChapter(this.source.path) ? /\b(?:MUST|SHALL|SHOULD|MAY)\b/.exec(s.text) : null
      if (keyword !== null) this.#problem(s.line, `${keyword[0]} outside a requirement: a requirement is worded in a rule's text and cited`)
    }
    for (const s of this.parsed.code) {
      const isId = /^[a-z]\w*(?:\.[A-Za-z]\w*)+$/.test(s.text) && families.has(s.text.split(".")[0]) && !/\.(?:ts|json|md)$/.test(s.text)
      if (isId && !this.#world.catalogue.has(s.text)) this.#problem(s.line, `there is no id ${s.text}`)
    }
  }

  /** Targets of links that are neither pages nor files of the checkout. */
  checkLinks(pages: ReadonlySet<string>): void {
    for (const l of this.parsed.links) {
      const target = l.text.split("#")[0] as string
      if (target === "" || /^[a-z]+:/.test(target)) continue
      const path = posix.normalize(posix.join("docs", posix.dirname(this.source.path), decodeURI(target)))
      if (!pages.has(path) && (path.startsWith("docs/") || path.startsWith("..") || !existsSync(join(this.#world.root, path)))) this.#problem(l.line, `the link to ${target} leads nowhere`)
    }
  }

  /** The page's Markdown, what it cites set in the form given. */
  render(places: Places, form: Form): string {
    const lines: (string | undefined)[] = this.source.text.trimEnd().split("\n")
    for (const b of this.parsed.blocks) for (let i = b.from; i < b.to; i++) for (const id of new Set(b.code)) {
      const where = places.get(id)
      if (where !== undefined) lines[i] = lines[i]?.replaceAll(`\`${id}\``, `[\`${id}\`](${this.#to(where)}#${id})`)
    }
    for (const d of this.parsed.directives) {
      lines[d.from] = this.#render(d, form)
      for (let i = d.from + 1; i < d.to; i++) lines[i] = undefined
    }
    return `<!-- Generated by \`npm run docs\` from spec/${this.source.path}; do not edit. -->\n\n${lines.filter((l) => l !== undefined).join("\n")}\n`
  }

  /** From this page to another one below `docs/`; nothing for the page itself. */
  #to(page: string): string { return page === this.source.path ? "" : posix.relative(posix.dirname(this.source.path), page) }

  #render(d: Directive, form: Form): string {
    const { kind, id } = parts(d.text)
    const { catalogue, systems, witnesses, scenarios, diagrams } = this.#world
    if (id === "codes") return table(["code", "rejected", "write instead"], Object.entries(codes).map(([name, c]) => [`<a id="${name}"></a>${name}`, bars(c.rejected), bars(c.instead)]))
    if (id === "counts") return countsTable(systems, this.#world.evidence)
    if (id === "obligations") return table(["obligation", "what must be true", "arises at"], Object.entries(obligations).map(([name, o]) => [`<a id="${name}"></a>${name}`, o.fact, o.from]))
    if (id === "verdicts") return verdictTables()
    const where: Where = { page: (path) => this.#to(path), file: (path) => `${upwards(this.source.path)}${path}` }
    const witness = witnesses.get(id)
    if (kind === "chart" && witness !== undefined) return form.chart(id, witness, where)
    const [scenario, diagram] = [scenarios.get(id), diagrams.get(id)]
    if (kind === "scenario" && scenario !== undefined) return scenarioMarkdown(scenario, where.page, form.scenario(scenario, where))
    if (kind === "states" && diagram !== undefined) return form.states(diagram, where)
    const system = systems.find((s) => s.id === id)
    if (kind === "state" && system !== undefined) return stateTable(system)
    const e = catalogue.get(id)
    return e === undefined ? "" : form.requirement(e, where)
  }
}

/** Bars of code inside a table would end the cell. */
const bars = (text: string): string => text.replaceAll("|", "\\|")

/** What other engines count of the exported systems. */
const countsTable = (systems: readonly SystemIr[], evidence: readonly Evidence[]): string => {
  const rows = inOrder(systems, evidence).map((e) => [`\`${e.system}\``, e.size, count(e.states), count(e.transitions), count(e.transitions + 1)])
  return table(["system", "size", "states", "rules fired (Rumur)", "transitions (SPIN), generated (TLC)"], rows)
}

const stateTable = (system: SystemIr): string => {
  const parts = table(["part of the state", "values"], system.leaves.map((l) => [`${cell(l.path)}${l.ghost ? " (history)" : ""}`, cell(printSort(l.sort))]))
  const rest = conjuncts(system.quiescent.node).map((n) => `- \`${words({ parts: [], names: [] }, n)}\``).join("\n")
  return `${parts}\n\nIt may rest in a state in which all of these hold:\n\n${rest}`
}
