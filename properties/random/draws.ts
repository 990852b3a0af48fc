/** What fast-check draws: sizes, a start, and a schedule. The first of each list is the simplest, to which a counterexample shrinks. */
import * as fc from "fast-check"
import { moods } from "./moods.ts"
import type { Phase, Setting } from "./run.ts"
import type { Start } from "./start.ts"

/** On the wire: indices of 32 bits, and tags of 16 bits without 0 and the last. */
const wire = { indices: 2 ** 32, tags: 65_534 }
/** Bounds of a model, and not of a ring: no run comes to them. */
const unbounded = 2 ** 40

/** Numbers of which sizes and a start are made. They do not depend on each other, so that each shrinks by itself. */
interface Draw {
  readonly slots: number
  readonly more: number
  readonly posted: number
  readonly indices: "two laps" | "wire" | "three laps"
  readonly tags: number
  readonly kind: Start["kind"]
  /** Rounds of tags that epochs have gone, and of indices that counts have; each with an offset, in epochs and in hundredths of the ring. */
  readonly rounds: number
  readonly epoch: number
  readonly laps: number
  readonly count: number
}
const draw: fc.Arbitrary<Omit<Draw, "slots">> = fc.record({
  more: fc.nat(6),
  posted: fc.constantFrom(2, 3, 4, 8, 24),
  indices: fc.constantFrom("two laps", "wire", "wire", "three laps"),
  tags: fc.constantFrom(1, wire.tags, wire.tags, 2, 3),
  kind: fc.constantFrom("new", "open", "open", "ended"),
  rounds: fc.nat(3), epoch: fc.integer({ min: -2, max: 3 }),
  laps: fc.nat(1), count: fc.integer({ min: -300, max: 200 }),
})

const startOf = (d: Draw, indices: number): Start => {
  if (d.kind === "new") return { kind: "new", epoch: 0, count: 0 }
  const count = d.kind === "ended" ? 0 : Math.max(0, indices * d.laps + Math.round((d.count * d.slots) / 100))
  return { kind: d.kind, epoch: Math.max(1, d.tags * d.rounds + d.epoch), count }
}
const settingOf = (d: Draw): Setting => {
  const indices = d.indices === "wire" ? wire.indices : d.slots * (d.indices === "two laps" ? 2 : 3)
  const sizes = { slots: d.slots, more: Math.min(d.more, d.slots - 1), posted: d.posted, indices, tags: d.tags, epochs: unbounded, changes: unbounded, seals: 0 }
  return { sizes, start: startOf(d, indices) }
}

/** Sizes with one of these numbers of slots, powers of two: 2^32 is a multiple of them. */
export const settings = (...slots: readonly number[]): fc.Arbitrary<Setting> =>
  fc.record({ slots: fc.constantFrom(...slots), other: draw }).map(({ slots, other }) => settingOf({ slots, ...other }))

/** Up to so many phases of up to so many steps. Another seed is no simpler one. */
export const schedules = (most: number, steps: number): fc.Arbitrary<Phase[]> =>
  fc.array(fc.record({ mood: fc.constantFrom(...moods), steps: fc.nat(steps), seed: fc.noShrink(fc.nat(2 ** 31 - 1)) }), { minLength: 1, maxLength: most, size: "max" })

/** A ring as large as the wire allows, about to wrap: it fills and empties, and an epoch ends and the next begins in what mood it may. */
export const large: fc.Arbitrary<readonly [Setting, readonly Phase[]]> = fc.record({ draw, end: fc.constantFrom(...moods.slice(4)), seed: fc.nat(2 ** 31 - 1) })
  .map(({ draw, end, seed }) => {
    const slots = 2 ** 15
    const setting = settingOf({ ...draw, slots, indices: "wire", tags: wire.tags, kind: "open", laps: 1, count: -Math.abs(draw.count) / 2 })
    const phase = (mood: Phase["mood"], laps: number, k: number): Phase => ({ mood, steps: laps * slots, seed: seed + k })
    return [setting, [phase("fill", 7, 0), phase("empty", 5, 1), phase(end, 4, 2), phase("steady", 2, 3)]]
  })
