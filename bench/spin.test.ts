import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { parsePan, runSpin, spinAvailable } from "./spin.ts"

// What the verifiers that SPIN 6.5.2 made of ring-with-fallback.pml printed, with the model's path and most of the progress lines taken out.
const head = `
(Spin Version 6.5.2 -- 6 December 2019)

Full statespace search for:
	never claim         	- (none specified)
	assertion violations	+
	cycle checks       	- (disabled by -DSAFETY)
	invalid end states	+
`
const unreached = `
unreached in proctype Direction
	ring-with-fallback.pml:151, state 89, "-end-"
	(1 of 89 states)
`
const large = `Depth=     161 States=    8e+06 Transitions= 2.02e+07 Memory=   555.539	t=     3.35 R=   2e+06
${head}
State-vector 36 byte, depth reached 161, errors: 0
  8256852 states, stored
 12637072 states, matched
 20893924 transitions (= stored+matched)
        0 atomic steps
hash conflicts:   1958771 (resolved)

  569.211	memory usage (Mbyte)
${unreached}
pan: elapsed time 3.5 seconds
pan: rate 2359100.6 states/second
`
const small = `${head}
State-vector 36 byte, depth reached 29, errors: 0
     1418 states, stored
      872 states, matched
     2290 transitions (= stored+matched)
        0 atomic steps
hash conflicts:         9 (resolved)

    1.153	memory usage (Mbyte)
${unreached}
pan: elapsed time 0 seconds
`
/** The table of memory that a verifier compiled without NOCOMP prints. */
const table = `${head}
State-vector 36 byte, depth reached 85, errors: 0
   978660 states, stored
  1411754 states, matched
  2390414 transitions (= stored+matched)
        0 atomic steps
hash conflicts:    459781 (resolved)

Stats on memory usage (in Megabytes):
   52.266	equivalent memory usage for states (stored*(State-vector + overhead))
   44.925	actual memory usage for states (compression: 85.96%)
         	state-vector as stored = 28 byte + 20 byte overhead
    8.000	memory used for hash table (-w20)
    0.046	memory used for DFS stack (-m1000)
   52.922	total actual memory usage

${unreached}
pan: elapsed time 0.59 seconds
pan: rate 1658745.8 states/second
`
const tooShallow = `error: max search depth too small
${head}
State-vector 36 byte, depth reached 19, errors: 0
     1008 states, stored
      716 states, matched
     1724 transitions (= stored+matched)
        0 atomic steps
hash conflicts:         0 (resolved)

  128.195	memory usage (Mbyte)
${unreached}
pan: elapsed time 0 seconds
`
/** A search that was not completed says so between its complaint and its counts. */
const cutShort = head.replace("2019)\n\n", "2019)\nWarning: Search not completed\n\n")
const violated = `pan:1: assertion violated (((wireLength==0)||(wire&32))||(((wire>>(5*0))&31)<(consumed+2))) (at depth 4)
pan: wrote ring-with-fallback.pml.trail
${cutShort}
State-vector 36 byte, depth reached 4, errors: 1
        5 states, stored
        0 states, matched
        5 transitions (= stored+matched)
        0 atomic steps
hash conflicts:         0 (resolved)

    8.195	memory usage (Mbyte)



pan: elapsed time 0 seconds
`
const outOfMemory = `pan: reached -DMEMLIM bound
	2.08814e+07 bytes used
	102400 bytes more needed
	2.09715e+07 bytes limit
hint: to reduce memory, recompile with
  -DCOLLAPSE # good, fast compression, or
  -DMA=36   # better/slower compression, or
  -DHC # hash-compaction, approximation
  -DBITSTATE # supertrace, approximation
${cutShort}
State-vector 36 byte, depth reached 85, errors: 0
   221078 states, stored
   329565 states, matched
   550643 transitions (= stored+matched)
        0 atomic steps
hash conflicts:     28268 (resolved)

   19.914	memory usage (Mbyte)


pan: elapsed time 0.1 seconds
pan: rate   2210780 states/second
`

