/** Plays a scenario script on a system, and gives back what each command prints. */
import { InputError } from "../errors.ts"
import { differences, whyFalse, type Run, type RunStep } from "../explorer/counterexample.ts"
import { printParams, Reading, sizesOf, type Instance } from "../ir/reading.ts"
import { placed, type Sizes, type SystemIr } from "../ir/system.ts"
import { printValue, type State, type Value } from "../ir/value.ts"
import { readAction, type Action, type Stage } from "./actions.ts"
import { judgeHere, restLine } from "./judge.ts"
import { wrongAt, type Command, type Script } from "./parse.ts"
import { settle, stepBy } from "./settle.ts"

/** What one command did. */
export interface Outcome {
  readonly command: Command
  readonly output: readonly string[]
}
export interface Played {
  readonly script: Script
  readonly ir: SystemIr
  readonly size: string
  readonly sizes: Sizes
  /** All steps of all commands, as far as the script could be played. */
  readonly run: Run
  /** Its own part of the run: without the steps of the script from whose end it goes on. */
  readonly own: Run
  /** That part for a chart: what was refused stands where it was attempted. */
  readonly shown: Run
  /** The script from whose end it goes on. */
  readonly opening: Played | undefined
  readonly outcomes: readonly Outcome[]
  /** The script claims what the system does not do: a step that is not enabled, or a refusal of one that is. Nothing behind it is played. */
  readonly wrong?: { readonly at: Command; readonly text: string; readonly fix: string }
}

/** The value of a part of the state: of a leaf, or of what `[0].name` behind a leaf's path leads to. */
const valueAt = (leaf: Value, rest: string): Value | undefined => {
  let value: Value | undefined = leaf
  for (const [, index, name] of rest.matchAll(/\[(\d+)\]|\.(\w+)/g)) {
    if (value === undefined || typeof value !== "object") return undefined
    value = index === undefined ? (value as Readonly<Record<string, Value>>)[name as string] : (value as readonly Value[])[Number(index)]
  }
  return value
}

/** Each false conjunct's smallest false parts; the first conjunct's only, since one is enough to forbid a rule. */
const refusal = (reading: Reading, { rule, params }: Instance, state: State): string => {
  const conjunct = rule.when.find((c) => reading.evaluate(c.node, { state, params }) !== true)
  return conjunct === undefined ? "" : `${rule.id}.${conjunct.name}: ${whyFalse({ reading, state, params }, conjunct.node).join(" · ")}`
}

/** A claim of the script that the system does not bear out. */
class Wrong extends Error {
  readonly fix: string
  constructor(text: string, fix: string) {
    super(text)
    this.fix = fix
  }
}

/** A model may read an element that is not there; that is the model's fault, and found by the checker. @throws whatever else it is */
const asWrong = (error: unknown): Wrong => {
  if (error instanceof Wrong) return error
  if (error instanceof RangeError && /^index -?\d+ of \d+$/.test(error.message)) return new Wrong(`an element is read that is not there (${error.message})`, "`tcnet check` names the obligation that is broken.")
  throw error
}

