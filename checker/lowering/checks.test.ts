import { describe, expect, it } from "vitest"
import { lowerParts, modelText, refusalOfMarked, type Parts } from "./testing.ts"

/** Two endpoints `a` and `b` and a join between them: what each rule does is given. */
const endpoints = (rules: { readonly a?: string; readonly b?: string; readonly ab?: string; readonly by?: string }): Partial<Parts> => {
  const rule = (name: string, text: string | undefined, by = ""): string => `${name}.rule({ id: "${name}.r", text: "R.", ${by} ${text ?? "when: () => ({}), then: (s) => s"} })`
  return {
    fields: "readonly a: End; readonly b: End; readonly between: Middle", init: "a: emptyEnd(n), b: emptyEnd(n), between: { q: [], bag: [] }",
    helpers: `interface Pair { readonly tag: Upto<3>; readonly index: Upto<9> }
interface End { readonly pair: Word<Pair>; readonly pairs: Vec<Sizes["slots"], Word<Pair>>; readonly word: Upto<9>; readonly own: Upto<9>; readonly cells: Vec<Sizes["slots"], Cell>; readonly flags: Vec<Sizes["slots"], boolean>; readonly out: Fifo<Sizes["slots"], Upto<9>> }
interface Middle { readonly q: Fifo<Sizes["slots"], Upto<9>>; readonly bag: Bag<Sizes["slots"], Upto<9>> }
interface Both { readonly from: End; readonly to: End; readonly between: Middle }
const emptyEnd = (n: Sizes): End => ({ pair: { tag: 0, index: 0 }, pairs: fill(n.slots, { tag: 0, index: 0 }), word: 0, own: 0, cells: fill(n.slots, { word: 0, flag: false }), flags: fill(n.slots, false), out: [] })
const a = model<End, Sizes>()
const b = model<End, Sizes>()
const ab = model<Both, Sizes>()`,
    more: `const as: Machine<End, Sizes> = machine({ id: "as", rules: [${rule("a", rules.a)}] })
const bs: Machine<End, Sizes> = machine({ id: "bs", rules: [${rule("b", rules.b)}] })
const abs: Machine<Both, Sizes> = machine({ id: "abs", rules: [${rule("ab", rules.ab, rules.by ?? `by: "world",`)}] })`,
    parts: `({ whole, place, join }) => [whole(steps), place("a", as), place("b", bs), join("ab", { from: "a", to: "b", between: "between" }, abs)]`,
  }
}
const always = (then: string): string => `when: () => ({}), then: (s, n) => next(s, ${then})`
/** The join writes these words of `b`, so they race for b. */
const writesToB = always("{ to: { pair: { tag: 1 }, pairs: fill(n.slots, { tag: 1, index: 1 }), word: 1, cells: fill(n.slots, { word: 1, flag: true }), flags: fill(n.slots, true) } }")

const refused = (parts: Partial<Parts>): readonly string[] => refusalOfMarked(modelText(parts)).slice(0, 2)

describe("E40", () => {
  it.each<[string, Partial<Parts>, string]>([
    ["two rules", { machine: `rules: [step, step]` }, "the id t.step stands twice"],
    ["one machine twice at one place", { parts: "({ whole }) => [whole(steps), whole(steps)]" }, "the id t.step stands twice"],
    ["a rule and a property", { machine: `rules: [step], properties: [invariant({ id: "t.step", text: "P.", holds: (s) => s.isOn })]` }, "the id t.step stands twice"],
  ])("is %s with one id", (_name, parts, what) => {
    expect(refused(parts)).toEqual(["E40", what])
  })

  it("is not one machine at two places", () => {
    const parts = endpoints({})
    expect(lowerParts({ ...parts, parts: `({ place }) => [place("a", as), place("b", as)]` }).rules.map((r) => `${r.place}.${r.id}`)).toEqual(["a.a.r", "b.a.r"])
  })
})

