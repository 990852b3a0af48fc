import { counter, min, type Counter } from "tcnet"
import type { Sizes } from "./sizes.ts"

/**
 * What stands for a checksum over a slot (D3): a stamp that both of its body writes carry. It says in which epoch, with
 * its whole number and not its tag, and at which index the slot was written. A slot is whole if both of its stamps are
 * the expected one. That the checksum of other bytes is the same by chance is outside the model. A form without seals
 * has no such numbers: `seals` is 0 there, and so is every stamp.
 */
export const sealOf = (epoch: number, index: Counter<Sizes["indices"]>, n: Sizes): number =>
  min(n.seals, epoch * n.indices + counter.slot(index, n.indices, n.indices))
