import { describe, expect, it } from "vitest"
import * as words from "../language/index.ts"
import { Evaluator } from "./evaluator.ts"
import { language } from "./library.ts"
import { Modules } from "./module.ts"
import { lowerParts, modelText, refusalOfMarked } from "./testing.ts"
import { Record } from "./value.ts"

describe("the words of the language", () => {
  const symbolic = language(new Evaluator(new Modules({ languageFiles: [] })))

  it("are those that the language exports, neither more nor fewer", () => {
    expect([...symbolic.keys()].toSorted()).toEqual(Object.keys(words).toSorted())
  })

  it("are the same in the group of counters", () => {
    const group = symbolic.get("counter")
    expect(group instanceof Record ? [...group.fields.keys()].toSorted() : []).toEqual(Object.keys(words.counter).toSorted())
  })
})

const fields = "readonly line: Fifo<2, Identity<2>>; readonly flags: Vec<2, boolean>; readonly fast: Counter<2>; readonly colours: Fifo<2, Opaque>"
const init = "line: [], flags: fill(2, false), fast: counter.zero(), colours: []"
const effect = (patch: string): { readonly fields: string; readonly init: string; readonly then: string } => ({ fields, init, then: `(s, n, p) => next(s, { ${patch} })` })
const obligations = (patch: string): readonly string[] => (lowerParts(effect(patch)).rules[0]?.obligations ?? []).map((o) => `${o.code} ${o.text}`)

