/** What the size of a handshake is made of. Datagrams are not among it: the air holds whatever was ever sent. */
export interface Sizes {
  /** Faults of one run, crashes and time-outs of both sides together: the bound of a run. */
  readonly faults: number
  /** Those among which a crash may be, the first: at most `faults`. */
  readonly crashes: number
  /** Nonces of the initiator and 0 for none: `faults` twice and 2. Each fault costs at most two attempts. 2^128 on the wire. */
  readonly asked: number
  /** Nonces of the responder and 0 for none: `faults` twice and 3. */
  readonly drawn: number
}
