"""What the editor says: the names of its tools as they are spoken and shown, and the words of its dialog for links."""

from django.utils.translation import gettext as _


def names() -> dict[str, str]:
    """By the editor's name of a tool; keys are told where there are any."""
    return {
        "heading2": _("Heading (Ctrl+Alt+2)"),
        "heading3": _("Subheading (Ctrl+Alt+3)"),
        "heading4": _("Small heading (Ctrl+Alt+4)"),
        "bold": _("Bold (Ctrl+B)"),
        "italic": _("Italic (Ctrl+I)"),
        "subscript": _("Subscript (Ctrl+,)"),
        "superscript": _("Superscript (Ctrl+.)"),
        "link": _("Link (Ctrl+K)"),
        "unlink": _("Remove link"),
        "footnote": _("Footnote (Ctrl+Alt+F)"),
        "bulletList": _("List (Ctrl+Shift+8)"),
        "orderedList": _("Numbered list (Ctrl+Shift+7)"),
        "blockquote": _("Quotation (Ctrl+Shift+B)"),
        "pullQuote": _("Pull quote (Ctrl+Shift+9)"),
        "horizontalRule": _("Break between sections"),
        "figure": _("Picture"),
        "table": _("Table"),
        **names_in_tables(),
        "history:undo": _("Undo (Ctrl+Z)"),
        "history:redo": _("Redo (Ctrl+Y)"),
        "alone": _("Write without distraction (Ctrl+Shift+Enter)"),
    }


def names_in_tables() -> dict[str, str]:
    return {
        "table:addColumnAfter": _("Add column"),
        "table:deleteColumn": _("Delete column"),
        "table:addRowAfter": _("Add row"),
        "table:deleteRow": _("Delete row"),
        "table:mergeCells": _("Merge cells"),
        "table:splitCell": _("Split cell"),
        "table:toggleHeaderCell": _("Header cell"),
        "table:deleteTable": _("Delete table"),
    }


def words_of_links() -> dict[str, str]:
    return {
        "title": _("Link"),
        "label": _("Headline of one of our articles, or an address"),
        "found": _("Our articles"),
        "live": _("live"),
        "own": _("A link to one of our articles keeps leading there when its address changes."),
        "set": _("Set link"),
        "remove": _("Remove link"),
        "cancel": _("Cancel"),
        "choose": _("Choose an article of the list, or type an address that begins with https://"),
        "failed": _("Nobody answers, so no article can be found. An address can be set."),
    }
