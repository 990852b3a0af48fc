/** What the size of a handshake is made of. Datagrams are not among it: the air holds whatever was ever sent. */
export interface Sizes {
  /** Restarts and time-outs of one run, of both sides together: the bound of a run. */
  readonly faults: number
  /** Nonces of the initiator, 0 for none among them: two more than twice `faults`. 2^128 on the wire. */
  readonly asked: number
  /** Nonces of the responder, 0 for none among them. 2^128 on the wire. */
  readonly drawn: number
}
