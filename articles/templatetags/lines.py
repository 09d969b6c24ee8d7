"""The short lines of an article that a list repeats, each in one go: node by node would take ten times as long."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from html import escape
from itertools import groupby
from operator import attrgetter

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext, pgettext

from articles.models import Credit, Revision
from articles.models.byline import Signature

register = template.Library()


@register.filter
def kicker(revision: Revision) -> SafeString:
    """The kind, and the first topic with its link."""
    words = f"{retracted(revision)}<bdi>{escape(revision.kind_name)}</bdi>"
    if section := revision.section:
        words += f' <a href="{section.get_absolute_url()}"><bdi>{escape(section.name)}</bdi></a>'
    return _line("kicker", words)


@register.filter
def retracted(revision: Revision) -> SafeString:
    """A mark for wherever the headline stands, of what the magazine no longer stands by; else nothing."""
    said = escape(gettext("Retracted"))
    word = f'<b class="retracted" lang="{get_language()}"><bdi>{said}</bdi></b> '
    return mark_safe(word if revision.is_retracted else "")  # noqa: S308


@register.filter
def dateline(revision: Revision) -> SafeString:
    """Who wrote it, when it was published and, in substance, updated, how long it takes to read."""
    by = byline(revision.signed)
    parts = [f'<span class="byline"><bdi>{by}</bdi></span>'] if by else []
    published = _dated(revision.first_published) if revision.first_published else escape(gettext("Not published"))
    parts.append(f"<span><bdi>{published}</bdi></span>")
    if revision.updated:
        word = escape(gettext("Updated"))
        parts.append(f"<span><bdi>{word} {_dated(revision.updated)}</bdi></span>")
    parts.append(f"<span><bdi>{escape(minutes_to_read(revision.reading_minutes))}</bdi></span>")
    return _line("meta", " ".join(parts))


def _line(name: str, words: str) -> SafeString:
    """In the language of the interface, whatever that of the article is."""
    return mark_safe(f'<p class="{name}" lang="{get_language()}">{words}</p>')  # noqa: S308


def _dated(moment: datetime) -> str:
    return f'<time datetime="{instant(moment)}">{escape(day(moment))}</time>'


@register.filter
def day(moment: datetime | date) -> str:
    """The date in words, of a moment in the magazine's time zone."""
    of = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    return _in_words(of, get_language())


@lru_cache(maxsize=2048)
def _in_words(date: date, language: str | None) -> str:
    return date_format(date, pgettext("a date, in Django's letters", "j F Y"))


@register.filter
def instant(moment: datetime) -> str:
    """A moment for machines (RFC 3339), to the second."""
    return moment.isoformat(timespec="seconds")


@register.filter
def minutes_to_read(minutes: int) -> str:
    return _to_read(minutes, get_language())


@lru_cache(maxsize=512)
def _to_read(minutes: int, language: str | None) -> str:
    return ngettext("%(minutes)d-minute read", "%(minutes)d-minute read", minutes) % {"minutes": minutes}


@register.filter
def by_role(credits: Iterable[Credit | Signature]) -> list[tuple[str, list[Credit | Signature]]]:
    """Credits in their order, neighbours of one role together: ``[("by", [Ada, Bao]), ("translated by", [Cy])]``."""
    return [(role, list(group)) for role, group in groupby(credits, key=attrgetter("role_name"))]


@register.filter
def byline(credits: Iterable[Credit | Signature]) -> SafeString:
    """“By Ada and Bao; translated by Cy”, each name with its link."""
    groups = [f"{role} {_named(group)}" for role, group in by_role(credits)]
    return mark_safe(capfirst("; ".join(groups)))  # noqa: S308


def _named(credits: Iterable[Credit | Signature]) -> str:
    *others, last = (f'<a href="{credit.address}"><bdi>{escape(credit.name)}</bdi></a>' for credit in credits)
    return f"{', '.join(others)} {escape(gettext('and'))} {last}" if others else last
