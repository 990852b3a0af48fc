/** A code refuses several shapes: each of these is told what to write instead of it, not of another. */
import { describe, expect, it } from "vitest"
import { modelText, refusalOf, type Parts } from "./testing.ts"

const then = (value: string): Partial<Parts> => ({ then: `(s, n) => next(s, { ${value} })` })
const body = (statements: string): Partial<Parts> => ({ then: `(s) => { ${statements} }` })
const field = (type: string): Partial<Parts> => ({ fields: `readonly extra: ${type}` })
const property = (text: string): Partial<Parts> => ({ machine: `rules: [step], properties: [${text}]` })
const adviceOf = (parts: Partial<Parts>): readonly [string, string] => {
  const { code, fix } = refusalOf(modelText(parts))
  return [code, fix.replace(/^Write instead: (.*)\.$/s, "$1")]
}

type Row = readonly [Partial<Parts>, string, string]
const rows: Readonly<Record<string, readonly Row[]>> = {
  "the top of a module": [
    [{ helpers: "export { step }" }, "E04", "`export` where each name is declared, and an import from there where it is used"],
    [{ helpers: `export * from "./other.ts"` }, "E04", "`export` where each name is declared, and an import from there where it is used"],
    [{ helpers: "export default 1" }, "E04", "`export const name = …`"],
    [{ helpers: "enum Mode { idle }" }, "E04", "a union of string literals: `type Mode = \"idle\" | \"busy\"`"],
    [{ helpers: "class Half {}" }, "E04", "an interface for the data, and an arrow function in a `const` for each method"],
    [{ helpers: "namespace Half { const a = 1 }" }, "E04", "a module of its own, and named imports of it"],
    [{ helpers: "if (1 > 0) {}" }, "E04", "nothing: a module only imports and declares types and constants"],
    [{ helpers: "new Date()" }, "E11", "nothing: a module only imports and declares types and constants"],
    [{ helpers: "declare const half: number" }, "E04", "`const name = …`"],
    [{ helpers: "interface Half<T> { readonly a: T }" }, "E37", "an interface for each use, without parameters"],
    [{ helpers: "type Half<T> = T" }, "E37", "a type for each use, without parameters"],
    [{ more: `import "tcnet"` }, "E02", "the names that are needed, or nothing: a module does nothing when it is imported"],
    [{ more: `import { x } from "zod"` }, "E06", "what is needed of it as a helper of the model, or as a world rule"],
    [{ more: `import { hed } from "tcnet"` }, "E06", "a word that the language has"],
  ],
  "what only the parameter of parts has": ["place", "join", "whole"].flatMap((word): readonly Row[] => {
    const advice = `\`parts: ({ ${word} }) => …\`: take \`${word}\` from the parameter of \`parts\`, and do not import it`
    const parts = `({ ${word === "whole" ? "place" : "whole"} }) => [${word}("count", steps)]`
    const more = `import { ${word} } from "tcnet"`
    return [[{ parts }, "E06", advice], [{ more, parts }, "E06", advice], [{ more }, "E06", advice]]
  }),
  "what a helper that nothing calls contains": [
    [{ helpers: "const half = (k: number): number => { class A {}\n return k }" }, "E04", "an interface for the data, and an arrow function in a `const` for each method"],
    [{ helpers: "const half = (k: number): number => { throw k }" }, "E11", "a conjunct of `when` that keeps the rule from there, or a value"],
    [{ helpers: "const half = (k: number): boolean => k satisfies number" }, "E18", "the expression alone, with the type on its constant"],
  ],
  "an expression": [
    [then("count: 0.5"), "E04", "an integer, in a smaller unit"],
    [then("count: 1n"), "E04", "the number without `n`"],
    [then("isOn: /a/"), "E04", "`===` with a literal of an enumeration"],
    [then("mode: `idle`"), "E04", "a literal in quotes, one of an enumeration"],
    [then("count: (1, 2)"), "E04", "the last of the expressions alone"],
    [then("count: ((k: number): number => { const a = b; const b = k; return a })(1)"), "E05", "the constant before what uses it"],
    [{ helpers: "const half = half", ...then("count: half") }, "E05", "a value that does not need the constant"],
    [then("count: Date.now()"), "E06", "a helper of the model, or a world rule"],
    [then("count: hed(s.queue)"), "E06", "a constant that the module declares, or imports by name"],
    [{ imports: modelText().split("\n").slice(0, 2).join("\n").replace("head, ", ""), ...then("count: head(s.queue)") }, "E06", "`import { head } from \"tcnet\"` at the top of the module"],
    [then("count: s.count()"), "E07", "the value alone, or a call of a helper"],
    [then("count: min(1)"), "E07", "a call of min with 2 operands"],
    [{ helpers: "const half = (k: number): number => k", ...then("count: half(1, 2)") }, "E07", "a call with one operand"],
    [{ when: "(s, n, p, q) => ({ on: s.isOn })" }, "E07", "a function of at most 3 operands"],
    [then("isOn: every(range(s.count), (i) => i > 0)"), "E07", "`range(n.slots)`, and a condition on its elements where fewer are meant"],
    [then("isOn: sealed([])"), "E07", "one word at least: `sealed([w])`"],
    [then("queue: s.queue.map((x) => x)"), "E07", "`push rest head at set put take min max every some prefix`"],
    [then("count: new Date()"), "E11", "a literal: a record, a list, `fill(n.slots, x)`"],
    [then("count: this"), "E11", "the function's operand: `(s) => …`"],
    [then("count: s.count++"), "E11", "`next(s, { a: s.a + 1 })` for the state, `a + 1` for a value"],
    [then("count: (s.count = 1)"), "E11", "`next(s, { a: 1 })` for the state, a `const` of its own for a value"],
    [{ then: "async (s) => s" }, "E11", "the function without `async`: a model runs nothing"],
    [then("queue: [, 1]"), "E14", "a value at each place of the list"],
    [then("count: min(...[1, 2])"), "E15", "the operands one by one"],
    [{ then: "(s) => next(s, { isOn() { return true } })" }, "E16", "an arrow function: `key: (s) => …`"],
    [{ then: "(s) => next(s, { get isOn() { return true } })" }, "E16", "the value itself: `key: …`"],
    [{ then: `(s) => next(s, { "__proto__": s })` }, "E16", "another name"],
    [then("isOn: true, isOn: false"), "E16", "each key once"],
    [then("count: head(s.queue)!"), "E17", "the expression without `!`: every field exists"],
    [then("isOn: s.cells[0]!.flag"), "E17", "`head(q)`, `at(a, i)`"],
    [then(`mode: "idle" as const`), "E18", "the expression without `as const`: a literal is one already"],
  ],
  "a field": [
    [then("count: n.frame"), "E21", "`slots` or `frames`"],
    [then("isOn: at(s.cells, 0).word1"), "E21", "`word` or `flag`"],
    [then("count: s.count.high"), "E21", "the value alone, or a record that has the field"],
    [{ init: "more: 1" }, "E21", "`count`, `isOn`, `mode`, `queue`, `cells`, `bag`, `lap`, `lead`, `payload` or `ghost`"],
    [{ fields: "readonly more: boolean" }, "E21", "`more: …` too"],
    [{ system: "refine: []" }, "E21", "`id`, `text`, `sizes`, `init`, `parts`, `quiescent`, `refines` or `forgets`"],
    [{ tags: "guard: 1," }, "E21", "`id`, `text`, `by`, `fair`, `hidden`, `lump`, `choose`, `when`, `then` or `note`"],
    [property(`invariant({ id: "t.a", text: "x", hold: (s) => s.isOn })`), "E21", "`id`, `text`, `given`, `holds` or `assume`"],
    [property(`invariant({ id: "t.a", text: "x", holds: (s) => s.isOn, assume: 1 })`), "E21", "`assume` in a `leadsTo` only"],
    [property(`invariant({ id: "t.a", text: "x", kind: "step", holds: (s) => s.isOn })`), "E21", "the word alone, which says the kind"],
    [{ machine: "rule: [step]" }, "E21", "`id`, `rules` or `properties`"],
    [{ parts: `({ place }) => [place("b", steps)]` }, "E21", "`count`, `isOn`, `mode`, `queue`, `cells`, `bag`, `lap`, `lead`, `payload` or `ghost`"],
  ],
  "a statement": [
    [body("return s; return s"), "E04", "nothing: leave it out"],
    [body("return"), "E12", "`return` with a value"],
    [body(`switch (s.mode) { case "idle": break; default: return s }`), "E12", "`return` at the end of the case"],
    [body(`switch (s.mode) { default: }`), "E12", "`return` at the end of the last case"],
    [body("s.count = 1; return s"), "E11", "`next(s, { a: 1 })` for the state, a `const` of its own for a value"],
    [body("s.count++; return s"), "E11", "`next(s, { a: s.a + 1 })` for the state, `a + 1` for a value"],
    [body("throw s"), "E11", "a conjunct of `when` that keeps the rule from there, or a value"],
    [body("try { return s } finally {}"), "E04", "the statements alone: nothing in the subset throws"],
    [body("interface A {}\n return s"), "E04", "the interface at the top of the module"],
    [body("; return s"), "E04", "nothing: leave it out"],
    [body("switch ({ a: 1 }) { default: return s }"), "E23", "a `switch` over an enumeration, a number or a boolean"],
  ],
  "a condition": [
    [{ when: "(s) => ({ on: s.count })" }, "E13", "a comparison: `s.count > 0`"],
    [{ when: "(s) => ({ on: s.mode })" }, "E13", "a comparison with a literal: `=== \"idle\"`"],
    [{ when: "(s) => ({ on: s.lap })" }, "E13", "`counter.same(a, b)`"],
    [{ when: "(s) => ({ on: s.payload })" }, "E13", "`===` with a colour, in a history or a property"],
    [{ when: "(s) => ({ on: s.queue })" }, "E13", "`s.inbox.length > 0 ? …`"],
    [{ when: "(s) => ({ on: 1 })" }, "E13", "`true`, `false` or a comparison"],
    [{ when: "(s) => ({ on: () => true })" }, "E13", "a call of the function"],
    [{ when: "(s) => ({ on: s.count + 1 })" }, "E13", "a comparison: `s.count > 0`"],
    [{ when: "(s) => ({ on: at(s.cells, 0) })" }, "E13", "a comparison, or a field that is a boolean"],
  ],
  "an operator": [
    [then("count: s.count / 2"), "E22", "a comparison of products, or a size of its own for the quotient"],
    [then("isOn: s.count != 1"), "E22", "`!==`"],
    [then("count: s.count ?? 1"), "E22", "the left side alone: every field exists"],
    [then("count: +s.count"), "E22", "the number itself"],
    [then("isOn: typeof s.count === \"number\""), "E22", "nothing: the interface gives the type"],
    [then("count: s.count | 1"), "E22", "`||` of conditions"],
    [then("isOn: s.queue === s.queue"), "E23", "`prefix(a, b)` and lengths that are equal"],
    [then("isOn: at(s.cells, 0) === at(s.cells, 1)"), "E23", "`===` of each field, and of single values only"],
    [then("isOn: s.isOn > 1"), "E23", "a number: a count, a length, a size or a literal"],
    [then("isOn: s.lap === s.lead"), "E43", "`counter.same(a, b)`"],
    [then("count: s.lap + 1"), "E43", "`counter.next`, `counter.distance`, `counter.slot`"],
    [{ choose: "(n) => ({ who: identities(n.slots) })", then: "(s, _n, p) => next(s, { isOn: p.who < p.who })" }, "E43", "`===`, or a `Below<…>` where the order or the number matters"],
    [then("isOn: s.payload < red"), "E47", "copying it; `===` in a history or a property"],
    [then("count: s.count % 0"), "E45", "a divisor of at least 1"],
  ],
  "an operand": [
    [then("queue: put(s.queue, 1)"), "E23", "`push(q, x)`"],
    [then("bag: push(s.bag, 1)"), "E23", "`put(b, x)`"],
    [then("count: head(s.cells).word"), "E23", "`at(v, 0)`"],
    [then("bag: rest(s.bag)"), "E23", "`take(b, i)`"],
    [then("cells: take(s.cells, 0)"), "E23", "`at(v, i)` and a count of what was taken"],
    [then("queue: set(s.queue, 0, 1)"), "E23", "`push(q, x)` and `rest(q)`, or a `Vec`"],
    [then("count: at([1, 2], 2)"), "E23", "an index from 0 to 1"],
    [then("count: at([1, 2], s.count)"), "E23", "a literal index, or a `Vec` of the state"],
    [then("count: at(s.count, 0)"), "E23", "a `Vec`, a `Fifo` or a `Bag` of the state"],
    [then("bag: take(put(s.bag, 0), 0)"), "E23", "the bag as the state has it, or a rule of its own for what comes after"],
    [then("lap: counter.next(s.count, n.frames)"), "E23", "a `Counter` of the state, or `counter.zero()`"],
    [then("lap: counter.next(s.lap, n.slots)"), "E23", "`n.frames`"],
    [then("count: next(s.count, {})"), "E23", "`next` of a record; another value is written whole"],
    [{ machine: "rules: [step], properties: [invariant(1)]" }, "E23", "`{ id, text, holds }`"],
    [{ choose: "() => 1" }, "E23", "`choose: (n) => ({ p: range(n.slots) })`"],
    [{ choose: "() => ({ bit: 1 })" }, "E23", "`range(n.slots)`, `identities(n.nodes)` or a list of literals"],
    [{ choose: "() => ({ bit: [1, 1] })" }, "E23", "each value once"],
    [{ choose: "() => ({ bit: [1, true] })" }, "E23", "values of one kind, numbers from 0 on; a parameter of its own for each kind"],
    [{ when: "(s) => s.isOn" }, "E23", "`when: (s) => ({ name: condition })`"],
    [property(`leadsTo({ id: "t.a", text: "x", holds: (s) => s.isOn, assume: 1 })`), "E23", "`eventuallyAlways((s) => …)` or `infinitelyOften((s) => …)`"],
  ],
  "a type": [
    [field("Upto"), "E32", "a number or a size in its brackets: `<3>`, `<Sizes[\"frames\"]>`"],
    [field("Upto<-1>"), "E32", "a bound of at least 0, and values that count from 0"],
    [field("Upto<4294967296>"), "E32", "a smaller bound"],
    [field(`Upto<Cell["word"]>`), "E32", "`Sizes[\"word\"]`, and in `Sizes` the field `readonly word: number`"],
    [field(`Upto<Sizes["frmes"]>`), "E31", "`Sizes[\"frames\"]`"],
    [field(`Upto<Sizes["slot"]>`), "E31", "`Sizes[\"slots\"]`"],
    [field(`Upto<Sizes["Slots"]>`), "E31", "`Sizes[\"slots\"]`"],
    [field(`Upto<Sizes["lanes"]>`), "E31", "`Sizes[\"slots\"]` or `Sizes[\"frames\"]`"],
    [{ ...field(`Upto<Sizes["lanes"]>`), sizes: "small: { slots: 2, frames: 3, lanes: 1 }" }, "E31", "the field `readonly lanes: number` in `Sizes` too"],
    ...["+ 1", "- 1", "* 2", "/ 2", "% 2", "** 2"].map((more): Row => [field(`Upto<Sizes["slots"] ${more}>`), "E32", "a size of its own"]),
    [field(`Fifo<2, Below<2 * Sizes["slots"]>>`), "E32", "a size of its own"],
    [field("Vec<max(1, 2), boolean>"), "E32", "a size of its own"],
    [field(`Upto<(Sizes["slots"] - 1)>`), "E32", "a size of its own"],
    [field("Vec<2, boolean"), "E00", "what the parser's message asks for"],
    [field("Vec<2, -boolean>"), "E00", "what the parser's message asks for"],
    [field("Vec<3>"), "E32", "a bound and the type of an element: `Vec<3, boolean>`"],
    [field("Peer"), "E32", "the type of what the other place writes: `Peer<boolean>`"],
    [field("Upto<1, 2>"), "E37", "`Upto` with one parameter"],
    [field("Opaque<1>"), "E37", "`Opaque` alone"],
    [field("Cell<1>"), "E37", "`Cell` alone, or a type for each use"],
    [{ fields: "readonly extra: boolean; readonly extra: boolean" }, "E33", "each field once"],
    [field(`"a" | "a"`), "E35", "each literal once"],
    [{ fields: "readonly extra: Loop", helpers: "interface Loop { readonly loop: Loop }" }, "E05", "a `Vec` beside it, and an index into it: values of the state have one size"],
    [{ imports: modelText().split("\n").slice(0, 2).join("\n").replace("Peer, ", ""), ...field("Peer<boolean>") }, "E36", "`import type { Peer } from \"tcnet\"` at the top of the module"],
    [{ fields: "readonly extra: Vec<3, boolean>", init: "extra: [true]" }, "E44", "`fill(3, …)`, or a list of 3 elements"],
    [then("cells: fill(3, { word: 0, flag: false })"), "E44", "`fill(n.slots, …)`"],
    [then("queue: fill(n.slots, 0)"), "E44", "a list of the elements, or `fill` with a literal length"],
  ],
  "a rule as a whole": [
    [{ tags: "by: \"nobody\"," }, "E49", "`\"protocol\"`, `\"world\"` or `\"fault\"`"],
    [{ tags: "hidden: 1," }, "E49", "`hidden: true`"],
    [{ tags: "lump: 1," }, "E49", "`lump: [\"p\"]`, the names that `choose` gives"],
    [{ tags: "lump: [\"bot\"]," }, "E49", "`\"bit\"`"],
    [{ when: "(s) => ({ on: s.ghost.seen === \"red\" })" }, "E48", "a part of the state beside `ghost`, which rules may read"],
    [{ when: "(s, n) => ({ on: s.isOn, many: s.count > n.frames })" }, "E46", "a conjunct that some state fulfils, or no rule"],
    [{ machine: "rules: [step, rule({ id: \"t.b\", text: \"x\", when: (s) => ({ on: s.isOn }) })]" }, "E07", "the function too: `when` and `then` of a rule, `holds` of a property, `init` and `as` of a refinement"],
    [{ machine: "rules: [step, rule({ id: \"t.b\", text: \"x\" })]" }, "E49", "`when` and `then` in a rule, `holds` in a property"],
    [{ machine: "rules: step" }, "E49", "`rules: […]`"],
    [{ machine: "rules: [1]" }, "E49", "what `rule({ … })` gives"],
    [{ machine: "properties: [1]" }, "E49", "what `invariant({ … })`, `step`, `leadsTo`, `reachable` or `forbidden` give"],
  ],
  "a system as a whole": [
    [{ annotation: `: System<"a", Sizes>` }, "E49", "an interface as the state: `System<State, Sizes>`"],
    [{ sizes: "large: { slots: 1, frames: 1 }" }, "E49", "`sizes: { small: { slots: 2 } }`"],
    [{ sizes: "small: 1" }, "E49", "`small: { slots: 2 }`"],
    [{ sizes: "small: { slots: -1, frames: 1 }" }, "E49", "a number literal in that range"],
    [{ system: "refines: 1" }, "E49", "`refines: [refinement({ … })]`"],
    [{ system: "refines: [1]" }, "E49", "`refinement({ id, text, service, init, as })`"],
    [{ parts: "({ whole }) => whole(steps)" }, "E49", "`parts: ({ place }) => [place(\"a\", producer)]`, with every call in the list"],
    [{ parts: "({ whole }) => [whole(1)]" }, "E49", "what `machine({ … })` gives"],
    [{ parts: "({ place }) => [place(1, steps)]" }, "E49", "`place(\"a\", producer)`, with a field of the state"],
    [{ parts: `({ join }) => [join("a", 1, steps)]` }, "E49", "`join(\"ab\", { from: \"a\", to: \"b\" }, fabric)`, with a field of the state for each name"],
    [{ parts: "({ other }) => []" }, "E21", "`place`, `join` or `whole`"],
  ],
}

