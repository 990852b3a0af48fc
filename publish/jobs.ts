/**
 * Judges the mutants of a system with several processes. What comes out is what one process would give, in the same
 * order: each mutant is judged alone, and which process judges it makes no difference.
 */
import { fork, type ChildProcess } from "node:child_process"
import { availableParallelism, totalmem } from "node:os"
import { relative } from "node:path"
import { fileURLToPath } from "node:url"
import { InputError } from "../checker/errors.ts"
import { judgesOf, judgeUp, type Sized } from "./judging.ts"
import { registered, type Mutated, type Named } from "./mutated.ts"

/** As many processes as there are cores, and no more than 8: each explores the system itself before its first mutant. */
export const defaultJobs: number = Math.min(8, availableParallelism())
/** A process takes half a second to start: what one alone is done with by then is done without others. */
const alone_ms = 1000

/** What a process is to judge: everything else it finds out itself. */
export interface Task {
  readonly file: string
  readonly name: string
  /** Where the mutant stands among those of the system, and what it is called there. */
  readonly index: number
  readonly id: string
  readonly size: string | undefined
  readonly limitBytes: number
}
/** What it answers: a judgement, that the mutant has to be judged alone with all memory, or that something broke. */
export type Answer = { readonly judged: Sized } | { readonly again: true } | { readonly broken: string }

export interface Judging {
  readonly jobs: number
  /** The only size; undefined: as `judgeUp` finds it. */
  readonly size?: string | undefined
  /** Mutants that are known to take long: other processes begin with them, so that none is left with one in the end. */
  readonly isLong?: (m: Named) => boolean
  /** Called before the first mutant and whenever one is judged. */
  readonly onProgress?: (done: number) => void
  /** For tests: when others are started, and what they run. */
  readonly alone_ms?: number
  readonly worker?: string
}

const workerFile = fileURLToPath(new URL("./judging-worker.ts", import.meta.url))
const register = new URL("../bin/register.mjs", import.meta.url).href

/** A bug of ours at one mutant, with the command that repeats it. */
const brokenAt = (m: Mutated, mutant: Named, what: string, cause?: unknown): Error => {
  const subject = registered.some((s) => s.id === m.ir.id) ? m.ir.id : relative("", m.file)
  return new Error(`${what} while ${mutant.id} of ${m.ir.id} was judged; to repeat it: tcnet mutate ${subject} --mutant '${mutant.id}'`, { cause })
}

/** Most of what a process said on standard error that is worth repeating. */
const limit_said = 2000

/** One process that judges what it is given, one mutant after the other. */
class Worker {
  readonly #child: ChildProcess
  #said = ""
  constructor(file: string) {
    this.#child = fork(file, [], { execArgv: ["--import", register], stdio: ["ignore", "ignore", "pipe", "ipc"] })
    this.#child.stderr?.on("data", (text) => { this.#said = `${this.#said}${String(text)}`.slice(-limit_said) })
  }

  /** Its answer. @throws Error if it ends without one */
  ask(task: Task): Promise<Answer> {
    const child = this.#child
    return new Promise((resolve, reject) => {
      const settle = (done: () => void) => (): void => {
        child.off("message", answered).off("close", ended).off("error", failed)
        done()
      }
      const answered = (answer: Answer): void => settle(() => resolve(answer))()
      const ended = (code: number | null, signal: string | null): void => settle(() => reject(new Error(`a process ended with ${signal ?? code ?? "nothing"}${this.#said === "" ? "" : ` and said\n${this.#said}`}`)))()
      const failed = (error: Error): void => settle(() => reject(error))()
      child.on("message", answered).on("close", ended).on("error", failed)
      if (child.exitCode !== null || child.signalCode !== null) ended(child.exitCode, child.signalCode)
      else child.send(task, (error) => { if (error !== null && child.exitCode === null && child.connected) failed(error) })
    })
  }

  end(): void { this.#child.kill("SIGKILL") }
}

interface Work {
  readonly m: Mutated
  readonly mutants: readonly Named[]
  readonly o: Judging
  readonly results: (Sized | undefined)[]
  done: number
}

const keep = (w: Work, i: number, j: Sized): void => {
  w.results[i] = j
  w.done += 1
  w.o.onProgress?.(w.done)
}

/** Judges mutants in this process, from one on, until all are or until the time is over; gives the first that is not. */
const judgeHere = async (w: Work, indices: readonly number[], until: number): Promise<readonly number[]> => {
  const judges = judgesOf(w.m)
  for (const [k, i] of indices.entries()) {
    if (performance.now() > until) return indices.slice(k)
    const mutant = w.mutants[i] as Named
    try {
      keep(w, i, await judgeUp(w.m, judges, mutant, w.o.size))
    } catch (error) {
      throw error instanceof InputError ? error : brokenAt(w.m, mutant, (error as Error).message, error)
    }
  }
  return []
}

/** Judges mutants with other processes; gives those that have to be judged here. @throws Error that names the mutant at which one broke */
const judgeThere = async (w: Work, indices: readonly number[]): Promise<readonly number[]> => {
  const again: number[] = []
  const isLong = (i: number): boolean => w.o.isLong?.(w.mutants[i] as Named) ?? false
  const waiting = [...indices.filter(isLong), ...indices.filter((i) => !isLong(i))]
  const n = Math.min(w.o.jobs, indices.length)
  const workers = Array.from({ length: n }, () => new Worker(w.o.worker ?? workerFile))
  const serve = async (worker: Worker): Promise<void> => {
    for (let i = waiting.shift(); i !== undefined; i = waiting.shift()) {
      const mutant = w.mutants[i] as Named
      const task: Task = { file: w.m.file, name: w.m.name, index: w.m.mutants.indexOf(mutant), id: mutant.id, size: w.o.size, limitBytes: (totalmem() * 0.6) / n }
      const answer = await worker.ask(task).catch((error: unknown) => { throw brokenAt(w.m, mutant, (error as Error).message) })
      if ("broken" in answer) throw brokenAt(w.m, mutant, answer.broken)
      if ("again" in answer) again.push(i)
      else keep(w, i, answer.judged)
    }
  }
  try {
    await Promise.all(workers.map(serve))
  } finally {
    for (const worker of workers) worker.end()
  }
  return again.toSorted((a, b) => a - b)
}

/**
 * Judges these mutants of a system, and gives the judgements in their order. With one job, where one process is soon
 * done, and where a mutant needs the memory of the machine, it is judged here; only such a judgement has its run with it.
 *
 * @throws InputError as `judgeFor`; Error that names a mutant at which we broke
 */
export const judgeAll = async (m: Mutated, mutants: readonly Named[], o: Judging): Promise<readonly Sized[]> => {
  const w: Work = { m, mutants, o, results: mutants.map(() => undefined), done: 0 }
  o.onProgress?.(0)
  const all = mutants.map((_, i) => i)
  const rest = await judgeHere(w, all, o.jobs === 1 ? Infinity : performance.now() + (o.alone_ms ?? alone_ms))
  const again = rest.length > 1 ? await judgeThere(w, rest) : rest
  await judgeHere(w, again, Infinity)
  return w.results as readonly Sized[]
}
