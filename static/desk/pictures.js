/** The chooser of a picture from the library: a dialog that the page of an article holds. */
const REST = 250 // Milliseconds without a key before the library is asked.

const dialog = document.getElementById("choose-picture")
const words = dialog?.querySelector("input[type=search]")
const grid = dialog?.querySelector(".grid")
const more = dialog?.querySelector(".more")
const state = dialog?.querySelector(".state")

let asked = 0
let waiting = 0
let settle = null

/** What the library has for the words, from the newest on; what was asked for before is told no more. */
const look = async (before = "") => {
  const number = (asked += 1)
  const query = new URLSearchParams({ q: words.value, before })
  const found = await ask(`${dialog.dataset.address}?${query}`)
  if (number !== asked) return
  state.textContent = found ? "" : dialog.dataset.failed
  if (!found) return
  if (!before) grid.replaceChildren()
  const first = found.pictures.map(offer)[0]
  if (before) first?.focus()
  if (!grid.children.length) state.textContent = dialog.dataset.nothing
  more.hidden = !found.older
  more.value = found.older ?? ""
}

const ask = async (address) => {
  try {
    const answer = await fetch(address, { redirect: "error" })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}

const offer = (picture) => {
  const entry = dialog.querySelector("template").content.firstElementChild.cloneNode(true)
  const button = entry.querySelector("button")
  entry.querySelector("img").src = picture.thumbnail
  entry.querySelector(".says").textContent = picture.name
  entry.querySelector(".quiet").textContent = picture.credit
  entry.querySelector(".flag").textContent = picture.warning
  button.addEventListener("click", () => finish(picture))
  grid.append(entry)
  return button
}

const finish = (picture) => {
  settle?.(picture)
  settle = null
  dialog.close()
}

const lookSoon = () => {
  clearTimeout(waiting)
  waiting = setTimeout(look, REST)
}

dialog?.addEventListener("close", () => finish(null))
dialog?.querySelector(".close").addEventListener("click", () => dialog.close())
dialog?.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault()
  look()
})
words?.addEventListener("input", lookSoon)
more?.addEventListener("click", () => look(more.value))

/**
 * Lets the person choose a picture that they may see.
 * @returns {Promise<{id: number, alt: string, caption: string, credit: string, src: string, thumbnail: string, name: string} | null>}
 *   null when the dialog is closed without a choice
 */
export const choosePicture = () => {
  finish(null)
  words.value = ""
  dialog.showModal()
  words.focus()
  look()
  return new Promise((resolve) => (settle = resolve))
}
