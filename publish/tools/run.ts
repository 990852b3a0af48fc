/**
 * Judges wrong versions of the tools: each is killed by a test that fails, or survives all that are about it. A
 * version that does not come to its end in many times what the right one takes is killed too.
 */
import { fork, type ChildProcess } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { changed, codeMutants, drawn, type CodeMutant } from "../../checker/mutation/code.ts"
import { root } from "../systems.ts"
import type { Target } from "./targets.ts"
import type { Answer, Task } from "./worker.ts"

/** `by`: whether the tests beside the file sufficed, another failed, or the time was over. */
export type ToolVerdict = { readonly verdict: "killed"; readonly by: "beside" | "others" | "time" } | { readonly verdict: "survived" }
export interface JudgedTool { readonly mutant: CodeMutant; readonly result: ToolVerdict }

/** What a wrong version may take: so many times what the right one takes, and some more, because others use the machine too. */
const patience = { times: 5, more_ms: 10_000, first_ms: 300_000 } as const
const workerFile = fileURLToPath(new URL("./worker.ts", import.meta.url))
const register = new URL("../../bin/register.mjs", import.meta.url).href

/** For each list of tests, how long they take when nothing is wrong: files of one folder have most of their tests in common. */
const takes = new Map<string, Promise<number>>()

/** The surroundings without what a test runner tells those that it starts: this may run in a test itself. */
const outside = (): NodeJS.ProcessEnv => Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^VITEST|^TEST$|^NODE_OPTIONS$/.test(name)))

/** One process with a test runner in it, in a group of its own: what never ends is ended with the group. */
class Runner {
  #child: ChildProcess | undefined

  #started(): ChildProcess { return (this.#child ??= fork(workerFile, [], { cwd: root, env: outside(), detached: true, execArgv: ["--import", register], stdio: ["ignore", "ignore", "inherit", "ipc"] })) }
  end(): void {
    if (this.#child?.pid !== undefined && this.#child.exitCode === null) process.kill(-this.#child.pid, "SIGKILL")
    this.#child = undefined
  }

  /** Undefined where the time was over. */
  #ask(task: Task, limit_ms: number): Promise<boolean | undefined> {
    const child = this.#started()
    return new Promise((resolve, reject) => {
      const settle = (f: () => void): void => {
        clearTimeout(timer)
        child.removeAllListeners()
        f()
      }
      const timer = setTimeout(() => settle(() => {
        this.end()
        resolve(undefined)
      }), limit_ms)
      child.on("message", (a: Answer) => settle(() => ("broken" in a ? reject(new Error(a.broken)) : resolve(a.passes))))
      child.on("close", (code) => settle(() => {
        this.#child = undefined
        reject(new Error(`the test runner ended with ${code ?? "a signal"}`))
      }))
      child.send(task)
    })
  }

  /** How long these tests take when nothing is wrong. @throws Error where they fail though nothing is */
  async #timed(tests: readonly string[]): Promise<number> {
    const from = performance.now()
    if ((await this.#ask({ tests }, patience.first_ms)) !== true) throw new Error(`these tests fail, or take too long, before anything is changed: ${tests.join(", ")}`)
    return performance.now() - from
  }
  /** As `timed`, once for all processes: whoever comes first finds out. */
  #takesFor(tests: readonly string[]): Promise<number> {
    const found = takes.get(tests.join()) ?? this.#timed(tests)
    takes.set(tests.join(), found)
    return found
  }

  async judge(t: Target, text: string, mutant: CodeMutant): Promise<ToolVerdict> {
    for (const by of ["beside", "others"] as const) {
      const tests = t[by]
      if (tests.length === 0) continue
      const takes_ms = await this.#takesFor(tests)
      const passes = await this.#ask({ tests, change: { file: t.file, text: changed(text, mutant) } }, patience.times * takes_ms + patience.more_ms)
      if (passes === undefined) return { verdict: "killed", by: "time" }
      if (!passes) return { verdict: "killed", by }
    }
    return { verdict: "survived" }
  }
}

export interface ToolRun {
  readonly jobs: number
  /** So many of each file, drawn by the seed; undefined: all. */
  readonly sample?: number | undefined
  readonly seed: number
  readonly onProgress?: (done: number, of: number) => void
}

/** The text of a target as it stands. */
export const textOf = (t: Target): string => readFileSync(join(root, t.file), "utf8")

/** Judges the wrong versions of one file, in the order of its text, or those that `only` names. */
export const judgeTool = async (t: Target, o: ToolRun, only?: ReadonlySet<string>): Promise<readonly JudgedTool[]> => {
  const text = textOf(t)
  const mutants = drawn(codeMutants(t.file, text).filter((m) => only?.has(m.id) ?? true), o.sample, o.seed)
  const results: ToolVerdict[] = []
  const waiting = mutants.map((_, i) => i)
  let done = 0
  const runners = Array.from({ length: Math.min(o.jobs, mutants.length) }, () => new Runner())
  const serve = async (runner: Runner): Promise<void> => {
    for (let i = waiting.shift(); i !== undefined; i = waiting.shift()) {
      results[i] = await runner.judge(t, text, mutants[i] as CodeMutant)
      o.onProgress?.(++done, mutants.length)
    }
  }
  try {
    await Promise.all(runners.map(serve))
  } finally {
    for (const r of runners) r.end()
  }
  return mutants.map((mutant, i) => ({ mutant, result: results[i] as ToolVerdict }))
}
