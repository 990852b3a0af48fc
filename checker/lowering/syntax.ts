/**
 * A piece of the parser's tree. The evaluator dispatches on `type` and refuses every type that it does not name, so
 * the tree is read through this one loose view instead of through the parser's several hundred node types.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above; nothing of this type leaves the lowering.
export interface Syntax { readonly type: string; readonly start: number; readonly end: number; readonly [field: string]: any }
