/** Sends pictures as soon as they are dropped or chosen, each by itself, and shows what became of it. */
const form = document.getElementById("upload")
const { files } = form.elements
const words = form.dataset
const lines = form.querySelector(".on-their-way")
const received = form.querySelector(".received")
const LANES = 2

const queue = []
let busy = 0
let saving = false

const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? form.elements.csrfmiddlewaretoken.value

const add = (chosen) => {
  for (const file of chosen) queue.push({ file, line: lineFor(file) })
  next()
}

const lineFor = ({ name }) => {
  const line = form.querySelector("template").content.firstElementChild.cloneNode(true)
  line.querySelector(".name").textContent = name
  line.querySelector("progress").ariaLabel = name
  say(line, words.waiting)
  lines.append(line)
  return line
}

const say = (line, sentence) => (line.querySelector(".state").textContent = sentence)

const next = () => {
  while (busy < LANES && queue.length) {
    busy += 1
    send(queue.shift())
  }
}

const send = (job) => {
  const request = new XMLHttpRequest()
  const body = new FormData()
  body.append("files", job.file)
  request.open("POST", form.action)
  request.setRequestHeader("Accept", "application/json")
  request.setRequestHeader("X-CSRFToken", token())
  request.responseType = "json"
  request.upload.addEventListener("progress", (event) => show(job.line, event))
  request.addEventListener("load", () => (request.response?.html ? take(job, request.response.html) : fail(job, answered(request))))
  request.addEventListener("error", () => fail(job, words.offline))
  request.addEventListener("loadend", () => {
    busy -= 1
    next()
  })
  say(job.line, words.sending)
  request.send(body)
}

/** Whoever is logged out is led to the login page, which is no answer. */
const answered = ({ status, responseURL }) => (status === 403 || responseURL !== form.action ? words.loggedOut : words.failed)

const show = (line, { loaded, total }) => {
  const bar = line.querySelector("progress")
  bar.value = loaded / total
  if (loaded < total) return
  bar.removeAttribute("value")
  say(line, words.developing)
}

const take = ({ line }, html) => {
  line.remove()
  received.insertAdjacentHTML("beforeend", html)
  form.querySelector(".send").hidden = true
  form.querySelector(".keep").hidden = !form.elements.picture
}

const fail = (job, sentence) => {
  const again = job.line.querySelector("button")
  job.line.querySelector("progress").value = 0
  say(job.line, sentence)
  again.hidden = false
  again.onclick = () => {
    again.hidden = true
    queue.push(job)
    next()
  }
}

const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files")

const over = (event) => {
  if (!hasFiles(event)) return
  event.preventDefault()
  form.classList.add("dragged-over")
}

const leave = () => form.classList.remove("dragged-over")

const drop = (event) => {
  leave()
  if (!hasFiles(event)) return
  event.preventDefault()
  add(event.dataTransfer.files)
}

const typed = () => [...received.querySelectorAll("textarea, input[type=text]")].some(({ value, defaultValue }) => value !== defaultValue)

const askFirst = (event) => {
  if (!saving && (busy || queue.length || typed())) event.preventDefault()
}

files.addEventListener("change", () => {
  add(files.files)
  files.value = ""
})
form.querySelector(".send").hidden = !form.elements.picture
form.addEventListener("submit", () => (saving = true))
document.addEventListener("dragover", over)
document.addEventListener("dragleave", leave)
document.addEventListener("drop", drop)
window.addEventListener("beforeunload", askFirst)
