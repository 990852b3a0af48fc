/** The built site in a real browser, opened from the file system: what it asks for, whether everyone can use it, and whether the search works by keyboard. */
import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest"
import { readSources, worldOf } from "../docs.ts"
import { readEvidence } from "../evidence.ts"
import { readMatrices } from "../matrix.ts"
import { readProofs } from "../proof-record.ts"
import { registeredSystems, root } from "../systems.ts"
import { buildSite, writeSite } from "./site.ts"

const missing = "not-run: chromium (apt-get install chromium)"
const executable = ["chromium", "chromium-browser", "google-chrome"].find((name) => spawnSync(name, ["--version"]).status === 0)

/** A run without a browser is no pass: it shows as skipped, or fails where the tools are required. */
const needsBrowser = (ctx: TestContext): void => {
  if (executable !== undefined) return
  if (process.env["TCNET_REQUIRE_TOOLS"] !== undefined) expect.fail(missing)
  ctx.skip(missing)
}

let [folder, browser]: [string, Browser | undefined] = ["", undefined]
beforeAll(async () => {
  if (executable === undefined) return
  folder = await mkdtemp(join(tmpdir(), "tcnet-browser-"))
  writeSite(await buildSite(readSources(root), await worldOf(root, registeredSystems(), { evidence: readEvidence().values(), matrices: readMatrices().values(), proofs: readProofs().values() })), folder)
  const path = spawnSync("which", [executable], { encoding: "utf8" }).stdout.trim()
  // Chromium refuses to run as root within its sandbox, and the pages are our own.
  browser = await chromium.launch({ executablePath: path, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] })
})
afterAll(async () => {
  await browser?.close()
  if (folder !== "") await rm(folder, { recursive: true, force: true })
})

/** Pages that are much of the same: what they are made of is looked at in the dark on others. */
const long: readonly string[] = ["scenarios.html", "evidence.html", "mutants.html"]
const pages = ["index.html", "020-terms.html", "040-ring.html", "scenarios.html", "evidence.html", "mutants.html", "guide/first-system.html", "source/model/ring/producer.ts.html"]

interface Opened {
  readonly page: Page
  readonly context: BrowserContext
  /** What went wrong: requests that are none for a file, messages of the console, exceptions. */
  readonly wrong: string[]
}
type Options = NonNullable<Parameters<Browser["newContext"]>[0]>
const open = async (path: string, options: Options = {}): Promise<Opened> => {
  const context = await (browser as Browser).newContext({ viewport: { width: 1280, height: 900 }, ...options })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const wrong: string[] = []
  page.on("request", (r) => { if (!r.url().startsWith("file:")) wrong.push(`asks for ${r.url()}`) })
  page.on("requestfailed", (r) => void wrong.push(`does not get ${r.url()}`))
  page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") wrong.push(m.text()) })
  page.on("pageerror", (e) => void wrong.push(String(e)))
  await page.goto(at(path))
  return { page, context, wrong }
}
const at = (path: string): string => pathToFileURL(join(folder, path)).href

