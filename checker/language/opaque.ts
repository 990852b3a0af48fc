import type { Opaque } from "./shapes.ts"

/**
 * The five colours of a payload. By data independence (Wolper, POPL 1986) streams of white frames with one red and
 * one blue among them show every loss, duplicate and reordering that a stream of all different frames would show.
 */
const colour = (name: string): Opaque => name as Opaque
/** Memory that nobody has written yet. */
export const blank: Opaque = colour("blank")
/** What an earlier life left in memory. */
export const old: Opaque = colour("old")
/** Any frame. */
export const white: Opaque = colour("white")
/** The first frame that a monitor follows. */
export const red: Opaque = colour("red")
/** The second frame that a monitor follows. */
export const blue: Opaque = colour("blue")
