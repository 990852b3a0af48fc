/** What to write instead of a rejected shape, where the advice of its code speaks of another shape. */
import { isNumeric, isSequence } from "../ir/sort.ts"
import type { Syntax } from "./syntax.ts"
import { Closure, isNode, type Value } from "./value.ts"

/** Names as code, with `or` before the last; `none` where there are no names. */
export const oneOf = (names: Iterable<string>, none: string): string => {
  const all = [...names].map((name) => `\`${name}\``)
  if (all.length === 0) return none
  return all.length === 1 ? (all[0] as string) : `${all.slice(0, -1).join(", ")} or ${all.at(-1) as string}`
}

/** What places machines is no word that a module imports: only `parts` is given it. */
const ofParts = new Set(["place", "join", "whole"])
/** What to write instead of a name that is no word of the language; undefined where it is not one of those that `parts` is given. */
export const insteadOfPlacing = (name: string): string | undefined => (ofParts.has(name) ? `\`parts: ({ ${name} }) => …\`: take \`${name}\` from the parameter of \`parts\`, and do not import it` : undefined)

/** How many letters two words share at their beginning and at their end: all but one or two where one is a slip of the other. */
const shared = (a: string, b: string): number => {
  const most = Math.min(a.length, b.length)
  let head = 0
  while (head < most && a[head] === b[head]) head++
  let tail = 0
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  return head + tail
}
/** The one name that was meant by a word, or all names where none shares more than half of its letters. */
export const meantBy = (word: string, names: readonly string[]): readonly string[] => {
  const best = names.toSorted((a, b) => shared(word, b) - shared(word, a))[0]
  return best !== undefined && 2 * shared(word, best) > Math.max(word.length, best.length) ? [best] : names
}

const onlyDeclarations = "nothing: a module only imports and declares types and constants"
const leaveOut = "nothing: leave it out"

const ofSyntax: Readonly<{ [type: string]: string }> = {
  ClassDeclaration: "an interface for the data, and an arrow function in a `const` for each method",
  ClassExpression: "an interface for the data, and an arrow function in a `const` for each method",
  TemplateLiteral: "a literal in quotes, one of an enumeration",
  TaggedTemplateExpression: "a call of a helper: `f(x)`",
  SequenceExpression: "the last of the expressions alone",
  TryStatement: "the statements alone: nothing in the subset throws",
  BreakStatement: "`return` at the end of each case",
  EmptyStatement: leaveOut, DebuggerStatement: leaveOut, LabeledStatement: "the statement without its label",
  TSEnumDeclaration: "a union of string literals: `type Mode = \"idle\" | \"busy\"`",
  TSModuleDeclaration: "a module of its own, and named imports of it",
  TSInterfaceDeclaration: "the interface at the top of the module", TSTypeAliasDeclaration: "the type at the top of the module",
  ExportDefaultDeclaration: "`export const name = …`", TSExportAssignment: "`export const name = …`", TSImportEqualsDeclaration: "a named import",
  MetaProperty: "a size or a constant of the model", TSInstantiationExpression: "the function's name alone",
  ExportAllDeclaration: "`export` where each name is declared, and an import from there where it is used",
  ImportExpression: "a named import at the top of the module",
  AwaitExpression: "the expression without `await`: a model runs nothing",
  YieldExpression: "`return`",
  NewExpression: "a literal: a record, a list, `fill(n.slots, x)`",
  ThisExpression: "the function's operand: `(s) => …`",
  AssignmentExpression: "`next(s, { a: 1 })` for the state, a `const` of its own for a value",
  UpdateExpression: "`next(s, { a: s.a + 1 })` for the state, `a + 1` for a value",
  ThrowStatement: "a conjunct of `when` that keeps the rule from there, or a value",
  TSSatisfiesExpression: "the expression alone, with the type on its constant",
}

/** Statements that have no place at the top of a module, whatever is in them. */
const misplaced = new Set(["ExpressionStatement", "ForStatement", "ForInStatement", "ForOfStatement", "WhileStatement", "DoWhileStatement", "IfStatement", "SwitchStatement", "BlockStatement", "ThrowStatement", "TryStatement"])

/** What to write at the top of a module instead of a statement; undefined where the advice of its code fits. */
export const insteadAtTop = (x: Syntax): string | undefined => (misplaced.has(x.type) ? onlyDeclarations : insteadOf(x))

/** What to write instead of a piece of syntax outside the subset; undefined where the advice of its code fits. */
export const insteadOf = (x: Syntax): string | undefined => {
  switch (x.type) {
    case "ExpressionStatement": return ofSyntax[x["expression"].type as string]
    case "TSNonNullExpression": return x["expression"].computed === true ? undefined : "the expression without `!`: every field exists"
    case "TSAsExpression": return x["typeAnnotation"].typeName?.name === "const" ? "the expression without `as const`: a literal is one already" : undefined
    default: return ofSyntax[x.type]
  }
}

const ofOperator: Readonly<{ [operator: string]: string }> = {
  "==": "`===`", "!=": "`!==`", "&": "`&&` of conditions", "|": "`||` of conditions", "^": "`!==` of two conditions", "??": "the left side alone: every field exists",
  "/": "a comparison of products, or a size of its own for the quotient", "**": "`*`",
  "<<": "`*`", ">>": "a comparison of products", ">>>": "a comparison of products", "~": "`!` of a condition",
  in: "nothing: every field exists", instanceof: "an enumeration that tells which it is", typeof: "nothing: the interface gives the type", void: "the value itself", delete: "a boolean beside the field", "+": "the number itself",
}
/** What to write instead of an operator outside the subset; undefined where nothing is nearer than the list of all. */
export const insteadOfOperator = (operator: string): string | undefined => ofOperator[operator]

/** What to write instead of a condition that is not boolean; undefined for a length, of which the code's advice speaks, and for a queue. */
export const insteadOfCondition = (v: Value): string | undefined => {
  if (v instanceof Closure) return "a call of the function"
  if (typeof v === "number") return "`true`, `false` or a comparison"
  if (!isNode(v)) return "a comparison, or a field that is a boolean"
  const { sort } = v
  if (isSequence(sort) || v.op === "length") return undefined
  if (isNumeric(sort)) return "a comparison: `s.count > 0`"
  switch (sort.kind) {
    case "enum": return `a comparison with a literal: \`=== "${sort.values[0] ?? ""}"\``
    case "counter": return "`counter.same(a, b)`"
    case "identity": return "`===` with another identity"
    case "opaque": return "`===` with a colour, in a history or a property"
    default: return "a comparison, or a field that is a boolean"
  }
}

/** What to write instead of a word that is given another kind of sequence than its own. */
export const insteadOfWord = (word: string, kind: string): string => {
  const words: Readonly<{ [kind: string]: Readonly<{ [word: string]: string }> }> = {
    vec: { push: "`set(v, i, x)`", forget: "`set(v, i, x)`", put: "`set(v, i, x)`", head: "`at(v, 0)`", rest: "`at(v, i)` and a count of what was taken", take: "`at(v, i)` and a count of what was taken" },
    fifo: { put: "`push(q, x)`", set: "`push(q, x)` and `rest(q)`, or a `Vec`" },
    bag: { push: "`put(b, x)`", set: "`take(b, i)` and `put(b, x)`", head: "`at(b, i)`", rest: "`take(b, i)`" },
  }
  return words[kind]?.[word] ?? "a part of the state of the sort that the word takes"
}