describe("a word", () => {
  it.each([
    ["queue: push(s.queue, 1)", ["O3 push: the fifo is full", "O4 0 … slots - 1 is left"]],
    ["queue: rest(s.queue)", ["O2 rest of an empty queue"]],
    ["count: head(s.queue)", ["O2 head of an empty queue", "O4 0 … frames is left"]],
    ["bag: put(s.bag, 0)", ["O3 put: the bag is full", "O4 0 … frames is left"]],
    ["bag: take(s.bag, 0)", ["O1 take: the index is outside"]],
    ["queue: take(s.queue, 1)", ["O1 take: the index is outside"]],
    ["count: at(s.bag, s.count)", ["O1 at: the index is outside"]],
    ["cells: set(s.cells, 0, { word: s.count, flag: true })", ["O1 set: the index is outside"]],
    ["flags: set(s.flags, 1, true)", []],
    ["flags: set(s.flags, 2, true)", ["O1 set: the index is outside"]],
    ["isOn: at(s.flags, head(s.line))", ["O2 head of an empty queue", "O1 at: the index is outside"]],
    ["lap: counter.next(s.lap, n.frames)", []],
    ["count: counter.distance(s.lap, s.lead, n.frames, 2)", ["O1 the distance is more than its limit", "O4 0 … frames is left"]],
    ["count: counter.slot(s.lap, n.frames, n.slots)", ["O1 the width is no multiple of the slots", "O4 0 … frames is left"]],
    ["isOn: counter.same(s.lap, counter.zero())", []],
    ["isOn: counter.same(counter.zero(), s.lap)", []],
    ["isOn: sealed([1, s.count, head(s.queue)])", ["O2 head of an empty queue"]],
    ["isOn: sealed(s.bag)", []],
    ["isOn: prefix([1], s.queue)", ["O4 0 … slots - 1 is left", "O3 more than fifo of ≤ slots × 0 … slots - 1"]],
    ["isOn: some(s.bag, (x) => x === 1)", []],
    ["isOn: every([1, 2], (x) => x < s.count)", []],
    ["isOn: every(identities(2), (x) => at(s.flags, x))", ["O1 at: the index is outside"]],
    ["count: max(min(s.count, 3), 1)", ["O4 0 … frames is left"]],
    ["cells: fill(n.slots, { word: 0, flag: true })", ["O4 0 … frames is left"]],
    ["queue: fill(2, 0)", ["O3 more than fifo of ≤ slots × 0 … slots - 1", "O4 0 … slots - 1 is left"]],
    ["queue: [0, 1]", ["O3 more than fifo of ≤ slots × 0 … slots - 1", "O4 0 … slots - 1 is left", "O4 0 … slots - 1 is left"]],
    ["payload: red", []],
  ])("obliges: %s", (patch, codes) => {
    expect(obligations(patch).toSorted()).toEqual([...codes].toSorted())
  })

  it.each([
    ["queue: «push(s.queue)", "E07", "push takes 2 operands and is called with 1"],
    ["queue: «push(s.queue, 0, 1)", "E07", "push takes 2 operands and is called with 3"],
    ["lap: «counter.next(s.lap)", "E07", "counter.next takes 2 operands and is called with 1"],
    ["isOn: every(«range(s.count), (i) => true)", "E07", "range of anything but a size or a literal"],
    ["isOn: every(«range(n.slots - 1), (i) => true)", "E07", "range of anything but a size or a literal"],
    ["isOn: every(«identities(s.count), (i) => true)", "E07", "identities of anything but a size or a literal"],
    ["isOn: «every(range(n.slots), 1)", "E07", "1 is called"],
    ["isOn: «every(range(n.slots), (a, b) => true)", "E07", "a function of 2 operands is called with 1"],
    ["isOn: «every(range(n.slots), min)", "E07", "min takes 2 operands and is called with 1"],
    ["isOn: «sealed([])", "E07", "sealed of no words"],
    ["isOn: «every(range(n.slots), (i) => i)", "E13", "0 … slots - 1 is no condition"],
    ["bag: «push(s.bag, 0)", "E23", "push of a bag"],
    ["queue: «put(s.queue, 0)", "E23", "put of a fifo"],
    ["bag: «take(put(s.bag, 0), 0)", "E23", "an element or a prefix of a bag that was just put together"],
    ["count: «at(put(take(s.bag, 0), 1), 0)", "E23", "an element or a prefix of a bag that was just put together"],
    ["flags: «push(s.flags, true)", "E23", "push of a vec"],
    ["bag: «rest(s.bag)", "E23", "bag where a fifo is meant"],
    ["flags: «take(s.flags, 0)", "E23", "vec where a fifo or a bag is meant"],
    ["isOn: «head(s.flags)", "E23", "vec where a fifo is meant"],
    ["flags: «rest(s.flags)", "E23", "vec where a fifo is meant"],
    ["queue: «set(s.queue, 0, 1)", "E23", "set in a fifo"],
    ["queue: «forget(s.queue, 0, 1)", "E23", "forget in a rule of the system"],
    ["queue: «push([], 1)", "E23", "a list where a part of the state is meant that is a vec, a fifo or a bag"],
    ["count: «at([1, 2], s.count)", "E23", "a literal list is indexed by a literal"],
    ["count: «at([1, 2], 2)", "E23", "index 2 of 2"],
    ["count: «at([1, 2], -1)", "E23", "index -1 of 2"],
    ["isOn: «at(s.flags, s.isOn)", "E23", "bool where a number is meant"],
    ["flags: «set(s.flags, 0, 1)", "E23", "1 where bool is meant"],
    ["queue: «push(s.queue, true)", "E23", "true where 0 … slots - 1 is meant"],
    ["cells: «set(s.cells, 0, { word: 1 })", "E21", "the field flag is missing"],
    ["cells: «set(s.cells, 0, { word: 1, flag: true, more: 1 })", "E21", "there is no field more"],
    ["count: «min(s.count, s.isOn)", "E23", "bool where a number is meant"],
    ["lap: «counter.next(1, n.frames)", "E23", "1 where a counter is meant"],
    ["lap: «counter.next(s.count, n.frames)", "E23", "0 … frames where a counter is meant"],
    ["lap: «counter.next(s.lap, n.slots)", "E23", "a modulus that is not the counter's width"],
    ["lap: «counter.next(s.lap, 3)", "E23", "a modulus that is not the counter's width"],
    ["count: «counter.distance(s.lap, s.fast, n.frames, 1)", "E23", "counter modulo 2 beside counter modulo frames"],
    ["isOn: «counter.same(s.lap, s.fast)", "E23", "counter modulo 2 beside counter modulo frames"],
    ["isOn: «counter.same(s.lap, 0)", "E23", "0 where a counter is meant"],
    ["isOn: at(s.flags, 0) === «at(s.flags, s.lap)", "E43", "arithmetic or order on counter modulo frames"],
    ["count: «min(s.lap, 1)", "E43", "arithmetic or order on counter modulo frames"],
    ["isOn: «sealed([s.payload, red])", "E47", "arithmetic or order on an Opaque"],
    ["isOn: «prefix(s.colours, s.colours)", "E47", "prefix of an Opaque"],
    ["isOn: «prefix(s.queue, s.flags)", "E23", "vec where fifo of ≤ slots × 0 … slots - 1 is meant"],
    ["flags: «next(s.flags, fill(2, true))", "E23", "next of vec"],
    ["count: «next(s.count, 1)", "E23", "next of 0 … frames"],
  ])("refuses %s", (patch, code, what) => {
    expect(refusalOfMarked(modelText(effect(patch)))).toEqual([code, what, "at the mark"])
  })
})

describe("a quantifier", () => {
  it("has a variable of its own inside another", () => {
    const [rule] = lowerParts(effect("isOn: every(range(n.slots), (i) => some(range(n.frames), (j) => i < j))")).rules
    const outer = rule?.then[0]?.node
    expect([outer?.op, outer?.name, outer?.args[1]?.op, outer?.args[1]?.args[0]?.name]).toEqual(["every", "i0", "not", "i1"])
  })
})
