"""The desk's front page: the sections of :mod:`articles.desk.front` as short lists, or what to do on the first day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.admin.clock import day, day_and_time, zone
from articles.admin.reach import may_open, reachable
from articles.admin.standing import may_look_back
from articles.desk.front import DUE, MOST, PLANNED, Found, Section, look_into_each, sections_of
from articles.desk.planning import is_late, with_open_wishes
from articles.desk.workflow import name_of
from articles.models.article import ArticleQuerySet

ROWS = 6
WORK = frozenset({"waiting", "late", "mine", "others"})
PARAMETER = "desk"
LIST = "admin:articles_article_changelist"


@dataclass(frozen=True)
class Row:
    """An article in a section; ``dated`` is the one day or moment that matters, in words."""

    article: Any
    word: str
    dated: str
    late: bool
    by: str


@dataclass(frozen=True)
class Shelf:
    """A section with its first rows and the address of all of it."""

    section: Section
    rows: list[Row]
    count: str
    more: bool
    address: str


@dataclass(frozen=True)
class Step:
    """Something to do on the first day, for who may."""

    permission: str
    label: Any
    sentence: Any
    view: str


FIRST_STEPS = (
    Step(
        "articles.add_article",
        gettext_lazy("Take in a manuscript"),
        gettext_lazy("A Word or text file becomes a draft, with its headings, notes, author and biography."),
        "admin:articles_article_manuscripts",
    ),
    Step(
        "articles.add_article",
        gettext_lazy("Write an article"),
        gettext_lazy("Whatever you type is kept. Readers see nothing of it before a publisher says so."),
        "admin:articles_article_add",
    ),
    Step(
        "articles.add_topic",
        gettext_lazy("Name your topics"),
        gettext_lazy("Readers browse by them; the first topic of an article is its section."),
        "admin:articles_topic_add",
    ),
    Step(
        "articles.add_disclaimer",
        gettext_lazy("Word your disclaimers"),
        gettext_lazy("One that a kind of article owes cannot be forgotten."),
        "admin:articles_disclaimer_add",
    ),
    Step(
        "auth.add_user",
        gettext_lazy("Let your colleagues in"),
        gettext_lazy("Make an account for each, and put it into the group of its role."),
        "admin:auth_user_add",
    ),
)


def front_page(request: HttpRequest) -> dict[str, Any]:
    """The sections of the person that hold something, or have words for holding nothing; on the first day, steps."""
    now, articles = timezone.now(), reachable(request)
    sections = sections_of(request.user) if may_open(request.user) else []
    found = look_into_each(sections, articles, request.user, now)
    cards = _cards(articles, {row.key for rows in found.values() for row in rows[:ROWS]}, now)
    shelves = [_shelf(each, rows, cards, now) for each, rows in found.items() if rows or each.nothing]
    is_first_day = not cards and not articles.exists()
    return {
        "work": [shelf for shelf in shelves if shelf.section.name in WORK and not is_first_day],
        "readers": [shelf for shelf in shelves if shelf.section.name not in WORK],
        "steps": first_steps(request.user) if is_first_day else [],
        "today": timezone.localdate(now),
        "zone": zone(now),
        "may_open": may_open(request.user),
        "may_add": request.user.has_perm("articles.add_article"),
        "may_look_back": may_look_back(request.user),
        "may_look_at_editions": request.user.has_perm("articles.view_edition"),
    }


def first_steps(person: Any) -> list[tuple[Step, str]]:
    return [(step, reverse(step.view)) for step in FIRST_STEPS if person.has_perm(step.permission)]


def _cards(articles: ArticleQuerySet, keys: set[int], now: datetime) -> dict[int, Any]:
    """The articles to show, by key, each with ``wished``: whether its day and plan are still to be met."""
    shown = articles.filter(pk__in=keys)
    wished = set(with_open_wishes(shown).values_list("pk", flat=True))
    cards = shown.with_visibility(at=now).select_related("owner", "assignee").prefetch_related("bylines")
    found = cards.defer("body", "standfirst").in_bulk()
    article: Any
    for key, article in found.items():
        article.wished = key in wished
    return found


def _shelf(section: Section, found: list[Found], cards: dict[int, Any], now: datetime) -> Shelf:
    rows = [_row(section, each, cards[each.key], now) for each in found[:ROWS] if each.key in cards]
    count = f"{MOST}+" if len(found) > MOST else str(len(found))
    return Shelf(section, rows, count, len(found) > len(rows), f"{reverse(LIST)}?{PARAMETER}={section.name}")


def _row(section: Section, found: Found, article: Any, now: datetime) -> Row:
    late, dated, moment = False, found.cause.dated, found.moment
    if section.heeds_wishes and article.wished:
        late, dated, moment = min(_wishes(article, now), key=lambda wish: not wish[0])
    word = str(found.cause.word) % {"assignee": name_of(article.assignee) if article.assignee else ""}
    return Row(article, word, _said(dated, moment, timezone.localdate(now)), late, _by(article))


def _wishes(article: Any, now: datetime) -> Iterator[tuple[bool, Any, date | datetime]]:
    """The day and the plan still to be met, each with whether it is late and how it is said."""
    if article.due:
        yield is_late(article.due, None, now), DUE, article.due
    if article.planned_for:
        yield is_late(None, article.planned_for, now), PLANNED, article.planned_for


def _said(dated: Any, moment: date | datetime | None, today: date) -> str:
    if moment is None:
        return ""
    return dated % {"when": day_and_time(moment, today) if isinstance(moment, datetime) else day(moment, today)}


def _by(article: Any) -> str:
    """The byline, or whose it is where nobody signs it yet."""
    byline = ", ".join(line.author.name for line in article.bylines.all())
    return byline or (name_of(article.owner) if article.owner else "")
