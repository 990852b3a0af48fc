import { describe, expect, it } from "vitest"
import { counting, tiny } from "../explorer/testing.ts"
import { playLines } from "./testing.ts"

const up = (by: string, most: number): ReturnType<typeof tiny> =>
  tiny({ ...counting, sizes: `small: { n: ${most} }`, rules: { up: `by: "${by}", when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })` } })

describe("settling", () => {
  it("goes on for as many steps as there may be", () => {
    expect(playLines("settle", up("world", 1000)).run.steps).toHaveLength(1000)
  })
  it("is given up where something still moves then", () => {
    expect(playLines("settle", up("world", 1001))).toMatchObject({ wrong: { text: "something still moves after 1000 steps" } })
  })
  it("leaves alone what the protocol does, and faults always", () => {
    expect(playLines("settle", up("protocol", 3)).run.steps).toHaveLength(0)
    expect(playLines("settle all", up("protocol", 3)).run.steps).toHaveLength(3)
    expect(playLines("settle all", up("fault", 3)).run.steps).toHaveLength(0)
  })
  it("ends where a step cannot be finished, and names the obligation", () => {
    const over = tiny({ ...counting, rules: { up: `by: "world", when: () => ({}), then: (s) => next(s, { x: s.x + 1 })` } })
    expect(playLines("settle", over)).toMatchObject({ wrong: { text: expect.stringMatching(/^t\.up cannot be finished: O4 /) } })
  })
})

describe("a model that reads outside of a sequence", () => {
  it("is at fault itself, and not the one who plays it", () => {
    const beyond = tiny({ ...counting, fields: `${counting.fields}; readonly many: Vec<2, boolean>`, init: "x: 3, many: fill(2, false)", rules: { up: "when: (s) => ({ no: !at(s.many, s.x) }), then: (s) => next(s, { x: 0 })" } })
    expect(playLines("t.up", beyond)).toMatchObject({ wrong: { text: "an element is read that is not there (index 3 of 2)" } })
  })
})
