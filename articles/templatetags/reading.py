"""What templates say of a revision and of the magazine."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from articles.models import Credit, Revision
from articles.models.reading import body_at
from articles.public.credited import authors
from articles.public.feeds import address
from articles.public.formats import FORMATS

register = template.Library()

ENOUGH_FOR_CONTENTS = 3
ENDS_A_SCRIPT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}


@register.simple_tag
def magazine_name() -> str:
    return settings.MAGAZINE_NAME


@register.simple_tag
def magazine_tagline() -> str:
    return settings.MAGAZINE_TAGLINE


@register.simple_tag(takes_context=True)
def absolute(context: Context, address: str) -> str:
    """The address with scheme and host, as the reader asked for them."""
    return context["request"].build_absolute_uri(address)


@register.simple_tag
def feed_links(name: str, *slugs: str, title: str = "", query: str = "") -> SafeString:
    """The feeds of a page in each format, for its head."""
    return _feed_links(name, slugs, title or settings.MAGAZINE_NAME, f"?{query}" if query else "")


@lru_cache(maxsize=256)
def _feed_links(name: str, slugs: tuple[str, ...], title: str, query: str) -> SafeString:
    links = ((form.type, f"{title} ({form.name})", address(name, key, *slugs) + query) for key, form in FORMATS.items())
    return format_html_join("\n", '<link rel="alternate" type="{}" title="{}" href="{}">', links)


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Structured data, which no policy takes for a script; no word in it can end the element (HTML, 4.12.1.3)."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ENDS_A_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_tag(takes_context=True)
def printed(context: Context, revision: Revision) -> SafeString:
    """The body at the moment of the page, ``at``; now, where the page has none."""
    return mark_safe(body_at(revision, context.get("at") or timezone.now()))  # noqa: S308


@register.filter
def day(moment: datetime) -> str:
    """The date in the magazine's time zone, in words."""
    return date_format(timezone.localtime(moment), pgettext("a date, in Django's letters", "j F Y"))


@register.filter
def instant(moment: datetime) -> str:
    """A moment for machines (RFC 3339), to the second."""
    return moment.isoformat(timespec="seconds")


@register.filter
def by_role(credits: Iterable[Credit]) -> list[tuple[str, list[Credit]]]:
    """Credits in their order, neighbours of one role together: ``[("by", [Ada, Bao]), ("translated by", [Cy])]``."""
    return [(str(role), list(group)) for role, group in groupby(credits, key=Credit.get_role_display)]


@register.filter
def signed(credits: Iterable[Credit]) -> list[Credit]:
    """The authors among the credits, each person once."""
    return authors(credits)


@register.filter
def people(credits: Iterable[Credit]) -> list[Credit]:
    """Each credited person once, under each name that was printed, if anything was printed about them."""
    once = {(credit.author_id, credit.name): credit for credit in credits if credit.biography or credit.affiliation}
    return list(once.values())


@register.filter
def contents(outline: list[Any]) -> list[Any]:
    """The main headings of a long piece; none for a short one."""
    main = [heading for heading in outline if heading[0] == 2]
    return main if len(main) >= ENOUGH_FOR_CONTENTS else []
