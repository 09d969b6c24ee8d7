/** Lists as Word, Word online and Google Docs write them, nested as HTML nests them. */
const LEVEL = /mso-list:\s*l(\d+)\s+level(\d+)/i
const NUMBERED = /^\(?(\d+|[a-z]|[ivxlc]+)[.)]$/i

const rest = (element) => {
  let next = element.previousSibling
  while (next && next.nodeType !== Node.ELEMENT_NODE && !(next.nodeType === Node.TEXT_NODE && next.data.trim())) next = next.previousSibling
  return next
}

/** The open lists at the end of a text, the outermost first. */
const openAt = (list) => {
  const open = []
  for (let each = list; each; each = [...(each.lastElementChild?.children ?? [])].findLast((child) => /^[uo]l$/.test(child.localName))) open.push(each)
  return open
}

/** Put an item of a level behind what stands before it, in the list that is open there or in a new one. */
const place = (item, level, tag, from) => {
  const before = rest(from)
  const open = /^[uo]l$/.test(before?.localName) && before.dataset.made ? openAt(before).slice(0, level) : []
  if (open.length === level && open.at(-1).localName !== tag) open.pop()
  while (open.length < level) open.push(opened(tag, from, open.at(-1)))
  open.at(-1).append(item)
  return open.at(-1)
}

const opened = (tag, from, outer) => {
  const list = from.ownerDocument.createElement(tag)
  list.dataset.made = "yes"
  if (!outer) from.before(list)
  else (outer.lastElementChild ?? outer.appendChild(from.ownerDocument.createElement("li"))).append(list)
  return list
}

const startAt = (list, number) => {
  if (list.localName === "ol" && list.children.length === 1 && number > 1) list.setAttribute("start", number)
}

/** Word writes items as paragraphs with a mark and a level. */
const setParagraphs = (body) => {
  for (const heading of body.querySelectorAll(":is(h1,h2,h3,h4,h5,h6) span[data-style*='mso-list']")) heading.remove()
  for (const paragraph of [...body.querySelectorAll("p[data-style*='mso-list']")]) {
    const level = Number(LEVEL.exec(paragraph.dataset.style)?.[2] ?? 0)
    if (!level) continue
    const mark = paragraph.querySelector("span[data-style*='mso-list']")
    const sign = mark?.textContent.trim() ?? ""
    mark?.remove()
    const item = body.ownerDocument.createElement("li")
    startAt(place(item, level, NUMBERED.test(sign) ? "ol" : "ul", paragraph), Number.parseInt(sign, 10))
    item.append(...paragraph.childNodes)
    paragraph.remove()
  }
}

/** Word online sets each item into a list and a frame of its own, and only says its level. */
const setFramed = (body) => {
  for (const frame of [...body.querySelectorAll(".ListContainerWrapper")]) {
    for (const item of [...frame.querySelectorAll("li")]) {
      const level = Number(item.dataset.ariaLevel ?? item.getAttribute("aria-level") ?? 1)
      const { localName, start } = item.parentElement
      startAt(place(item, level, localName, frame), start)
    }
    frame.remove()
  }
}

/** A list that stands between items belongs to the item before it. */
const setNested = (body) => {
  for (const list of [...body.querySelectorAll(":is(ul,ol) > :is(ul,ol)")]) {
    const before = list.previousElementSibling
    const item = before?.localName === "li" ? before : body.ownerDocument.createElement("li")
    if (item !== before) list.before(item)
    item.append(list)
  }
}

export const setLists = (body) => {
  for (const step of [setParagraphs, setFramed, setNested]) step(body)
}
