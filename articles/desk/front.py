"""THE table of what the desk's front page shows, to whom; and how a page of it is asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.desk import waiting
from articles.desk.access import WORK_ON_ANY
from articles.models.article import ArticleQuerySet

Question = Callable[[ArticleQuerySet, Any, datetime], ArticleQuerySet]
MOST = 99
"""How far a section counts: one more is read, so that the page can say “99+” and never counts a whole table."""


@dataclass(frozen=True)
class Cause:
    """Why an article stands in a section: a word for it, how its date is said, the question, who is asked."""

    word: Any
    dated: Any
    question: Question
    permission: str = ""


@dataclass(frozen=True)
class Section:
    """A list of the front page. Articles of the section named ``besides`` do not stand in it again; where it
    ``heeds_wishes``, an open day or plan of an article matters more than the moment of the cause."""

    name: str
    label: Any
    causes: tuple[Cause, ...]
    permission: str = ""
    besides: str = ""
    latest_first: bool = False
    heeds_wishes: bool = False
    nothing: Any = ""


DUE = gettext_lazy("due %(when)s")
PLANNED = gettext_lazy("planned for %(when)s")
REVIEW = gettext_lazy("review on %(when)s")
SINCE = gettext_lazy("since %(when)s")
CHANGED = gettext_lazy("changed %(when)s")
SECTIONS = (
    Section(
        "waiting",
        gettext_lazy("Waiting for you"),
        (
            Cause(gettext_lazy("to review"), SINCE, waiting.to_review, "articles.review_article"),
            Cause(gettext_lazy("to sign off"), SINCE, waiting.to_sign_off),
            Cause(gettext_lazy("to publish"), SINCE, waiting.to_publish, "articles.publish_article"),
            Cause(gettext_lazy("changes asked for"), SINCE, waiting.changes_asked),
            Cause(gettext_lazy("note to answer"), SINCE, waiting.notes_to_answer),
            Cause(gettext_lazy("proof answered"), SINCE, waiting.proofs_answered),
            Cause(gettext_lazy("assigned to you"), CHANGED, waiting.assigned),
        ),
        heeds_wishes=True,
        nothing=gettext_lazy("Nothing waits for you."),
    ),
    Section(
        "late",
        gettext_lazy("Late"),
        (
            Cause("", DUE, waiting.due_passed),
            Cause("", PLANNED, waiting.plan_passed),
        ),
        WORK_ON_ANY,
    ),
    Section(
        "mine",
        gettext_lazy("Your drafts"),
        (Cause("", CHANGED, waiting.own_drafts),),
        besides="waiting",
        latest_first=True,
        heeds_wishes=True,
    ),
    Section(
        "others",
        gettext_lazy("Waiting for others"),
        (
            Cause(gettext_lazy("to be published"), SINCE, waiting.approved),
            Cause(gettext_lazy("to be reviewed"), SINCE, waiting.in_review),
            Cause(gettext_lazy("changes asked for"), SINCE, waiting.sent_back),
            Cause(gettext_lazy("with %(assignee)s"), CHANGED, waiting.handed_on),
        ),
        besides="waiting",
        heeds_wishes=True,
    ),
    Section("review", gettext_lazy("To look at again"), (Cause("", REVIEW, waiting.review_due),), WORK_ON_ANY),
    Section(
        "replies",
        gettext_lazy("Right of reply"),
        (
            Cause(gettext_lazy("request to decide"), DUE, waiting.replies_to_decide),
            Cause(gettext_lazy("reply to publish"), DUE, waiting.replies_to_publish),
        ),
        "articles.view_replyrequest",
    ),
    Section("scheduled", gettext_lazy("Scheduled next"), (Cause("", gettext_lazy("%(when)s"), waiting.scheduled),)),
    Section("lately", gettext_lazy("Recently live"), (Cause("", SINCE, waiting.live_lately),), latest_first=True),
    Section(
        "newer",
        gettext_lazy("Live with a newer draft"),
        (Cause("", CHANGED, waiting.newer_drafts),),
        WORK_ON_ANY,
        latest_first=True,
    ),
)
BY_NAME = {section.name: section for section in SECTIONS}


@dataclass(frozen=True)
class Found:
    """An article of a section by its key, why it stands there, and the day or moment that matters."""

    key: int
    cause: Cause
    moment: date | datetime | None


def sections_of(person: Any) -> list[Section]:
    """The sections that the person's front page has."""
    return [section for section in SECTIONS if not section.permission or person.has_perm(section.permission)]


def articles_in(section: Section, articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    """Those of the articles that stand in the section, in the order they came; ``now`` is an aware datetime."""
    left = _left(section.besides, articles, person, now)
    asked = [_keys(found) for _cause, found in _asked(section, left, person, now)]
    return articles.filter(pk__in=asked[0].union(*asked[1:]) if asked[1:] else asked[0])


def look_into(section: Section, articles: ArticleQuerySet, person: Any, now: datetime) -> list[Found]:
    """The first of the section's articles, each once and for its first cause: one more than :data:`MOST` at most."""
    return look_into_each([section], articles, person, now)[section]


def look_into_each(
    sections: list[Section], articles: ArticleQuerySet, person: Any, now: datetime
) -> dict[Section, list[Found]]:
    """As above, of each section, in the order given: one that others are ``besides`` goes before them."""
    found: dict[Section, list[Found]] = {}
    for section in sections:
        besides = BY_NAME.get(section.besides)
        left = _left(section.besides, articles, person, now, found.get(besides) if besides else None)
        found[section] = _first(section, left, person, now)
    return found


def _left(
    besides: str, articles: ArticleQuerySet, person: Any, now: datetime, known: list[Found] | None = None
) -> ArticleQuerySet:
    """Those of the articles that do not stand in the section of that name.

    Where all that stand there are ``known`` the database is not asked again: it is a long question.
    """
    if not besides:
        return articles
    if known is not None and len(known) <= MOST:
        return articles.exclude(pk__in=[each.key for each in known])
    return articles.exclude(pk__in=_keys(articles_in(BY_NAME[besides], articles, person, now)))


def _first(section: Section, left: ArticleQuerySet, person: Any, now: datetime) -> list[Found]:
    found: dict[int, Found] = {}
    asked: Any
    for cause, asked in _asked(section, left, person, now):
        for key, moment in asked.values_list("pk", "moment")[: MOST + 1]:
            found.setdefault(key, Found(key, cause, moment))
    return sorted(found.values(), key=_instant, reverse=section.latest_first)[: MOST + 1]


def _asked(
    section: Section, left: ArticleQuerySet, person: Any, now: datetime
) -> Iterator[tuple[Cause, ArticleQuerySet]]:
    for cause in section.causes:
        if not cause.permission or person.has_perm(cause.permission):
            yield cause, cause.question(left, person, now)


def _keys(articles: ArticleQuerySet) -> Any:
    return articles.order_by().values("pk")


def _instant(found: Found) -> datetime:
    """A day counts from its first moment in the magazine’s time zone; what has no moment comes first."""
    moment = found.moment or date.min.replace(year=1970)
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(), tzinfo=timezone.get_current_timezone())
