/** What the lowering refuses. Every code has one row here; the guide's table of codes is generated from it. */
import { InputError } from "../errors.ts"
import { printSource, type Source } from "../ir/system.ts"

export const codes = {
  E00: { rejected: "text that is not TypeScript", instead: "what the parser's message asks for" },
  E01: { rejected: "`let`, `var`, reassignment", instead: "`const`" },
  E02: { rejected: "`import * as Z`, a default import, a dynamic import, an import without names", instead: "named imports" },
  E03: { rejected: "`interface Producer extends X`", instead: "the fields themselves" },
  E04: { rejected: "any other statement or expression (class, function declaration, template, regexp, sequence, tag), and one that is never reached", instead: "an arrow function in a `const`" },
  E05: { rejected: "recursion, a constant that refers to itself or to a later one of its block", instead: "`choose`, or bounded quantifiers over `range(n)`" },
  E06: { rejected: "`Math`, `Date`, `process`: a name that is not imported from the model or the language", instead: "a helper of the model, or a world rule" },
  E07: { rejected: "a call of something that is no model function and no word of the language (`q.map`, `q.slice`), or with other operands than it takes", instead: "`push rest head at set put take min max every some prefix`" },
  E08: { rejected: "a default or a rest in a pattern", instead: "plain names or `{ a, b }`" },
  E09: { rejected: "a `switch` whose constant has no case", instead: "all literals, or `default`" },
  E10: { rejected: "`for`, `while`, `do`", instead: "`every(range(n.slots), (i) => …)`" },
  E11: { rejected: "an expression for its effect: assignment, `console.log(s)`, `await`, `new`, `this`, `++`, `throw`", instead: "nothing: a rule only returns" },
  E12: { rejected: "a path without `return`", instead: "`else`, or a last `return`" },
  E13: { rejected: "a condition that is not boolean (`s.inbox ? …`)", instead: "`s.inbox.length > 0 ? …`" },
  E14: { rejected: "`null`, `undefined`", instead: "an enumeration value or a count of 0" },
  E15: { rejected: "a spread: `{ ...s, a: 1 }`, `[...q, x]`", instead: "`next(s, { a: 1 })`, `push(q, x)`" },
  E16: { rejected: "a computed key, a method, a getter, `__proto__`, a key that stands twice", instead: "plain keys" },
  E17: { rejected: "`!` after an expression (`q[0]!`)", instead: "`head(q)`, `at(a, i)`" },
  E18: { rejected: "a cast: `x as T`, `satisfies`", instead: "the type on the helper's result" },
  E19: { rejected: "`a[i]`", instead: "`at(a, i)`" },
  E20: { rejected: "`?.`", instead: "nothing: every field exists" },
  E21: { rejected: "a field that the state lacks, or one that is missing", instead: "the fields of the interface" },
  E22: { rejected: "an operator outside `=== !== < <= > >= + - * % && || !`", instead: "those; `===` for equality" },
  E23: { rejected: "a value of another sort than its place takes", instead: "a value that the interface allows" },
  E30: { rejected: "`number` as a state type", instead: "`Upto<…>` or `Below<…>`" },
  E31: { rejected: "a bound that the system's sizes lack", instead: "the name of a size, and the size in every named size" },
  E32: { rejected: "a computed bound", instead: "a size of its own" },
  E33: { rejected: "a field that is not `readonly name: type`", instead: "`readonly name: type`" },
  E34: { rejected: "an optional field", instead: "a boolean beside it, or an enumeration" },
  E35: { rejected: "a union of anything but string literals", instead: "string literals only" },
  E36: { rejected: "a type that the model does not define (`Map<…>`)", instead: "`Vec`, `Fifo`, `Bag`, an interface" },
  E37: { rejected: "`string`, `any`, `unknown`, a tuple, a mapped, a conditional or a generic type", instead: "`Vec`, `Fifo`, `Bag`, an interface, a union of literals" },
  E40: { rejected: "two rules or two properties with one id at one place, two systems of a module with one id, or one name that a module declares twice", instead: "an id, or a name, of its own for each" },
  E41: { rejected: "a part of the state that two places write (for a queue: two that push, or two that take)", instead: "one writer for each word; the reader keeps its own count" },
  E42: { rejected: "a protocol rule with more than one access to words that others write", instead: "one rule for each access, with what was read kept in a private field" },
  E43: { rejected: "`<`, `+` or another operator on an identity or a counter", instead: "`===` on identities; `counter.next`, `counter.distance`, `counter.same`, `counter.slot`" },
  E44: { rejected: "an `init` whose `Vec` has another length than its size", instead: "`fill(n.size, …)`" },
  E45: { rejected: "`%` by a size that is 0 in a named size", instead: "a size of at least 1" },
  E46: { rejected: "a conjunct that is constant at every size", instead: "nothing: leave it out, or mend what it says" },
  E47: { rejected: "an `Opaque` that is compared, computed with or branched on in a rule", instead: "copying it; histories and properties may compare it" },
  E48: { rejected: "a rule that changes history outside `note`, or a `note` that changes more than its `ghost`", instead: "`then` for the state, `note` for `ghost`" },
  E49: { rejected: "a module that exports no system, or a system without the annotation `System<State, Sizes>` or with a part missing", instead: "`export const name: System<State, Sizes> = { id, text, sizes, init, parts, quiescent }`" },
} as const
export type Code = keyof typeof codes

/** Source that the lowering refuses: its code, where, what, and what to write instead, by default what its code's row says. Exit code 2. */
export class Rejected extends InputError {
  readonly code: Code
  readonly source: Source | undefined
  constructor(code: Code, what: string, source: Source | undefined, instead: string = codes[code].instead) {
    super(`${source === undefined ? "" : `${printSource(source)}: `}${code} ${what}`, `Write instead: ${instead}.`)
    this.name = "Rejected"
    this.code = code
    this.source = source
  }
}
