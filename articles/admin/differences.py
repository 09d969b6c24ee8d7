"""Differences as a page shows them: fields with their pictures, the body in stretches."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.desk.comparing import Comparison, Difference
from articles.models import Image
from articles.text.marking import Passage, mark, mark_items, passages
from articles.text.printing import figures_in

NEIGHBOURS = 1
WORTH_FOLDING = 3


@dataclass(frozen=True)
class Shown:
    """A field or a passage of the body: as it was, as it is, both in one; all of it safe HTML."""

    label: str
    old: SafeString
    new: SafeString
    inline: SafeString


@dataclass(frozen=True)
class Stretch:
    """Passages of the body that follow on each other; those that say the same may be ``folded`` away."""

    folded: bool
    passages: list[Shown]


def shown_field(difference: Difference) -> Shown:
    """A field; of the lead picture also the pictures themselves."""
    runs, write = difference.runs, _as_list if difference.is_list else mark
    before, after = [_lead(number) for number in difference.pictures or (None, None)]
    return Shown(
        difference.label,
        _safe(before + write(runs, "inserted")),
        _safe(after + write(runs, "deleted")),
        _safe(before + after + write(runs, "")),
    )


def _as_list(runs: Any, without: str) -> str:
    items = "".join(f"<li>{item}</li>" for item in mark_items(runs, without))
    return f"<ul>{items}</ul>" if items else ""


def _lead(number: int | None) -> str:
    return format_html('<img src="{}" alt="">', _picture_address(number)) if number else ""


def _picture_address(number: int) -> str:
    return reverse("admin:articles_image_picture", args=[number])


def pictures(old: Any, new: Any) -> Callable[[int], str]:
    """How a picture of the body is shown by its number."""
    numbers = {number for copy in (old, new) for number, _caption in figures_in(copy.body)}
    library = Image.objects.in_bulk(numbers)

    def picture(number: int) -> str:
        if image := library.get(number):
            return format_html('<img src="{}" alt="{}" loading="lazy">', _picture_address(number), image.alt)
        return format_html("<span>{}</span>", _("Picture %(number)s is not in the library.") % {"number": number})

    return picture


def stretches(comparison: Comparison, picture: Callable[[int], str]) -> Iterator[Stretch]:
    """The body in stretches; what says the same is folded but for the passages next to a difference."""
    shown = passages(comparison.body, picture)
    near = [_is_near(shown, place) for place in range(len(shown))]
    for is_near, group in groupby(zip(near, shown, strict=True), key=lambda pair: pair[0]):
        members = [_shown_passage(passage) for _near, passage in group]
        yield Stretch(not is_near and len(members) >= WORTH_FOLDING, members)


def _is_near(shown: list[Passage], place: int) -> bool:
    around = shown[max(place - NEIGHBOURS, 0) : place + NEIGHBOURS + 1]
    return any(passage.differs for passage in around)


def _shown_passage(passage: Passage) -> Shown:
    return Shown("", _safe(passage.old), _safe(passage.new), _safe(passage.inline))


def _safe(html: str) -> SafeString:
    """The body was cleaned and every word escaped where differences are marked."""
    return mark_safe(html)  # noqa: S308
