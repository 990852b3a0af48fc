import { existsSync, readFileSync, readdirSync } from "node:fs"
import { dirname, join, normalize } from "node:path/posix"
import { fileURLToPath } from "node:url"
import { parseSync, visitorKeys } from "oxc-parser"
import { describe, expect, it } from "vitest"

/** Who may import whom: each zone lists all that it may import of this package. A higher zone may import a lower one. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  spec: ["spec"],
  "checker/language": ["spec", "checker/language"],
  model: ["spec", "checker/language", "model"],
  properties: ["spec", "checker/language", "model", "properties"],
  checker: ["spec", "checker/language", "checker"],
  conformance: ["spec", "checker/language", "model", "properties", "checker", "conformance", "publish", "bench"],
  publish: ["spec", "checker/language", "model", "properties", "checker", "conformance", "publish", "bench"],
  bench: ["spec", "checker/language", "model", "properties", "checker", "conformance", "publish", "bench"],
  cli: ["spec", "checker/language", "model", "properties", "checker", "conformance", "publish", "bench", "cli"],
}
/** Below these zones nothing may be imported whose name is known only at run time. */
const closed: readonly string[] = ["spec", "checker/language", "model", "properties"]
const folders = ["spec", "model", "properties", "checker", "conformance", "publish", "cli", "bench"]
const isSource = (path: string): boolean => /\.[cm]?[jt]sx?$/.test(path)
const isTest = (path: string): boolean => path.endsWith(".test.ts")

const zoneOf = (path: string): string | undefined =>
  Object.keys(mayImport)
    .toSorted((a, b) => b.length - a.length)
    .find((zone) => path.startsWith(`${zone}/`))

interface Node {
  readonly type: string
  readonly start: number
  readonly [key: string]: unknown
}
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value

const walk = (node: Node, parent: Node | undefined, visit: (node: Node, parent: Node | undefined) => void): void => {
  visit(node, parent)
  for (const key of visitorKeys[node.type] ?? []) {
    for (const child of [node[key]].flat()) if (isNode(child)) walk(child, node, visit)
  }
}

/** The module that a node names: a string, null if it is known only at run time, undefined if it names none. */
const moduleNamed = (node: Node): string | null | undefined => {
  const imports = ["ImportDeclaration", "ExportNamedDeclaration", "ExportAllDeclaration", "ImportExpression", "TSImportType", "TSExternalModuleReference"]
  if (!imports.includes(node.type)) return undefined
  const source = node["source"] ?? node["expression"]
  if (!isNode(source)) return undefined
  return source.type === "Literal" && typeof source["value"] === "string" ? source["value"] : null
}

/** Names through which a module would reach a clock, randomness, or the world. */
const impure = new Set(
  "Date process performance crypto console fetch require eval Function globalThis global Buffer WebAssembly Worker navigator setTimeout setInterval setImmediate queueMicrotask".split(" "),
)

const impurity = (node: Node, parent: Node | undefined): string | undefined => {
  if (node.type === "MetaProperty") return "import.meta"
  if (node.type !== "Identifier" || parent === undefined) return undefined
  const name = String(node["name"])
  const isLabel =
    (parent.type === "MemberExpression" && parent["property"] === node && parent["computed"] !== true) ||
    (["Property", "TSPropertySignature", "TSMethodSignature"].includes(parent.type) && parent["key"] === node && parent["computed"] !== true && parent["shorthand"] !== true)
  if (isLabel) return undefined
  if (impure.has(name)) return name
  if (name !== "Math") return undefined
  const member = parent.type === "MemberExpression" && parent["computed"] !== true && isNode(parent["property"]) ? String(parent["property"]["name"]) : "random"
  return member === "random" ? "Math.random" : undefined
}

/** What forbids `path` to import `specifier`, if anything does. */
const forbidden = (path: string, zone: string, specifier: string | null): string | undefined => {
  if (specifier === null) return !isTest(path) && closed.includes(zone) ? "imports a module that is named only at run time" : undefined
  const isOwn = specifier.startsWith(".") || specifier === "tcnet"
  if (!isOwn) return zone === "model" && !isTest(path) ? `imports ${specifier}: model/ imports only spec/, model/ and the language` : undefined
  const target = specifier === "tcnet" ? "checker/language/index.ts" : normalize(join(dirname(path), specifier))
  const targetZone = zoneOf(target)
  if (isTest(path)) return targetZone === "cli" && zone !== "cli" ? "imports cli/, which nothing may import" : undefined
  if (isTest(target)) return `imports the test ${target}`
  if (targetZone === undefined) return target === "package.json" ? undefined : `imports ${target}, which is in no zone`
  return mayImport[zone]?.includes(targetZone) === true ? undefined : `imports ${target}: ${zone}/ may not import ${targetZone}/`
}

/** Every offence against the import directions, or against the purity of model/, in one file's text. */
const offences = (path: string, text: string): readonly string[] => {
  const zone = zoneOf(path)
  if (zone === undefined) return [`${path}: is in no zone`]
  const { program, errors } = parseSync(path, text)
  if (errors[0] !== undefined) return [`${path}: does not parse: ${errors[0].message}`]
  const found = new Set<string>()
  walk(program as unknown as Node, undefined, (node, parent) => {
    const specifier = moduleNamed(node)
    const reasons = [
      specifier === undefined ? undefined : forbidden(path, zone, specifier),
      zone === "model" && !isTest(path) ? impurity(node, parent)?.replace(/^/, "has no I/O, clock or randomness, and yet uses ") : undefined,
    ]
    const line = text.slice(0, node.start).split("\n").length
    for (const reason of reasons) if (reason !== undefined) found.add(`${path}:${line}: ${reason}`)
  })
  return [...found]
}

