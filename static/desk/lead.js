/** The field of the lead picture: shows the picture in place of its number. */
import { choosePicture } from "./pictures.js"

const begin = (field) => {
  const input = field.querySelector("input")
  const chosen = field.querySelector(".chosen")
  const [choose, clear] = field.querySelectorAll("button")

  const set = (picture) => {
    input.value = picture?.id ?? ""
    chosen.querySelector("img").src = picture?.thumbnail ?? ""
    chosen.querySelector(".says").textContent = picture?.name ?? ""
    chosen.hidden = clear.hidden = !picture
    input.dispatchEvent(new Event("change", { bubbles: true }))
  }

  const askFor = async () => {
    const picture = await choosePicture()
    if (picture) set(picture)
    choose.focus()
  }

  field.querySelector(".by-number").hidden = true
  choose.hidden = false
  clear.hidden = chosen.hidden
  choose.addEventListener("click", askFor)
  clear.addEventListener("click", () => {
    set(null)
    choose.focus()
  })
}

document.querySelectorAll(".picture-field").forEach(begin)
