/** What the size of a handshake is made of. Datagrams are not among it: the air holds whatever was ever sent. */
export interface Sizes {
  /** Faults of one run, crashes and time-outs of both sides together: the bound of a run. */
  readonly faults: number
  /** Those among which a crash may be, the first: at most `faults`. */
  readonly crashes: number
  /** Nonces of the initiator, 0 for none among them: more than a run needs. 2^128 on the wire. */
  readonly asked: number
  /** Nonces of the responder, the same. */
  readonly drawn: number
}
