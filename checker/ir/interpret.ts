/** The IR's own meaning: evaluates symbolic nodes directly, without unrolling anything. */
import { compute, operand, walk, type Node, type Op } from "./node.ts"
import { extentAt, isSequence, type Sort } from "./sort.ts"
import type { Sizes } from "./system.ts"
import { compare, same, type State, type Value } from "./value.ts"

/** What an expression is evaluated in. */
export interface Env {
  readonly state: State
  /** The state after the step, for step properties. */
  readonly after?: State
  readonly params: Readonly<{ [name: string]: Value }>
}
interface Frame extends Omit<Env, "after"> {
  readonly after: State | undefined
  readonly bound: { [name: string]: number }
  readonly stamp: number
}
type Compiled = (f: Frame) => Value

const inside = (q: readonly Value[], i: number): number => {
  if (!(i >= 0 && i < q.length)) throw new RangeError(`index ${i} of ${q.length}`)
  return i
}

/** Compiles nodes of one system, at given sizes, into functions. */
export class Interpreter {
  readonly #sizes: Sizes
  readonly #leaf: ReadonlyMap<string, number>
  readonly #compiled = new Map<Node, Compiled>()
  readonly #open = new WeakMap<Node, boolean>()
  #stamp = 0

  constructor(leaves: readonly { readonly path: string }[], sizes: Sizes) {
    this.#sizes = sizes
    this.#leaf = new Map(leaves.map((l, i) => [l.path, i]))
  }

  /** The value of an expression. @throws RangeError where it reads outside a sequence. */
  evaluate(n: Node, env: Env): Value {
    this.#stamp++
    // One shape for every frame: this is where checks of whole graphs spend their time.
    return this.#compile(n)({ state: env.state, params: env.params, after: env.after, bound: {}, stamp: this.#stamp })
  }

  /** True if the expression depends on a variable of a quantifier around it. */
  #isOpen(n: Node): boolean {
    const known = this.#open.get(n)
    if (known !== undefined) return known
    let open = false
    walk([n], (x) => { open ||= x.op === "bound" })
    this.#open.set(n, open)
    return open
  }

  #compile(n: Node): Compiled {
    const known = this.#compiled.get(n)
    if (known !== undefined) return known
    const plain = this.#plain(n)
    const made = n.args.length === 0 || this.#isOpen(n) ? plain : this.#once(plain)
    this.#compiled.set(n, made)
    return made
  }

  /** Evaluates a shared expression once in each evaluation. */
  #once(f: Compiled): Compiled {
    let stamp = -1
    let value: Value = 0
    return (frame) => {
      if (frame.stamp !== stamp) {
        value = f(frame)
        stamp = frame.stamp
      }
      return value
    }
  }

  #plain(n: Node): Compiled {
    const a = (i: number): Compiled => this.#compile(operand(n, i))
    switch (n.op) {
      case "lit": { const v = n.value as Value; return () => v }
      case "size": { const v = extentAt({ size: n.name as string }, this.#sizes); return () => v }
      case "state": case "after": return this.#part(n)
      case "param": { const name = n.name as string; return (f) => f.params[name] as Value }
      case "bound": { const name = n.name as string; return (f) => f.bound[name] as number }
      case "not": { const x = a(0); return (f) => x(f) !== true }
      case "and": { const [x, y] = [a(0), a(1)]; return (f) => x(f) === true && y(f) === true }
      case "or": { const [x, y] = [a(0), a(1)]; return (f) => x(f) === true || y(f) === true }
      case "ite": { const [x, y, z] = [a(0), a(1), a(2)]; return (f) => (x(f) === true ? y(f) : z(f)) }
      case "eq": { const [x, y] = [a(0), a(1)]; return (f) => same(x(f), y(f)) }
      case "lt": { const [x, y] = [a(0), a(1)]; return (f) => (x(f) as number) < (y(f) as number) }
      case "add": case "sub": case "mul": case "mod": return this.#arithmetic(n.op, a(0), a(1))
      case "distance": { const [x, y, w] = [a(0), a(1), a(2)]; return (f) => ((y(f) as number) - (x(f) as number) + (w(f) as number)) % (w(f) as number) }
      case "record": return this.#record(n)
      case "field": { const [x, name] = [a(0), n.name as string]; return (f) => (x(f) as { [k: string]: Value })[name] as Value }
      case "every": return this.#every(n)
      default: return this.#sequence(n, n.op, a)
    }
  }

  #part(n: Node): Compiled {
    const i = this.#leaf.get(n.name as string)
    if (i === undefined) throw new RangeError(`no part of the state is called ${n.name ?? ""}`)
    if (n.op === "state") return (f) => f.state[i] as Value
    return (f) => {
      if (f.after === undefined) throw new RangeError("a property of one state reads the next")
      return f.after[i] as Value
    }
  }

  #arithmetic(op: "add" | "sub" | "mul" | "mod", x: Compiled, y: Compiled): Compiled {
    const apply = compute[op]
    return (f) => apply(x(f) as number, y(f) as number)
  }

  #record(n: Node): Compiled {
    const names = n.sort.kind === "record" ? n.sort.fields.map((f) => f.name) : []
    const parts = n.args.map((x) => this.#compile(x))
    return (f) => Object.fromEntries(names.map((name, i) => [name, (parts[i] as Compiled)(f)]))
  }

  #every(n: Node): Compiled {
    const [count, body, name] = [this.#compile(operand(n, 0)), this.#compile(operand(n, 1)), n.name as string]
    return (f) => {
      const outer = f.bound[name]
      const end = count(f) as number
      let holds = true
      for (let i = 0; holds && i < end; i++) {
        f.bound[name] = i
        holds = body(f) === true
      }
      if (outer === undefined) delete f.bound[name]
      else f.bound[name] = outer
      return holds
    }
  }

  #sequence(n: Node, op: Op, a: (i: number) => Compiled): Compiled {
    const list = (x: Compiled, f: Frame): readonly Value[] => x(f) as readonly Value[]
    switch (op) {
      case "at": { const [q, i] = [a(0), a(1)]; return (f) => { const s = list(q, f); return s[inside(s, i(f) as number)] as Value } }
      case "length": { const q = a(0); return (f) => list(q, f).length }
      case "set": { const [q, i, x] = [a(0), a(1), a(2)]; return (f) => { const s = list(q, f); return s.with(inside(s, i(f) as number), x(f)) } }
      case "fill": { const [count, x] = [a(0), a(1)]; return (f) => { const v = x(f); return Array.from({ length: count(f) as number }, () => v) } }
      case "list": { const parts = n.args.map((x) => this.#compile(x)); return (f) => parts.map((p) => p(f)) }
      case "push": { const [q, x] = [a(0), a(1)]; return (f) => [...list(q, f), x(f)] }
      case "put": { const [q, x, of] = [a(0), a(1), elementSort(n.sort)]; return (f) => [...list(q, f), x(f)].sort((u, v) => compare(of, u, v)) }
      case "take": { const [q, i] = [a(0), a(1)]; return (f) => { const s = list(q, f); const at = inside(s, i(f) as number); return s.filter((_, k) => k !== at) } }
      case "prefix": { const [x, y] = [a(0), a(1)]; return (f) => { const [s, t] = [list(x, f), list(y, f)]; return s.length <= t.length && s.every((v, i) => same(v, t[i] as Value)) } }
      default: throw new RangeError(`no meaning for ${op}`)
    }
  }
}

const elementSort = (s: Sort): Sort => {
  if (!isSequence(s)) throw new RangeError(`${s.kind} has no elements`)
  return s.of
}
