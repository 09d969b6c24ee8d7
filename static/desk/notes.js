/** Notes without leaving the page: a marked passage goes into the form, and the panel comes back by itself. */
const CONTEXT = 60
const EDITOR = ".ProseMirror[contenteditable=true]"
const EDITOR_TAKES_FOCUS = 60 // Milliseconds: until then the editor puts its own selection back.

let marked = null

const panel = () => document.getElementById("notes")
const areas = () => [...(panel()?.querySelectorAll("textarea") ?? [])]
const typed = () => areas().filter(({ name, value }) => name === "text" && value.trim())

/** The text of the editor from its beginning to the selection, or from there to its end. */
const textAround = (area, selected, side) => {
  const range = document.createRange()
  range.selectNodeContents(area)
  if (side === "before") range.setEnd(selected.startContainer, selected.startOffset)
  else range.setStart(selected.endContainer, selected.endOffset)
  return range.toString()
}

const remember = () => {
  const selection = document.getSelection()
  const area = selection.anchorNode?.parentElement?.closest(EDITOR)
  if (!area) return
  const quotation = selection.toString().trim()
  const selected = selection.getRangeAt(0)
  marked = quotation && {
    quotation,
    before: textAround(area, selected, "before").slice(-CONTEXT),
    after: textAround(area, selected, "after").slice(0, CONTEXT),
  }
  offer()
}

/** Put what is marked into the form, as long as nothing is written there. */
const offer = () => {
  const form = document.getElementById("note-quotation")?.form
  if (!form || form.elements.text.value.trim()) return
  for (const name of ["quotation", "before", "after"]) form.elements[name].value = marked ? marked[name] : ""
}

/** A passage that is typed by hand stands where the server finds it. */
const forgetSurroundings = ({ target }) => {
  if (target.id === "note-quotation") target.form.elements.before.value = target.form.elements.after.value = ""
}

const fold = (text) => text.replaceAll(/[‘’‚‛]/g, "'").replaceAll(/[“”„‟«»]/g, '"').replaceAll(/[‐‑‒–—]/g, "-")
const words = (text) => fold(text).split(/\s+/u).filter(Boolean)

/** How many letters at the end of two texts are the same, spaces aside. */
const sameEnd = (one, other) => {
  const [a, b] = [one, other].map((text) => words(text).join(""))
  let count = 0
  while (count < Math.min(a.length, b.length) && a.at(-1 - count) === b.at(-1 - count)) count += 1
  return count
}

/** Where a passage stands in the editor, which keeps no spaces between its paragraphs. */
const rangeOf = (area, quotation, before) => {
  const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT)
  const nodes = []
  let text = ""
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, start: text.length })
    text += fold(walker.currentNode.data)
  }
  const pattern = words(quotation).map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|\/]/g, "\\$&")).join("\\s*")
  const places = [...text.matchAll(new RegExp(pattern, "gu"))]
  const likeness = ({ index }) => sameEnd(text.slice(Math.max(0, index - 2 * CONTEXT), index), before)
  const best = places.sort((a, b) => likeness(b) - likeness(a))[0]
  if (!best) return null
  const at = (place) => nodes.findLast(({ start }) => start <= place)
  const [first, last] = [at(best.index), at(best.index + best[0].length - 1)]
  const range = document.createRange()
  range.setStart(first.node, best.index - first.start)
  range.setEnd(last.node, best.index + best[0].length - last.start)
  return range
}

const show = ({ target }) => {
  const passage = target.closest("[data-show]")?.closest(".passage")
  const area = document.querySelector(EDITOR)
  const range = passage && area && rangeOf(area, passage.querySelector("p").innerText, passage.dataset.before)
  if (!range) return
  area.focus({ preventScroll: true })
  range.startContainer.parentElement.scrollIntoView({ block: "center" })
  setTimeout(() => select(range), EDITOR_TAKES_FOCUS)
}

const select = ({ startContainer, startOffset, endContainer, endOffset }) =>
  document.getSelection().setBaseAndExtent(startContainer, startOffset, endContainer, endOffset)

/** Where the text can be edited on the same page. */
const offerToShow = () => {
  if (!document.querySelector("textarea[name=body]")) return
  panel()?.querySelectorAll("[data-show]").forEach((button) => (button.hidden = false))
}

const replacePanel = (html, sent) => {
  const next = new DOMParser().parseFromString(html, "text/html").getElementById("notes")
  if (!next) return false
  const halfWritten = areas().filter(({ form }) => form !== sent)
  panel().replaceWith(document.adoptNode(next))
  halfWritten.forEach(putBack)
  offerToShow()
  const faulty = panel().querySelector(".errorlist")?.closest("form")?.querySelector("textarea")
  ;(faulty ?? panel()).focus()
  return true
}

const putBack = ({ id, value }) => {
  const area = document.getElementById(id)
  if (!area || !value) return
  area.value = value
  area.closest("details").open = true
}

const send = async (event) => {
  const form = event.target.closest("form[data-notes]")
  if (!form) return
  event.preventDefault()
  const button = event.submitter
  if (button) button.disabled = true
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Panel": "notes" } })
    if (answer.redirected || !replacePanel(await answer.text(), form)) throw new Error(answer.statusText)
  } catch {
    if (button) button.disabled = false
    complain(form)
  }
}

/** The line is down or the session is over: what was typed stays where it is. */
const complain = (form) => {
  const told = form.querySelector("[role=alert]") ?? form.appendChild(document.createElement("p"))
  told.setAttribute("role", "alert")
  told.className = "errornote"
  told.textContent = panel().dataset.failed
}

const askFirst = (event) => {
  if (typed().length) event.preventDefault()
}

document.addEventListener("selectionchange", remember)
document.addEventListener("input", forgetSurroundings)
document.addEventListener("submit", send)
document.addEventListener("click", show)
window.addEventListener("beforeunload", askFirst)
offerToShow()
