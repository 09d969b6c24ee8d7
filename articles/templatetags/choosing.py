"""What a template would write piece by piece, written in one go, in a tenth of the time: choices, marked words."""

from collections.abc import Container, Sequence
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles.public.filters import Choice
from articles.text.passages import Piece

register = template.Library()


@register.simple_tag
def options(choices: Sequence[Choice], chosen: Container[str]) -> SafeString:
    """The choices of a ``select``, each with its number where there is one."""
    return mark_safe("".join(_option(each, bool(chosen) and each.value in chosen) for each in choices))  # noqa: S308


def _option(choice: Choice, is_chosen: bool) -> str:
    number = f" ({choice.number})" if choice.number else ""
    mark = " selected" if is_chosen else ""
    return f'<option value="{escape(choice.value)}"{mark}>{escape(choice.name)}{number}</option>'


@register.simple_tag
def boxes(parameter: str, choices: Sequence[Choice], chosen: Container[str]) -> SafeString:
    """The choices as boxes to tick."""
    rows = (_box(parameter, each, bool(chosen) and each.value in chosen) for each in choices)
    return mark_safe("\n".join(rows))  # noqa: S308


def _box(parameter: str, choice: Choice, is_chosen: bool) -> str:
    box = f'<input type="checkbox" name="{parameter}" value="{escape(choice.value)}"{" checked" if is_chosen else ""}>'
    return f'<label>{box} <bdi>{escape(choice.name)}</bdi> <span class="number">{choice.number}</span></label>'


@register.filter
def pieces(found: Sequence[Piece]) -> SafeString:
    """A text that was found, escaped piece by piece, with the words that were asked for marked."""
    marked = (f"<mark>{escape(text)}</mark>" if mark else escape(text) for text, mark in found)
    return mark_safe("".join(marked))  # noqa: S308
