/** Words, reading time and outline beside the text as one types. */
import { Extension } from "django-prose-editor/editor"
import { measured } from "./measure.js"

const REST = 250 // Milliseconds without a key until it counts.

const written = new Intl.NumberFormat(document.documentElement.lang || undefined)

const panelOf = () => document.getElementById("beside")

const entry = ({ level, text }, number) => {
  const item = document.createElement("li")
  const button = item.appendChild(document.createElement("button"))
  item.className = `level-${level}`
  button.type = "button"
  button.textContent = text
  button.dataset.number = number
  return item
}

const show = (panel, { words, minutes, outline }) => {
  panel.querySelector(".words").textContent = written.format(words)
  panel.querySelector(".minutes").textContent = written.format(minutes)
  panel.querySelector(".empty").hidden = outline.length > 0
  const list = panel.querySelector("ol")
  const said = JSON.stringify(outline.map(({ level, text }) => [level, text]))
  if (list.dataset.said === said) return
  list.dataset.said = said
  list.replaceChildren(...outline.map(entry))
}

const jump = (editor, { place }) => {
  editor.commands.setTextSelection(place + 1)
  editor.view.focus()
  editor.view.nodeDOM(place).scrollIntoView({ block: "start" })
}

export const Beside = Extension.create({
  name: "beside",
  addStorage: () => ({ rest: 0, outline: [] }),

  onCreate() {
    const panel = panelOf()
    if (!panel) return
    const home = panel.parentElement
    this.storage.count = () => {
      const found = measured(this.editor.state.doc)
      this.storage.outline = found.outline
      show(panel, found)
    }
    panel.querySelector("ol").addEventListener("click", ({ target }) => {
      this.storage.count()
      const heading = this.storage.outline[target.dataset.number]
      if (heading) jump(this.editor, heading)
    })
    document.addEventListener("alone", ({ target, detail }) => (detail ? target.append(panel) : home.prepend(panel)))
    panel.hidden = false
    this.storage.count()
  },

  onUpdate() {
    clearTimeout(this.storage.rest)
    this.storage.rest = setTimeout(() => this.storage.count?.(), REST)
  },
})
