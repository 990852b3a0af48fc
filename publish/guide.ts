/**
 * Runs what a guide shows. A fence `ts my-system.ts` is that file; `diff my-system.ts` changes it; `console` holds
 * commands, each behind `$ `, with what they print. Everything happens in an empty directory outside the checkout.
 */
import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { InputError } from "../checker/errors.ts"
import { parseMarkdown, type Fence } from "./markdown.ts"
import { root } from "./systems.ts"

/** Applies the `-` and `+` lines of a fence to a text; lines with a space before them are context. @throws InputError if the old lines are not there once */
export const applyDiff = (text: string, diff: string): string => {
  const lines = diff.trimEnd().split("\n")
  const side = (sign: string): string => lines.filter((l) => !l.startsWith(sign)).map((l) => l.slice(1)).join("\n")
  const [before, after] = [side("+"), side("-")]
  if (text.split(before).length !== 2) throw new InputError("a diff of the guide does not apply", `Its old lines are not in the file, or there more than once:\n${before}`)
  return text.replace(before, () => after)
}

/** A text without what differs from machine to machine, and without line numbers in the checkout's own files. */
const steady = (text: string): string =>
  text.replaceAll(/\d+\.\d+ s \([\d,]+ states\/s\), [\d,]+ MB/g, "0.00 s (0 states/s), 0 MB").replaceAll(/\d+\.\d+ s \([\d,]+ firings\/s\)/g, "0.00 s (0 firings/s)").replaceAll(/(\(\w+\/[\w/.-]+\.ts):\d+\)/g, "$1)")

/** What one command line prints, on both outputs. @throws what the command ended with, if that is no verdict and no refusal */
const run = async (command: string, cwd: string): Promise<string> => {
  const [program, ...args] = command.split(/\s+/)
  if (program !== "tcnet") throw new InputError(`the guide runs ${String(program)}`, "Its commands begin with tcnet.")
  const node = promisify(execFile)
  try {
    const { stdout, stderr } = await node(process.execPath, [join(root, "bin/tcnet.mjs"), ...args], { cwd, encoding: "utf8" })
    return stdout + stderr
  } catch (error) {
    const { stdout, stderr, code } = error as { readonly stdout?: string; readonly stderr?: string; readonly code?: unknown }
    if (typeof code !== "number" || code > 3) throw error
    return `${stdout ?? ""}${stderr ?? ""}`
  }
}

const commandsIn = (f: Fence): readonly { readonly command: string; readonly shown: string }[] =>
  f.content.split(/^(?=\$ )/m).map((part) => {
    const [first, ...rest] = part.trimEnd().split("\n")
    return { command: (first ?? "").replace(/^\$ /, ""), shown: rest.join("\n") }
  })

/** The guide with the outputs that its commands really print. What only differs in measured numbers is left as it is. */
export const rewriteGuide = async (text: string): Promise<string> => {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "tcnet-guide-")))
  const lines = text.split("\n")
  const changes: { readonly from: number; readonly to: number; readonly content: string }[] = []
  try {
    for (const f of parseMarkdown(text).fences) {
      const [language, file] = f.info.split(/\s+/)
      if (language === "ts" && file !== undefined) writeFileSync(join(directory, file), f.content)
      if (language === "diff" && file !== undefined) writeFileSync(join(directory, file), applyDiff(readFileSync(join(directory, file), "utf8"), f.content))
      if (language !== "console") continue
      const outputs: string[] = []
      for (const { command, shown } of commandsIn(f)) {
        const printed = (await run(command, directory)).trimEnd()
        outputs.push(`$ ${command}\n${steady(printed) === steady(shown) ? shown : printed}`)
      }
      changes.push({ from: f.from + 1, to: f.to - 1, content: outputs.join("\n\n") })
    }
  } finally {
    rmSync(directory, { recursive: true })
  }
  for (const c of changes.toReversed()) lines.splice(c.from, c.to - c.from, c.content)
  return lines.join("\n")
}