describe.each(Object.entries(rows))("%s is refused with advice that fits it", (_where, list) => {
  it.each(list)("%o", (parts, code, advice) => { expect(adviceOf(parts)).toEqual([code, advice]) })
})

/** A second machine that sees one part under a name of its own, beside the machine that sees the whole. */
const beside = (own: string, effect: string, rule = ""): Partial<Parts> => ({
  fields: "readonly part: { readonly q: Fifo<2, boolean>; readonly isOn: boolean }", init: "part: { q: [], isOn: false }",
  more: `interface Other { readonly from: { readonly q: Fifo<2, boolean>; readonly isOn: boolean } }
const others: Machine<Other, Sizes> = machine({ id: "u", rules: [model<Other, Sizes>().rule({ id: "u.other", text: "Other.", when: (v) => ({ off: !v.from.isOn }), then: (v) => ${effect}, ${rule} })] })`,
  parts: `({ whole, join }) => [whole(steps), join("other", { from: "part" }, others)]`, then: `(s) => next(s, { part: ${own} })`,
})
it.each<Row>([
  [beside("{ q: push(s.part.q, true) }", "next(v, { from: { q: push(v.from.q, true) } })"), "E41", "one place that pushes and one that takes; a queue of its own for each other"],
  [beside("{ isOn: true }", "next(v, { from: { isOn: true } })"), "E41", "one writer for each word; the reader keeps its own count"],
  [beside("{ isOn: true }", "true"), "E23", "`next(s, { … })`, or `s` where nothing changes"],
  [beside("{ isOn: true }", "v", "note: (g) => g"), "E48", "a part called `ghost` in what the machine sees, or no `note`"],
  [{ system: "refines: [refinement({ id: \"r\", text: \"x\", service: 1 })]" }, "E49", "`const service: Machine<Service, Sizes> = machine({ … })`"],
  [{ system: "refines: [refinement({ id: \"r\", text: \"x\", of: 1 })]" }, "E21", "`id`, `text`, `service`, `init` or `as`"],
])("what stands beside others is refused with advice that fits it: %o", (parts, code, advice) => { expect(adviceOf(parts)).toEqual([code, advice]) })

const unchosen = (then: string): Partial<Parts> => ({ machine: `rules: [step, rule({ id: "t.other", text: "Other.", when: (s) => ({ on: s.isOn }), then: ${then} })]` })
it.each(["(s, _n, p) => next(s, { count: p.w })", "(s, _n, { w }) => next(s, { count: w })"])("a parameter is told how it is declared: %s", (effect) => {
  expect(refusalOf(modelText(unchosen(effect)))).toMatchObject({ code: "E21", what: "no parameter w: the rule has no `choose`", fix: "Write instead: `choose: () => ({ w: … })` too, with the list of the values of `w`." })
})

it("a name is told what has no other advice: the fields of a record without any", () => {
  expect(adviceOf({ choose: "() => ({})", then: "(s, _n, p) => next(s, { isOn: p.bit })" })).toEqual(["E21", "nothing: the record has no fields"])
  expect(adviceOf({ tags: `lump: ["bit"],`, choose: "() => ({})" })).toEqual(["E49", "no `lump`: the rule has no parameters"])
})
