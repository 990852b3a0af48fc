/**
 * The facts about numbers that wrap which a proof takes for granted, each with a proof of its own: for every modulus in
 * integers, and once more for words of 32 bits, as an implementation has them.
 *
 * A state stores a counter `c` as `c` modulo its width. A proof has the number of steps itself, and three functions in place of
 * `%`: `rem`, the remainder of what is not negative; `wrap`, the remainder of a difference; `times`, a product.
 */
export interface Fact {
  readonly id: string
  readonly text: string
  /** A script that no assignment satisfies. */
  readonly script: string
}

/** `x` = `n` × `q` + `r`, with `r` a remainder. */
const divides = (x: string, q: string, r: string, n = "n"): string => `(assert (and (= ${x} (+ (* ${n} ${q}) ${r})) (<= 0 ${r}) (< ${r} ${n})))\n`
const integers = (...names: readonly string[]): string => names.map((x) => `(declare-const ${x} Int)\n`).join("")
const modulus = "(declare-const n Int)\n(assert (< 0 n))\n"
const refute = (text: string): string => `(assert (not ${text}))\n`

/** An instance of `wrap.product`. */
const product = (x: string, y: string): string => `(assert (=> (and (<= 0 ${x}) (<= 0 ${y})) (<= 0 (* ${x} ${y}))))\n`
/** An instance of `wrap.unique`: two ways to divide by `n`. */
const unique = (a: string, x: string, b: string, y: string): string =>
  `(assert (=> (and (= (+ (* n ${a}) ${x}) (+ (* n ${b}) ${y})) (<= 0 ${x}) (< ${x} n) (<= 0 ${y}) (< ${y} n)) (= ${x} ${y})))\n`

/** Each may use those before it, as instances. */
const facts: readonly Fact[] = [
  { id: "wrap.product", text: "A product of what is not negative is not negative.", script: `${integers("i", "j")}(assert (and (<= 0 i) (<= 0 j)))\n${refute("(<= 0 (* i j))")}` },
  {
    id: "wrap.unique", text: "A number has one remainder.",
    script: modulus + integers("x", "a", "b", "r", "s") + divides("x", "a", "r") + divides("x", "b", "s") + product("n", "(- a b 1)") + product("n", "(- b a 1)") + refute("(= r s)"),
  },
  {
    id: "wrap.injective", text: "Of two numbers no further apart than the modulus, the remainders are the same exactly if they are one modulus apart.",
    script: modulus + integers("i", "j", "p", "q", "r", "s") + divides("i", "q", "r") + divides("j", "p", "s") + "(assert (and (< i j) (<= j (+ i n))))\n" + unique("(+ q 1)", "r", "p", "s") + product("n", "(- p q 1)") + product("n", "(- q p)") + product("n", "(- p q 2)") + refute("(= (= r s) (= j (+ i n)))"),
  },
  { id: "wrap.itself", text: "The modulus leaves nothing.", script: modulus + integers("q", "r") + divides("n", "q", "r") + unique("1", "0", "q", "r") + refute("(= r 0)") },
  { id: "wrap.inside", text: "A number from 0 on and below the modulus is its own remainder.", script: modulus + integers("i", "q", "r") + divides("i", "q", "r") + "(assert (and (<= 0 i) (< i n)))\n" + unique("0", "i", "q", "r") + refute("(= r i)") },
  { id: "wrap.behind", text: "A number below 0 and less than the modulus away from it has a remainder greater by the modulus.", script: modulus + integers("i", "q", "r") + divides("i", "q", "r") + "(assert (and (< i 0) (< (- n) i)))\n" + unique("(- 1)", "(+ i n)", "q", "r") + refute("(= r (+ i n))") },
  {
    id: "wrap.next", text: "The step of what is stored is what is stored of the step.",
    script: modulus + integers("c", "p", "q", "s", "r", "t", "u") + divides("c", "p", "r") + divides("(+ r 1)", "q", "t") + divides("(+ c 1)", "s", "u") + unique("(+ p q)", "t", "s", "u") + refute("(= t u)"),
  },
  {
    id: "wrap.distance", text: "The distance of what is stored is the remainder of the difference.",
    script: modulus + integers("a", "b", "p", "q", "s", "v", "x", "y", "t", "u") + divides("a", "p", "x") + divides("b", "q", "y") + divides("(+ (- y x) n)", "s", "t") + divides("(- b a)", "v", "u") + unique("(+ (- q p 1) s)", "t", "v", "u") + refute("(= t u)"),
  },
  {
    id: "wrap.same", text: "What is stored of two counters is the same exactly if the remainder of their difference is 0.",
    script: modulus + integers("a", "b", "p", "q", "v", "x", "y", "u") + divides("a", "p", "x") + divides("b", "q", "y") + divides("(- a b)", "v", "u") + unique("(- p q)", "0", "v", "u") + unique("p", "x", "(+ q v)", "y") + refute("(= (= x y) (= u 0))"),
  },
  {
    id: "wrap.slot", text: "Where the width is a multiple of the slots, the slot of what is stored is the slot of the number.",
    script: modulus + integers("w", "k", "c", "p", "x", "q", "r", "v", "u") + "(assert (and (= w (* k n)) (= c (+ (* n (* k p)) x)) (<= 0 x) (< x w)))\n" + divides("x", "q", "r") + divides("c", "v", "u") + unique("(+ (* k p) q)", "r", "v", "u") + refute("(= r u)"),
  },
]

