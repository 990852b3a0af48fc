/** Builds the sample in C, a ring over a link that fails, and runs its three processes for their logs. */
import { execFile, spawn, spawnSync } from "node:child_process"
import { mkdir, readdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

/** What a run leaves behind. */
export interface PeerRun {
  /** The logs of the sender and the owner: system `ring`. */
  readonly ring: readonly [string, string]
  /** The logs of how they slept and were woken: system `wakeup`. */
  readonly wakeup: readonly [string, string]
  /** What the link did with the words of `wakeup`: it is witness of rules that are hidden from the ends. */
  readonly link: string
  /** True if nothing happened any more, and the processes were told to close their logs. So the run has ended, too: nothing more was going to happen. */
  readonly hung: boolean
  readonly seconds: number
}

/** A seeded bug, and what a judge of its logs should name. */
export interface PeerBug {
  /** The NAME in `-DBUG=NAME`. */
  readonly name: string
  readonly text: string
  readonly system: "ring" | "wakeup"
  /** The rule of the event that is rejected; where the run only hangs, the one that is due and not taken at its end. */
  readonly rule: string
  /** The condition that fails: a conjunct of the rule, or a word that was seen otherwise. Undefined where the run only hangs. */
  readonly failed?: string
  /** The rule that is due instead of `rule` where the other end happened to be the one that hangs. */
  readonly orElse?: string
}

const bug = (name: string, system: PeerBug["system"], rule: string, failed: string, text: string): PeerBug => ({ name, text, system, rule, failed: failed.includes(".") ? failed : `${rule}.${failed}` })
const hangs = (name: string, rule: string, text: string, orElse?: string): PeerBug => ({ name, text, system: "ring", rule, ...(orElse === undefined ? {} : { orElse }) })
export const bugs: readonly PeerBug[] = [
  bug("early_commit", "ring", "slot.commit", "body", "The commit word is posted before the body of the slot."),
  bug("ignore_credit", "ring", "slot.writePayload", "hasCredit", "The sender writes without looking at its credit."),
  bug("first_slot_credit", "ring", "slot.writePayload", "hasCredit", "The sender begins a frame with credit for its first slot only."),
  bug("no_index_reset", "ring", "slot.commit", "a.writer.committed", "The sender goes on at its old index in a new epoch."),
  bug("no_sweep", "ring", "epoch.begin", "swept", "The sender begins an epoch without sweeping the ring."),
  bug("adopt_equal_offer", "ring", "epoch.hear", "greater", "The sender takes note again of an epoch that it has abandoned."),
  bug("untagged", "ring", "slot.look", "committed", "Commit words have one tag for all epochs, which is not compared."),
  bug("look_before_begin", "ring", "slot.look", "begun", "The owner reads the ring before the epoch has begun."),
  bug("accept_without_indication", "ring", "slot.accept", "calm", "The owner accepts a slot without looking at its link."),
  bug("credit_before_consume", "ring", "credit.return", "owed", "The owner returns the credit of a slot before it has read it."),
  bug("deliver_first_slot", "ring", "slot.deliver", "last", "The owner delivers a frame when its first slot is there."),
  bug("sleep_owing_credit", "wakeup", "notify.armForFrame", "paid", "The owner goes to sleep before it has returned its credit."),
  bug("no_recheck", "wakeup", "notify.consume", "awake", "The owner goes to sleep without the last look."),
  bug("no_fence", "wakeup", "notify.test", "due", "The event word is tested without the fence."),
  bug("early_test", "wakeup", "notify.test", "due", "The event word is tested before the count is published."),
  bug("one_look", "wakeup", "notify.recheckCredit", "looked", "The sender looks for credit before it sleeps, but not for an offer."),
  bug("no_zeros", "wakeup", "notify.test", "a.words.event", "An epoch is offered, and the event word of the last one stays."),
  bug("answered_kept", "wakeup", "notify.test", "a.publisher.answered", "What the sender has answered outlives the epoch."),
  bug("ring_too_few", "wakeup", "notify.test", "a.publisher.answered", "The doorbell is rung when the event word is passed, not when it is reached."),
  hangs("no_close", "epoch.close", "The sender abandons an epoch without saying so."),
  hangs("deaf_to_link", "epoch.ownerLinkEvent", "An endpoint that sleeps does not wake when the link fails.", "epoch.senderLinkEvent"),
  hangs("no_offer_doorbell", "epoch.hear", "An epoch is offered, and no doorbell follows."),
]

/** Those that `npm start` shows. */
export const shown: readonly PeerBug[] = bugs.filter((b) => ["early_commit", "untagged", "accept_without_indication", "no_recheck"].includes(b.name))

/**
 * A run of the sample that is enough for each bug to show. What is wrong with sleeping shows without failures of the link,
 * and is then refuted soon, where two logs refute it only together; epochs end all the same, as the sender abandons them.
 */
export const runOf = (b: PeerBug): { readonly bug: string; readonly frames: number; readonly cuts: number; readonly abandons: number; readonly seed: number } => {
  const isOfSleeping = b.system === "wakeup" && b.failed !== undefined
  const abandons = ({ no_close: 1, no_offer_doorbell: 10 } as Readonly<Record<string, number>>)[b.name] ?? (isOfSleeping ? 2 : 0)
  // Whether an owner looks at a slot just when the link has failed is chance, so that bug has many failures.
  const cuts = b.name === "accept_without_indication" ? 12 : 3
  return { bug: b.name, frames: isOfSleeping ? 200 : 600, cuts: isOfSleeping ? 0 : cuts, abandons, seed: 1 }
}

/** The pair of logs that shows a bug. */
export const logsOf = (b: PeerBug, run: PeerRun): readonly [string, string] => (b.system === "ring" || b.failed === undefined ? run.ring : run.wakeup)

export const noCompiler = "not-run: no C compiler (apt-get install gcc libc6-dev)"

const here = fileURLToPath(new URL(".", import.meta.url))
const flags = ["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror"]
export const sanitizers: readonly string[] = ["-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
const sources = ["main.c", "sender.c", "owner.c", "link.c"]
const compileLimit_ms = 60_000

/** Exit codes with which a wrong build may end; its logs are complete. */
const stopped = 3, brokenPeer = 4, badPayload = 5

/** A compiler without the headers of the C library is of no use, so it has to read some. */
const probe = "#include <stdatomic.h>\n#include <sys/eventfd.h>\nint main(void) { return 0; }\n"

const compiles = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, ["-std=c11", ...args, "-x", "c", "-"], { input: probe, timeout: compileLimit_ms }).status === 0

/** The command of a C compiler that works, or undefined if there is none. */
export const compiler = (): string | undefined => ["cc", "gcc"].find((command) => compiles(command, ["-fsyntax-only"]))

/** True if the compiler has its sanitizers. */
export const canSanitize = (command: string): boolean => compiles(command, [...sanitizers, "-o", "/dev/null"])

const compile = async (command: string, output: string, extra: readonly string[]): Promise<void> => {
  const call = [...flags, ...extra, "-o", output, ...sources.map((source) => join(here, source))]
  try {
    await promisify(execFile)(command, call, { timeout: compileLimit_ms })
  } catch (error) {
    const stderr = error instanceof Error && "stderr" in error ? String(error.stderr) : ""
    throw new Error(`${command} ${call.join(" ")}\n${stderr}`, { cause: error })
  }
}

interface Ended {
  readonly code: number | null
  /** One line for an error message: what became of the processes, and their stderr. */
  readonly report: string
}

const start = (program: string, args: readonly string[], limit_ms: number): Promise<Ended> =>
  new Promise((resolve) => {
    let stderr = ""
    const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"], timeout: limit_ms, killSignal: "SIGKILL" })
    child.stderr.setEncoding("utf8").on("data", (text: string) => { stderr += text })
    child.on("error", (error) => resolve({ code: null, report: `${program}: ${error.message}` }))
    child.on("close", (code, signal) => resolve({ code, report: `${program}: ${signal ?? `exit code ${code}`}: ${stderr.trim()}` }))
  })

/**
 * Compiles the sample and runs it in the directory. A correct build must deliver every frame of the last epoch and no
 * torn or stale one; with a bug it may get stuck, and the logs up to there are the result.
 */
export const runPeers = async (o: {
  readonly directory: string
  /** Frames that are sent at least, over all epochs. */
  readonly frames: number
  /** How often the link fails and comes back. */
  readonly cuts: number
  /** How often the sender abandons an epoch by itself. */
  readonly abandons: number
  readonly seed: number
  /** The name of one of `bugs`. */
  readonly bug?: string
  readonly sanitize?: boolean
}): Promise<PeerRun> => {
  if (o.bug !== undefined && !bugs.some((b) => b.name === o.bug)) throw new Error(`no bug is called ${o.bug}: ${bugs.map((b) => b.name).join(", ")}`)
  const command = compiler()
  if (command === undefined) throw new Error(noCompiler)

  await mkdir(o.directory, { recursive: true })
  const old = (await readdir(o.directory)).filter((file) => file.endsWith(".jsonl"))
  await Promise.all(old.map((file) => rm(join(o.directory, file))))
  const program = join(o.directory, "ring")
  await compile(command, program, [...(o.sanitize === true ? sanitizers : []), ...(o.bug === undefined ? [] : [`-DBUG=${o.bug}`])])

  const begin_ms = performance.now()
  const { code, report } = await start(program, [o.directory, ...[o.frames, o.cuts, o.abandons, o.seed].map(String)], 60_000)
  const seconds = (performance.now() - begin_ms) / 1000
  const allowed = o.bug === undefined ? [0] : [0, stopped, brokenPeer, badPayload]
  if (code === null || !allowed.includes(code)) throw new Error(report)

  const pair = (name: string): readonly [string, string] => [join(o.directory, `${name}.sender.jsonl`), join(o.directory, `${name}.owner.jsonl`)]
  return { ring: pair("ring"), wakeup: pair("wakeup"), link: join(o.directory, "wakeup.link.jsonl"), hung: code === stopped, seconds }
}

/** Runs that a bug gets to show itself in. */
const most_runs = 4

/**
 * Runs the sample with a bug, and judges it, until a run shows the bug: with other seeds, four times at most. What three
 * processes do is a matter of their timing, and on a busy machine a bug need not come to anything in a single run.
 *
 * @returns the judgement of the first run that shows it, or of the last run
 */
export const untilShown = async <R>(b: PeerBug, directory: string, judge: (logs: readonly string[]) => Promise<R>, isShown: (r: R) => boolean): Promise<R> => {
  for (let seed = 1; ; seed++) {
    const r = await judge(logsOf(b, await runPeers({ ...runOf(b), seed, directory: join(directory, `${b.name}.${seed}`) })))
    if (isShown(r) || seed === most_runs) return r
  }
}
