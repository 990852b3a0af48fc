/** The process that judges mutants for another one: it answers each task that it is sent. See jobs.ts. */
import { InputError } from "../checker/errors.ts"
import type { Answer, Task } from "./jobs.ts"
import { judgesOf, judgeUp, type Judges } from "./judging.ts"
import { mutatedModule, type Mutated } from "./mutated.ts"

let known: { readonly of: string; readonly m: Mutated; readonly judges: Judges } | undefined

const answer = async (t: Task): Promise<Answer> => {
  const of = `${t.file} ${t.name}`
  if (known?.of !== of) {
    const m = mutatedModule(t.file, t.name)
    known = { of, m, judges: judgesOf(m, t.limitBytes) }
  }
  const mutant = known.m.mutants[t.index]
  if (mutant?.id !== t.id) throw new Error(`the sources changed: mutant ${t.index} is ${mutant?.id ?? "no more"}`)
  const { result, differs: _, ...judged } = await judgeUp(known.m, known.judges, mutant, t.size)
  return result?.cut === "memory" ? { again: true } : { judged }
}

process.on("disconnect", () => process.exit())
const answered = async (task: Task): Promise<Answer> => {
  try {
    return await answer(task)
  } catch (error) {
    // What is wrong with the input is found and said by the one who asked, who may have more memory.
    if (error instanceof InputError) return { again: true }
    return { broken: error instanceof Error ? (error.stack ?? String(error)) : String(error) }
  }
}
process.on("message", async (task: Task) => process.send?.(await answered(task)))
