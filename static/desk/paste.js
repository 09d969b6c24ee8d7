/** What comes from Word, Google Docs, mails and web pages, brought to the body grammar before the editor reads it. */
import { Extension, Plugin, pm } from "django-prose-editor/editor"
import { setFootnotes } from "./paste-notes.js"
import { setLists } from "./paste-lists.js"
import { paragraphs } from "./paste-plain.js"

const NO_TEXT =
  "script,style,meta,colgroup,link,title,template,noscript,iframe,object,embed,img,picture,svg,video,audio,canvas,map,math,nav,button,input,select,textarea,dialog,del," +
  "[hidden],[data-style*='display:none'],[data-style*='display: none'],[data-style*='mso-hide:all'],[data-style*='mso-element:comment-list'],.MsoCommentReference,.EOP,.Apple-interchange-newline"
const HEADINGS = "h1,h2,h3,h4,h5,h6"
const BLOCKS = `p,div,li,td,th,tr,tbody,table,caption,ul,ol,blockquote,section,article,aside,figure,figcaption,header,footer,main,dl,dt,dd,pre,address,hr,${HEADINGS}`
const IN_WHICH_NO_HEADING_STANDS = "li,td,th,blockquote,figcaption,a"
const NOT_SEEN = /[\u0000-\u0008\u000b\u000e-\u001f\u007f\u00ad\u200b\u2060\ufeff]/g

/** A strict policy refuses styles and handlers even in a document that is only read: there they get other names. */
const harmless = (html) =>
  html
    .replace(/<style\b[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(\s)(?=(?:style|on[a-z]+)\s*=)/gi, "$1data-"))

const all = (body, selector) => [...body.querySelectorAll(selector)]

