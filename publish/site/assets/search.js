"use strict"
// The search: a combobox with a list of results. What it needs is loaded when it is first used, as scripts: a file may fetch nothing.
{
  const root = document.documentElement.dataset.root
  const input = document.getElementById("search")
  const list = document.getElementById("results")
  const status = document.getElementById("search-status")
  const shown = 12

  const load = (file) => new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = `${root}assets/${file}`
    script.addEventListener("load", resolve)
    script.addEventListener("error", () => reject(new Error(`${file} is missing`)))
    document.head.append(script)
  })

  // `ring.returnCredit` is found by its whole, by its parts, and by the words of its parts.
  const tokenize = (text) => {
    const parts = text.split(/[^\p{L}\p{N}.]+/u).filter((part) => part !== "")
    return parts.flatMap((part) => {
      const pieces = part.split(".").filter((piece) => piece !== "")
      const inner = pieces.flatMap((piece) => piece.split(/(?<=[a-z])(?=[A-Z])/))
      return [...new Set([part.replace(/\.+$/, ""), ...pieces, ...inner])]
    })
  }
  const termsOf = (query) => query.split(/[^\p{L}\p{N}.]+/u).map((word) => word.replace(/\.+$/, "").toLowerCase()).filter((word) => word !== "")

  let engine
  const ready = async () => {
    await Promise.all([load("minisearch.js"), load("searchable.js")])
    const index = new MiniSearch({
      fields: ["title", "text"], storeFields: ["kind", "title", "text", "url", "page"], tokenize,
      searchOptions: { tokenize: termsOf, boost: { title: 6 }, prefix: true, fuzzy: (term) => (term.length > 3 ? 0.25 : false), combineWith: "AND" },
    })
    index.addAll(globalThis.tcnetSearchable.map((found, id) => ({ id, ...found })))
    return index
  }

  const exactFirst = (results, query) => {
    const wanted = query.trim().toLowerCase()
    const rank = (r) => (r.title.toLowerCase() === wanted ? 0 : r.title.toLowerCase().startsWith(wanted) ? 1 : 2)
    return results.map((r, i) => [rank(r), i, r]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , r]) => r)
  }

  /** Text with the words of the query marked. */
  const marked = (text, words) => {
    const pattern = words.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")
    const pieces = pattern === "" ? [text] : text.split(new RegExp(`(${pattern})`, "giu"))
    return pieces.map((piece, i) => {
      if (i % 2 === 0) return piece
      const mark = document.createElement("mark")
      mark.textContent = piece
      return mark
    })
  }
  const excerpt = (text, words) => {
    const at = Math.max(0, Math.min(...words.map((w) => text.toLowerCase().indexOf(w)).filter((i) => i >= 0), text.length))
    const from = at === text.length || at < 60 ? 0 : text.indexOf(" ", at - 50) + 1
    return `${from > 0 ? "… " : ""}${text.slice(from, from + 150)}${text.length > from + 150 ? " …" : ""}`
  }
  const element = (tag, className, ...children) => {
    const made = document.createElement(tag)
    made.className = className
    made.append(...children)
    return made
  }
  const option = (result, i, words) => {
    const name = element(/[.]/.test(result.title) && !result.title.includes(" ") ? "code" : "span", "found-title", ...marked(result.title, words))
    const item = element("li", "", element("span", "found-head", name, element("span", "found-kind", `${result.kind} · ${result.page}`)), element("span", "found-text", ...marked(excerpt(result.text, words), words)))
    item.dataset.url = root + result.url
    item.id = `result-${i}`
    item.setAttribute("role", "option")
    item.setAttribute("aria-selected", "false")
    return item
  }

  let selected = -1
  const select = (i) => {
    const items = [...list.children]
    items[selected]?.setAttribute("aria-selected", "false")
    selected = items.length === 0 ? -1 : (i + items.length) % items.length
    const item = items[selected]
    if (item === undefined) return input.removeAttribute("aria-activedescendant")
    item.setAttribute("aria-selected", "true")
    item.scrollIntoView({ block: "nearest" })
    input.setAttribute("aria-activedescendant", item.id)
  }
  const close = () => {
    list.hidden = true
    input.setAttribute("aria-expanded", "false")
    input.removeAttribute("aria-activedescendant")
    selected = -1
  }

  const search = async () => {
    const query = input.value
    if (query.trim() === "") {
      status.textContent = ""
      return close()
    }
    engine ??= ready()
    let index
    try {
      index = await engine
    } catch (error) {
      engine = undefined
      status.textContent = `The search cannot be used: ${error.message}.`
      return
    }
    if (query !== input.value) return
    const results = exactFirst(index.search(query), query)
    list.replaceChildren(...results.slice(0, shown).map((r, i) => option(r, i, termsOf(query))))
    selected = -1
    list.hidden = results.length === 0
    input.setAttribute("aria-expanded", String(results.length > 0))
    status.textContent = results.length === 0 ? `Nothing found for ${query}.` : `${results.length} found${results.length > shown ? `, the first ${shown} shown` : ""}.`
    status.classList.toggle("is-nothing", results.length === 0)
    select(0)
  }

  const go = (item) => {
    if (item === undefined || item === null) return
    close()
    input.value = ""
    input.blur()
    location.href = item.dataset.url
  }
  const keys = {
    ArrowDown: () => select(selected + 1),
    ArrowUp: () => select(selected - 1),
    Enter: () => go(list.children[selected]),
    Escape: () => {
      if (list.hidden) input.blur()
      input.value = ""
      status.textContent = ""
      close()
    },
  }
  input.addEventListener("keydown", (event) => {
    const act = keys[event.key]
    if (act === undefined || event.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    act()
  })
  input.addEventListener("input", search)
  input.addEventListener("focus", search)
  // An option may hold no link, so what a link would do with a click is done here.
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li")
    if (event.ctrlKey || event.metaKey) open(item.dataset.url)
    else go(item)
  })
  addEventListener("pointerdown", (event) => { if (event.target.closest(".search") === null) close() })
  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]") !== null
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    input.focus()
    input.select()
  })
}