const words = (...names: readonly string[]): string => names.map((x) => `(declare-const ${x} (_ BitVec 32))\n`).join("")
/** A ring of a power of two slots: the form in which 2^32 is a multiple of them. */
const slots = `${words("n")}(assert (and (not (= n (_ bv0 32))) (= (bvand n (bvsub n (_ bv1 32))) (_ bv0 32)) (bvule n (_ bv1073741824 32))))\n`
const slot = (x: string): string => `(bvand ${x} (bvsub n (_ bv1 32)))`

const inWords: readonly Fact[] = [
  {
    id: "words.distance", text: "In 32 bits, the difference of two counts of which one is at most 2^31 - 1 ahead is that distance.",
    script: `${words("a", "d")}(assert (bvult d (_ bv2147483648 32)))\n${refute("(= (bvsub (bvadd a d) a) d)")}`,
  },
  {
    id: "words.injective", text: "In 32 bits, two indices less than a ring apart have different slots, across the wrap too.",
    script: `${slots}${words("i", "d")}(assert (and (not (= d (_ bv0 32))) (bvult d n)))\n${refute(`(not (= ${slot("i")} ${slot("(bvadd i d)")}))`)}`,
  },
  {
    id: "words.periodic", text: "In 32 bits, indices a whole ring apart have the same slot, across the wrap too.",
    script: `${slots}${words("i")}${refute(`(= ${slot("i")} ${slot("(bvadd i n)")})`)}`,
  },
  {
    id: "words.same", text: "In 32 bits, two indices less than two rings apart are equal only if they are the same.",
    script: `${slots}${words("i", "d")}(assert (and (not (= d (_ bv0 32))) (bvult d (bvshl n (_ bv1 32)))))\n${refute("(not (= i (bvadd i d)))")}`,
  },
  {
    id: "words.credit", text: "In 32 bits, credit that lies at most a ring behind is told from credit that lies ahead.",
    script: `${slots}${words("sent", "behind", "ahead")}(assert (and (bvule behind n) (not (= ahead (_ bv0 32))) (bvule ahead n)))\n${refute("(and (bvule (bvsub sent (bvsub sent behind)) n) (bvugt (bvsub sent (bvadd sent ahead)) n))")}`,
  },
]

/** All facts about what wraps, in integers and in words of 32 bits. */
export const wraparound: readonly Fact[] = [...facts, ...inWords]
