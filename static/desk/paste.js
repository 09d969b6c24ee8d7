/** What comes from Word, Google Docs and web pages, brought to the body grammar before the editor reads it. */
import { Extension, Plugin } from "django-prose-editor/editor"

const KEPT = /^(href|start|colspan|rowspan|data-image|data-pm-slice)$/
const LEVEL = /mso-list:\s*l\d+\s+level(\d+)/i
const NUMBERED = /^(\d+|[a-z]{1,4})[.)]$/i

/** A strict policy refuses style even in a document that is only read, so it is called something else there. */
const withoutStyle = (html) =>
  html.replace(/<style\b[\s\S]*?<\/style>/gi, "").replace(/(<[a-z][^>]*?\s)style(?=\s*=)/gi, "$1data-style")

const styleOf = (element, property) =>
  new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`, "i").exec(element.getAttribute("data-style") ?? "")?.[1].trim() ?? ""

const renamed = (element, tag) => {
  const other = element.ownerDocument.createElement(tag)
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}

const unwrapped = (element) => element.replaceWith(...element.childNodes)

const dropWhatIsNoText = (body) => {
  for (const element of body.querySelectorAll("script,style,meta,link,title,iframe,object,img")) element.remove()
  for (const wrapper of body.querySelectorAll("b[id^=docs-internal-guid]")) unwrapped(wrapper)
}

/** Word writes the notes at the end and links to them; each moves to its place of reference. */
const setFootnotes = (body) => {
  const notes = {}
  for (const note of body.querySelectorAll("div[data-style*='mso-element:footnote'][id]")) {
    note.querySelector("a[href^='#_ftnref']")?.remove()
    notes[note.id] = note.textContent.trim()
    note.remove()
  }
  for (const list of body.querySelectorAll("div[data-style*='mso-element:footnote-list']")) list.remove()
  for (const link of body.querySelectorAll("a[href*='#_ftn']")) {
    const note = renamed(link, "small")
    note.textContent = notes[link.getAttribute("href").split("#_")[1]] ?? ""
  }
}

/** Word writes list items as paragraphs with a mark and a level. */
const setLists = (body) => {
  let levels = []
  for (const paragraph of [...body.querySelectorAll("p")]) {
    const level = Number(LEVEL.exec(paragraph.getAttribute("data-style") ?? "")?.[1] ?? 0)
    if (!level || paragraph.previousElementSibling !== levels[0]) levels = []
    if (level) levels = moveToList(paragraph, level, levels)
  }
}

const moveToList = (paragraph, level, levels) => {
  const mark = paragraph.querySelector("span[data-style*='mso-list']")
  const tag = NUMBERED.test(mark?.textContent.trim() ?? "") ? "ol" : "ul"
  mark?.remove()
  const open = levels.slice(0, level)
  while (open.length < level) open.push(openList(tag, paragraph, open.at(-1)))
  open.at(-1).append(renamed(paragraph, "li"))
  return open
}

const openList = (tag, paragraph, outer) => {
  const list = paragraph.ownerDocument.createElement(tag)
  if (!outer) paragraph.before(list)
  else (outer.lastElementChild ?? outer.appendChild(paragraph.ownerDocument.createElement("li"))).append(list)
  return list
}

/** Bold and italics that are only styled get their tags; a strict policy lets no style be read later. */
const setMarks = (body) => {
  for (const span of body.querySelectorAll("span[data-style]")) {
    const weight = styleOf(span, "font-weight")
    const isBold = !span.closest("h1,h2,h3,h4,h5,h6") && (/^bold/.test(weight) || Number(weight) >= 600)
    const isItalic = /^(italic|oblique)/.test(styleOf(span, "font-style"))
    const strong = isBold ? renamed(span, "strong") : span
    if (isItalic) renamed(gathered(strong), "em")
  }
}

/** What the element holds, in one element of its own within it. */
const gathered = (element) => {
  const inner = element.ownerDocument.createElement("span")
  inner.append(...element.childNodes)
  return element.appendChild(inner)
}

const setHeadings = (body) => {
  for (const heading of body.querySelectorAll("h1")) renamed(heading, "h2")
  for (const heading of body.querySelectorAll("h5,h6")) renamed(heading, "h4")
}

const dropAttributes = (body) => {
  for (const element of body.querySelectorAll("*"))
    for (const name of element.getAttributeNames()) if (!KEPT.test(name)) element.removeAttribute(name)
}

export const cleaned = (html) => {
  const { body } = new DOMParser().parseFromString(withoutStyle(html), "text/html")
  for (const step of [dropWhatIsNoText, setFootnotes, setLists, setHeadings, setMarks, dropAttributes]) step(body)
  return body.innerHTML.replace(/<\/?o:p>/g, "")
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",
  addProseMirrorPlugins: () => [new Plugin({ props: { transformPastedHTML: cleaned } })],
})
