"""Articles as feeds tell of them, in full, with notices and corrections: the one source of entries of all formats."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Value
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import linebreaks
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.models import Credit, Notice, Revision, RevisionTopic
from articles.models.correction import CorrectionQuerySet
from articles.models.disclaimer import Place
from articles.models.reading import bodies_at
from articles.models.revision import RevisionQuerySet
from articles.public.credited import authors, others
from articles.public.lists import newest
from articles.text.abroad import abroad

SIZE = 20
Said = dict[tuple[int, str], list[str]]
"""The names of the topics of a revision (``"topic"``), and the wordings of its notices at each of their places."""


@dataclass(frozen=True)
class Person:
    name: str
    address: str


@dataclass(frozen=True)
class Entry:
    """An article: ``id`` for all time, whole addresses, moments in UTC; of ``updated`` readers are told."""

    id: str
    address: str
    title: str
    summary: str
    content: str
    published: datetime
    updated: datetime
    language: str
    authors: list[Person] = field(default_factory=list)
    others: list[Person] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    picture: str = ""


def entries(request: HttpRequest, walk: RevisionQuerySet, at: datetime) -> list[Entry]:
    """The newest of a walk, in at most four queries."""
    rows = _rows(walk, at)
    bodies, said = bodies_at(rows, at), _said(rows)
    return [_entry(request, row, bodies[row.pk], said) for row in rows]


def _rows(walk: RevisionQuerySet, at: datetime) -> list[Revision]:
    return list(newest(walk, at).with_lead().with_credits().defer("body", "outline")[:SIZE])


def _said(rows: Sequence[Revision]) -> Said:
    """In one query; each in the order in which its page has it."""
    topics = RevisionTopic.objects.filter(revision__in=rows).order_by()
    notices = Notice.objects.filter(revision__in=rows).order_by()
    # Without the last order_by, Django 6.1 orders the union by a column that it has not.
    both = (
        topics.values_list("revision", Value("topic"), "position", "topic__name")
        .union(notices.values_list("revision", "place", "pk", "wording"), all=True)
        .order_by()
    )
    said: Said = {}
    for revision, what, _order, words in sorted(both):
        said.setdefault((revision, what), []).append(words)
    return said


def _entry(request: HttpRequest, revision: Revision, body: str, said: Said) -> Entry:
    address = request.build_absolute_uri(revision.get_absolute_url())
    notices = {
        place: [{"wording": wording} for wording in said.get((revision.pk, place), [])] for place in Place.values
    }
    context = {"revision": revision, "body": body, "notices": notices}
    text = render_to_string("feed_entry.html", context)
    return Entry(
        id=tag(revision),
        address=address,
        title=revision.entitled(revision.headline),
        summary=revision.standfirst or revision.excerpt,
        content=abroad(text, site=request.build_absolute_uri("/").rstrip("/"), page=address),
        published=cast(datetime, revision.first_published),
        updated=cast(datetime, revision.dated_for_readers),
        language=revision.language,
        authors=_people(request, authors(revision.credits.all())),
        others=_people(request, others(revision.credits.all())),
        topics=said.get((revision.pk, "topic"), []),
        picture=request.build_absolute_uri(revision.lead.src) if revision.lead else "",
    )


def put_right(request: HttpRequest, walk: CorrectionQuerySet, at: datetime) -> list[Entry]:
    """The newest corrections of a walk of ``listed``."""
    return [_corrected(request, each) for each in newest(walk, at).for_lists()[:SIZE]]


def _corrected(request: HttpRequest, correction: Any) -> Entry:
    days = [date_format(localtime(later.at), "j F Y") for later in correction.superseded_by]
    said = (*(_("Superseded on %(day)s.") % {"day": day} for day in days), correction.wrong, correction.right)
    text = "\n\n".join(filter(None, (*said, correction.learned)))
    host = urlsplit(settings.SITE_URL).hostname
    return Entry(
        id=f"tag:{host},{correction.at:%Y-%m-%d}:correction-{correction.pk}",
        address=request.build_absolute_uri(f"{correction.after.get_absolute_url()}#correction-{correction.pk}"),
        title=f"{correction.kind_of_act.label}: {correction.after.headline}",
        summary=text,
        content=linebreaks(text, autoescape=True),
        published=correction.at,
        updated=correction.at,
        language=correction.after.language,
    )


def _people(request: HttpRequest, credits: Iterable[Credit]) -> list[Person]:
    return [Person(each.name, request.build_absolute_uri(each.author.get_absolute_url())) for each in credits]


def tag(revision: Revision) -> str:
    """The name of an article for all time (RFC 4151), whatever its address and by whichever host it was asked for."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{revision.first_published:%Y-%m-%d}:article-{revision.article_id}"
