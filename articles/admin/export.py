"""The list of articles as a table for a spreadsheet: all pages of it, streamed, some hundred rows at a time."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.visibility import visibility
from articles.desk.moments import in_the_zone
from articles.desk.workflow import name_of
from articles.models import Article, Revision

BATCH = 500
BYTE_ORDER_MARK = "\ufeff"
"""By it Excel knows UTF-8."""

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


class Echo:
    """What the csv module takes for a file: it gives back each line."""

    def write(self, line: str) -> str:
        return line


def table(keys: Iterable[int], now: datetime) -> StreamingHttpResponse:
    """An answer with a line for each article, in the order of the keys, at the instant ``now``."""
    name = f"articles-{timezone.localtime(now):%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        lines(keys, now),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def lines(keys: Iterable[int], now: datetime) -> Iterator[str]:
    """A constant number of queries for every :data:`BATCH` rows."""
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK + writer.writerow(columns())
    rest = iter(keys)
    while batch := list(islice(rest, BATCH)):
        found = {article.pk: article for article in articles(batch, now)}
        yield "".join(writer.writerow(map(cell, row(found[key]))) for key in batch if key in found)


def articles(keys: list[int], now: datetime) -> Iterable[Any]:
    revisions = Revision.objects.filter(article=OuterRef("pk"))
    live = revisions.live(at=now)
    return (
        Article.objects.filter(pk__in=keys)
        .defer("body", "standfirst")
        .select_related("owner", "assignee")
        .prefetch_related("bylines", "placements__topic")
        .with_visibility(at=now)
        .annotate(
            words=Subquery(revisions.as_on_the_desk().values("word_count")[:1]),
            first=Subquery(revisions.published(at=now).values("first_published")[:1]),
            live_since=Subquery(live.values("live_from")[:1]),
            live_slug=Subquery(live.values("slug")[:1]),
        )
    )


def columns() -> list[str]:
    return [
        _("headline"),
        _("slug"),
        _("kind"),
        _("stage"),
        _("readers see"),
        _("byline"),
        _("topics"),
        _("words"),
        _("language"),
        _("owner"),
        _("assigned to"),
        _("due"),
        _("planned for"),
        _("first published"),
        _("live since"),
        _("address"),
    ]


def row(article: Any) -> list[Any]:
    return [
        article.headline,
        article.slug,
        article.get_kind_display(),
        article.get_stage_display(),
        visibility(article),
        ", ".join(line.author.name for line in article.bylines.all()),
        ", ".join(placement.topic.name for placement in article.placements.all()),
        article.words,
        article.language,
        name_of(article.owner) if article.owner else "",
        name_of(article.assignee) if article.assignee else "",
        article.due,
        article.planned_for,
        article.first,
        article.live_since,
        settings.SITE_URL + reverse("article", args=[article.live_slug]) if article.live_slug else "",
    ]


def cell(value: Any) -> Any:
    """A moment with the magazine's zone (ISO 8601); words that no spreadsheet takes for a formula."""
    if isinstance(value, datetime):
        return in_the_zone(value).isoformat(timespec="seconds")
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
