/** Sums of integer terms, kept in a normal form: what is added and taken away again is not seen by a solver. */
export interface Sum {
  readonly constant: number
  /** How often each term occurs; none 0 times. */
  readonly terms: ReadonlyMap<string, number>
}

export const whole = (constant: number): Sum => ({ constant, terms: new Map() })
export const term = (text: string): Sum => ({ constant: 0, terms: new Map([[text, 1]]) })

/** a + k × b. */
export const plus = (a: Sum, b: Sum, k = 1): Sum => {
  const terms = new Map(a.terms)
  for (const [text, times] of b.terms) {
    const sum = (terms.get(text) ?? 0) + k * times
    if (sum === 0) terms.delete(text)
    else terms.set(text, sum)
  }
  return { constant: a.constant + k * b.constant, terms }
}
export const times = (a: Sum, k: number): Sum => plus(whole(0), a, k)
/** The number that a sum is, if it is one. */
export const numberOf = (a: Sum): number | undefined => (a.terms.size === 0 ? a.constant : undefined)

/** A number as SMT-LIB writes it. */
export const printNumber = (n: number): string => (n < 0 ? `(- ${-n})` : String(n))
export const printSum = (a: Sum): string => {
  const parts = [...a.terms].map(([text, k]) => (k === 1 ? text : `(* ${printNumber(k)} ${text})`))
  if (a.constant !== 0 || parts.length === 0) parts.push(printNumber(a.constant))
  return parts.length === 1 ? (parts[0] as string) : `(+ ${parts.join(" ")})`
}
