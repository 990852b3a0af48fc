/** The registry of the project's proofs: which system each is about, and where it stands. */
export interface ProofEntry {
  /** The system's id. */
  readonly system: string
  /** The module, relative to this file. */
  readonly module: string
  /** The exported constant. */
  readonly name: string
}
export const proofs: readonly ProofEntry[] = [{ system: "ring", module: "./ring.ts", name: "ringProof" }]