/** The run in the making. */
class Player implements Stage {
  readonly ir: SystemIr
  readonly reading: Reading
  readonly #initial: State
  readonly #opening: Played | undefined
  readonly #steps: RunStep[]
  readonly #shown: RunStep[] = []
  constructor(ir: SystemIr, sizes: Sizes, opening: Played | undefined) {
    this.ir = ir
    this.reading = new Reading(ir, sizes)
    this.#opening = opening
    this.#initial = opening?.run.initial ?? this.reading.initial()
    this.#steps = [...(opening?.run.steps ?? [])]
  }
  get run(): Run { return { initial: this.#initial, steps: this.#steps } }
  get #begun(): State { return this.#opening?.run.steps.at(-1)?.state ?? this.#initial }
  get own(): Run { return { initial: this.#begun, steps: this.#steps.slice(this.#opening?.run.steps.length ?? 0) } }
  /** Its own part with what was refused. */
  get shown(): Run { return { initial: this.#begun, steps: this.#shown } }
  get #state(): State { return this.#steps.at(-1)?.state ?? this.#initial }

  /** What a step changes, as a line. */
  #changed(step: RunStep): string {
    const before = this.#state
    this.#steps.push(step)
    this.#shown.push(step)
    return differences(this.ir, before, step.state).join(" · ") || "(nothing changes)"
  }

  #step({ rule, params, label }: Instance): string {
    if (!this.reading.enabled(rule, this.#state, params)) throw new Wrong(`${label} is not enabled: ${refusal(this.reading, { rule, params, label }, this.#state)}`, "If this is what the script is to show, write `refused` before it.")
    const step = stepBy(this.reading, rule, params, this.#state)
    if (typeof step === "string") throw new Wrong(step, "`tcnet check` shows a shortest run to a broken obligation.")
    return this.#changed(step)
  }

  #refused(instances: readonly Instance[]): readonly string[] {
    const enabled = instances.find((x) => this.reading.enabled(x.rule, this.#state, x.params))
    if (enabled !== undefined) throw new Wrong(`${enabled.label} is enabled, and the script says that it is refused`, "Leave out `refused`, or show what comes before it.")
    const [first, another] = instances
    if (first === undefined) return ["(no instance at this size)"]
    this.#shown.push({ rule: first.rule, params: another === undefined ? first.params : {}, state: this.#state, isRefused: true })
    return [refusal(this.reading, first, this.#state)]
  }

  #show(paths: readonly string[]): readonly string[] {
    return paths.flatMap((path) => {
      const own = this.ir.leaves.map((l, i) => ({ l, value: this.#state[i] as Value })).filter(({ l }) => l.path === path || l.path.startsWith(`${path}.`))
      if (own.length > 0) return own.map(({ l, value }) => `${l.path} ${printValue(value)}`)
      const leaf = this.ir.leaves.findIndex((l) => path.startsWith(`${l.path}[`))
      const value = valueAt(this.#state[leaf] as Value, path.slice(this.ir.leaves[leaf]?.path.length))
      return [`${path} ${value === undefined ? "(nothing there)" : printValue(value)}`]
    })
  }

  #settle(all: boolean): readonly string[] {
    const { steps, wrong } = settle(this.reading, this.#state, all)
    const lines = steps.map((s) => `${placed(s.rule)}${printParams(s.params)}: ${this.#changed(s)}`)
    if (wrong !== undefined) throw new Wrong(wrong, "Write the steps one by one up to there.")
    if (all) return [...lines, `nothing moves any more, and ${restLine(this.ir, this.reading, this.#state)}`]
    return lines.length === 0 ? ["(nothing moves)"] : lines
  }

  /** Does what a command asks for. @throws Wrong */
  do(a: Action): readonly string[] {
    switch (a.kind) {
      case "system": return [Object.entries(this.reading.sizes).map(([name, n]) => `${name} ${n}`).join(", ")]
      case "after": return [this.#opening === undefined ? "" : `${stepCount(this.#opening.run)}: ${this.#opening.script.title}`]
      case "steps": return a.events.flatMap(({ instance, times }) => Array.from({ length: times }, () => `${a.events.length > 1 ? `${instance.label}: ` : ""}${this.#step(instance)}`))
      case "refused": return this.#refused(a.instances)
      case "show": return this.#show(a.paths)
      case "settle": return this.#settle(a.all)
      case "check": return judgeHere(this.ir, this.reading, this.run)
    }
  }
}

const sizesAt = (script: Script, ir: SystemIr): Sizes => {
  try {
    return sizesOf(ir, script.system.size)
  } catch (error) {
    throw error instanceof InputError ? wrongAt(script.system.at, error.message, error.fix) : error
  }
}

/** `1 step`, `12 steps`. */
export const stepCount = (run: Run): string => `${run.steps.length} step${run.steps.length === 1 ? "" : "s"}`

/** Plays a script on the system that it names, from the end of `opening` where the script goes on from another one's. @throws InputError for a command that is none, with file and line */
export const play = (script: Script, ir: SystemIr, opening?: Played): Played => {
  const sizes = sizesAt(script, ir)
  if (script.after !== undefined && opening === undefined) throw wrongAt(script.after.at, `${script.after.name} was not played`, "A script that goes on from another one is played from a file.")
  const player = new Player(ir, sizes, opening)
  const commands = script.items.filter((x): x is Command => x.kind === "command")
  // All commands are read first: a slip of the pen in the last one is reported before anything is written.
  const actions = commands.map((c) => readAction(player, c))
  const outcomes: Outcome[] = []
  const played = (): Played => ({ script, ir, size: script.system.size, sizes, run: player.run, own: player.own, shown: player.shown, opening, outcomes })
  for (const [i, command] of commands.entries()) {
    try {
      outcomes.push({ command, output: player.do(actions[i] as Action) })
    } catch (error) {
      const wrong = asWrong(error)
      return { ...played(), wrong: { at: command, text: wrong.message, fix: wrong.fix } }
    }
  }
  return played()
}
