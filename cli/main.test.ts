import { spawn, spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { defineCommand } from "./command.ts"
import { EXIT, InputError } from "./errors.ts"
import { type CommandEntry, commands, main } from "./main.ts"

const bin = fileURLToPath(new URL("../bin/tcnet.mjs", import.meta.url))
const register = new URL("../bin/register.mjs", import.meta.url).href

const greet = defineCommand({
  name: "greet",
  summary: "greet somebody",
  usage: "[NAME]… [--times N]",
  options: {
    times: { type: "string", placeholder: "N", default: "1", help: "how often" },
    loud: { type: "boolean", short: "l", help: "in capitals" },
  },
  allowPositionals: true,
  run: async ({ values, positionals, io }) => {
    if (positionals.includes("bug")) throw new TypeError("not foreseen")
    if (positionals.includes("nobody")) throw new InputError("nobody cannot be greeted", "Name somebody.")
    const text = `hello ${positionals.join(" and ")}\n`.repeat(Number(values.times))
    io.stdout(values.loud === true ? text.toUpperCase() : text)
    return positionals.length === 0 ? EXIT.violated : EXIT.holds
  },
})
const quiet = defineCommand({ name: "quiet", summary: "do nothing", usage: "", options: {}, run: async () => EXIT.holds })

let loaded: string[] = []
const entries: readonly CommandEntry[] = [greet, quiet].map((command) => ({
  name: command.name,
  summary: command.summary,
  load: async () => {
    loaded.push(command.name)
    return command
  },
}))

const run = async (...argv: string[]): Promise<{ code: number; out: string; err: string }> => {
  loaded = []
  let out = ""
  let err = ""
  const io = { stdout: (t: string) => void (out += t), stderr: (t: string) => void (err += t), isTerminal: false }
  const code = await main(argv, io, entries)
  return { code, out, err }
}

describe("main", () => {
  it("runs a command with its values and yields its exit code", async () => {
    expect(await run("greet", "a", "--times", "2", "-l")).toEqual({ code: 0, out: "HELLO A\nHELLO A\n", err: "" })
    expect((await run("greet")).code).toBe(EXIT.violated)
    expect(loaded).toEqual(["greet"])
  })

  it("hands everything after -- to the command as it is", async () => {
    expect((await run("greet", "--", "--times", "--help")).out).toBe("hello --times and --help\n")
  })

  it.each([[["--help"]], [["-h"]], [["help"]], [["help", "help"]], [["help", "--help"]], [["help", "-h"]]])("lists the commands for %j without loading one", async (argv) => {
    const { code, out } = await run(...argv)
    expect(code).toBe(EXIT.holds)
    expect(out).toContain("greet  greet somebody\n")
    expect(loaded).toEqual([])
  })

  it("prints the overview as an error if there is no command", async () => {
    const { code, out, err } = await run()
    expect({ code, out }).toEqual({ code: EXIT.usage, out: "" })
    expect(err).toContain("Usage: tcnet COMMAND")
  })

  it("prints the same help for `help X` and `X --help`", async () => {
    const { code, out } = await run("help", "greet")
    expect(code).toBe(EXIT.holds)
    expect(out).toBe(
      "greet somebody\n\nUsage: tcnet greet [NAME]… [--times N]\n\nOptions:\n" +
        "  --times N   how often (default: 1)\n  -l, --loud  in capitals\n  -h, --help  show this help\n",
    )
    expect((await run("greet", "--help")).out).toBe(out)
    expect((await run("--help", "greet")).out).toBe(out)
  })

  it("takes a number that begins with a dash for the value of an option, and what stands behind -- as it is", async () => {
    const times = async (...argv: string[]): Promise<string> => {
      let out = ""
      const echo = defineCommand({ ...greet, run: async ({ values, positionals, io }) => { io.stdout(`${String(values["times"])} ${positionals.join(" ")}`); return EXIT.holds } })
      await main(["greet", ...argv], { stdout: (t) => void (out += t), stderr: (t) => void (out += t), isTerminal: false }, [{ name: "greet", summary: "greet somebody", load: async () => echo }])
      return out
    }
    expect([await times("a", "--times", "-5"), await times("--times", "-5", "a"), await times("--times=-5", "a", "-l")]).toEqual(["-5 a", "-5 a", "-5 a"])
    expect((await run("greet", "--times", "2", "--", "--times", "-5")).out).toBe("hello --times and -5\nhello --times and -5\n")
  })

  it("takes an option again and again where it may be given so", async () => {
    const many = defineCommand({ name: "many", summary: "count", usage: "", options: { of: { type: "string", multiple: true, help: "one" } }, run: async ({ values }) => values.of?.length ?? 0 })
    const io = { stdout: () => undefined, stderr: () => undefined, isTerminal: false }
    expect(await main(["many", "--of", "a", "--of", "b"], io, [{ name: "many", summary: "count", load: async () => many }])).toBe(2)
  })

  it("prints the version of the package", async () => {
    expect((await run("--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it.each([
    [["gret"], "tcnet: there is no command `gret`\nDid you mean `tcnet greet`? `tcnet --help` lists the commands.\n"],
    [["help", "gret"], "tcnet: there is no command `gret`\nDid you mean `tcnet greet`? `tcnet --help` lists the commands.\n"],
    [["zebra"], "tcnet: there is no command `zebra`\n`tcnet --help` lists the commands.\n"],
    [["--lod"], "tcnet: unknown option '--lod'\nThe command comes first: `tcnet COMMAND [OPTION]…`.\n"],
    [["greet", "--lod"], "tcnet: unknown option '--lod'\nDid you mean `--loud`? `tcnet help greet` shows the options.\n"],
    [["help", "greet", "quiet"], "tcnet: help takes one command, not 2\nFor example tcnet help check.\n"],
    [["--version", "x"], "tcnet: unexpected argument 'x'\n`tcnet --version` stands alone.\n"],
    [["greet", "--times", "1", "--times", "2"], "tcnet: --times is given twice\nGive it once. `tcnet help greet` shows the options.\n"],
    [["greet", "--times=1", "-l", "--loud"], "tcnet: --loud is given twice\nGive it once. `tcnet help greet` shows the options.\n"],
    [["greet", "--times", "-l"], "tcnet: --times has no value: what follows it begins with a dash\nA value that begins with a dash is given as --times=VALUE. `tcnet help greet` shows the options.\n"],
    [["greet", "--times"], "tcnet: option '--times <value>' argument missing\n`tcnet help greet` shows the options.\n"],
    [["quiet", "x"], "tcnet: unexpected argument 'x'\n`tcnet help quiet` shows the options.\n"],
    [["greet", "nobody"], "tcnet: nobody cannot be greeted\nName somebody.\n"],
  ])("explains the bad input %j in two lines and exits with 2", async (argv, text) => {
    const { code, out, err } = await run(...argv)
    expect({ code, out }).toEqual({ code: EXIT.usage, out: "" })
    expect(err).toBe(text)
  })

  it("reports any other exception as a bug of ours, with the stack", async () => {
    const { code, err } = await run("greet", "bug")
    expect(code).toBe(EXIT.bug)
    expect(err).toMatch(/a bug of ours.*\nTypeError: not foreseen\n +at /)
  })
})

describe("an error with --json", () => {
  const document = async (...argv: string[]): Promise<{ readonly code: number; readonly err: string; readonly parsed: unknown }> => {
    const { code, out, err } = await run(...argv)
    return { code, err, parsed: JSON.parse(out) as unknown }
  }

  it("is one JSON document on standard output, with the same exit code", async () => {
    expect(await document("greet", "nobody", "--json")).toMatchObject({ code: EXIT.usage, err: "", parsed: { verdict: "error", error: { message: "unknown option '--json'" } } })
    expect(await document("gret", "--json")).toMatchObject({ code: EXIT.usage, err: "", parsed: { verdict: "error", error: { message: "there is no command `gret`", fix: expect.stringContaining("Did you mean") as string } } })
  })

  it("names the file, the line and the column that the message begins with", async () => {
    const failing = (message: string): readonly CommandEntry[] => [{ name: "fail", summary: "", load: async () => defineCommand({ name: "fail", summary: "", usage: "", options: { json: { type: "boolean", help: "print JSON" } }, run: () => Promise.reject(new InputError(message, "Mend it.")) }) }]
    const errorOf = async (message: string): Promise<object> => {
      let out = ""
      const code = await main(["fail", "--json"], { stdout: (t) => void (out += t), stderr: (t) => { throw new Error(t) }, isTerminal: false }, failing(message))
      expect(code).toBe(EXIT.usage)
      return (JSON.parse(out) as { readonly error: object }).error
    }
    expect(await errorOf("logs/a b.jsonl:12: not JSON")).toEqual({ message: "logs/a b.jsonl:12: not JSON", fix: "Mend it.", file: "logs/a b.jsonl", line: 12 })
    expect(await errorOf("./bad.ts:3:7: E04 x")).toEqual({ message: "./bad.ts:3:7: E04 x", fix: "Mend it.", file: "./bad.ts", line: 3, column: 7 })
    expect(await errorOf("there is no system x")).toEqual({ message: "there is no system x", fix: "Mend it." })
  })

  it("has the stack of a bug of ours", async () => {
    const broken: readonly CommandEntry[] = [{ name: "fail", summary: "", load: () => Promise.reject(new TypeError("not foreseen")) }]
    let out = ""
    const code = await main(["fail", "--json"], { stdout: (t) => void (out += t), stderr: () => undefined, isTerminal: false }, broken)
    expect(code).toBe(EXIT.bug)
    expect(JSON.parse(out)).toMatchObject({ verdict: "error", error: { stack: expect.stringMatching(/^TypeError: not foreseen\n/) as string } })
  })

  it("is text for what stands behind --", async () => {
    expect((await run("greet", "--", "nobody", "--json")).err).toContain("nobody cannot be greeted")
  })
})

describe("the registry", () => {
  it("gives each command the name and the summary of its module, and each option a help text of one line", async () => {
    expect(new Set(commands.map((entry) => entry.name)).size).toBe(commands.length)
    for (const entry of commands) {
      const command = await entry.load()
      expect([command.name, command.summary]).toEqual([entry.name, entry.summary])
      for (const option of Object.values(command.options)) expect(option.help).toMatch(/^[^\n]+$/)
    }
  })
})

describe("bin/tcnet.mjs", () => {
  let directory = ""
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "tcnet-bin-"))
    symlinkSync(bin, join(directory, "tcnet"))
    // A directory as one finds it: its tsconfig is broken, and its package is not marked as ESM.
    writeFileSync(join(directory, "tsconfig.json"), "{ not json")
    writeFileSync(join(directory, "package.json"), `{ "type": "commonjs" }`)
    writeFileSync(join(directory, "two.ts"), `import { max } from "tcnet"\nexport const two: number = max(1, 2)\n`)
    writeFileSync(join(directory, "one.ts"), `import { min } from "tcnet"\nimport { two } from "./two.ts"\nexport const one: number = min(1, two)\nexport { min }\n`)
  })
  afterAll(() => rmSync(directory, { recursive: true }))

  const node = (...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: directory, encoding: "utf8" })
    return `${status} ${stdout}${stderr}`
  }

  it("starts through a symlink from any directory", () => {
    expect(node("tcnet", "--help")).toMatch(/^0 The executable specification of TCNet\./)
    expect(node("tcnet", "zebra")).toMatch(/^2 tcnet: there is no command/)
  })

  it("lets a module outside the checkout import the one instance of the language by its name", () => {
    const language = JSON.stringify(new URL("../checker/language/index.ts", import.meta.url).href)
    const code = `const m = await import("./one.ts"); console.log(m.one, m.min === (await import(${language})).min)`
    expect(node("--import", register, "--input-type=module", "--eval", code)).toBe("0 1 true\n")
  })

  it("does so in a worker thread too", () => {
    writeFileSync(join(directory, "worker.ts"), `import { parentPort } from "node:worker_threads"\nimport { one } from "./one.ts"\nparentPort?.postMessage(one as number)\n`)
    const code = `import { Worker } from "node:worker_threads"
      new Worker("./worker.ts", { execArgv: ["--import", ${JSON.stringify(register)}] }).on("message", console.log)`
    expect(node("--input-type=module", "--eval", code)).toBe("0 1\n")
  })

  it("keeps the exit code when the reader of its output leaves", async () => {
    const child = spawn(process.execPath, [bin, "--help"], { stdio: ["ignore", "pipe", "pipe"] })
    child.stdout.destroy()
    let err = ""
    child.stderr.on("data", (chunk) => void (err += String(chunk)))
    const code = await new Promise((resolve) => child.on("close", resolve))
    expect({ code, err }).toEqual({ code: 0, err: "" })
  })
})
