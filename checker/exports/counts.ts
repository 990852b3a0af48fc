/** What an engine should count on an exported model: said in its head where it is known. */
export interface Counts {
  readonly states: number
  readonly transitions: number
}

const printed = (n: number): string => n.toLocaleString("en-US")

/** A sentence; `surplus` is how many transitions more an engine counts, because the initial state is one for it. */
export const expected = (counts: Counts, transitions: string, surplus: 0 | 1): string =>
  `To expect: ${printed(counts.states)} states, ${printed(counts.transitions + surplus)} ${transitions}.`
