/** Plain text as paragraphs: blank lines part them; lines broken at a column run on, others keep their break. */
const AT_A_COLUMN = 55

const isWrapped = (lines) => lines.length > 1 && lines.slice(0, -1).every(({ length }) => length >= AT_A_COLUMN)

const fill = (paragraph, lines) => {
  if (isWrapped(lines)) return paragraph.append(lines.join(" "))
  lines.forEach((line, number) => {
    if (number) paragraph.append(document.createElement("br"))
    paragraph.append(line)
  })
}

/** An element with a paragraph for each part of the text. */
export const paragraphs = (text) => {
  const lines = text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.trim())
  const isParted = lines.slice(1, -1).includes("")
  const parts = lines.join("\n").split(isParted ? /\n{2,}/ : /\n+/).filter(Boolean)
  const found = document.createElement("div")
  for (const part of parts) fill(found.appendChild(document.createElement("p")), part.split("\n").filter(Boolean))
  return found
}
