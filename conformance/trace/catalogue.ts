/** For tests: a system with one rule for each way to touch a queue, a bag or a word. */

/** For each rule its guard and its effect. */
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
  close: ["open: s.gate < 1", "gate: 1"],
  reopen: ["shut: s.gate > 0", "gate: 0"],
  seesShut: ["shut: s.gate > 0", "z: 1"],
  gatedSet: ["open: s.gate < 1, low: s.w < 2", "w: 2"],
  gatedPop: ["open: s.gate < 1, some: s.q.length > 0", "q: rest(s.q), w: head(s.q)"],
  lateSet: ["open: s.gate < 1, after: s.z > 0, low: s.w < 1", "w: 1"],
  readW: ["has: s.w > 0", "x: 1"],
  copyW: ["any: s.x < 2", "x: s.w"],
  put: ["hasRoom: s.bag.length < n.cap", "bag: put(s.bag, 1)"],
  taken: ["some: s.bag.length > 0", "bag: take(s.bag, 0)"],
}
/** The text of the system. All rules see the whole state, so that any two can be compared. */
export const catalogue: string = `import { head, machine, model, next, push, put, rest, take, type Bag, type Fifo, type Machine, type System, type Upto } from "tcnet"
interface Sizes { readonly cap: number }
interface State { readonly q: Fifo<Sizes["cap"], Upto<2>>; readonly bag: Bag<Sizes["cap"], Upto<2>>; readonly x: Upto<2>; readonly y: Upto<2>; readonly z: Upto<2>; readonly gate: Upto<1>; readonly w: Upto<2> }
const { rule } = model<State, Sizes>()
${Object.entries(rules).map(([name, [when, then]]) => `const ${name}Rule = rule({ id: "t.${name}", text: "A rule.", by: "world", when: (s, n) => ({ ${when} }), then: (s, n) => next(s, { ${then} }) })`).join("\n")}
const all: Machine<State, Sizes> = machine({ id: "t", rules: [${Object.keys(rules).map((name) => `${name}Rule`).join(", ")}] })
export const system: System<State, Sizes> = { id: "t.system", text: "A system.", sizes: { small: { cap: 2 } }, init: () => ({ q: [], bag: [], x: 0, y: 0, z: 0, gate: 0, w: 0 }), parts: ({ whole }) => [whole(all)], quiescent: () => true }
`
