import { describe, expect, it } from "vitest"
import { flatten } from "../ir/flat.ts"
import { check, type CheckResult } from "./check.ts"
import { stateAt } from "./counterexample.ts"
import { explore } from "./explore.ts"
import { eachEdge, eachStep, judgeSteps } from "./steps.ts"
import { keyOf, tiny, type Tiny } from "./testing.ts"

/** A queue of at most two, written as two counts; the service is such a queue, written as its length. */
const queue = (o: { readonly as?: string; readonly init?: string; readonly room?: number; readonly service?: string; readonly rules?: string; readonly state?: string } = {}): Tiny => ({
  fields: `readonly put: Upto<Sizes["n"]>; readonly got: Upto<Sizes["n"]>`, init: "put: 0, got: 0", sizes: "small: { n: 4 }",
  before: `interface Service { ${o.state ?? "readonly length: Upto<2>"} }
const service_rule = model<Service, Sizes>().rule
const s_enter = service_rule({ id: "s.enter", text: "x", ${o.service ?? "when: (s) => ({ room: s.length < 2 }), then: (s) => next(s, { length: s.length + 1 })"} })
const s_leave = service_rule({ id: "s.leave", text: "x", when: (s) => ({ some: s.length > 0 }), then: (s) => next(s, { length: s.length - 1 }) })
const service: Machine<Service, Sizes> = machine({ id: "s", rules: [${o.rules ?? "s_enter, s_leave"}] })`,
  rules: {
    put: `when: (s, n) => ({ below: s.put < n.n, room: s.put - s.got < ${o.room ?? 2} }), then: (s) => next(s, { put: s.put + 1 })`,
    get: "when: (s) => ({ some: s.got < s.put }), then: (s) => next(s, { got: s.got + 1 })",
  },
  quiescent: "(s, n) => s.got === n.n",
  system: `refines: [refinement({ id: "s.queue", text: "x", service, init: () => (${o.init ?? "{ length: 0 }"}), as: (s: State) => (${o.as ?? "{ length: s.put - s.got }"}) })]`,
})
const judged = async (t: Tiny): Promise<readonly [string, string | undefined, readonly string[], string]> => {
  const r: CheckResult = await check(tiny(t))
  return [r.verdict, r.properties.find((p) => p.id === "s.queue")?.verdict, r.counterexample?.run.steps.map((s) => s.rule.id) ?? [], r.counterexample?.because.join() ?? r.vacuous.map((v) => v.text).join()]
}

const stepsTo = (r: CheckResult): readonly string[] => r.counterexample?.run.steps.map((x) => x.rule.id) ?? []

