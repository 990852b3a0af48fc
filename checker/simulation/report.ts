/** Prints what a simulation came to, for a terminal and as JSON. */
import { printCounterexample } from "../explorer/report.ts"
import type { SystemIr } from "../ir/system.ts"
import { printEnd } from "./placement.ts"
import type { FailureReport, SimulateResult } from "./simulate.ts"

const count = (n: number): string => n.toLocaleString("en-US")
const counted = (n: number, what: string, plural = `${what}s`): string => `${count(n)} ${n === 1 ? what : plural}`
const cuts = { seconds: "the limit of seconds was reached", interrupted: "it was interrupted" } as const
const indented = (text: string): readonly string[] => text.split("\n").map((l) => `  ${l}`.trimEnd())

const tally = (list: readonly { readonly id: string; readonly count: number }[]): string => (list.length === 0 ? "none" : list.map((x) => `${x.id} ${count(x.count)}`).join(", "))

const placesOf = (r: SimulateResult): string => {
  const { site } = r
  const sizes = r.farSize === undefined || r.farSize === r.size ? "" : ` (${r.farSize})`
  return `${counted(site.channels, "channel")} of ${counted(site.endpoints, "endpoint")} on ${counted(site.superNodes, "super-node")} of ${counted(site.nodes, "node")}: ${count(r.near)} within a super-node, ${count(r.far)} between two${sizes}`
}

const failureLines = (ir: SystemIr, f: FailureReport, size: string): readonly string[] => [
  `channel ${f.channel}, between ${printEnd(f.ends[0])} and ${printEnd(f.ends[1])}, in round ${f.round}${f.size === size ? "" : `, of size ${f.size}`}`,
  `${f.mix}`,
  f.isShown ? `${counted(f.events, "event")}, shrunk to ${count(f.counterexample.run.steps.length)}:` : `${counted(f.events, "event")}, which could not be shrunk:`,
  "", ...printCounterexample(ir, f.counterexample).split("\n"),
]

/** What `simulate` prints of a system. */
export const printSimulation = (ir: SystemIr, r: SimulateResult): string => {
  const sizes = Object.entries(r.sizes).map(([name, n]) => `${name} ${n}`).join(", ")
  const lines = [
    `${r.system} ${r.size} (${sizes}): ${r.verdict}`,
    `  seed ${r.seed}: ${count(r.steps)} firings and ${count(r.recovery)} to come to rest, ${counted(r.rounds, "round")}, ${counted(r.mixes, "mix", "mixes")}, ${r.seconds.toFixed(2)} s (${count(r.firingsPerSecond)} firings/s)`,
    `  ${placesOf(r)}`,
    `  came to rest once faults had stopped: ${count(r.rested)}; had nothing more to do, and began anew: ${count(r.finished)}`,
    `  faults: ${tally(r.firings.filter((x) => x.by === "fault"))}`,
    `  rules: ${tally(r.firings.filter((x) => x.by !== "fault"))}`,
  ]
  if (r.helped.length > 0) lines.push(`  what need not happen, and helped channels to rest: ${tally(r.helped)}`)
  if (r.cut !== undefined) lines.push(`  Not every firing was made: ${cuts[r.cut]}.`)
  const by = new Map<string, string[]>()
  for (const p of r.properties) by.set(p.verdict, [...(by.get(p.verdict) ?? []), p.id])
  for (const [verdict, ids] of by) lines.push(`  ${verdict === "holds" ? "held in all that was seen" : verdict}: ${ids.join(", ")}`)
  if (r.vacuous.length > 0) lines.push("  vacuous, for the run was long enough to see it:", ...r.vacuous.map((v) => `    ${v}`))
  if (r.unseen.length > 0) lines.push("  not seen, and the run is too short to mind:", ...r.unseen.map((v) => `    ${v}`))
  if (r.failure !== undefined) lines.push("", ...failureLines(ir, r.failure, r.size).flatMap(indented))
  return `${lines.join("\n")}\n`
}

/** A result as `simulate --json` has it. */
export const simulationJson = (r: SimulateResult): object => {
  const { failure: f, firings, sizes, farSize, cut, ...rest } = r
  return {
    ...rest, ...(farSize === undefined ? {} : { farSize }), ...(cut === undefined ? {} : { cut }), seconds: Number(r.seconds.toFixed(3)),
    firings: firings.filter((x) => x.by !== "fault"), faults: firings.filter((x) => x.by === "fault").map(({ id, count: n }) => ({ id, count: n })), sizes,
    ...(f === undefined ? {} : {
      failure: {
        id: f.counterexample.id, because: f.counterexample.because, channel: f.channel, ends: f.ends, size: f.size, round: f.round, steps: f.steps, mix: f.mix, events: f.events, shown: f.isShown,
        run: f.counterexample.run.steps.map((s) => ({ endpoint: s.rule.place, rule: s.rule.id, params: s.params })),
      },
    }),
  }
}
