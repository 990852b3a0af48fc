/** Which scalars of the state an expression reads: of an array or a queue, the scalars below an element, and its length. */
import { operand, type Node } from "../ir/node.ts"
import { isSequence } from "../ir/sort.ts"

/** Stands for the length of an array or a queue among the scalars below its element. */
export const lengthPart = "#"

/** The paths below an element that are read, by leaf. A path stands for all that is below it. */
export type Reads = ReadonlyMap<string, ReadonlySet<string>>

const join = (name: string, below: string): string => (below === "" ? name : `${name}.${below}`)

class Reader {
  readonly found = new Map<string, Set<string>>()
  readonly #seen = new Set<string>()

  /** `below`: the part of the value that is wanted. */
  read(n: Node, below: string): void {
    const key = `${n.id} ${below}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    switch (n.op) {
      case "state": case "after": return this.#leaf(n, below)
      case "field": return this.read(operand(n, 0), join(n.name as string, below))
      case "record": return this.#record(n, below)
      case "length": return this.read(operand(n, 0), lengthPart)
      case "at": case "take": return this.#all(n.args.slice(1), () => { this.read(operand(n, 0), below) })
      case "ite": return this.#all([operand(n, 0)], () => { for (const arm of n.args.slice(1)) this.read(arm, below) })
      case "set": case "push": return this.#all(n.op === "set" ? [operand(n, 1)] : [], () => {
        this.read(operand(n, 0), below)
        if (below !== lengthPart) this.read(operand(n, n.args.length - 1), below)
      })
      default: return this.#all(n.args, () => undefined)
    }
  }
  #all(args: readonly Node[], others: () => void): void {
    for (const a of args) this.read(a, "")
    others()
  }
  #leaf(n: Node, below: string): void {
    const parts = this.found.get(n.name as string) ?? new Set()
    this.found.set(n.name as string, parts.add(isSequence(n.sort) ? below : ""))
  }
  #record(n: Node, below: string): void {
    const fields = (n.sort as { readonly fields: readonly { readonly name: string }[] }).fields
    const [first, ...more] = below.split(".")
    fields.forEach((f, i) => { if (below === "" || f.name === first) this.read(operand(n, i), below === "" ? "" : more.join(".")) })
  }
}

/** What some expressions read; where `below` is a path, what that part of their values reads. */
export const readsOf = (nodes: readonly Node[], below = ""): Reads => {
  const reader = new Reader()
  for (const n of nodes) reader.read(n, below)
  return reader.found
}

/** True if a scalar below an element of a leaf is among what is read. */
export const isRead = (reads: Reads, leaf: string, part: string): boolean =>
  [...(reads.get(leaf) ?? [])].some((p) => p === "" || p === part || part.startsWith(`${p}.`))
