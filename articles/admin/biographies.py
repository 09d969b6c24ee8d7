"""What was printed about an author, and what readers see of it today: the history through the credits."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.reach import reachable
from articles.models import Author, Credit, Revision

SHOWN = 10
COLUMNS = (
    *("name", "affiliation", "biography"),
    *("revision", "revision__article", "revision__headline", "revision__live_from"),
)


@dataclass
class Wording:
    """One wording, with the articles that printed it: headline and address at the desk, ``""`` where it is closed."""

    name: str
    affiliation: str
    biography: str
    first: datetime
    last: datetime
    is_live: bool = False
    articles: dict[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def when(self) -> str:
        first, last = day(self.first), day(self.last)
        if self.is_live:
            return _("live, first printed on %(day)s") % {"day": first}
        return _("printed on %(day)s") % {"day": first} if first == last else f"{first} – {last}"

    @property
    def shown(self) -> list[tuple[str, str]]:
        return list(self.articles.values())[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.articles) - SHOWN)


def as_printed(author: Author, request: HttpRequest) -> dict[str, Any]:
    """The context of the panel."""
    now = timezone.now()
    return {"wordings": wordings(author, request, at=now), "behind": behind(author, at=now)}


def wordings(author: Author, request: HttpRequest, *, at: datetime) -> list[Wording]:
    """Each wording that readers saw up to ``at``, those of live articles first, then by when it was last printed."""
    credits = Credit.objects.filter(author=author, revision__live_from__lte=at)
    live = set(Revision.objects.live(at=at).filter(credits__author=author).values_list("pk", flat=True))
    addresses = open_to(request, credits)
    found: dict[tuple[Any, ...], Wording] = {}
    for row in credits.order_by("-revision__live_from", "-pk").values_list(*COLUMNS):
        *said, revision, article, headline, moment = row
        wording = found.setdefault(tuple(said), Wording(*said, first=moment, last=moment))
        wording.first = moment
        wording.articles.setdefault(article, (headline, addresses.get(article, "")))
        wording.is_live = wording.is_live or revision in live
    return sorted(found.values(), key=lambda wording: (wording.is_live, wording.last), reverse=True)


def open_to(request: HttpRequest, credits: QuerySet[Credit]) -> dict[int, str]:
    """The addresses, by article, of the forms of those articles that the person may see."""
    keys = reachable(request).filter(pk__in=credits.values("revision__article")).values_list("pk", flat=True)
    return {key: reverse("admin:articles_article_change", args=[key]) for key in keys}


def behind(author: Author, *, at: datetime) -> str:
    """How many live articles print another biography than the author has now, as a sentence; ``""`` for none."""
    others = Credit.objects.filter(author=author).exclude(biography=author.biography)
    count = Revision.objects.live(at=at).filter(pk__in=others.values("revision")).count()
    if not count:
        return ""
    return ngettext(
        "%(count)s live article still prints another biography. It prints this one when it is next published.",
        "%(count)s live articles still print another biography. They print this one when they are next published.",
        count,
    ) % {"count": count}


def day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