const styleOf = (element, property) =>
  new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`, "i").exec(element.getAttribute("data-style") ?? "")?.[1].trim().toLowerCase() ?? ""

const renamed = (element, tag) => {
  if (element.localName === tag) return element
  const other = element.ownerDocument.createElement(tag)
  for (const { name, value } of element.attributes) other.setAttribute(name, value)
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}

const unwrapped = (element) => element.replaceWith(...element.childNodes)

const isBlank = (element) => !element.textContent.trim() && !element.querySelector("hr,figure[data-image],small")

const dropWhatIsNoText = (body) => {
  for (const element of all(body, NO_TEXT)) element.remove()
  for (const part of all(body, "o\\:p")) unwrapped(part)
}

/** Letters that nobody sees go; spaces in a row are one, a single one that must not break stays. */
const setText = (body) => {
  for (const space of all(body, ".Apple-converted-space,[data-style*='mso-spacerun'],[data-style*='mso-tab-count']")) space.replaceWith(" ")
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { currentNode } = walker
    currentNode.data = currentNode.data.replace(NOT_SEEN, "").replace(/[ \t\r\n\u00a0]{2,}/g, " ").replace(/[\t\r\n]/g, " ")
  }
}

/** Bold and italics that are only styled get their tags, and lose them where the style takes them back. */
const setMarks = (body) => {
  for (const tag of all(body, "b,strong,i,em")) {
    const isPlain = /^(normal|400)$/.test(styleOf(tag, /^(b|strong)$/.test(tag.localName) ? "font-weight" : "font-style"))
    if (isPlain || tag.id.startsWith("docs-internal-guid")) unwrapped(tag)
  }
  for (const span of all(body, "span[data-style],font[data-style],a[data-style]")) markStyled(span)
  for (const bold of all(body, HEADINGS).flatMap((heading) => all(heading, "b,strong"))) unwrapped(bold)
}

const markStyled = (span) => {
  const weight = styleOf(span, "font-weight")
  const raised = styleOf(span, "vertical-align")
  if (/^bold/.test(weight) || Number(weight) >= 600) gather(span, "strong")
  if (/^(italic|oblique)/.test(styleOf(span, "font-style"))) gather(span, "em")
  if (raised === "super" && !span.querySelector("sup")) gather(span, "sup")
  if (raised === "sub" && !span.querySelector("sub")) gather(span, "sub")
}

/** Put what the element holds into one element of its own within it. */
const gather = (element, tag) => {
  if (!element.textContent.trim() || element.querySelector(BLOCKS)) return
  const inner = element.ownerDocument.createElement(tag)
  inner.append(...element.childNodes)
  element.append(inner)
}

/** The highest heading of a page is its title, which is none of the body's: all move down, down to the last. */
const setHeadings = (body) => {
  for (const title of all(body, "p.MsoTitle")) renamed(title, "h1")
  for (const heading of all(body, "p[role=heading][aria-level]")) renamed(heading, `h${heading.getAttribute("aria-level")}`)
  const step = body.querySelector("h1") ? 1 : 0
  for (const heading of all(body, HEADINGS)) {
    const level = Math.min(Number(heading.localName[1]) + step, 4)
    renamed(heading, heading.closest(IN_WHICH_NO_HEADING_STANDS) ? "p" : `h${level}`)
  }
}

/** Where mails send their links first, and what links to a place in the page that one leaves behind. */
const setLinks = (body, schemes) => {
  for (const link of all(body, "a")) {
    const address = direct(link.getAttribute("href") ?? "")
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1].toLowerCase()
    const leads = scheme ? schemes.includes(scheme) : /^\/(?!\/)/.test(address)
    if (leads && link.textContent.trim()) link.setAttribute("href", address)
    else unwrapped(link)
  }
}

const direct = (address) => {
  const wrapped = /^https:\/\/(?:[\w.-]+\.safelinks\.protection\.outlook\.com\/|www\.google\.com\/url\?)/.test(address)
  if (!wrapped) return address
  const asked = new URL(address).searchParams
  return asked.get("url") ?? asked.get("q") ?? address
}

/** What stands in a frame for its looks alone. */
const dropFrames = (body) => {
  for (const table of all(body, "table").reverse()) if (all(table, "td,th").length === 1) unwrapTable(table)
  for (const figure of all(body, "figure:not([data-image])")) renamed(figure, "div")
  for (const caption of all(body, "figcaption")) if (!caption.closest("figure")) renamed(caption, "p")
}

const unwrapTable = (table) => table.replaceWith(...table.querySelector("td,th").childNodes)

/** Two breaks in a row are what Enter is. */
const setParagraphs = (body) => {
  for (const rest of all(body, "br + br")) splitAt(rest)
  for (const last of all(body, "br")) if (!last.nextSibling || last.nextSibling.matches?.(BLOCKS)) last.remove()
  for (const block of all(body, `p,div,${HEADINGS}`).reverse())
    if (isBlank(block) && !block.querySelector(BLOCKS)) block.closest("td,th") ? block.replaceChildren() : block.remove()
}

const splitAt = (rest) => {
  const before = rest.previousSibling
  const block = rest.parentElement
  if (before?.localName !== "br" || !/^(p|div)$/.test(block.localName)) return
  const next = block.cloneNode()
  while (rest.nextSibling) next.append(rest.nextSibling)
  block.after(next)
  before.remove()
  rest.remove()
}

/** Everything by the name that the grammar gives it, nothing that it does not know. */
const holdToGrammar = (body, { readAs, attributes }) => {
  for (const element of all(body, "*")) {
    const tag = readAs[element.localName]
    if (!tag && !/^(div|br)$/.test(element.localName)) unknown(element)
    else if (tag && tag !== element.localName) renamed(element, tag)
  }
  for (const element of all(body, "*")) {
    const kept = [...(attributes[element.localName] ?? []), "data-pm-slice"]
    for (const name of element.getAttributeNames()) if (!kept.includes(name)) element.removeAttribute(name)
  }
}

const unknown = (element) => (element.matches(BLOCKS) || element.querySelector(BLOCKS) ? renamed(element, "div") : unwrapped(element))

/** Only in our own texts is small print a footnote and an aside a pull quote. */
const dropStrangers = (body) => {
  for (const small of all(body, "small")) unwrapped(small)
  for (const aside of all(body, "aside")) renamed(aside, "div")
}

export const cleaned = (html, options) => {
  const { body } = new DOMParser().parseFromString(harmless(html), "text/html")
  const isOurs = body.querySelector("[data-pm-slice]") !== null
  dropWhatIsNoText(body)
  if (!isOurs) dropStrangers(body)
  for (const step of [setFootnotes, setLists, setText, setHeadings, setMarks, dropFrames, setParagraphs]) step(body)
  setLinks(body, options.schemes)
  holdToGrammar(body, options)
  return body.innerHTML
}

/** The text of a slice in one line, for a footnote, a caption or a pull quote, which hold no paragraphs. */
const inOneLine = (schema, { content }) => {
  const line = []
  content.descendants((node) => {
    if (node.isTextblock && line.length) line.push(schema.text(" "))
    if (node.isText) line.push(node)
  })
  return new pm.model.Slice(pm.model.Fragment.from(line), 0, 0)
}

const handlePaste = (view, _event, slice) => {
  const { schema, selection, tr } = view.state
  if (selection.$from.parent.type.spec.content !== "text*") return false
  view.dispatch(tr.replaceSelection(inOneLine(schema, slice)).scrollIntoView())
  return true
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",
  addOptions: () => ({ readAs: {}, attributes: {}, schemes: [] }),

  addProseMirrorPlugins() {
    const transformPastedHTML = (html) => cleaned(html, this.options)
    const clipboardTextParser = (text, $context, _isPlain, view) =>
      pm.model.DOMParser.fromSchema(view.state.schema).parseSlice(paragraphs(text), { context: $context, preserveWhitespace: false })
    return [new Plugin({ props: { transformPastedHTML, clipboardTextParser, handlePaste } })]
  },
})
