"use strict"
{
  // Buttons that show and hide what they control, where the page is too narrow to show it beside the text.
  for (const button of document.querySelectorAll(".nav-button, .toc-button")) {
    const controlled = document.getElementById(button.getAttribute("aria-controls"))
    const set = (isOpen) => {
      button.setAttribute("aria-expanded", String(isOpen))
      controlled.classList.toggle("is-open", isOpen)
    }
    button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"))
    controlled.addEventListener("click", (event) => { if (event.target.closest("a") !== null) set(false) })
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return
      set(false)
      button.focus()
    })
  }

  // A box that scrolls has to be reachable by keyboard, and one that does not scroll should be no stop on the way.
  const boxes = [...document.querySelectorAll(".scroll, pre.shiki")]
  const measure = () => {
    for (const box of boxes) {
      const scrolls = box.scrollWidth > box.clientWidth
      box.toggleAttribute("data-scrolls", scrolls)
      if (scrolls) box.tabIndex = 0
      else box.removeAttribute("tabindex")
      if (scrolls && box.matches(".scroll")) {
        box.setAttribute("role", "group")
        box.setAttribute("aria-label", box.querySelector("svg") === null ? "Table, scrolls sideways" : "Chart, scrolls sideways")
      }
    }
  }
  new ResizeObserver(measure).observe(document.body)
  for (const details of document.querySelectorAll("details")) details.addEventListener("toggle", measure)

  // The entry of the table of contents that is being read.
  const entries = new Map([...document.querySelectorAll("#toc-list a")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]))
  const marks = [...entries.keys()].map((id) => document.getElementById(id)).filter((mark) => mark !== null)
  let current
  const follow = () => {
    const passed = marks.filter((mark) => mark.getBoundingClientRect().top < 120)
    const next = entries.get((passed.at(-1) ?? marks[0])?.id)
    if (next === current) return
    current?.removeAttribute("aria-current")
    current = next
    current?.setAttribute("aria-current", "true")
    const list = document.querySelector(".toc")
    if (current !== undefined && list.scrollHeight > list.clientHeight) list.scrollTop = current.offsetTop - list.clientHeight / 2
  }
  if (marks.length > 0) {
    addEventListener("scroll", follow, { passive: true })
    follow()
  }

  // On paper nothing can be opened.
  addEventListener("beforeprint", () => { for (const details of document.querySelectorAll("details")) details.open = true })
}
