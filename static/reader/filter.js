/** What a choice finds, as soon as it is made: it takes the place of the list. Without this the button asks for a page. */
const form = document.querySelector(".finder form")
const frame = "#content > .finder"
const choices = `${frame} > :is(details, form)`
let asked = new AbortController()

const wanted = () => {
  const query = new URLSearchParams(new FormData(form))
  for (const [name, value] of [...query]) if (!value || `${name}=${value}` === "match=all") query.delete(name, value)
  return `${location.pathname}${query.size ? `?${query}` : ""}`
}

/** All that stands around an element here becomes what stands around it there; itself keeps its place, and the focus. */
const exchange = (selector, there) => {
  const kept = document.querySelector(selector)
  const all = [...there.querySelector(selector).parentElement.childNodes]
  const middle = all.findIndex(node => node.matches?.(selector))
  for (const node of [...kept.parentElement.childNodes]) if (node !== kept) node.remove()
  kept.before(...all.slice(0, middle))
  kept.after(...all.slice(middle + 1))
}

const show = async () => {
  asked.abort()
  asked = new AbortController()
  const address = wanted()
  const answer = await fetch(address, { signal: asked.signal })
  if (!answer.ok) return
  const there = new DOMParser().parseFromString(await answer.text(), "text/html")
  exchange(choices, there)
  exchange(frame, there)
  history.replaceState(null, "", address)
  form.querySelector("[role=status]").textContent = document.querySelector(".empty")?.textContent ?? form.dataset.done
}

form.addEventListener("change", () => show().catch(() => {}))
