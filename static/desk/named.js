/** Lists with a search field: select2 leaves them without a name, and the search field without the caret. */
const $ = window.django.jQuery

const listOf = (select) => select.nextElementSibling?.querySelector(".select2-selection")

/** A screen reader says what is asked for, then what is chosen. */
const name = (select) => {
  const list = listOf(select)
  if (!list) return
  const chosen = list.querySelector(".select2-selection__rendered")
  for (const attribute of ["role", "aria-readonly"]) chosen.removeAttribute(attribute)
  list.id = `${select.id}-list`
  list.ariaLabel = select.ariaLabel ?? select.labels[0]?.textContent ?? ""
  list.setAttribute("aria-labelledby", `${list.id} ${chosen.id}`)
}

const open = ({ target }) => {
  const list = listOf(target)
  const offered = list.getAttribute("aria-owns")
  const dropdown = document.getElementById(offered).closest(".select2-dropdown")
  list.setAttribute("aria-controls", offered)
  for (const each of dropdown.querySelectorAll("[role=searchbox], [role=listbox]")) each.ariaLabel = list.ariaLabel
  dropdown.querySelector("[role=searchbox]").focus()
}

const nameAll = (place) => place.querySelectorAll(".admin-autocomplete").forEach(name)

$(() => nameAll(document))
$(document).on("select2:open", open)
$(document).on("select2:close", ({ target }) => listOf(target).removeAttribute("aria-controls"))
document.addEventListener("formset:added", ({ target }) => nameAll(target))
