import { randomSystem } from "./checker/agreement/random.ts"
import { lowerModule } from "./checker/lowering/index.ts"
import { agree } from "./checker/agreement/agreement.ts"
import { writeFileSync, mkdirSync } from "node:fs"
import * as fc from "fast-check"
const seed = Number(process.argv[2]), N = Number(process.argv[3])
mkdirSync("/tmp/gen", { recursive: true })
const tapes = fc.sample(fc.noBias(fc.array(fc.nat(2**30), { minLength: 0, maxLength: 4000, size: "max" })), { seed, numRuns: N })
const tally = new Map<string, number>()
const add = (k: string) => tally.set(k, (tally.get(k) ?? 0) + 1)
const lens: number[][] = []
let gt = 0, lt = 0, at = 0
for (const [i, tape] of tapes.entries()) {
  const omit = new Set<string>()
  for (let tries = 0; ; tries++) {
    let t = performance.now()
    let text = ""
    try { text = randomSystem(tape, omit) } catch (e) { add("gen " + String(e)); console.log(e); break }
    gt += performance.now() - t
    const file = `/tmp/gen/s${seed}_${i}.ts`
    writeFileSync(file, text)
    t = performance.now()
    let ir
    try { ir = lowerModule(file)[0]! } catch (e) {
      const m = /E46 .*?(m\d+\.r\d+): (\w+) is/.exec(String(e))
      lt += performance.now() - t
      if (m && tries < 30) { omit.add(`${m[1]}.${m[2]}`); add("omit"); continue }
      add("rejected " + String(e).replace(/.*?: /, "").replace(/.*:\d+: /, "").slice(0, 60)); if (process.argv[4]) console.log(file, String(e)); break
    }
    lt += performance.now() - t
    t = performance.now()
    try {
      const { system } = await import(file)
      const r = agree(system, ir, ir.sizes["small"]!, { limitStates: 100 })
      add("ok"); add(r.states > 1 ? "many" : "one"); lens.push([r.states, tape.length, ir.rules.length]); if (r.cut) add("cut"); for (const [k, v] of r.broken) add("broken " + k)
    } catch (e) { const m = String((e as Error).message).split("\n"); add("DIS " + (m[0] + " " + (e instanceof TypeError ? (e as Error).stack : "")).slice(0, 200)); console.log(file, String(e), process.argv[4] && !String(e).startsWith("Disag") ? (e as Error).stack : "") }
    at += performance.now() - t
    break
  }
}
console.log([...tally].sort((a, b) => b[1] - a[1]))
console.log(lens.map(String).join(' '));console.log({ gt, lt, at })
