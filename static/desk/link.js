/** Links: to our own articles, found by headline and held by number, or to any address. */
import { crel, Link as BaseLink } from "django-prose-editor/editor"

const REST = 150 // Milliseconds without a key until articles are looked for.
const ADDRESS = /^(https?:\/\/[^\s/]|mailto:\S+@|article:[1-9]\d*$|\/(?!\/))/i
const BARE_HOST = /^(www\.|[\w-]+(\.[\w-]+)*\.[a-z]{2,}\/)\S*$/i
const BARE_MAIL = /^[^\s@/:]+@[^\s@]+\.[^\s@]+$/
const OURS = /^article:(\d+)$/

/** What was typed as an address, or nothing for words. */
export const addressOf = (typed) => {
  if (ADDRESS.test(typed)) return typed
  if (BARE_MAIL.test(typed)) return `mailto:${typed}`
  return BARE_HOST.test(typed) ? `https://${typed}` : ""
}

const option = ({ number, headline, state, live }, place, words) => {
  const told = crel("span", { className: "quiet", textContent: live ? `${words.live} · ${state}` : state })
  const row = crel("li", { id: `link-option-${place}`, role: "option", className: live ? "live" : "" }, [`${headline} `, told])
  Object.assign(row.dataset, { number, headline })
  row.setAttribute("aria-selected", "false")
  return row
}

const parts = (words) => {
  const list = crel("ul", { id: "link-options", role: "listbox", "aria-label": words.found })
  const input = crel("input", { id: "link-address", type: "text", autocomplete: "off", spellcheck: false })
  const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-describedby": "link-said" }
  for (const [name, value] of Object.entries({ ...combobox, "aria-expanded": "false" })) input.setAttribute(name, value)
  const button = (name, type = "button") => crel("button", { type, textContent: words[name], className: name })
  return { list, input, said: crel("p", { id: "link-said", role: "status", className: "quiet" }), set: button("set", "submit"), remove: button("remove"), cancel: button("cancel") }
}

const dialogOf = (words, { input, list, said, set, remove, cancel }) => {
  const heading = crel("h2", { id: "link-title", textContent: words.title })
  const label = crel("label", { htmlFor: input.id, textContent: words.label })
  const buttons = crel("div", { className: "buttons" }, [set, remove, cancel])
  const form = crel("form", { method: "dialog", noValidate: true }, [heading, label, input, said, list, buttons])
  return crel("dialog", { className: "prose-editor-dialog link-dialog", "aria-labelledby": heading.id }, [form])
}

/** Looks for articles while one types; an answer that comes after a later question is dropped. */
const finder = ({ input, list, said }, { articles, words }) => {
  let rest = 0
  let asked = ""
  const find = async () => {
    asked = input.value.trim()
    const question = asked
    try {
      const answer = await fetch(`${articles}?q=${encodeURIComponent(question)}`)
      const { found, said: told } = await answer.json()
      if (question !== asked || !list.isConnected) return
      list.replaceChildren(...found.map((article, place) => option(article, place, words)))
      input.setAttribute("aria-expanded", found.length > 0)
      input.removeAttribute("aria-activedescendant")
      said.textContent = told
    } catch {
      said.textContent = words.failed
    }
  }
  const later = () => {
    clearTimeout(rest)
    rest = setTimeout(find, REST)
  }
  return { find, later }
}

const chosen = (list) => list.querySelector("[aria-selected=true]")

const choose = ({ input, list }, row) => {
  chosen(list)?.setAttribute("aria-selected", "false")
  row.setAttribute("aria-selected", "true")
  row.scrollIntoView({ block: "nearest" })
  input.setAttribute("aria-activedescendant", row.id)
}

const moveInList = (event, these) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const rows = [...these.list.children]
  if (!step || !rows.length) return
  event.preventDefault()
  const here = rows.indexOf(chosen(these.list))
  choose(these, rows.at(here < 0 && step < 0 ? -1 : (here + step) % rows.length))
}

const linkTo = (row) => ({ href: `article:${row.dataset.number}`, text: row.dataset.headline })

/** Asks where the link leads: `{ href, text }`, `{ href: "" }` to take it away, nothing when it stays as it is. */
const ask = (editor, href, options) =>
  new Promise((resolve) => {
    const { words } = options
    const these = parts(words)
    const { input, list, said, remove, cancel } = these
    const dialog = dialogOf(words, these)
    const { find, later } = finder(these, options)
    let answer = null
    const end = (given) => {
      answer = given
      dialog.close()
    }
    const submit = (event) => {
      event.preventDefault()
      const row = chosen(list)
      const address = addressOf(input.value.trim())
      if (row) end(linkTo(row))
      else if (address) end({ href: address, text: input.value.trim() })
      else said.textContent = words.choose
    }
    const finish = () => {
      dialog.remove()
      editor.view.focus()
      resolve(answer)
    }
    input.value = href
    remove.hidden = !href
    input.addEventListener("input", later)
    input.addEventListener("keydown", (event) => moveInList(event, these))
    list.addEventListener("click", ({ target }) => target.closest("li") && end(linkTo(target.closest("li"))))
    dialog.firstChild.addEventListener("submit", submit)
    remove.addEventListener("click", () => end({ href: "" }))
    cancel.addEventListener("click", () => end(null))
    dialog.addEventListener("close", finish)
    editor.view.dom.parentElement.append(dialog)
    dialog.showModal()
    input.select()
    find()
  })

const set = (editor, { href, text }) => {
  const chain = editor.chain().focus()
  if (editor.isActive("link")) chain.extendMarkRange("link")
  if (!href) chain.unsetMark("link").run()
  else if (editor.isActive("link") || !editor.state.selection.empty) chain.setMark("link", { href }).run()
  else chain.insertContent([{ type: "text", text, marks: [{ type: "link", attrs: { href } }] }]).unsetMark("link").run()
}

export const Link = BaseLink.extend({
  addOptions() {
    return { ...this.parent?.(), articles: "", words: {} }
  },

  /* An abbreviation or the end of a sentence is no address. */
  addPasteRules: () => [],

  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor, dispatch }) => {
          const { href = "" } = editor.getAttributes("link")
          if (dispatch) ask(editor, href, this.options).then((answer) => answer && set(editor, answer))
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return { "Mod-k": () => this.editor.commands.addLink() }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "link",
      groups: "link",
      button: buttons.material("insert_link", "link"),
      command: (editor) => editor.commands.addLink(),
      active: (editor) => editor.isActive("link"),
    })
    menu.defineItem({
      name: "unlink",
      groups: "link",
      button: buttons.material("link_off", "unlink"),
      command: (editor) => editor.chain().focus().unsetLink().run(),
      hidden: (editor) => !editor.isActive("link"),
    })
  },
})
