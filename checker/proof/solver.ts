/** Solvers: z3 as a library, or a program that is installed. */
import { execFile } from "node:child_process"
import { InputError } from "../errors.ts"

export const engines = ["z3-solver", "z3", "cvc5"] as const
export type Engine = (typeof engines)[number]

export interface Answer {
  /** Only `unsat` proves anything. */
  readonly verdict: "unsat" | "sat" | "unknown"
  readonly seconds: number
  /** Of a script that is satisfied, the values of the constants as the solver prints them. Only z3-solver gives them. */
  readonly values?: ReadonlyMap<string, string>
}
export interface Solver {
  readonly engine: Engine
  /** How many scripts it is worth giving it at a time. */
  readonly jobs: number
  /** Decides a script without `(check-sat)`. @throws Error if the solver does not take the script */
  readonly check: (script: string, limit_ms: number) => Promise<Answer>
  readonly close: () => void
}

const seconds = (from: number): number => (performance.now() - from) / 1000

const put_away_ms = 100

/** Quantifiers are instantiated where their patterns are met, and no model is searched for: what is not refuted so is not proved. */
const openLibrary = async (): Promise<Solver> => {
  const { init } = await import("z3-solver")
  const { Z3, em } = await init()
  const check = async (script: string, limit_ms: number): Promise<Answer> => {
    const from = performance.now()
    const config = Z3.mk_config()
    const context = Z3.mk_context(config)
    Z3.del_config(config)
    try {
      const solver = Z3.mk_simple_solver(context)
      Z3.solver_inc_ref(context, solver)
      const params = Z3.mk_params(context)
      Z3.params_inc_ref(context, params)
      Z3.params_set_uint(context, params, Z3.mk_string_symbol(context, "timeout"), limit_ms)
      Z3.params_set_bool(context, params, Z3.mk_string_symbol(context, "mbqi"), false)
      Z3.solver_set_params(context, solver, params)
      // `eval_smtlib2_string` gives errors now and then that are none; this does not.
      Z3.solver_from_string(context, solver, script)
      const code = Z3.get_error_code(context)
      if (code !== 0) throw new Error(`z3-solver does not take the script: ${Z3.get_error_msg(context, code)}`)
      const found = await Z3.solver_check(context, solver)
      if (found !== 1) return { verdict: found === -1 ? "unsat" : "unknown", seconds: seconds(from) }
      return { verdict: "sat", seconds: seconds(from), values: valuesOf(Z3.model_to_string(context, Z3.solver_get_model(context, solver))) }
    } finally {
      Z3.del_context(context)
    }
  }
  const { PThread } = em as { readonly PThread: { readonly terminateAllThreads: () => void } }
  // The thread of the last check is still being put away: ended at once, it would say so on the terminal.
  return { engine: "z3-solver", jobs: 1, check, close: () => { setTimeout(() => { PThread.terminateAllThreads() }, put_away_ms) } }
}

/** The constants of a model as z3 prints it: `name -> value`, a line each, and functions over several lines. */
const valuesOf = (model: string): ReadonlyMap<string, string> =>
  new Map(model.split("\n").flatMap((line): readonly (readonly [string, string])[] => {
    const [name, value, ...more] = line.split(" -> ")
    return name === undefined || value === undefined || more.length > 0 || value.endsWith("{") ? [] : [[name.trim(), value.replace(/^\(- (\d+)\)$/, "-$1")]]
  }))

const programs: Readonly<{ [name in "z3" | "cvc5"]: (limit_ms: number) => readonly string[] }> = {
  z3: (limit_ms) => ["-in", `-t:${limit_ms}`, "smt.mbqi=false"],
  cvc5: (limit_ms) => ["--lang=smt2", `--tlimit=${limit_ms}`, "-"],
}
const openProgram = (engine: "z3" | "cvc5", jobs: number): Solver => ({
  engine, jobs,
  check: (script, limit_ms) => new Promise((resolve, reject) => {
    const from = performance.now()
    const child = execFile(engine, [...programs[engine](limit_ms)], (error, out, err) => {
      if (error !== null && "code" in error && error.code === "ENOENT") return reject(new InputError(`${engine} is not installed`, `\`apt-get install ${engine}\` installs it; or take --engine z3-solver, which is part of this package.`))
      const said = /^(unsat|sat|unknown|timeout)$/m.exec(out)?.[1]
      if (/^\(error/m.test(out)) return reject(new Error(`${engine} does not take the script: ${out.split("\n")[0] ?? ""}`))
      // Both end with an error where time is up.
      if (said === undefined && !/timeout|interrupted/.test(err + out)) return reject(new Error(`${engine} gives no answer: ${(err + out).split("\n")[0] ?? ""}`))
      return resolve({ verdict: said === "unsat" || said === "sat" ? said : "unknown", seconds: seconds(from) })
    })
    child.stdin?.on("error", () => { /* The program ended before it had read everything: its answer, or the lack of one, is handled above. */ })
    child.stdin?.end(`${script}(check-sat)\n`)
  }),
  close: () => { /* Each script has a process of its own. */ },
})

/** Opens a solver; `jobs` processes of a program run at a time. @throws InputError when a script is checked and the program is not installed */
export const openSolver = async (engine: Engine, jobs: number): Promise<Solver> => (engine === "z3-solver" ? openLibrary() : openProgram(engine, jobs))
