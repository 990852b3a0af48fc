/** Where two readings of one system part. */
import type { Obligation } from "../ir/system.ts"
import { printSource } from "../ir/system.ts"

/** What the readings say of one thing: a value, or why there is none. */
export interface Sayings {
  readonly typescript?: unknown
  readonly interpreter?: unknown
  readonly kernel?: unknown
}
export interface Place {
  readonly system: string
  /** `place.rule(name: value)`, where it is about an instance. */
  readonly instance?: string
  readonly kind: "instances" | "initial" | "conjunct" | "field" | "cell" | "successor" | "obligation" | "property" | "quiescent" | "refinement"
  /** The conjunct, the field's path, the cell's path, the property. */
  readonly name: string
  /** The state as JSON; empty where it is about none. */
  readonly state: string
}

/** What an obligation is called beside values. */
export const printBroken = (o: Obligation | undefined): string => (o === undefined ? "no broken obligation" : `${o.code} ${o.text} (${printSource(o.source)})`)

const print = (v: unknown): string => (typeof v === "string" ? v : (JSON.stringify(v) ?? "nothing"))

/** Two readings of one system differ. */
export class Disagreement extends Error {
  readonly place: Place
  readonly sayings: Sayings
  constructor(place: Place, sayings: Sayings) {
    const of = place.instance === undefined ? "" : ` of ${place.instance}`
    const said = Object.entries(sayings).map(([reading, v]) => `\n  ${reading}: ${print(v)}`).join("")
    super(`${place.system}: the readings disagree on the ${place.kind} ${place.name}${of}${said}${place.state === "" ? "" : `\n  in ${place.state}`}`)
    this.name = "Disagreement"
    this.place = place
    this.sayings = sayings
  }
}
