/** What the front page says before its lists: how much of the specification is supported, and by which runs. */
import { isRequirement } from "../catalog.ts"
import { classOf } from "../form.ts"
import type { Places, World } from "../page.ts"
import { table } from "../requirement.ts"
import { obligationsIn } from "../proof-record.ts"
import { listed } from "../reasons.ts"
import { inOrder, obligations } from "../support.ts"
import { slug } from "./markup.ts"
import { count } from "../systems.ts"

/** How many requirements are of each class, in the order in which they are met. */
export const classes = (world: World, places: Places): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const id of places.keys()) {
    const e = world.catalogue.get(id)
    if (e === undefined || !isRequirement(e)) continue
    const name = classOf(e, world)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

/** The Markdown of it, for the page `README.md`. */
export const glanceMarkdown = (world: World, places: Places): string => {
  const counts = [...classes(world, places)]
  const runs = inOrder(world.systems, world.evidence).map((e) => [`[\`${e.system}\`](evidence.md#${e.system}) ${e.size}`, e.verdict, count(e.states), count(e.transitions), String(e.depth)])
  return [
    `<div class="glance">`,
    `${counts.reduce((sum, [, n]) => sum + n, 0)} rules, properties, platform requirements, reasons and counters: ${counts.map(([name, n]) => `<span class="verdict is-${name}">${n} [${name}](evidence.md)</span>`).join(" ")}`,
    table(["run", "verdict", "states", "transitions", "depth"], runs),
    ...world.proofs.map((p) => `Proved for every size: [\`${p.system}\`](evidence.md#${slug(`${p.system}, for every size`)}), ${obligations(obligationsIn(p))}, by ${listed(p.engines)}.`),
    "</div>",
  ].join("\n\n")
}