describe("parsePan", () => {
  it("reads a complete search", () => {
    expect(parsePan(large)).toEqual({
      states: 8_256_852,
      transitions: 20_893_923,
      seconds: 3.5,
      memoryBytes: 596_860_994,
      statesPerSecond: 8_256_852 / 3.5,
    })
  })

  it("reads the table of memory", () => {
    expect(parsePan(table)).toMatchObject({ states: 978_660, transitions: 2_390_413, memoryBytes: 55_492_739 })
  })

  it("gives a finite speed for a search that took no time", () => {
    expect(parsePan(small)).toMatchObject({ states: 1_418, transitions: 2_289, seconds: 0, statesPerSecond: 141_800 })
  })

  it("reads a time that is long enough to be printed with an exponent", () => {
    expect(parsePan(large.replace("3.5 seconds", "1.23e+03 seconds")).seconds).toBe(1_230)
  })

  it("refuses a search that was cut at its depth", () => {
    expect(() => parsePan(tooShallow)).toThrow("max search depth too small")
  })

  it("refuses a violated assertion", () => {
    expect(() => parsePan(violated)).toThrow("assertion violated")
  })

  it("refuses an invalid end state", () => {
    expect(() => parsePan(violated.replace(/assertion violated .*/, "invalid end state (at depth 4)"))).toThrow("invalid end state")
  })

  it("refuses a search that ran out of memory, although it found no error", () => {
    expect(() => parsePan(outOfMemory)).toThrow("reached -DMEMLIM bound")
  })

  it("refuses a search that was not completed for a reason it does not give", () => {
    expect(() => parsePan(outOfMemory.slice(outOfMemory.indexOf(cutShort)))).toThrow("Warning: Search not completed")
  })

  it("refuses errors that no other line speaks of", () => {
    expect(() => parsePan(small.replace("errors: 0", "errors: 2"))).toThrow("errors were found")
  })

  it("refuses a search that may miss states", () => {
    expect(() => parsePan(small.replace("Full statespace", "Bit statespace"))).toThrow("not a full statespace search")
    expect(() => parsePan(small.replace("Full statespace", "Hash-Compact 4"))).toThrow("not a full statespace search")
  })

  it("refuses a search without assertions", () => {
    expect(() => parsePan(small.replace("violations\t+", "violations\t- (disabled by -A flag)"))).toThrow("assertions were not checked")
  })

  it("refuses counts that are rounded or do not add up", () => {
    expect(() => parsePan(large.replace("  8256852 states", " 1.2345679e+08 states"))).toThrow("not exact")
    expect(() => parsePan(small.replace("872 states", "871 states"))).toThrow("do not add up")
  })

  it("refuses output that ends early, wherever that is", () => {
    const lines = small.trimEnd().split("\n")
    for (let kept = 0; kept < lines.length; kept += 1) {
      expect(() => parsePan(lines.slice(0, kept).join("\n")), `${kept} lines`).toThrow("pan: ")
    }
  })

  it("shows the output that it refuses", () => {
    expect(() => parsePan("Segmentation fault")).toThrow("Segmentation fault")
    expect(() => parsePan(tooShallow)).toThrow("1008 states, stored")
  })
})

describe.skipIf(!spinAvailable())("runSpin", () => {
  const promela = fileURLToPath(new URL("ring-with-fallback.pml", import.meta.url))
  const defines = { SLOTS: 2, WIRE: 2, CREDITS: 2, ETHERNET: 1, MESSAGES: 4 }
  const inTemporaryDirectory = async <T>(use: (directory: string) => Promise<T>): Promise<T> => {
    const directory = await mkdtemp(join(tmpdir(), "tcnet-spin-"))
    try {
      return await use(directory)
    } finally {
      await rm(directory, { recursive: true })
    }
  }

  it("explores the small ring with fallback", { timeout: 120_000 }, async () => {
    const found = await inTemporaryDirectory((directory) => runSpin({ promela, defines, hashBits: 16, maxDepth: 1_000, directory }))
    expect(found).toMatchObject({ states: 1_418, transitions: 2_289 })
  })

  it("refuses a depth that is too small", { timeout: 120_000 }, async () => {
    const found = inTemporaryDirectory((directory) => runSpin({ promela, defines, hashBits: 16, maxDepth: 20, directory }))
    await expect(found).rejects.toThrow("max search depth too small")
  })

  it("refuses sizes that the model cannot pack", { timeout: 120_000 }, async () => {
    const found = inTemporaryDirectory((directory) => runSpin({ promela, defines: { ...defines, WIRE: 9 }, hashBits: 16, maxDepth: 1_000, directory }))
    await expect(found).rejects.toThrow("a packed integer is too short for these sizes")
  })
})
