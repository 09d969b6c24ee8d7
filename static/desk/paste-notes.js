/** Footnotes that Word, LibreOffice and web pages write at the end, set where they are referred to. */
const REFERENCE = /#(_(?:ftn|edn)\d+|sd(?:footnote|endnote)\d+sym|ftnt\d+|(?:fn|note|footnote|cite_note)[:_-][\w:.-]+)$/i
const WAY_BACK = "a[href*='ftnref'],a[href*='ednref'],a[href*='ftnt_ref'],a[href*='anc'],a[role=doc-backlink],a[href*='#ref-'],a[href*='#fnref'],a.msocomanchor"
const HOLDS_A_NOTE = "div[id^=ftn],div[id^=edn],div[id^=sdfootnote],div[id^=sdendnote],li,div[data-style*='mso-element:footnote'],p"

const noteAt = (body, name) => {
  const target = body.querySelector(`[id="${CSS.escape(name)}"],[name="${CSS.escape(name)}"]`)
  return target?.closest(HOLDS_A_NOTE) ?? null
}

/** The note in one line, without its number. */
const lineOf = (note) => {
  for (const back of note.querySelectorAll(WAY_BACK)) (back.closest("sup") ?? back).remove()
  const line = note.ownerDocument.createElement("small")
  for (const part of note.matches("p,li") && !note.querySelector("p") ? [note] : note.querySelectorAll("p")) {
    if (line.hasChildNodes()) line.append(" ")
    line.append(...part.childNodes)
  }
  return line
}

export const setFootnotes = (body) => {
  const notes = []
  for (const link of [...body.querySelectorAll("a[href*='#']")]) {
    const name = REFERENCE.exec(link.getAttribute("href"))?.[1]
    const note = name && noteAt(body, name)
    if (!note || note.contains(link)) continue
    const raised = link.closest("sup")
    ;(raised?.textContent.trim() === link.textContent.trim() ? raised : link).replaceWith(lineOf(note))
    notes.push(note)
  }
  for (const note of notes) note.remove()
  for (const list of body.querySelectorAll("[data-style*='mso-element:footnote-list'],[data-style*='mso-element:endnote-list'],[role=doc-endnotes]")) list.remove()
}
