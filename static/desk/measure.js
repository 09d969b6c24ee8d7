/** Words, reading time and outline, by the rules of articles/text/measure.py and printing.py. */
const SPACE = "\\s\\x1c-\\x1f\\x85"
const EACH_A_WORD = "\\u3040-\\u30ff\\u3400-\\u9fff"
const INSIDE = `[^${SPACE}${EACH_A_WORD}]`
const LETTER = `(?![${EACH_A_WORD}])[\\p{L}\\p{N}]`
const WORD = new RegExp(`[${EACH_A_WORD}]|[\\p{L}\\p{N}](?:${INSIDE}*${LETTER})?`, "gu")
const WORDS_A_MINUTE = 238

export const countWords = (text) => text.match(WORD)?.length ?? 0

export const readingMinutes = (words) => Math.max(1, Math.floor((words + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE))

/** The headings with the levels that readers get, which skip none; 2 is the highest. */
export const levelled = (headings) => {
  const above = []
  return headings.map((heading) => {
    while (above.length && above.at(-1).written >= heading.level) above.pop()
    const level = above.length ? above.at(-1).level + 1 : 2
    above.push({ written: heading.level, level })
    return { ...heading, level }
  })
}

/** The text of a line without its footnotes. */
const textOf = (line) => {
  let text = ""
  line.forEach((part) => {
    if (part.isText) text += part.text
    else if (part.type.name === "hardBreak") text += "\n"
  })
  return text
}

/* A line that was not touched is the same object after each change, so only what is typed is counted anew. */
const counted = new WeakMap()

const wordsIn = (line) => {
  if (!counted.has(line)) counted.set(line, countWords(textOf(line)))
  return counted.get(line)
}

/** The words that a document of the editor has to read, and its outline with the place of each heading. */
export const measured = (doc) => {
  let words = 0
  const headings = []
  doc.descendants((node, place) => {
    if (!node.isTextblock) return true
    if (node.type.name !== "pullQuote") words += wordsIn(node)
    if (node.type.name === "heading") headings.push({ level: node.attrs.level, text: textOf(node).trim(), place })
    return false
  })
  return { words, minutes: readingMinutes(words), outline: levelled(headings.filter(({ text }) => text)) }
}
