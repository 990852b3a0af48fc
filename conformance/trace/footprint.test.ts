import { describe, expect, it } from "vitest"
import type { SystemIr } from "../../checker/ir/system.ts"
import { lowerText } from "../../checker/lowering/testing.ts"
import { conflict, footprintOf, mayHelp, type Footprint } from "./footprint.ts"

/** One rule for each way to touch a queue or a word; all of one place, so that any two can be compared. */
const rules: Readonly<Record<string, readonly [when: string, then: string]>> = {
  push: ["hasRoom: s.q.length < n.cap", "q: push(s.q, 1)"],
  pushEarly: ["hasRoom: s.q.length + 1 < n.cap, hasSome: s.x > 0", "q: push(s.q, 1)"],
  pushTwice: ["hasRoom: s.q.length === 0", "q: push(push(s.q, 1), s.x)"],
  pushMaybe: ["hasRoom: s.q.length < n.cap", "q: s.x > 0 ? push(s.q, 1) : s.q"],
  pop: ["some: s.q.length > 0", "q: rest(s.q)"],
  popBlind: ["any: s.x < 2", "q: rest(s.q)"],
  popIfOne: ["some: s.q.length > 0, one: head(s.q) === 1", "q: rest(s.q)"],
  popIntoX: ["some: s.q.length > 0", "q: rest(s.q), x: head(s.q)"],
  popMaybe: ["some: s.q.length > 0", "q: head(s.q) === 1 ? rest(s.q) : s.q"],
  popPush: ["some: s.q.length > 0", "q: push(rest(s.q), 1)"],
  peek: ["some: s.q.length > 0", "x: head(s.q)"],
  peekBlind: ["any: s.y < 2", "x: head(s.q)"],
  seesMany: ["many: s.q.length > 1", "y: 1"],
  seesNone: ["none: s.q.length === 0", "y: 1"],
  seesFew: ["few: s.q.length < 2", "y: 1"],
  seesEither: ["either: s.q.length < 1 || s.q.length > 1", "y: 1"],
  counts: ["any: s.y < 2", "x: s.q.length"],
  setX: ["any: s.x < 2", "x: 1"],
  copyX: ["any: s.y < 2", "y: s.x"],
  readX: ["high: s.x > 1", "z: 1"],
  setZ: ["low: s.z < 2", "z: 2"],
  put: ["hasRoom: s.bag.length < n.cap", "bag: put(s.bag, 1)"],
  taken: ["some: s.bag.length > 0", "bag: take(s.bag, 0)"],
}
const text = `import { head, machine, model, next, push, put, rest, take, type Bag, type Fifo, type Machine, type System, type Upto } from "tcnet"
interface Sizes { readonly cap: number }
interface State { readonly q: Fifo<Sizes["cap"], Upto<2>>; readonly bag: Bag<Sizes["cap"], Upto<2>>; readonly x: Upto<2>; readonly y: Upto<2>; readonly z: Upto<2> }
const { rule } = model<State, Sizes>()
${Object.entries(rules).map(([name, [when, then]]) => `const ${name}Rule = rule({ id: "t.${name}", text: "A rule.", by: "world", when: (s, n) => ({ ${when} }), then: (s, n) => next(s, { ${then} }) })`).join("\n")}
const all: Machine<State, Sizes> = machine({ id: "t", rules: [${Object.keys(rules).map((name) => `${name}Rule`).join(", ")}] })
export const system: System<State, Sizes> = { id: "t.system", text: "A system.", sizes: { small: { cap: 2 } }, init: () => ({ q: [], bag: [], x: 0, y: 0, z: 0 }), parts: ({ whole }) => [whole(all)], quiescent: () => true }
`
const ir = lowerText(text)[0] as SystemIr
const of = (name: string): Footprint => {
  const found = ir.rules.find((r) => r.id === `t.${name}`)
  if (found === undefined) throw new RangeError(`no rule ${name}`)
  return footprintOf(found)
}

describe("conflict", () => {
  it.each([
    // A push behind does not matter to who takes from the head of a queue that is not empty.
    ["push", "pop", "none"], ["push", "popIfOne", "none"], ["push", "popIntoX", "none"], ["push", "popMaybe", "none"], ["push", "peek", "none"],
    ["push", "seesMany", "none"], ["pushTwice", "pop", "none"], ["pushMaybe", "pop", "none"],
    // It does where the queue may be empty, or where a longer one is worse, or neither better nor worse.
    ["push", "popBlind", "always"], ["push", "peekBlind", "always"], ["push", "seesNone", "always"], ["push", "seesFew", "always"],
    ["push", "seesEither", "always"], ["push", "counts", "always"], ["push", "push", "always"], ["push", "popPush", "always"],
    // What is taken from the head does not matter to who pushes and asks for room.
    ["pop", "push", "none"], ["popIntoX", "push", "none"], ["popMaybe", "push", "none"], ["pop", "pushMaybe", "none"], ["pop", "seesFew", "none"],
    // It does to who wants one to be there, or takes too, or counts.
    ["pop", "seesMany", "always"], ["pop", "seesNone", "always"], ["pop", "pop", "always"], ["pop", "peek", "always"], ["pop", "counts", "always"],
    ["pop", "pushTwice", "always"], ["popIntoX", "pushEarly", "always"], ["popPush", "push", "always"],
    // A head that is read and not taken is lost to who takes it, not to who pushes.
    ["peek", "push", "none"], ["peek", "pop", "unlessSeen"], ["counts", "push", "unlessSeen"], ["counts", "pop", "unlessSeen"],
    // Words: who reads them in its effect, in its guard, or writes them.
    ["setX", "setZ", "none"], ["setX", "copyX", "always"], ["copyX", "setX", "unlessSeen"], ["setX", "readX", "always"], ["readX", "setX", "none"], ["setX", "peek", "always"],
    // Bags have no ends.
    ["put", "taken", "always"], ["taken", "put", "always"], ["put", "setX", "none"],
  ])("of %s before %s: %s", (t, u, kind) => {
    expect(conflict(of(t), of(u)).kind).toBe(kind)
  })
})

describe("a footprint", () => {
  it("tells how a guard reads a queue", () => {
    const uses = (name: string): readonly string[] => of(name).guard.flatMap((p) => p.reads.map((r) => `${r.leaf} ${r.use}`))
    expect(uses("push")).toEqual(["q falling"])
    expect(uses("pushEarly")).toEqual(["q falling", "x any"])
    expect(uses("popIfOne")).toEqual(["q rising", "q head"])
    expect(uses("seesNone")).toEqual(["q any"])
    expect(new Set(uses("seesEither"))).toEqual(new Set(["q any"]))
  })

  it("tells what kind of write an effect is", () => {
    const writes = (name: string): unknown => Object.fromEntries(of(name).writes)
    expect([writes("pushTwice"), writes("popIntoX"), writes("popPush"), writes("put")]).toEqual([{ q: "push" }, { q: "pop", x: "assign" }, { q: "assign" }, { bag: "assign" }])
    expect(of("pushMaybe").effect.map((r) => r.leaf)).toEqual(["x"])
  })
})

describe("mayHelp", () => {
  it.each([
    ["rising", "push", true], ["rising", "pop", false], ["falling", "push", false], ["falling", "pop", true],
    ["head", "pop", true], ["head", "push", true], ["any", "push", true], ["any", "pop", true], ["rising", "assign", true], ["falling", "assign", true],
  ] as const)("who reads it %s, by a %s: %s", (use, kind, helps) => {
    expect(mayHelp(use, kind)).toBe(helps)
  })
})
