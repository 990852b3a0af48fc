/** The registry of the project's proofs: which system each is about, and where it stands. */
export interface ProofEntry {
  /** The system's id. */
  readonly system: string
  /** The module, relative to this file. */
  readonly module: string
  /** The exported constant. */
  readonly name: string
  /** What the system forgets and the proof admits, by the ids of the rules: with each, nothing is lost at any size that the proof is about. */
  readonly forgets: readonly string[]
}
export const proofs: readonly ProofEntry[] = [
  {
    system: "ring", module: "./ring.ts", name: "ringProof",
    forgets: ["forget.payload", "forget.trailer", "forget.body", "forget.following", "forget.frame", "forget.part", "forget.commit"],
  },
  { system: "channel", module: "./channel.ts", name: "channelProof", forgets: [] },
]
