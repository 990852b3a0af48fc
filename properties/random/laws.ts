/** The properties of a system, asked after each step of a run. */
import type { PlacedProperty, Runtime } from "./runtime.ts"
import { readsSoFar } from "./vec.ts"
import { Violation } from "./violation.ts"

/** Elements of a ring that a property may read at each step. */
const cheap = 256

/** What runs have shown: the properties that were required somewhere, and the `reachable` ones that some state had. */
export type Shown = Set<string>

export class Laws<S extends object, N extends object> {
  readonly #runtime: Runtime<S, N>
  readonly #properties: readonly PlacedProperty[]
  readonly #shown: Shown
  /** Properties that ask for all slots of a large ring: how often they were required, and once in how many times they are asked. */
  readonly #dear = new Map<PlacedProperty, { times: number; readonly every: number }>()

  constructor(runtime: Runtime<S, N>, shown: Shown) {
    this.#runtime = runtime
    this.#shown = shown
    this.#properties = runtime.properties.filter((p) => p.property.kind !== "leadsTo")
  }

  /** A state, or the step to it from `before`. @throws Violation */
  see(before: S | undefined, after: S): void {
    for (const p of this.#properties) {
      const { kind, id } = p.property
      if (kind === "step" ? before === undefined : kind === "reachable" && this.#shown.has(id)) continue
      const s = p.view.of(kind === "step" ? before as S : after)
      if (p.property.given?.(s, this.#runtime.sizes) !== false && this.#isDue(p)) this.#judge(p, s, after)
    }
  }

  #isDue(p: PlacedProperty): boolean {
    const dear = this.#dear.get(p)
    return dear === undefined || dear.times++ % dear.every === 0
  }

  #judge(p: PlacedProperty, s: unknown, after: S): void {
    const { property, view } = p
    const reads = readsSoFar()
    const isTrue = property.holds(s, this.#runtime.sizes, property.kind === "step" ? view.of(after) : undefined)
    const needed = readsSoFar() - reads
    if (needed > cheap && !this.#dear.has(p)) this.#dear.set(p, { times: 1, every: Math.ceil(needed / 32) })
    if (property.kind !== "reachable" || isTrue) this.#shown.add(property.id)
    if (property.kind !== "reachable" && isTrue === (property.kind === "forbidden")) throw new Violation(property.id, "does not hold")
  }
}