describe("the check itself", () => {
  it.each([
    ["spec/a.ts", `import { min } from "tcnet"`, "checker/language"],
    ["spec/a.ts", `import { min } from "../model/ring.ts"`, "model"],
    ["checker/language/a.ts", `export * from "../lowering/a.ts"`, "checker"],
    ["model/ring/a.ts", `import type { S } from "../../properties/a.ts"`, "properties"],
    ["model/ring/a.ts", `import { S } from "../../checker/errors.ts"`, "checker"],
    ["model/a.ts", `type S = import("../checker/ir/node.ts").S`, "checker"],
    ["properties/a.ts", `const a = await import("../checker/explorer/a.ts")`, "checker"],
    ["checker/explorer/a.ts", `export { a } from "../../model/a.ts"`, "model"],
    ["checker/a.ts", `import "../properties/a.ts"`, "properties"],
    ["checker/a.ts", `import "../conformance/a.ts"`, "conformance"],
    ["conformance/a.ts", `import "../cli/errors.ts"`, "cli"],
    ["publish/a.ts", `const a = () => import("../cli/errors.ts")`, "cli"],
    ["bench/a.ts", `import "../cli/errors.ts"`, "cli"],
  ])("reports that %s has %s", (path, text, zone) => {
    expect(offences(path, `\n${text}\n`)).toEqual([expect.stringMatching(new RegExp(`^${path}:2: imports .* may not import ${zone}/$`))])
  })

  it.each([
    ["checker/language/a.ts", `import { layout } from "../../spec/layout.ts"`],
    ["model/a.ts", `import { min } from "tcnet"; import { layout } from "../spec/layout.ts"; import { b } from "./b.ts"`],
    ["properties/systems/a.ts", `import { a } from "../../model/a.ts"; import { min } from "tcnet"`],
    ["checker/explorer/a.ts", `import { readFileSync } from "node:fs"; import "../errors.ts"; import "../language/rule.ts"; await import(url)`],
    ["conformance/a.ts", `import "../properties/a.ts"; import "../checker/a.ts"; import "../model/a.ts"`],
    ["cli/a.ts", `import "../publish/a.ts"; import "../conformance/a.ts"; import "./main.ts"`],
    ["model/a.test.ts", `import "vitest"; import "../checker/explorer/a.ts"; const t = Date.now()`],
    ["cli/a.test.ts", `import "./main.ts"`],
  ])("accepts that %s has %s", (path, text) => {
    expect(offences(path, text)).toEqual([])
  })

  it.each([
    ["model/a.test.ts", `import "../cli/main.ts"`, "nothing may import"],
    ["checker/a.ts", `import "./b.test.ts"`, "imports the test"],
    ["checker/a.ts", `import "../sketch/b.ts"`, "in no zone"],
    ["elsewhere/a.ts", ``, "is in no zone"],
    ["properties/a.ts", `const a = await import(name)`, "named only at run time"],
    ["model/a.ts", `import "zod"`, "imports zod"],
    ["model/a.ts", `import { readFileSync } from "node:fs"`, "imports node:fs"],
    ["model/a.ts", `const a = (`, "does not parse"],
  ])("reports that %s has %s", (path, text, reason) => {
    expect(offences(path, text)).toEqual([expect.stringContaining(reason)])
  })

  it.each(["Date.now()", "new Date()", "Math.random()", `Math["random"]()`, "process.env", "{ process }", "globalThis.Date", "import.meta.url", "[performance]"])(
    "reports that a model uses %s",
    (expression) => expect(offences("model/a.ts", `export const a = ${expression}`)).toEqual([expect.stringContaining("has no I/O")]),
  )

  it.each(["Math.max(1, 2)", "s.process", "{ process: 1, Date: 2 }", "s.Date.x"])("accepts that a model uses %s", (expression) => {
    expect(offences("model/a.ts", `export const a = ${expression}`)).toEqual([])
  })
})

describe("the sources", () => {
  const root = fileURLToPath(new URL(".", import.meta.url))
  const filesOf = (folder: string): readonly string[] => {
    if (!existsSync(join(root, folder))) return []
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    return paths.filter((path) => !path.includes("/node_modules/"))
  }

  it("import each other only in the directions of the design", () => {
    const sources = folders.flatMap(filesOf).filter(isSource)
    expect(sources.length).toBeGreaterThan(0)
    expect(sources.flatMap((path) => offences(path, readFileSync(join(root, path), "utf8")))).toEqual([])
  })

  // A folder that holds nothing yet, or nothing but prose, has no imports to look at.
  it.each(folders.filter((folder) => filesOf(folder).some((path) => !/\.(?:md|json|svg)$/.test(path))))("were looked at in %s/", (folder) => {
    expect(filesOf(folder).filter(isSource)).not.toEqual([])
  })

  it("lie in the folders that are looked at", () => {
    const others = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !["node_modules", "docs", "out", "bin", ...folders].includes(entry.name))
      .map((entry) => entry.name)
    expect(others.flatMap(filesOf).filter(isSource)).toEqual([])
  })
})
