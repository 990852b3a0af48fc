/** Names as another language allows them. */

/** Gives out identifiers, each once, and none that is a word of the language. */
export class Identifiers {
  readonly #words: ReadonlySet<string>
  readonly #used = new Set<string>()
  readonly #isFolded: boolean

  /** `isFolded`: names that differ in nothing but capitals are taken for the same. */
  constructor(words: Iterable<string>, isFolded = false) {
    this.#isFolded = isFolded
    this.#words = new Set([...words].map((name) => this.#fold(name)))
  }
  #fold(name: string): string { return this.#isFolded ? name.toLowerCase() : name }

  /** The name, with what no identifier has replaced, an underscore behind a word of the language, and a number where it is taken. */
  unique(wanted: string): string {
    const letters = plainName(wanted)
    const plain = this.#words.has(this.#fold(letters)) ? `${letters}_` : letters
    let name = plain
    for (let i = 2; this.#used.has(this.#fold(name)); i++) name = `${plain}_${i}`
    this.#used.add(this.#fold(name))
    return name
  }

  /** True if the name could be given as it is. */
  isFree(name: string): boolean { return plainName(name) === name && !this.#words.has(this.#fold(name)) && !this.#used.has(this.#fold(name)) }

  /** Another source of names, which gives none that this one has given. */
  inner(): Identifiers {
    const inner = new Identifiers(this.#words, this.#isFolded)
    for (const name of this.#used) inner.#used.add(name)
    return inner
  }
}

/** Letters, digits and underscores, a letter first. */
export const plainName = (name: string): string => {
  const plain = name.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, "")
  return /^[A-Za-z]/.test(plain) ? plain : `x${plain}`
}

/** With a capital first. */
export const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** A name for what stands at the end of a path: of its last word, and of more of them where that is taken. */
export const nameAt = (path: readonly string[], isFree: (name: string) => boolean): string => {
  const names = path.map((_, i) => path.slice(path.length - 1 - i).map((word) => capital(plainName(word))).join(""))
  return names.find(isFree) ?? names[0] ?? "X"
}
