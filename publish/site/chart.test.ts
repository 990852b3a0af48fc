import { beforeAll, describe, expect, it } from "vitest"
import { arrowsOf, lanesOf } from "../../checker/explorer/report.ts"
import { witnessesOf, type Witness } from "../chart.ts"
import { registeredSystems } from "../systems.ts"
import { chartSvg, whereOf } from "./chart.ts"

let laps: Witness
beforeAll(async () => {
  const systems = registeredSystems()
  laps = (await witnessesOf(systems.filter((s) => s.id === "ring.thin"))).get("ring.laps") as Witness
})
const count = (text: string, what: RegExp): number => [...text.matchAll(what)].length

describe("the chart of a run", () => {
  it("draws every lane and every step once", () => {
    const svg = chartSvg(laps.system, laps.run, "x", "A run")
    const arrows = arrowsOf(laps.system, laps.run)
    expect(arrows.length).toBeGreaterThan(10)
    expect(count(svg, /class="lane"/g)).toBe(lanesOf(laps.system).length)
    expect(count(svg, /<circle/g)).toBe(arrows.filter((a) => a.kind === "at").length)
    expect(count(svg, /class="arrow"/g)).toBe(arrows.filter((a) => a.kind !== "at").length)
    expect(count(svg, /class="step"/g)).toBe(arrows.length)
  })
  it("points an arrow at the lane that gets something", () => {
    const svg = chartSvg(laps.system, laps.run, "x", "A run")
    const first = arrowsOf(laps.system, laps.run).find((a) => a.kind === "between")
    const [, from, to] = /class="arrow" d="M([\d.]+) [\d.]+ H([\d.]+)"/.exec(svg) ?? []
    expect(Math.sign(Number(to) - Number(from))).toBe(Math.sign((first?.to ?? 0) - (first?.from ?? 0)))
  })
  it("keeps what is written within its picture", () => {
    const svg = chartSvg(laps.system, laps.run, "x", "A run")
    const width = Number(/width="(\d+)"/.exec(svg)?.[1])
    for (const [, x, attributes, content] of svg.matchAll(/<text x="([\d.]+)" y="[\d.]+"([^>]*)>([^<]*)</g)) {
      const length = (content as string).length * 7.3
      const right = Number(x) + (attributes?.includes("middle") === true ? length / 2 : attributes?.includes("end") === true ? 0 : length)
      expect(right).toBeLessThanOrEqual(width)
    }
  })
  it("has a name, and says each step in words", () => {
    const svg = chartSvg(laps.system, laps.run, "x", "A <run>")
    expect(svg).toContain(`role="img" aria-labelledby="x-title x-text"`)
    expect(svg).toContain(`<title id="x-title">A &lt;run&gt;</title><desc id="x-text">1: ring.write(frame: `)
    expect(svg).toMatch(/fabric\.land, a to b\./)
    expect(svg).not.toMatch(/\n\s*\n|#[0-9a-f]{3,6}\b/)
  })
  it.each([["at", 0, 0, "a"], ["between", 1, 0, "b → a"], ["all", 0, 1, "all"]] as const)("says where a step of the kind %s is", (kind, from, to, said) => {
    expect(whereOf(["a", "b"], { kind, from, to, text: "" })).toBe(said)
  })
})
