/** Names as another language allows them. */

/** Gives out identifiers, each once, and none that is reserved. */
export class Identifiers {
  readonly #used: Set<string>
  readonly #isFolded: boolean

  /** `isFolded`: names that differ in nothing but capitals are taken for the same. */
  constructor(reserved: Iterable<string>, isFolded = false) {
    this.#isFolded = isFolded
    this.#used = new Set([...reserved].map((name) => this.#fold(name)))
  }
  #fold(name: string): string { return this.#isFolded ? name.toLowerCase() : name }

  /** The name, with what no identifier has replaced, and a number behind it where it is taken. */
  unique(wanted: string): string {
    const plain = plainName(wanted)
    let name = plain
    for (let i = 2; this.#used.has(this.#fold(name)); i++) name = `${plain}_${i}`
    this.#used.add(this.#fold(name))
    return name
  }

  /** Another source of names, which gives none that this one has given. */
  inner(): Identifiers { return new Identifiers(this.#used, this.#isFolded) }
}

/** Letters, digits and underscores, a letter first. */
export const plainName = (name: string): string => {
  const plain = name.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, "")
  return /^[A-Za-z]/.test(plain) ? plain : `x${plain}`
}

/** With a capital first. */
export const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
