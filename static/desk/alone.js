/** Only the text: everything else on the page steps aside until Escape. A save by its key comes back to it. */
import { Extension } from "django-prose-editor/editor"

const KEY = "write-alone"

/** All that stands beside the element and beside what holds it, up to the page. */
const besides = (element) => {
  const found = []
  for (let each = element; each !== document.body; each = each.parentElement)
    found.push(...[...each.parentElement.children].filter((other) => other !== each && !other.inert && other.localName !== "dialog"))
  return found
}

export const Alone = Extension.create({
  name: "alone",
  priority: 50, // Escape leaves a footnote first.
  addStorage: () => ({ asleep: null, from: 0 }),

  onCreate() {
    const { editor } = this
    const frame = editor.view.dom.parentElement
    frame.addEventListener("keydown", (event) => {
      const isMeant = event.key === "Escape" && !event.defaultPrevented && !event.target.closest("dialog")
      if (isMeant && this.storage.asleep) editor.commands.toggleAlone()
    })
    frame.closest("form")?.addEventListener("submit", ({ submitter }) => {
      if (this.storage.asleep && submitter?.name === "_continue") sessionStorage.setItem(KEY, "yes")
    })
    const wasAlone = sessionStorage.getItem(KEY)
    sessionStorage.removeItem(KEY)
    if (wasAlone && document.querySelector(".messagelist .success")) editor.commands.toggleAlone()
  },

  addCommands() {
    return {
      toggleAlone:
        () =>
        ({ editor, dispatch }) => {
          if (dispatch) toggle(editor, this.storage)
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return {
      "Mod-Shift-Enter": () => this.editor.commands.toggleAlone(),
      Escape: () => this.storage.asleep !== null && this.editor.commands.toggleAlone(),
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "alone",
      groups: "view",
      button: buttons.material("fullscreen", "alone"),
      command: (editor) => editor.commands.toggleAlone(),
      active: () => Boolean(this.storage.asleep),
    })
  },
})

const toggle = (editor, storage) => {
  const frame = editor.view.dom.parentElement
  const isOn = !storage.asleep
  if (isOn) storage.from = scrollY
  const asleep = isOn ? besides(frame) : storage.asleep
  for (const element of asleep) element.inert = isOn
  storage.asleep = isOn ? asleep : null
  frame.classList.toggle("alone", isOn)
  document.documentElement.classList.toggle("writing-alone", isOn)
  frame.dispatchEvent(new CustomEvent("alone", { bubbles: true, detail: isOn }))
  if (!isOn) scrollTo(0, storage.from)
  editor.view.focus()
  editor.view.dispatch(editor.state.tr.scrollIntoView())
}
