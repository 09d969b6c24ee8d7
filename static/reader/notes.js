/** A footnote where it is referred to: opened and closed by its number, closed by Escape. Without this the number leads to it. */
const opened = reference => document.getElementById(reference.getAttribute("aria-controls"))

const open = (reference, note) => {
  const here = document.createElement("span")
  here.className = "in-place"
  here.id = `here-${note.id}`
  here.setAttribute("role", "note")
  here.append(...note.cloneNode(true).childNodes)
  here.querySelectorAll("[role=doc-backlink]").forEach(back => back.remove())
  here.querySelectorAll("[id]").forEach(each => each.removeAttribute("id"))
  reference.parentElement.after(here)
  reference.setAttribute("aria-controls", here.id)
  reference.setAttribute("aria-expanded", "true")
}

const close = reference => {
  opened(reference)?.remove()
  reference.setAttribute("aria-expanded", "false")
}

for (const reference of document.querySelectorAll(".body a[role=doc-noteref]")) {
  reference.setAttribute("aria-expanded", "false")
  reference.addEventListener("click", event => {
    const note = document.querySelector(reference.hash)
    if (!note || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if (opened(reference)) close(reference)
    else open(reference, note)
  })
}

addEventListener("keydown", event => {
  const reference = event.key === "Escape" && document.querySelector(".body a[role=doc-noteref][aria-expanded=true]")
  if (!reference) return
  close(reference)
  reference.focus()
})
