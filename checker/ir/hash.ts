/** Names expressions by what they are, however and in whatever order they were made. */
import { createHash } from "node:crypto"
import type { Node } from "./node.ts"
import { sortKey } from "./sort.ts"

/** The SHA-256 of a text, in hexadecimal. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex")

/** Hashes of nodes by their structure: equal for equal expressions, of whichever system they are. */
export class Hashes {
  readonly #known = new Map<Node, string>()
  of(n: Node): string {
    const known = this.#known.get(n)
    if (known !== undefined) return known
    const args = n.args.map((a) => this.of(a))
    // Which operand of an equality is on the left depends on which node was made first.
    const operands = n.op === "eq" ? args.toSorted() : args
    const hash = sha256(JSON.stringify([n.op, operands, sortKey(n.sort), n.value ?? null, n.name ?? null]))
    this.#known.set(n, hash)
    return hash
  }
}
