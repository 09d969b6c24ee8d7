/** The tools by keyboard: one stop of the Tab key, arrows from tool to tool (ARIA practices, toolbar pattern). */
import { Extension, isMacOS } from "django-prose-editor/editor"

const TOGGLES = /^(heading\d|bold|italic|subscript|superscript|bulletList|orderedList|blockquote|pullQuote|alone)$/
const ON_A_MAC = { "Ctrl+": "⌘", "Shift+": "⇧", "Alt+": "⌥" }

const spoken = (name) => (isMacOS() ? name.replaceAll(/(Ctrl|Shift|Alt)\+/g, (key) => ON_A_MAC[key]) : name)

const nameAll = (buttons, names) => {
  for (const button of buttons) {
    button.title = spoken(names[button.dataset.name] ?? button.title)
    button.setAttribute("aria-label", button.title)
  }
}

const set = (element, name, value) => {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value)
}

/** Says what the classes of the buttons show. */
const sayStates = (buttons, editor) => {
  for (const button of buttons) {
    const { name } = button.dataset
    set(button, "aria-disabled", button.classList.contains("disabled"))
    if (TOGGLES.test(name)) set(button, "aria-pressed", button.classList.contains("active") || editor.isActive(name))
  }
  if (buttons.some(({ tabIndex, classList }) => tabIndex === 0 && classList.contains("hidden"))) reachBy(buttons, buttons[0])
}

/** The one button at which the Tab key stops. */
const reachBy = (buttons, button) => {
  for (const each of buttons) each.tabIndex = each === button ? 0 : -1
}

const moveTo = (event, buttons) => {
  const shown = buttons.filter(({ classList }) => !classList.contains("hidden"))
  const onward = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1
  const step = { ArrowRight: onward, ArrowLeft: -onward }[event.key]
  const place = step ? shown.indexOf(event.target) + step : { Home: 0, End: -1 }[event.key]
  return place === undefined ? null : shown.at(place % shown.length)
}

export const Toolbar = Extension.create({
  name: "toolbar",
  addOptions: () => ({ label: "", names: {} }),

  onCreate() {
    const { editor, options } = this
    const bar = editor.view.dom.parentElement.querySelector(".prose-menubar")
    const buttons = [...bar.querySelectorAll("button")]
    bar.setAttribute("role", "toolbar")
    bar.setAttribute("aria-label", options.label)
    nameAll(buttons, options.names)
    reachBy(buttons, buttons[0])
    bar.addEventListener("focusin", ({ target }) => reachBy(buttons, target))
    bar.addEventListener("keydown", (event) => {
      const target = event.key === "Escape" ? editor.view.dom : moveTo(event, buttons)
      if (!target) return
      event.preventDefault()
      target.focus()
    })
    editor.on("transaction", () => sayStates(buttons, editor))
    sayStates(buttons, editor)
  },

  addKeyboardShortcuts() {
    const bar = () => this.editor.view.dom.parentElement.querySelector(".prose-menubar")
    return {
      "Alt-F10": () => {
        bar().querySelector("button[tabindex='0']").focus()
        return true
      },
    }
  },
})
