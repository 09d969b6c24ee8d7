/** A pull quote: words of the text, said once more where they catch the eye. */
import { Node } from "django-prose-editor/editor"

const PULL_QUOTE = "pullQuote"

/** The marked words, or nothing where none or more than one paragraph is marked. */
const marked = ({ doc, selection: { $from, $to } }) =>
  $from.sameParent($to) ? doc.textBetween($from.pos, $to.pos, " ", "").trim() : ""

/** Marked words stand once more before their paragraph; without any the paragraph itself becomes the quote, or ends it. */
const toggle = ({ commands, dispatch, editor, state: { doc, schema, selection }, tr }) => {
  const words = marked({ doc, selection })
  if (!words || editor.isActive(PULL_QUOTE)) return commands.toggleNode(PULL_QUOTE, "paragraph")
  if (dispatch) tr.insert(selection.$from.before(1), schema.nodes[PULL_QUOTE].create(null, schema.text(words)))
  return true
}

export const PullQuote = Node.create({
  name: PULL_QUOTE,
  group: "block",
  content: "text*",
  defining: true,
  parseHTML: () => [{ tag: "aside" }],
  renderHTML: () => ["aside", 0],

  addCommands: () => ({ togglePullQuote: () => toggle }),

  addKeyboardShortcuts() {
    return { "Mod-Shift-9": () => this.editor.commands.togglePullQuote() }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: PULL_QUOTE,
      groups: "nodes",
      button: buttons.text("“ ”", "pull quote"),
      command: (editor) => editor.chain().focus().togglePullQuote().run(),
      enabled: (editor) => editor.can().togglePullQuote(),
      active: (editor) => editor.isActive(PULL_QUOTE),
    })
  },
})
