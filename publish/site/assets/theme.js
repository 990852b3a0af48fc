"use strict"
// Runs before the page is painted, so that a remembered theme does not flash. Storage may be closed to files: the toggle then works for one page.
{
  const root = document.documentElement
  const key = "tcnet-theme"
  const remembered = () => {
    try { return localStorage.getItem(key) } catch { return null }
  }
  const remember = (theme) => {
    try { localStorage.setItem(key, theme) } catch { /* see above */ }
  }
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark"

  root.classList.add("js")
  const theme = remembered()
  if (theme === "dark" || theme === "light") root.dataset.theme = theme

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".theme-button")
    const show = () => button.setAttribute("aria-pressed", String(isDark()))
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark"
      remember(root.dataset.theme)
      show()
    })
    dark.addEventListener("change", show)
    show()
  })
}