describe("refinement", () => {
  it("holds where every step is a step of the service, or changes nothing of it", async () => {
    expect(await judged(queue())).toEqual(["holds", "holds", [], ""])
  })
  it("is broken by a step that the service lacks, at the end of a shortest run", async () => {
    expect(await judged(queue({ rules: "s_enter" }))).toEqual(["violated", "violated", ["t.put", "t.get"], "the service has no step from length 1 to length 0"])
    expect(await judged(queue({ room: 3, state: "readonly length: Upto<3>" }))).toEqual(["violated", "violated", ["t.put", "t.put", "t.put"], "the service has no step from length 2 to length 3"])
  })
  it("is broken by a wrong mapping", async () => {
    expect((await judged(queue({ as: "{ length: s.put === 1 ? 2 : 0 }" }))).slice(0, 3)).toEqual(["violated", "violated", ["t.put"]])
  })
  it("is broken in the initial state where that maps elsewhere", async () => {
    expect(await judged(queue({ init: "{ length: 1 }" }))).toEqual(["violated", "violated", [], "the initial state maps to length 0, which is not where the service starts"])
  })
  it("is vacuous where a rule of the service is never taken", async () => {
    expect(await judged(queue({ as: "{ length: 0 }" }))).toEqual(["vacuous", "holds", [], "the service's rule s.enter is never taken by s.queue,the service's rule s.leave is never taken by s.queue"])
  })
  it("demands the obligations of its mapping in every state", async () => {
    const [verdict, own, steps, why] = await judged(queue({ room: 4 }))
    expect([verdict, own, steps]).toEqual(["violated", "inconclusive", ["t.put", "t.put", "t.put"]])
    expect(why).toMatch(/^O4 0 … 2 is left \(.*model\.ts:\d+:\d+\): put 3, got 0$/)
    const r = await check(tiny(queue({ room: 4 })))
    expect([r.counterexample?.id, r.properties.find((p) => p.id === "obligations")?.verdict]).toEqual(["s.queue", "violated"])
  })
  it("demands the obligations of the service's rules wherever the system leads the service", async () => {
    for (const service of ["when: (s) => ({ room: at(s.cells, s.length) }), then: (s) => next(s, { length: s.length + 1 })", "when: () => ({}), then: (s) => next(s, { length: s.length + 1 })"]) {
      const o = { service, state: "readonly length: Upto<2>; readonly cells: Vec<2, boolean>", init: "{ length: 0, cells: [true, true] }", as: "{ length: s.put - s.got, cells: [true, true] }" }
      const [verdict, own, steps, why] = await judged(queue(o))
      expect([verdict, own, steps]).toEqual(["violated", "violated", ["t.put", "t.put"]])
      expect(why).toMatch(/^the service's s\.enter breaks O[14] .*model\.ts:\d+:\d+\) in length 2/)
    }
  })
  it("refuses a service without an initial state, with file and line", async () => {
    await expect(check(tiny(queue({ init: "{ length: 3 }" })))).rejects.toThrow(/model\.ts:\d+:\d+: the initial state of the service of s\.queue does not exist at this size: 3 is outside 0 … 2/)
  })
  it("refuses a service that is too large", async () => {
    const t = queue({ state: `readonly length: Upto<2>; readonly cells: Vec<Sizes["n"], boolean>`, init: "{ length: 0, cells: fill(n.n, true) }", as: "{ length: s.put - s.got, cells: fill(4, true) }" })
    const ir = tiny({ ...t, system: (t.system ?? "").replace("init: ()", "init: (n: Sizes)").replace("as: (s: State)", "as: (s: State, n: Sizes)").replaceAll("fill(4", "fill(n.n") })
    expect((await check(ir)).verdict).toBe("holds")
    await expect(check(ir, { sizes: { n: 1_000_000 } })).rejects.toThrow(/the state takes more than 100000 cells at this size, and cells alone 1000000/)
  })
})

describe("steps", () => {
  it("are visited from the first state on, each once, also where the search was cut", async () => {
    const ir = tiny(queue())
    const { kernel } = await explore(flatten(ir, { n: 4 }))
    const seen: string[] = []
    expect(eachStep(kernel, (from, to) => { seen.push(`${keyOf(stateAt(kernel, from))} → ${keyOf(stateAt(kernel, to))}`); return false })).toBeUndefined()
    expect([seen.length, new Set(seen).size, seen[0]]).toEqual([kernel.compiled.transitions(), kernel.compiled.transitions(), "0 | 0 → 1 | 0"])
    const cut = await explore(flatten(ir, { n: 4 }), { limitStates: 5 })
    const some: string[] = []
    eachStep(cut.kernel, (from, to) => { some.push(`${keyOf(stateAt(cut.kernel, from))} → ${keyOf(stateAt(cut.kernel, to))}`); return false })
    expect(some).toEqual(seen.slice(0, some.length))
    expect(some.length).toBeGreaterThan(3)
  })
  it("are judged only where the premise holds, and the premise is noted", async () => {
    const ir = tiny({ ...queue(), properties: { a: ["step", "given: (s) => s.put > 3, holds: (s, _n, t) => t.got > s.got"], b: ["step", "given: (s) => s.put > 5, holds: () => true"], c: ["step", "given: (s) => s.put === 2, holds: (s, _n, t) => t.put === s.put"] } })
    const { kernel } = await explore(flatten(ir, { n: 4 }))
    expect([0, 1].map((k) => judgeSteps(kernel, k))).toEqual([{ broken: undefined, violation: undefined, required: true }, { broken: undefined, violation: undefined, required: false }])
    const { violation } = judgeSteps(kernel, 2)
    expect([keyOf(stateAt(kernel, violation?.from as number)), keyOf(stateAt(kernel, violation?.to as number)), kernel.flat.instances[violation?.instance as number]?.label]).toEqual(["2 | 1", "3 | 1", "t.put"])
  })
  it("of all edges are those of the store, with the instances that they are by", async () => {
    // From the last state that is found a step leads back.
    const ir = tiny({ fields: "readonly x: Upto<2>", init: "x: 0", rules: { up: "when: (s) => ({ low: s.x < 2 }), then: (s) => next(s, { x: s.x + 1 })", home: "when: (s) => ({ high: s.x === 2 }), then: (s) => next(s, { x: 0 })" } })
    const { kernel } = await explore(flatten(ir, { n: 1 }))
    const seen: string[] = []
    eachEdge(kernel, (from, to, instance) => void seen.push(`${from} ${kernel.flat.instances[instance]?.label ?? ""} ${to}`))
    expect(seen).toEqual(["0 t.up 1", "1 t.up 2", "2 t.home 0"])
  })
  it("may fail in the first state, and by the first obligation of all", async () => {
    // No rule has an obligation, so that the property's is number 0.
    const flags = { fields: "readonly on: boolean", init: "on: false", rules: { flip: "when: (s) => ({ off: !s.on }), then: (s) => next(s, { on: true })" } }
    const first = await check(tiny({ ...flags, properties: { still: ["step", "holds: (s, _n, t) => s.on === t.on"] } }))
    expect([first.verdict, first.counterexample?.id, stepsTo(first)]).toEqual(["violated", "t.still", ["t.flip"]])
    const ir = tiny({ ...flags, fields: "readonly on: boolean; readonly row: Vec<1, boolean>", init: "on: false, row: [false]", properties: { inside: ["step", "holds: (s, _n, t) => at(s.row, s.on ? 0 : 1) || t.on"] } })
    const { kernel } = await explore(flatten(ir, { n: 1 }))
    expect(judgeSteps(kernel, 0)).toEqual({ broken: { which: 0, from: 0, to: 1 }, violation: undefined, required: false })
    const mapped = await check(tiny({
      ...flags,
      before: `interface Service { readonly y: Upto<1> }
const service_rule = model<Service, Sizes>().rule
const s_up = service_rule({ id: "s.up", text: "x", when: (s) => ({ low: s.y < 1 }), then: (s) => next(s, { y: 1 }) })
const service: Machine<Service, Sizes> = machine({ id: "s", rules: [s_up] })`,
      system: `refines: [refinement({ id: "s.flag", text: "x", service, init: () => ({ y: 0 }), as: (s: State) => ({ y: s.on ? 2 : 0 }) })]`,
    }))
    expect([mapped.verdict, mapped.counterexample?.id, stepsTo(mapped), mapped.counterexample?.because.join()]).toEqual(["violated", "s.flag", ["t.flip"], expect.stringMatching(/^O4 0 … 1 is left/)])
  })
})