describe("E41: two writers", () => {
  it.each([
    ["of a word", { a: always("{ word: 1 }"), ab: always("{ from: { word: 2 } }") }, "a.word is written by a and ab"],
    ["of an array", { a: always("{ flags: set(s.flags, 0, true) }"), ab: always("{ from: { flags: set(s.from.flags, 1, true) } }") }, "a.flags is written by a and ab"],
    ["that push", { a: always("{ out: push(s.out, 1) }"), ab: always("{ from: { out: push(s.from.out, 1) } }") }, "a.out is written by a and ab"],
    ["that take", { a: always("{ out: rest(s.out) }"), ab: always("{ from: { out: rest(s.from.out) } }") }, "a.out is written by a and ab"],
    ["of which one empties what the other fills", { a: always("{ out: push(s.out, 1) }"), ab: always("{ from: { out: [] } }") }, "a.out is written by a and ab"],
    ["of which one may empty what the other takes from", { a: always("{ out: s.own === 1 ? [] : push(s.out, 1) }"), ab: always("{ from: { out: rest(s.from.out) } }") }, "a.out is written by ab and a"],
    ["of which one replaces, on another path, what it takes", { a: always("{ out: push(s.out, 1) }"), ab: always("{ from: { out: s.to.own === 1 ? rest(s.from.out) : s.between.q } }") }, "a.out is written by a and ab"],
  ])("%s", (_name, rules, what) => {
    expect(refused(endpoints(rules))).toEqual(["E41", what])
  })

  it.each([
    ["one that pushes and one that takes", { a: always("{ out: push(s.out, 1) }"), ab: always("{ from: { out: rest(s.from.out) } }") }],
    ["one that writes, on either path", { a: always("{ word: s.own === 1 ? 1 : 2 }") }],
    ["one that keeps on one path what it pushes on the other", { a: always("{ out: s.own === 1 ? s.out : push(s.out, 1) }"), ab: always("{ from: { out: rest(s.from.out) } }") }],
  ])("not %s", (_name, rules) => {
    expect(lowerParts(endpoints(rules)).rules).toHaveLength(4)
  })
})

describe("E42: single access", () => {
  it.each([
    ["two words", "{ own: s.word + at(s.cells, 0).word }", "b.b.r reads b.word and b.cells, which others write, in one step"],
    ["two elements of an array", "{ own: at(s.cells, 0).word + at(s.cells, 1).word }", "b.b.r reads b.cells, which others write, in one step"],
    ["two fields of an element", "{ own: at(s.cells, 0).flag ? at(s.cells, 0).word : 0 }", "b.b.r reads b.cells, which others write, in one step"],
    ["a word that an index is", "{ own: at(s.flags, s.word) ? 1 : 0 }", "b.b.r reads b.flags and b.word, which others write, in one step"],
    ["every element of an array", "{ own: every(range(n.slots), (i) => at(s.flags, i)) ? 1 : 0 }", "b.b.r reads b.flags, which others write, in one step"],
    ["a Word and a word", "{ own: s.pair.index + s.word }", "b.b.r reads b.pair.index and b.word, which others write, in one step"],
    ["two Words of an array", "{ own: at(s.pairs, 0).tag + at(s.pairs, 1).tag }", "b.b.r reads b.pairs, which others write, in one step"],
    ["some element of an array", "{ own: some(s.flags, (x) => x) ? 1 : 0 }", "b.b.r reads b.flags, which others write, in one step"],
  ])("is not %s", (_name, then, what) => {
    expect(refused(endpoints({ b: always(then), ab: writesToB }))).toEqual(["E42", what])
  })

  it("is not a whole record, nor a whole array", () => {
    const copy = `readonly copy: Cell; readonly copies: Vec<Sizes["slots"], boolean>`
    const wide = (then: string): Partial<Parts> => {
      const parts = endpoints({ b: always(then), ab: writesToB })
      return { ...parts, helpers: parts.helpers?.replace("interface End { ", `interface End { ${copy}; `).replace("({ pair: { tag: 0, index: 0 },", "({ copy: { word: 0, flag: true }, copies: fill(n.slots, true), pair: { tag: 0, index: 0 },") ?? "" }
    }
    expect(refused(wide("{ copy: at(s.cells, 0) }"))).toEqual(["E42", "b.b.r reads b.cells, which others write, in one step"])
    expect(refused(wide("{ copies: s.flags }"))).toEqual(["E42", "b.b.r reads b.flags, which others write, in one step"])
  })

  it("is not reading a word in the guard and another in the effect", () => {
    const b = "when: (s) => ({ set: s.word === 1 }), then: (s) => next(s, { own: at(s.cells, 0).word })"
    expect(refused(endpoints({ b, ab: writesToB }))[0]).toBe("E42")
  })

  it("is not reading one word and writing another that others read", () => {
    const ab = `when: (s) => ({ seen: s.to.own > 0 }), then: (s, n) => next(s, { to: { word: 1 } })`
    expect(refused(endpoints({ b: always("{ own: s.word }"), ab, by: `by: "protocol",` }))).toEqual(["E42", "b.b.r reads b.word and writes b.own, which others read, in one step"])
  })

  it.each([
    ["one word", "{ own: s.word }"],
    ["one word, twice", "{ own: s.word === 3 ? s.word : 0 }"],
    ["one element at a private index", "{ own: at(s.cells, s.own).word }"],
    ["one Word, by its fields", "{ own: s.pair.tag === 1 ? s.pair.index : 0 }"],
    ["one Word of an array, by its fields", "{ own: at(s.pairs, s.own).tag === 1 ? at(s.pairs, s.own).index : 0 }"],
    ["words that nobody else writes", "{ own: s.own + s.out.length }"],
    ["one word, with a push to one's own queue", "{ own: s.word, out: push(s.out, 1) }"],
  ])("is %s", (_name, then) => {
    expect(lowerParts(endpoints({ b: always(then), ab: writesToB })).rules).toHaveLength(4)
  })

  it("is one queue, however often it is looked at", () => {
    const ab = always("{ from: { out: push(s.from.out, 1) } }")
    expect(lowerParts(endpoints({ a: "when: (s) => ({ some: s.out.length > 0 }), then: (s) => next(s, { own: head(s.out), out: rest(s.out) })", ab })).rules).toHaveLength(4)
  })

  it("does not bind the world", () => {
    expect(lowerParts(endpoints({ a: always("{ word: 1, own: 2 }"), ab: always("{ to: { word: s.from.word, own: s.from.own } }") })).rules).toHaveLength(4)
  })
})

