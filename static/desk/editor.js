/** What the body grammar has and no editor brings along: footnotes, figures from the library; a name to be spoken. */
import { Extension, mergeAttributes, Node, OrderedList as BaseOrderedList, Plugin } from "django-prose-editor/editor"

import { choosePicture } from "./pictures.js"

/* The editor looks for its style element before it writes one, which a strict policy would refuse; its rules are in
   editor.css. An element of this name outside of HTML is found and styles nothing. */
const standIn = document.createElementNS("urn:editorial:none", "style")
standIn.setAttribute("data-tiptap-style", "")
document.head.append(standIn)

export const Named = Extension.create({
  name: "named",
  addOptions: () => ({ label: "", help: "", rightToLeft: [] }),

  addProseMirrorPlugins() {
    const { label, help } = this.options
    const named = { role: "textbox", "aria-multiline": "true", "aria-label": label, "aria-description": help }
    return [new Plugin({ props: { attributes: { ...named, class: "body", spellcheck: "true" } } })]
  },

  /* What is written is spelt and set in the language that is chosen for it. */
  onCreate() {
    const field = document.getElementById("id_language")
    const texts = ["id_headline", "id_standfirst"].map((id) => document.getElementById(id))
    const speak = () => {
      for (const text of [this.editor.view.dom, ...texts]) {
        if (!text) continue
        text.lang = field.value
        text.dir = this.options.rightToLeft.includes(field.value) ? "rtl" : "ltr"
      }
    }
    if (!field) return
    field.addEventListener("change", speak)
    speak()
  },
})

/* The grammar has one kind of numbers. */
export const OrderedList = BaseOrderedList.extend({
  addAttributes() {
    return { start: this.parent().start }
  },
  addNodeView: () => null,
})

const NOTE = "footnote"

/** The footnote that the cursor stands in, or just before or behind. */
const touchesNote = ({ $from, empty }) =>
  empty &&
  ($from.parent.type.name === NOTE || $from.nodeBefore?.type.name === NOTE || $from.nodeAfter?.type.name === NOTE)

const inNote = ({ selection }) => selection.$from.parent.type.name === NOTE

const leaveNote = (editor) => {
  if (!inNote(editor.state)) return false
  return editor.commands.setTextSelection(editor.state.selection.$from.after())
}

const atEndOfNote = ({ state }) => inNote(state) && state.selection.$from.parentOffset === state.selection.$from.parent.content.size

export const Footnote = Node.create({
  name: NOTE,
  group: "inline",
  inline: true,
  content: "text*",
  parseHTML: () => [{ tag: "small" }],
  renderHTML: ({ HTMLAttributes }) => ["small", mergeAttributes(HTMLAttributes), 0],

  addCommands() {
    return {
      insertFootnote:
        () =>
        ({ chain, state }) => {
          const at = state.selection.to
          return chain()
            .focus()
            .insertContentAt(at, { type: NOTE })
            .setTextSelection(at + 1)
            .run()
        },
    }
  },

  addKeyboardShortcuts() {
    return {
      "Mod-Alt-f": () => !inNote(this.editor.state) && this.editor.commands.insertFootnote(),
      Enter: () => leaveNote(this.editor),
      Escape: () => leaveNote(this.editor),
      ArrowRight: () => atEndOfNote(this.editor) && leaveNote(this.editor),
    }
  },

  /* Browsers cannot tell the end of an inline element from the place behind it, so at its edges we set the letters. */
  addProseMirrorPlugins() {
    const handleKeyPress = (view, event) => {
      if (event.ctrlKey || event.metaKey || event.key.length !== 1 || !touchesNote(view.state.selection)) return false
      view.dispatch(view.state.tr.insertText(event.key).scrollIntoView())
      return true
    }
    return [new Plugin({ props: { handleKeyPress } })]
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: NOTE,
      groups: "link",
      button: buttons.text("fn", "footnote"),
      command: (editor) => (inNote(editor.state) ? leaveNote(editor) : editor.commands.insertFootnote()),
      active: (editor) => editor.isActive(NOTE),
    })
  },
})

const numberOf = (element) => Number.parseInt(element.getAttribute("data-image"), 10)

const captionOf = (element) => element.querySelector("figcaption") ?? document.createElement("figcaption")

export const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "text*",
  draggable: true,
  isolating: true,
  addOptions: () => ({ address: "" }),
  addAttributes: () => ({ image: { default: null, parseHTML: numberOf, renderHTML: ({ image }) => ({ "data-image": image }) } }),
  parseHTML: () => [{ tag: "figure[data-image]", contentElement: captionOf }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],

  addNodeView() {
    const { address } = this.options
    return ({ node }) => {
      const dom = document.createElement("figure")
      const picture = dom.appendChild(document.createElement("img"))
      const contentDOM = dom.appendChild(document.createElement("figcaption"))
      picture.src = address.replace("/0/", `/${node.attrs.image}/`)
      picture.alt = `Picture ${node.attrs.image}`
      picture.contentEditable = "false"
      const update = (next) => next.type === node.type && next.attrs.image === node.attrs.image
      return { dom, contentDOM, update }
    }
  },

  addCommands() {
    return {
      insertFigure:
        () =>
        ({ editor, dispatch }) => {
          if (dispatch) choosePicture().then((picture) => picture && set(editor, picture.id))
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return { Enter: () => this.editor.isActive("figure") && this.editor.commands.createParagraphNear() }
  },
})

const set = (editor, image) => {
  const chain = editor.chain().focus()
  if (editor.isActive("figure")) chain.updateAttributes("figure", { image }).run()
  else chain.insertContent({ type: "figure", attrs: { image } }).run()
}
