/** The registry of the project's systems: where each id stands. The lowering reads the modules; nothing here is run by the checker. */
export interface Entry {
  readonly id: string
  /** The module, relative to this file. */
  readonly module: string
  /** The exported constant. */
  readonly name: string
}
export const systems: readonly Entry[] = [
  { id: "ring.thin", module: "./thin.ts", name: "thin" },
  { id: "wakeup", module: "./wakeup.ts", name: "wakeup" },
]
