/** Light or dark as the reader chooses, kept in this browser alone. Nothing is stored for "as the device". */
const root = document.documentElement
const group = document.querySelector(".schemes")
const buttons = [...group.querySelectorAll("button")]

const show = () => buttons.forEach(button => {
  button.setAttribute("aria-pressed", String(button.value === (root.dataset.scheme ?? "")))
})

group.addEventListener("click", ({ target }) => {
  if (!buttons.includes(target)) return
  if (target.value) root.dataset.scheme = target.value
  else delete root.dataset.scheme
  show()
  try {
    if (target.value) localStorage.setItem("scheme", target.value)
    else localStorage.removeItem("scheme")
  } catch { /* where nothing may be stored, the choice lasts as long as the page */ }
})

show()
group.hidden = false
