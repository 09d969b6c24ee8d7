/** Moves a row of the front page at once where its button would send the whole form; Alt with an arrow does the same. */
const form = document.getElementById("arrangement")

const place = (row) => row.querySelector("input[name$='-ORDER']")

/** Gives each row the number of its place, and tells the form that something changed. */
const number = (list) => {
  const rows = [...list.querySelectorAll(".slot")].filter((row) => row.querySelector("button[value^='up:']"))
  rows.forEach((row, index) => {
    place(row).value = index + 1
    row.querySelector("button[value^='up:']").disabled = index === 0
    row.querySelector("button[value^='down:']").disabled = index === rows.length - 1
  })
  form.dispatchEvent(new Event("change"))
}

const move = (row, deed) => {
  const other = deed === "up" ? row.previousElementSibling : row.nextElementSibling
  if (!other?.querySelector("button[value^='up:']")) return false
  if (deed === "up") other.before(row)
  else other.after(row)
  number(row.parentElement)
  return true
}

form?.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=do]")
  const deed = button?.value.split(":")[0]
  if (deed !== "up" && deed !== "down") return
  event.preventDefault()
  const row = button.closest(".slot")
  if (move(row, deed)) (button.disabled ? place(row) : button).focus()
})

form?.addEventListener("keydown", (event) => {
  const deed = { ArrowUp: "up", ArrowDown: "down" }[event.key]
  const row = event.target.closest(".slot")
  if (!deed || !row || !event.altKey) return
  event.preventDefault()
  if (move(row, deed)) event.target.focus()
})
