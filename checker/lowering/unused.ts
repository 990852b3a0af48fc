/**
 * What the lowering never evaluated is refused all the same where it lies outside the subset: a helper that nothing
 * calls yet, a name that is imported and not used. Otherwise it would be found only when somebody begins to use it.
 */
import { insteadOf, insteadOfPlacing } from "./advice.ts"
import { Evaluator } from "./evaluator.ts"
import { language } from "./library.ts"
import { sourceOf, type Module, type Modules } from "./module.ts"
import { Rejected, type Code } from "./reject.ts"
import type { Syntax } from "./syntax.ts"

/** Syntax that no expression or statement of the subset contains. */
const outside: Readonly<{ [type: string]: Code }> = {
  ForStatement: "E10", ForInStatement: "E10", ForOfStatement: "E10", WhileStatement: "E10", DoWhileStatement: "E10",
  ClassExpression: "E04", ClassDeclaration: "E04", FunctionExpression: "E04", FunctionDeclaration: "E04", TemplateLiteral: "E04", TaggedTemplateExpression: "E04", SequenceExpression: "E04", TryStatement: "E04",
  NewExpression: "E11", ThisExpression: "E11", AssignmentExpression: "E11", UpdateExpression: "E11", AwaitExpression: "E11", YieldExpression: "E11", ThrowStatement: "E11", ExpressionStatement: "E11",
  ImportExpression: "E02", TSAsExpression: "E18", TSSatisfiesExpression: "E18", TSNonNullExpression: "E17", ChainExpression: "E20", SpreadElement: "E15",
}

const types = new Set(["Assumption", "Bag", "Below", "Counter", "Fifo", "Identity", "Lemma", "Log", "Machine", "Model", "Natural", "Opaque", "Patch", "Peer", "Placed", "Places", "Proof", "Property", "Refinement", "Rule", "SizeName", "System", "Upto", "Vec", "Word"])

const isSyntax = (x: unknown): x is Syntax => typeof x === "object" && x !== null && "type" in x && typeof x.type === "string"

/** Refuses the first piece of syntax below that lies outside the subset. */
const scan = (m: Module, root: Syntax): void => {
  const waiting: Syntax[] = [root]
  for (let x = waiting.pop(); x !== undefined; x = waiting.pop()) {
    const code = outside[x.type]
    if (code !== undefined) throw new Rejected(code, x.type, sourceOf(m, x), insteadOf(x))
    if (x.type === "VariableDeclaration" && x["kind"] !== "const") throw new Rejected("E01", String(x["kind"]), sourceOf(m, x))
    for (const value of Object.values(x)) for (const child of Array.isArray(value) ? value : [value]) if (isSyntax(child)) waiting.push(child)
  }
}

/** Refuses what was never evaluated and lies outside the subset, and imports that lead nowhere. @throws Rejected, or InputError for an import that cannot be read */
export const checkUnused = (modules: Modules): void => {
  const words = new Set(language(new Evaluator(modules)).keys())
  // Loading an import may make further modules known; the list grows while it is walked.
  for (const m of modules.known()) for (const [name, entry] of m.names) {
    if (entry.kind === "const") scan(m, entry.init)
    if (entry.kind === "language" && !words.has(entry.name) && !types.has(entry.name)) throw new Rejected("E06", `"${entry.name}" is no word of the language`, sourceOf(m, { start: Math.max(0, m.text.indexOf(entry.name)) }), insteadOfPlacing(entry.name) ?? "a word that the language has")
    if (entry.kind !== "import") continue
    const found = modules.load(entry.file).names.get(entry.name)
    if (found === undefined) throw new Rejected("E06", `${name} is imported, but ${entry.file.split("/").at(-1) as string} has no ${entry.name}`, sourceOf(m, entry.at), "a name that is declared there, and exported")
  }
}
