/** A system as TLA+: one module for every size, whose sizes are constants, and a configuration of TLC for one of them. */
import type { Node } from "../ir/node.ts"
import { colours, isSequence, type Sort } from "../ir/sort.ts"
import { placed, type Leaf, type Param, type PropertyIr, type RuleIr, type Source, type SystemIr, type Update } from "../ir/system.ts"
import { sizesOf } from "../ir/reading.ts"
import { expected, type Counts } from "./counts.ts"
import { plainName, type Identifiers } from "./identifiers.ts"
import { helpers, Names, quoted, sharedBy, sizeNames, splits, TlaExpressions } from "./tla-text.ts"

const line = (s: Source): string => `${s.file}:${s.line}`
const comment = (text: string): string => `\\* ${text.replaceAll(/\s+/g, " ")}`

/** The name of the module, which is that of its file. */
export const moduleName = (ir: SystemIr): string => plainName(ir.id)

/** What a line holds before it is broken, where it can be. */
const width_chars = 120

type Named = ReadonlyMap<string, string>
/** A rule's action: its name, and its parameters by their own names. */
interface Action {
  readonly rule: RuleIr
  readonly name: string
  readonly params: Named
}
/** A property's definition, and what TLC is told to do with it. */
interface Definition {
  readonly name: string
  readonly kind: PropertyIr["kind"]
}

class Printer {
  readonly #ir: SystemIr
  readonly #n: Names
  readonly #actions: readonly Action[]
  readonly definitions: Definition[] = []

