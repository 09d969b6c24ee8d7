"""With which wordings a disclaimer was printed: how often, from when to when, and which articles are live with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min
from django.urls import reverse
from django.utils.translation import ngettext

from articles.admin.visibility import moment
from articles.models import Disclaimer, Revision
from articles.models import Wording as Version
from articles.models.uses import MOST

MOST_WORDINGS, MOST_ARTICLES = 20, 10


@dataclass(frozen=True)
class Wording:
    """A wording as it stands with revisions; ``live`` are those that readers see now, ten at most, ``more`` or not."""

    text: str
    told: str
    live: list[Revision]
    more: bool
    address: str = ""


def wordings(disclaimer: Disclaimer, now: datetime) -> list[Wording]:
    """The latest in use first. Only the notices are counted: to ask each revision would take seconds in a large log."""
    found = disclaimer.notices.order_by().values("version")
    counted = found.annotate(count=Count("pk"), first=Min("pk"), last=Max("pk")).order_by("-last")[:MOST_WORDINGS]
    return [wording(disclaimer, row, now) for row in counted]


def wording(disclaimer: Disclaimer, row: Mapping[str, Any], now: datetime) -> Wording:
    version = disclaimer.wordings.get(pk=row["version"])
    live = live_with(version, now)
    return Wording(version.text, told(row), live[:MOST_ARTICLES], len(live) > MOST_ARTICLES, address_of(version))


def told(row: Mapping[str, Any]) -> str:
    made = dict(Revision.objects.filter(notices__in=[row["first"], row["last"]]).values_list("notices", "made"))
    sentence = ngettext(
        "In %(count)s revision, saved on %(until)s",
        "In %(count)s revisions, saved from %(since)s to %(until)s",
        row["count"],
    )
    words = {"count": row["count"], "since": moment(made[row["first"]]), "until": moment(made[row["last"]])}
    return sentence % words


def address_of(version: Version) -> str:
    """Where all live articles with it are listed."""
    return reverse("admin:articles_disclaimer_wording", args=[version.pk])


def live_with(version: Version, now: datetime) -> list[Revision]:
    """Of the latest thousand revisions with this wording, those that readers see."""
    latest = version.notices.order_by("-pk").values("revision")[:MOST]
    live = Revision.objects.live(at=now).filter(pk__in=latest).only("article", "number", "headline", "live_from")
    return list(live.order_by("-live_from", "-pk")[: MOST_ARTICLES + 1])
