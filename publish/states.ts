/** State diagrams of the fields that act as modes: as Markdown, and as a drawing for HTML. The data is the explorer's. */
import { stateDiagrams, type StateDiagram } from "../checker/explorer/modes.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { count } from "./systems.ts"

export type { StateDiagram, Transition } from "../checker/explorer/modes.ts"

/** The diagrams of all systems at `small`, by system and path: `wakeup.b.sleeper.mode`. */
export const diagramsOf = async (systems: readonly SystemIr[]): Promise<ReadonlyMap<string, StateDiagram>> => {
  const all = new Map<string, StateDiagram>()
  for (const ir of systems) for (const d of await stateDiagrams(ir)) all.set(`${d.system}.${d.path}`, d)
  return all
}

/** What the diagram is, and which run it came from. */
export const statesCaption = (d: StateDiagram): string => {
  const sizes = Object.entries(d.sizes).map(([name, n]) => `${name} ${n}`).join(", ")
  const never = d.unreached.length === 0 ? "" : ` Never reached: ${d.unreached.map((v) => `\`${v}\``).join(", ")}.`
  return `How \`${d.path}\` changes in \`${d.system}\` at ${d.size} (${sizes}), and by which rules: every change that occurs on one of the ${count(d.run.transitions)} transitions between its ${count(d.run.states)} reachable states, and no other.${never}`
}

/** Words that mean something else in a diagram of Mermaid. */
const reserved = new Set(["state", "end", "note", "as", "direction", "class", "classdef", "style", "click", "default", "hide", "scale", "title", "fork", "join", "choice"])

/** Names that Mermaid takes as they are stand for themselves; any other gets a number, and a line that gives its text. */
const mermaid = (d: StateDiagram): string => {
  const isPlain = (v: string): boolean => /^[A-Za-z]\w*$/.test(v) && !reserved.has(v.toLowerCase())
  const names = new Map(d.states.map((v, i): readonly [string, string] => [v, isPlain(v) ? v : `state${i}`]))
  const name = (v: string): string => names.get(v) ?? v
  return [
    "stateDiagram-v2",
    ...d.states.filter((v) => !isPlain(v)).map((v) => `    state "${v.replaceAll('"', "'")}" as ${name(v)}`),
    `    [*] --> ${name(d.initial)}`,
    ...d.transitions.map((t) => `    ${name(t.from)} --> ${name(t.to)}: ${t.rules.join(", ")}`),
  ].join("\n")
}

/** A diagram that GitHub draws and that reads line by line where nobody draws it, with its caption. */
export const statesMarkdown = (d: StateDiagram): string => `\`\`\`mermaid\n${mermaid(d)}\n\`\`\`\n\n${statesCaption(d)}`

const quoted = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`
const dot = (d: StateDiagram): string => [
  "digraph {",
  `  rankdir=LR; bgcolor="transparent"; nodesep=0.4; ranksep=0.6;`,
  `  node [shape=box, style=rounded, fontname="sans-serif", fontsize=12, margin="0.16,0.08"];`,
  `  edge [fontname="sans-serif", fontsize=10, arrowsize=0.7];`,
  // Graphviz names nodes as the values are named, so the point of the start has a name that no value has.
  `  "" [shape=point, width=0.12, label=""];`,
  ...d.states.map((v) => `  ${quoted(v)};`),
  `  "" -> ${quoted(d.initial)};`,
  ...d.transitions.map((t) => `  ${quoted(t.from)} -> ${quoted(t.to)} [label=${quoted(` ${t.rules.join("\n ")} `)}];`),
  "}",
].join("\n")

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")

/** The diagram as SVG to be set into HTML: in the colour of the text around it, on no background, with its transitions as its description. */
export const statesSvg = async (d: StateDiagram): Promise<string> => {
  const { Graphviz } = await import("@hpcc-js/wasm-graphviz")
  const drawn = (await Graphviz.load()).dot(dot(d), "svg")
  const said = `${d.path}: ${d.transitions.map((t) => `${t.from} to ${t.to} by ${t.rules.join(", ")}`).join("; ")}`
  return drawn.slice(drawn.indexOf("<svg"))
    .replace("<svg", `<svg class="states" role="img" aria-label="${escaped(said)}"`)
    .replaceAll(/<!--[^]*?-->\n?/g, "").replaceAll(/<title>[^<]*<\/title>\n?/g, "")
    .replaceAll('stroke="black"', 'stroke="currentColor"').replaceAll('fill="black"', 'fill="currentColor"')
    .replaceAll(/<text /g, '<text fill="currentColor" ').trim()
}
