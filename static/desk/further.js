/** Where the panels stand above the text, most of them are folded, unless the address leads into one. */
const further = document.querySelector(".desk-further")
const narrow = matchMedia("(max-width: 1100px)")

const fold = () => {
  const sought = document.getElementById(location.hash.slice(1))
  further.open = !narrow.matches || further.contains(sought) || Boolean(further.querySelector(".errornote, .errorlist"))
}

if (further) {
  fold()
  narrow.addEventListener("change", fold)
  window.addEventListener("hashchange", fold)
}