describe("E45", () => {
  const sizes = "small: { slots: 2, frames: 3 }, large: { slots: 2, frames: 0 }"
  it.each<[string, Partial<Parts>]>([
    ["a conjunct", { when: "(s, n) => ({ a: s.count % n.frames === 0 })" }],
    ["an effect", { then: "(s, n) => next(s, { count: s.count % n.frames })" }],
    ["a note", { note: `(g, s, n) => s.count % n.frames === 0 ? g : next(g, { seen: "red" })` }],
    ["a property", { machine: `rules: [step], properties: [invariant({ id: "t.i", text: "I.", holds: (s, n) => s.count % n.frames === 0 })]` }],
    ["an assumption", { machine: `rules: [step], properties: [leadsTo({ id: "t.l", text: "L.", given: (s) => s.isOn, holds: (s) => !s.isOn, assume: eventuallyAlways((s, n) => s.count % n.frames === 0) })]` }],
    ["the quiescent states", { quiescent: "(s, n) => s.count % n.frames === 0" }],
    ["a counter", { then: "(s, n) => next(s, { lap: counter.next(s.lap, n.frames) })" }],
    ["a distance", { when: "(s, n) => ({ a: counter.distance(s.lap, s.lap, n.frames, 1) > 0 })" }],
  ])("looks into %s", (_name, parts) => {
    expect(refused({ ...parts, sizes })).toEqual(["E45", "% by frames, which is 0 in the size large"])
    expect(lowerParts(parts).id).toBe("test.system")
  })
})

describe("E46", () => {
  it.each([
    ["true", "(s) => ({ «a: true })"],
    ["true", "(s) => ({ «a: s.count >= 0 })"],
    ["false", "(s, n) => ({ on: s.isOn, «a: s.count > n.frames })"],
    ["false", "(s, n) => ({ «a: s.queue.length > n.slots })"],
    ["true", "(s, n) => ({ «a: every(range(n.slots), (i) => i < n.slots) })"],
  ])("finds a conjunct that is always %s: %s", (value, when) => {
    expect(refusalOfMarked(modelText({ when }))).toEqual(["E46", expect.stringContaining(`is ${value} in every state at every size`), "at the mark"])
  })

  it("leaves a conjunct alone that is constant at one size only", () => {
    expect(lowerParts({ when: "(s, n) => ({ a: s.count < n.slots })", sizes: "small: { slots: 4, frames: 3 }, large: { slots: 2, frames: 3 }" }).rules).toHaveLength(1)
  })
})
