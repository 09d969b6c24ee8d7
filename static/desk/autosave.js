/** Keeps what is typed and not saved: in the person's buffer, in the browser while nobody answers. It fills in nothing. */
const place = document.getElementById("nothing-lost")
const form = document.getElementById("article_form")
const { account, article, buffer, presence, newest, saved, offline, loggedOut, nowhere } = place.dataset
const state = place.querySelector(".buffer-state")
const { sheet } = form.elements
const PREFIX = `buffer:${account}:${article}:`
const SECOND = 1000

const text = () => {
  const typed = new URLSearchParams(new FormData(form))
  typed.delete("csrfmiddlewaretoken")
  return typed.toString()
}

const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? ""

const say = (words) => {
  if (state.textContent !== words) state.textContent = words
}

/* In the browser: one entry for each opened form. */

const keepHere = (typed) => {
  try {
    localStorage.setItem(PREFIX + sheet.value, JSON.stringify({ at: Date.now(), typed }))
    return true
  } catch {
    return false
  }
}

const forget = (key) => {
  try {
    localStorage.removeItem(key)
  } catch {
    /* There is nothing to forget where nothing can be kept. */
  }
}

const entries = () => {
  try {
    return Object.entries(localStorage).filter(([key]) => key.startsWith(PREFIX))
  } catch {
    return []
  }
}

/* At the desk. */

const post = async (address, body) => {
  const options = { method: "POST", body: new URLSearchParams(body), headers: { "X-CSRFToken": token() }, redirect: "manual" }
  try {
    const answer = await fetch(address, { ...options, signal: AbortSignal.timeout(10 * SECOND) })
    if (answer.ok || answer.status === 413) return { ok: answer.ok, ...(await answer.json()) }
    return { ok: false, said: answer.type === "opaqueredirect" || answer.status === 403 ? loggedOut : offline }
  } catch {
    return { ok: false, said: offline }
  }
}

let kept = text()
let last = kept
let next = 0
let busy = false
let leaving = false

const send = async (typed) => {
  const key = PREFIX + sheet.value
  busy = true
  const answer = await post(buffer, typed)
  busy = false
  if (answer.ok) kept = typed
  if (answer.ok && text() === typed) forget(key)
  if (!answer.ok) next = Date.now() + 5 * SECOND
  say(answer.ok || keepHere(text()) ? answer.said : nowhere)
}

/* Looking once a second sees every change, also those that widgets make without an event. */
const look = () => {
  const typed = text()
  const rests = typed === last
  last = typed
  if (!rests && typed !== kept) keepHere(typed)
  if (rests && typed !== kept && !busy && !leaving && Date.now() >= next) send(typed)
}

const keepUnsent = () => {
  const typed = text()
  if (typed !== kept) keepHere(typed)
  return typed
}

/** Who logged in again in another tab has a new token; the one in the form would be refused. A server may never answer. */
const beforeSubmit = ({ submitter }) => {
  leaving = submitter?.formTarget !== "_blank"
  setTimeout(() => (leaving = false), 20 * SECOND)
  keepHere(text())
  if (token()) form.elements.csrfmiddlewaretoken.value = token()
}

const beforeLeaving = () => {
  const typed = keepUnsent()
  if (!leaving && typed !== kept) navigator.sendBeacon(buffer, new URLSearchParams(`${typed}&csrfmiddlewaretoken=${token()}`))
}

/** A page that comes back by the back button is another sheet: what it showed may be saved by now. */
const comeBack = ({ persisted }) => {
  if (!persisted) return
  leaving = false
  sheet.value = `${sheet.value.split("-")[0]}-${Date.now().toString(36)}`
}

/* What an earlier page could not send goes to the buffer now, and the banner offers it. */

const bring = async ([key, entry]) => {
  const { at, typed } = JSON.parse(entry)
  const own = key === PREFIX + sheet.value
  const answer = await post(`${buffer}&age=${Math.max(0, Math.round((Date.now() - at) / SECOND))}${own ? "" : "&found"}`, typed)
  if (!answer.ok) return say(answer.said)
  if (!own) place.querySelector(".unsaved-place").innerHTML = answer.banner
  if (localStorage.getItem(key) === entry) forget(key)
}

const bringAll = async () => {
  const done = new Set(saved.split(" "))
  for (const entry of entries()) {
    if (done.has(entry[0].slice(PREFIX.length))) forget(entry[0])
    else await bring(entry)
  }
}

let company = null

const ping = async () => {
  const answer = await post(presence, `newest=${newest}`)
  if (!answer.ok || answer.company === company) return
  company = answer.company
  place.querySelector(".presence").innerHTML = company
}

form.querySelector(".submit-row")?.prepend(state)
form.addEventListener("submit", beforeSubmit)
window.addEventListener("pagehide", beforeLeaving)
window.addEventListener("pageshow", comeBack)
window.addEventListener("online", () => (next = 0))
setInterval(look, SECOND)
bringAll()
if (presence) {
  ping()
  setInterval(ping, 20 * SECOND)
}