  constructor(ir: SystemIr) {
    this.#ir = ir
    this.#n = new Names(ir)
    this.#actions = ir.rules.map((rule) => {
      const name = this.#n.global(plainName(placed(rule)))
      const locals = this.#n.locals()
      return { rule, name, params: new Map(rule.params.map((p) => [p.name, locals.unique(p.name)])) }
    })
  }

  /** What prints the expressions of one definition, and the lines that name what they share. */
  #scope(roots: readonly Node[], params: Named = new Map()): { readonly e: TlaExpressions; readonly lets: readonly string[] } {
    const locals = this.#n.locals()
    for (const name of params.values()) locals.unique(name)
    const e = new TlaExpressions(this.#n, locals, params)
    const names = new Map<Node, string>()
    e.names = names
    const lines: string[] = []
    for (const [i, n] of sharedBy(roots).entries()) {
      const name = locals.unique(`t${i + 1}`)
      lines.push(`${lines.length === 0 ? "  LET " : "      "}${name} == ${e.text(n)}`)
      names.set(n, name)
    }
    return { e, lets: lines.length === 0 ? [] : [...lines, "  IN"] }
  }
  #expression(roots: readonly Node[], print: (e: TlaExpressions) => string): readonly string[] {
    const { e, lets } = this.#scope(roots)
    const text = print(e)
    return [...lets, text.startsWith("\n") ? text.slice(1) : `  ${text}`]
  }
  #plain(n: Node): string { return new TlaExpressions(this.#n, this.#n.locals()).text(n) }

  #head(): readonly string[] {
    const ir = this.#ir
    return [
      `---- MODULE ${moduleName(ir)} ----`,
      comment(`${ir.id}: ${ir.text}`),
      comment(`From ${ir.source.file}. Made by \`tcnet export --to tla\`.`),
      "\\*",
      "\\* One step is one rule with its parameters, so TLC finds the states that `tcnet check` finds; it generates as many as",
      "\\* there are transitions, and one more: the initial state. What a condition says with \\/ or \\E stands in (...) = TRUE,",
      "\\* because TLC would otherwise take a step for each way in which it is true.",
      "\\*",
      `\\*   java -cp tla2tools.jar tlc2.TLC -deadlock ${moduleName(ir)}`,
      "\\*",
      "\\* Not expressed: that a queue has room before something is put into it, and refinement. TLC looks at no step that",
      "\\* changes nothing, so a property of steps is not judged there. Progress is in FairSpec, which the configuration leaves out.",
      "",
    ]
  }

  #constants(): readonly string[] {
    const names = sizeNames(this.#ir)
    if (names.length === 0) return []
    const assumed = names.map((name) => `  /\\ ${this.#n.size(name)} \\in Nat${this.#n.leastSize(name) > 0 ? " \\ {0}" : ""}`)
    return ["CONSTANTS", `  ${names.map((name) => this.#n.size(name)).join(", ")}`, "", "ASSUME", ...assumed, ""]
  }

  #types(): readonly string[] {
    const { leaves } = this.#ir
    const lines = leaves.flatMap((l) => this.#bounds(l))
    const colour = this.#n.used.has("Colours") ? ["\\* What payloads can be. Rules only copy them.", `Colours == {${colours.map(quoted).join(", ")}}`] : []
    const defined = [...colour, ...this.#n.types]
    return [...defined, ...(defined.length === 0 ? [] : [""]), "TypeOK ==", ...lines.map((text) => `  /\\ ${text}`), ""]
  }
  #bounds(l: Leaf): readonly string[] {
    const { variable, fields } = this.#n.path(l.path)
    const text = variable + fields
    return [`${text} \\in ${this.#n.set(l.sort, l.path.split("."))}`, ...this.#lengths(l.sort, text, this.#n.locals())]
  }
  /** That no queue below a part of the state is longer than it may be. */
  #lengths(sort: Sort, text: string, locals: Identifiers): readonly string[] {
    if (sort.kind === "record") return sort.fields.flatMap((f) => this.#lengths(f.sort, `${text}.${this.#n.field(f.name)}`, locals))
    if (!isSequence(sort)) return []
    const i = locals.unique("i")
    const inside = this.#lengths(sort.of, `${text}[${i}]`, locals).map((x) => `\\A ${i} \\in DOMAIN ${text} : ${x}`)
    return sort.kind === "vec" ? inside : [`Len(${text}) <= ${this.#n.extent(sort.capacity)}`, ...inside]
  }

  #init(): readonly string[] {
    const roots = this.#ir.init.map((u) => u.node)
    const { e, lets } = this.#scope(roots)
    const values = new Map(this.#ir.init.map((u) => [u.path, e.right(u.node)]))
    const value = (sort: Sort, path: string): string =>
      values.get(path) ?? (sort.kind === "record" ? `[${sort.fields.map((f) => `${this.#n.field(f.name)} |-> ${value(f.sort, `${path}.${f.name}`)}`).join(", ")}]` : "")
    const fields = this.#ir.state.kind === "record" ? this.#ir.state.fields : []
    return ["Init ==", ...lets, ...fields.flatMap((f) => spread(`  /\\ ${this.#n.variable(f.name)} = `, f.sort, value(f.sort, f.name), (x) => `${this.#n.field(x.name)} |-> ${value(x.sort, `${f.name}.${x.name}`)}`)), ""]
  }

  #action(a: Action): readonly string[] {
    const { rule, name, params } = a
    const updates = [...rule.then, ...rule.note]
    const { e, lets } = this.#scope([...rule.when.map((c) => c.node), ...updates.map((u) => u.node)], params)
    const guards = rule.when.flatMap((c) => {
      if (c.node.op === "lit" && c.node.value === true) return []
      const text = e.text(c.node)
      return [`  /\\ ${splits(c.node) ? `(${text}) = TRUE` : text}  \\* ${c.name}`]
    })
    const taken = params.size === 0 ? "" : `(${[...params.values()].join(", ")})`
    return [comment(`${placed(rule)} (${line(rule.source)}): ${rule.text}`), `${name}${taken} ==`, ...lets, ...guards, ...this.#effect(updates, e), ""]
  }
  #effect(updates: readonly Update[], e: TlaExpressions): readonly string[] {
    const by = new Map<string, { readonly fields: string; readonly text: string }[]>()
    for (const u of updates) {
      const { variable, fields } = this.#n.path(u.path)
      by.set(variable, [...(by.get(variable) ?? []), { fields, text: e.right(u.node) }])
    }
    const changed = [...by].flatMap(([variable, list]) => {
      const [first] = list
      if (first === undefined || first.fields === "") return [`  /\\ ${variable}' = ${first?.text ?? variable}`]
      const parts = list.map((x, i) => `       !${x.fields} = ${x.text}${i === list.length - 1 ? "]" : ","}`)
      return list.length === 1 ? [`  /\\ ${variable}' = [${variable} EXCEPT ${(parts[0] as string).trim()}`] : [`  /\\ ${variable}' = [${variable} EXCEPT`, ...parts]
    })
    const rest = this.#n.variables.filter((v) => !by.has(v))
    return [...changed, ...(rest.length === 0 ? [] : [`  /\\ UNCHANGED <<${rest.join(", ")}>>`])]
  }

  #domain(p: Param): string {
    if (p.domain.kind === "values") return `{${p.domain.values.map((v) => this.#plain(v)).join(", ")}}`
    const { count } = p.domain
    return count.op === "lit" ? `0 .. ${(count.value as number) - 1}` : `0 .. (${this.#plain(count)} - 1)`
  }
  /** A quantifier over some of an action's parameters, or nothing. */
  #over(a: Action, sign: string, chosen: (name: string) => boolean): string {
    const list = a.rule.params.filter((p) => chosen(p.name)).map((p) => `${a.params.get(p.name) ?? ""} \\in ${this.#domain(p)}`)
    return list.length === 0 ? "" : `${sign} ${list.join(", ")} : `
  }
  #call(a: Action): string { return a.params.size === 0 ? a.name : `${a.name}(${[...a.params.values()].join(", ")})` }

  #next(): readonly string[] {
    const steps = this.#actions.map((a) => `  \\/ ${this.#over(a, "\\E", () => true)}${this.#call(a)}`)
    return ["Next ==", ...(steps.length === 0 ? ["  FALSE"] : steps), "", "Spec == Init /\\ [][Next]_vars", ""]
  }

  #fairness(): readonly string[] {
    const fair = this.#actions.filter((a) => a.rule.fair !== "none").map((a) => {
      const isLumped = (name: string): boolean => a.rule.lump.includes(name)
      return `  /\\ ${this.#over(a, "\\A", (p) => !isLumped(p))}${a.rule.fair === "weak" ? "WF" : "SF"}_vars(${this.#over(a, "\\E", isLumped)}${this.#call(a)})`
    })
    if (!this.#ir.properties.some((p) => p.kind === "leadsTo") || fair.length === 0) return []
    return ["\\* What happens in the end, because it may happen for ever.", "Fairness ==", ...fair, "", "FairSpec == Spec /\\ Fairness", ""]
  }

  #property(p: PropertyIr): readonly string[] {
    const name = this.#n.global(`${p.kind === "reachable" ? "never_" : ""}${plainName(placed(p))}`)
    this.definitions.push({ name, kind: p.kind })
    const about = [comment(`${placed(p)} (${line(p.source)}): ${p.text}`), ...(p.kind === "reachable" ? ["\\* As an invariant it is refuted, by a run that gets there."] : []), `${name} ==`]
    const isGiven = !(p.given.op === "lit" && p.given.value === true)
    const given = (e: TlaExpressions, sign: string, holds: string): string => (isGiven ? `${side(e, p.given)} ${sign}${holds.startsWith("\n") ? "" : " "}${holds}` : holds)
    const text = (e: TlaExpressions): string => {
      switch (p.kind) {
        case "invariant": return given(e, "=>", isGiven ? (listed(e, p.holds, "    ") ?? side(e, p.holds)) : (listed(e, p.holds, "  ") ?? e.text(p.holds)))
        case "forbidden": return given(e, "=>", `~(${e.text(p.holds)})`)
        case "reachable": return `~(${given(e, "/\\", isGiven ? side(e, p.holds) : e.text(p.holds))})`
        case "step": return `[][${given(e, "=>", listed(e, p.holds, "    ") ?? (isGiven ? side(e, p.holds) : e.text(p.holds)))}]_vars`
        case "leadsTo": return `${p.assume === undefined ? "" : `${p.assume.kind === "eventuallyAlways" ? "<>[]" : "[]<>"}(${e.text(p.assume.holds)}) => `}((${e.text(p.given)}) ~> (${e.text(p.holds)}))`
      }
    }
    // Two states are read inside the brackets only: what they share cannot be named outside.
    const roots = p.kind === "step" || p.kind === "leadsTo" ? [] : [p.given, p.holds]
    return [...about, ...this.#expression(roots, text), ""]
  }

  print(): string {
    const init = this.#init()
    const actions = this.#actions.flatMap((a) => this.#action(a))
    const properties = this.#ir.properties.flatMap((p) => this.#property(p))
    const quiescent = ["\\* Where the system may rest: a state in which no rule of the protocol or the world is enabled must be such.", "Quiescent ==", ...this.#expression([this.#ir.quiescent.node], (e) => listed(e, this.#ir.quiescent.node, "  ") ?? e.text(this.#ir.quiescent.node)), ""]
    const rest = [...this.#next(), ...this.#fairness()]
    const types = this.#types()
    const used = [...helpers].flatMap(([name, lines]) => (this.#n.used.has(name) ? [...lines, ""] : []))
    const variables = this.#n.variables.join(", ")
    const parts = [
      ...this.#head(), `EXTENDS Integers, Sequences${this.#n.used.has("Put") ? ", FiniteSets" : ""}`, "", ...this.#constants(), "VARIABLES", `  ${variables}`, "", `vars == <<${variables}>>`, "",
      ...used, ...types, ...init, ...actions, ...rest, ...quiescent, ...properties, "====",
    ]
    return `${parts.join("\n")}\n`
  }

  constants(size: string): readonly string[] {
    const list = Object.entries(sizesOf(this.#ir, size)).map(([name, n]) => `  ${this.#n.size(name)} = ${n}`)
    return list.length === 0 ? [] : ["CONSTANTS", ...list]
  }
}

/** An operand of => or of a conjunction: what ends at the right is wrapped. */
const side = (e: TlaExpressions, n: Node): string => {
  const text = e.text(n)
  return /^(?:IF|\\A|\\E) /.test(text) || n.op === "or" || n.op === "and" ? `(${text})` : text
}

/** A conjunction that one line would be too short for, on a line for each part, the first of them a new one. */
const listed = (e: TlaExpressions, n: Node, indent: string): string | undefined => {
  if (n.op !== "and" || e.text(n).length <= width_chars) return undefined
  const parts = (x: Node): readonly Node[] => (x.op === "and" && !e.names.has(x) ? x.args.flatMap(parts) : [x])
  return `\n${parts(n).map((x) => `${indent}/\\ ${e.text(x)}`).join("\n")}`
}

/** A record on a line for each of its fields, where one line would be long. */
const spread = (begin: string, sort: Sort, text: string, field: (f: { readonly name: string; readonly sort: Sort }) => string): readonly string[] => {
  if (sort.kind !== "record" || begin.length + text.length <= width_chars) return [begin + text]
  return [`${begin}[`, ...sort.fields.map((f, i) => `       ${field(f)}${i === sort.fields.length - 1 ? "]" : ","}`)]
}

export interface TlaExport {
  readonly module: string
  /** TLC's configuration for one size. */
  readonly configuration: string
}

/** A system as a module of TLA+ and TLC's configuration of it, with the counts to expect where they are known. @throws InputError for a size that it lacks, or a bag whose elements hold sequences */
export const tla = (ir: SystemIr, size: string, counts?: Counts): TlaExport => {
  const printer = new Printer(ir)
  const text = printer.print()
  const names = (...kinds: readonly PropertyIr["kind"][]): readonly string[] => printer.definitions.filter((d) => kinds.includes(d.kind)).map((d) => `  ${d.name}`)
  const steps = names("step")
  const progress = names("leadsTo")
  const configuration = [
    comment(`${ir.id} at the size ${size}, for TLC.`),
    ...(counts === undefined ? [] : [comment(expected(counts, "generated", 1).replace("states", "distinct states"))]),
    ...printer.constants(size),
    "SPECIFICATION Spec", "CHECK_DEADLOCK FALSE", "INVARIANTS", "  TypeOK", ...names("invariant", "forbidden"),
    ...(steps.length === 0 ? [] : ["PROPERTIES", ...steps]),
    ...(progress.length === 0 ? [] : ["\\* With SPECIFICATION FairSpec:", "\\* PROPERTIES", ...progress.map((name) => `\\*${name}`)]),
    "",
  ].join("\n")
  return { module: text, configuration }
}
