"""The magazine's facts as they stand in three tables, in one query: no page has more than one to spare for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from articles.models.about import Page, PageEdition
from articles.models.image import Image
from articles.models.imprint import FACTS, Imprint
from articles.models.menu import MenuLink
from articles.models.topic import Topic
from articles.models.written import SOMETIME, Written

TEXTS = tuple(name for name in FACTS if name not in {"logo", "founded", "history"})
NO, NOTHING = Value(0), Value("")
NUMBERS = 5
WIDTH = len(TEXTS) + 1
"""How many texts a row has; they follow so many whole numbers."""


def facts_at(at: datetime) -> tuple[Imprint | None, list[MenuLink], list[PageEdition]]:
    """The edition that readers see at ``at`` (UTC) with its logo, the links of its menu, the pages on the magazine."""
    of: dict[str, list[Any]] = {"imprint": [], "link": [], "page": []}
    for what, _place, _key, *row in STANDING.tuples(at):
        of[what].append(READ[what](*row))
    return next(iter(of["imprint"]), None), of["link"], of["page"]


def _imprint(
    number: int, founded: int | None, width: int | None, height: int | None, history: int, *texts: str
) -> Imprint:
    facts = dict(zip(TEXTS, texts, strict=False))
    logo = Image(checksum=texts[-1], width=width, height=height) if width and height else None
    return Imprint(number=number, founded=founded, logo=logo, history=bool(history), **facts)


def _link(topic: int, page: int, _1: int, _2: int, _3: int, *texts: str) -> MenuLink:
    kind, label, name, slug, *_no = texts
    leads_to = Topic(pk=topic, name=name, slug=slug) if topic else None
    return MenuLink(kind=kind, label=label, page_id=page, topic=leads_to)


def _page(page: int, in_footer: int, _1: int, _2: int, _3: int, *texts: str) -> PageEdition:
    kind, title, slug, *_no = texts
    return PageEdition(page=Page(pk=page, kind=kind), title=title, slug=slug, in_footer=bool(in_footer))


READ: dict[str, Any] = {"imprint": _imprint, "link": _link, "page": _page}


def _standing(at: datetime) -> QuerySet[Any, Any]:
    live = Imprint.objects.live(at=at).annotate(shown=Cast("history", IntegerField())).order_by()
    links = MenuLink.objects.filter(imprint__in=live.values("pk"))
    pages = PageEdition.objects.live(at=at).annotate(shown=Cast("in_footer", IntegerField()))
    logo = ("logo__width", "logo__height")
    return (
        _part("imprint", live, NO, ("number", "founded", *logo, "shown"), (*TEXTS, "logo__checksum"))
        .union(
            _part("link", links, F("position"), ("topic", "page"), ("kind", "label", "topic__name", "topic__slug")),
            _part("page", pages, F("position"), ("page", "shown"), ("page__kind", "title", "slug"), key="page"),
            all=True,
        )
        .order_by("what", "place", "key")
    )


def _part(
    what: str, rows: QuerySet[Any, Any], place: Any, numbers: Sequence[str], texts: Sequence[str], key: str = "pk"
) -> Any:
    """Its columns, made up to as many as the widest part has."""
    columns = [*map(F, numbers), *[NO] * (NUMBERS - len(numbers)), *map(F, texts), *[NOTHING] * (WIDTH - len(texts))]
    named = {f"c{number}": column for number, column in enumerate(columns)}
    rows = rows.order_by().annotate(what=Value(what), place=place, key=F(key), **named)
    return rows.values_list("what", "place", "key", *named)


STANDING = Written(_standing, SOMETIME)
