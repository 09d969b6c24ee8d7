"""Two texts of an article beside each other, with what differs marked: what is stored and what was typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.admin.typed import Part, differences
from articles.models import Article
from articles.text.difference import compare, compare_items, compare_lines
from articles.text.marking import Passage, mark, passages


@dataclass(frozen=True)
class Stretch:
    """A stretch of one part as HTML: as stored, as typed. What is the same on both sides need not be read."""

    differs: bool
    stored: SafeString
    typed: SafeString


@dataclass(frozen=True)
class Beside:
    """A part that differs, in stretches from top to bottom."""

    name: str
    label: Any
    stretches: list[Stretch]


def beside(typed: QueryDict, article: Article | None) -> list[Beside]:
    return [Beside(part.name, part.label, list(_stretches(part))) for part in differences(typed, article)]


def _stretches(part: Part) -> Iterator[Stretch]:
    if part.name == "body":
        found = passages(compare(part.stored, part.typed), _picture)
        for _differs, group in groupby(found, key=lambda passage: passage.differs):
            yield from _stretched(list(group))
    else:
        runs = compare_items(part.stored, part.typed) if part.is_list else compare_lines(part.stored, part.typed)
        yield Stretch(True, _safe(mark(runs, "inserted")), _safe(mark(runs, "deleted")))


def _stretched(group: list[Passage]) -> list[Stretch]:
    """What differs passage by passage, what is the same in one."""
    if group[0].differs:
        return [Stretch(True, _safe(passage.old), _safe(passage.new)) for passage in group]
    whole = _safe("".join(passage.new for passage in group))
    return [Stretch(False, whole, whole)]


def _picture(number: int) -> str:
    address = reverse("admin:articles_image_picture", args=[number])
    return format_html('<img src="{}" alt="{}">', address, _("Picture %(number)s") % {"number": number})


def _safe(html: str) -> SafeString:
    """Bodies are cleaned and words escaped where they are marked."""
    return mark_safe(html)  # noqa: S308
