"""What templates say of a revision and of the magazine."""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles.models import Credit, Kind, Notice, PageEdition, Revision
from articles.models.image import Shown
from articles.models.magazine import Link, magazine
from articles.models.neighbours import Neighbours, neighbours_at
from articles.models.reading import body_at
from articles.public.credited import authors
from articles.public.feeds import address
from articles.public.formats import FORMATS
from editorial import inline

register = template.Library()

ENOUGH_FOR_CONTENTS = 3
ENDS_A_SCRIPT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}
OF_THEIR_DAY = {Kind.NEWS, Kind.OPINION}
QUOTATION_MARKS = frozenset('“‘«„‚‹"')


@register.simple_tag
def magazine_name() -> str:
    return magazine().name


@register.simple_tag
def shows_history() -> bool:
    return magazine().history


@register.simple_tag
def magazine_logo() -> Shown | None:
    return magazine().logo


@register.simple_tag
def magazine_menu() -> Iterable[Link]:
    """The links that publishers arranged, none where they did not."""
    return magazine().menu


@register.simple_tag
def magazine_footer() -> Iterable[Link]:
    return magazine().footer


@register.simple_tag
def magazine_tagline() -> str:
    return magazine().tagline


@register.simple_tag
def stylesheet(kind: str) -> SafeString:
    """The styles of a kind of page, whole, as its policy allows them."""
    return mark_safe(f"<style>{inline.sheet(kind, magazine().accent)}</style>")  # noqa: S308


@register.simple_tag
def chosen_scheme() -> SafeString:
    """Light or dark as the reader chose it, before anything is painted."""
    return mark_safe(f"<script>{inline.CHOSEN_SCHEME}</script>")  # noqa: S308


@register.simple_tag(takes_context=True)
def absolute(context: Context, address: str) -> str:
    """The address with scheme and host, as the reader asked for them."""
    return context["request"].build_absolute_uri(address)


@register.simple_tag
def feed_links(name: str, *slugs: str, title: str = "", query: str = "") -> SafeString:
    """The feeds of a page in each format, for its head."""
    return _feed_links(get_script_prefix(), name, slugs, title or magazine().name, f"?{query}" if query else "")


@lru_cache(maxsize=256)
def _feed_links(prefix: str, name: str, slugs: tuple[str, ...], title: str, query: str) -> SafeString:
    """``prefix`` stands before every address, so what is kept holds for it alone."""
    links = ((form.type, f"{title} ({form.name})", address(name, key, *slugs) + query) for key, form in FORMATS.items())
    return format_html_join("\n", '<link rel="alternate" type="{}" title="{}" href="{}">', links)


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Structured data, which no policy takes for a script; no word in it can end the element (HTML, 4.12.1.3)."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ENDS_A_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_tag(takes_context=True)
def printed(context: Context, revision: Revision | PageEdition) -> SafeString:
    """The body at the moment of the page, ``at``; now, where the page has none."""
    return mark_safe(body_at(revision, context.get("at") or timezone.now()))  # noqa: S308


@register.simple_tag(takes_context=True)
def neighbours(context: Context, revision: Revision) -> Neighbours:
    """What stands beside it at the moment of the page."""
    return neighbours_at(revision, context.get("at") or timezone.now())


@register.simple_tag(takes_context=True)
def years_old(context: Context, revision: Revision) -> int:
    """Of news and opinion, which readers must not take for today's, the years since publication; 0 of anything else."""
    return revision.years_old(at=context.get("at") or timezone.now()) if revision.kind in OF_THEIR_DAY else 0


@register.filter
def is_quoted(text: str) -> bool:
    """It opens with a quotation mark, which then hangs in the margin."""
    return text[:1] in QUOTATION_MARKS


@register.filter
def placed(notices: Iterable[Notice], place: str) -> list[Notice]:
    """Those that stand beside the byline, before the text (``start``) or after it (``end``)."""
    return [notice for notice in notices if notice.place == place]


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
