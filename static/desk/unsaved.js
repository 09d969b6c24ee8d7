/** Asks before a press of a button or a link throws away what was typed and not saved. */
const form = document.querySelector("#article_form, #arrangement")

let unsaved = false

const askFirst = (event) => {
  if (unsaved) event.preventDefault()
}

if (form) {
  form.addEventListener("input", () => (unsaved = true))
  form.addEventListener("change", () => (unsaved = true))
  form.addEventListener("submit", ({ submitter }) => (unsaved = unsaved && submitter?.formTarget === "_blank"))
  window.addEventListener("beforeunload", askFirst)
  unsaved = "unsaved" in form.dataset || Boolean(form.querySelector(".errornote, .stale"))
}