interface Axe { readonly run: (options: object) => Promise<{ readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[] }[] }> }
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")
const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe)
  // axe would fetch the style sheets, which a page from the file system may not.
  const found = await page.evaluate(async () => (await (globalThis as unknown as { axe: Axe }).axe.run({ preload: false })).violations)
  return found.flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.html.slice(0, 160)}: ${n.failureSummary ?? ""}`))
}
/** By how much the page scrolls sideways. */
const overflow = (page: Page): Promise<number> => page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

describe("the site in a browser", { timeout: 120_000 }, () => {
  it.for(pages.flatMap((path) => (long.includes(path) ? [[path, "light"] as const] : [[path, "light"] as const, [path, "dark"] as const])))("%s, %s: asks for files alone, says nothing on the console, and shuts nobody out", async ([path, colorScheme], ctx) => {
    needsBrowser(ctx)
    const { page, context, wrong } = await open(path, { colorScheme })
    expect(await violations(page)).toEqual([])
    expect(wrong).toEqual([])
    await context.close()
  })

  it("shuts nobody out where everything is opened: details, results, navigation", async (ctx) => {
    needsBrowser(ctx)
    const { page, context, wrong } = await open("040-ring.html", { colorScheme: "dark", viewport: { width: 360, height: 760 } })
    for (const button of [".nav-button", ".toc-button"]) await page.click(button)
    await page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    await page.focus("#search")
    await page.keyboard.type("credit")
    await page.waitForSelector("#results li")
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    expect(wrong).toEqual([])
    await context.close()
  })

  it("finds a rule by keyboard alone and goes to its anchor", async (ctx) => {
    needsBrowser(ctx)
    const { page, context, wrong } = await open("guide/logs.html")
    await page.keyboard.press("/")
    await page.keyboard.type("ring.returnCredit")
    await page.waitForSelector("#results li")
    const first = page.locator("#results li").first()
    expect(await first.textContent()).toMatch(/^ring\.returnCreditrule · The ring/)
    expect(await page.getAttribute("#search", "aria-activedescendant")).toBe("result-0")
    expect(await page.textContent("#search-status")).toMatch(/^\d+ found/)
    await page.keyboard.press("ArrowDown")
    expect(await page.getAttribute("#search", "aria-activedescendant")).toBe("result-1")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await page.waitForURL(`${at("040-ring.html")}#ring.returnCredit`)
    expect(await page.evaluate("document.querySelector(':target').id")).toBe("ring.returnCredit")
    expect(wrong).toEqual([])
    await context.close()
  })

  it.for([["comit word", /^commit word/], ["returnCr", /^ring\.returnCredit/], ["hasCredit", /^ring\.write\.hasCredit/], ["commit word", /^commit word/]] as const)("finds something for %s", async ([query, expected], ctx) => {
    needsBrowser(ctx)
    const { page, context } = await open("index.html")
    await page.keyboard.press("/")
    await page.keyboard.type(query)
    await page.waitForSelector("#results li")
    expect(await page.locator("#results li").first().textContent()).toMatch(expected)
    await page.keyboard.press("Escape")
    expect(await page.locator("#results").isVisible()).toBe(false)
    expect(await page.inputValue("#search")).toBe("")
    await context.close()
  })

  it("says so where nothing is found", async (ctx) => {
    needsBrowser(ctx)
    const { page, context } = await open("index.html")
    await page.keyboard.press("/")
    await page.keyboard.type("qqqqqqqq")
    await page.waitForSelector("#search-status.is-nothing")
    expect(await page.textContent("#search-status")).toBe("Nothing found for qqqqqqqq.")
    await context.close()
  })

  it("remembers the theme", async (ctx) => {
    needsBrowser(ctx)
    const background = (page: Page): Promise<string> => page.evaluate("getComputedStyle(document.body).backgroundColor")
    const { page, context } = await open("index.html", { colorScheme: "light" })
    const light = await background(page)
    await page.click(".theme-button")
    const dark = await background(page)
    expect(dark).not.toBe(light)
    await page.goto(at("guide/logs.html"))
    expect(await background(page)).toBe(dark)
    expect(await page.getAttribute(".theme-button", "aria-pressed")).toBe("true")
    await page.click(".theme-button")
    await page.reload()
    expect(await background(page)).toBe(light)
    await context.close()
  })

  it("scrolls sideways nowhere at 360 pixels, except in boxes of its own", async (ctx) => {
    needsBrowser(ctx)
    const { page, context } = await open("index.html", { viewport: { width: 360, height: 760 } })
    const wide: string[] = []
    for (const path of [...pages, "055-notification.html", "guide/subset.html", "decisions/001-dependencies.html"]) {
      await page.goto(at(path))
      if (await overflow(page) > 0) wide.push(path)
    }
    expect(wide).toEqual([])
    await context.close()
  })

  it("has the evidence beside a requirement where there is room, and below it where there is none", async (ctx) => {
    needsBrowser(ctx)
    const { page, context } = await open("040-ring.html")
    const isBeside = (): Promise<boolean> => page.evaluate("(([s, e]) => e.left >= s.right - 1)(['says', 'evidence'].map((c) => document.querySelector(`section.requirement .${c}`).getBoundingClientRect()))")
    expect(await isBeside()).toBe(true)
    await page.setViewportSize({ width: 700, height: 900 })
    expect(await isBeside()).toBe(false)
    await context.close()
  })
})
