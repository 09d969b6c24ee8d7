"""Keeping what readers search: in the transaction of whatever begins or ends what they see."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from articles.models import Credit, Findable, Revision, RevisionTopic
from articles.models.findable import place_of
from articles.models.tally import month_of
from articles.search import spelling
from articles.search.asked import Saying, by_author, in_year, of_kind, on_topic
from articles.search.engines import engine
from articles.search.indexing import within_bounds
from articles.text.folding import words
from articles.text.measure import plain, without_pull_quotes
from articles.text.stemming import stem

BATCH = 500
AGAIN_AND_AGAIN = 3
"""How often the body says what it is about."""


def refresh(articles: Sequence[int], *, now: datetime, zone: tzinfo) -> None:
    """Bring what is found of the articles with these keys into line with what readers see or will see at ``now`` (UTC).

    They are filed by their years in ``zone``, that of the magazine. The caller is in the transaction of the change;
    asks a constant number of questions, and one for each new text.
    """
    wanted = dict(_to_be_found(articles, now))
    known = {row.place: row for row in Findable.objects.filter(revision__article__in=articles)}
    _forget([row for place, row in known.items() if place not in wanted])
    _learn({place: key for place, key in wanted.items() if place not in known}, zone)


def rewrite(articles: Sequence[int], *, now: datetime, zone: tzinfo) -> None:
    """As :func:`refresh`, but what is there is made anew."""
    _forget(list(Findable.objects.filter(revision__article__in=articles)))
    refresh(articles, now=now, zone=zone)


def rebuild(*, now: datetime, zone: tzinfo) -> Iterator[int]:
    """Make all of it anew, a transaction for each batch; gives the number of articles done so far."""
    published = Revision.objects.filter(live_from__isnull=False).order_by("article")
    keys = list(published.values_list("article", flat=True).distinct())
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            rewrite(keys[start : start + BATCH], now=now, zone=zone)
        yield min(start + BATCH, len(keys))


def _to_be_found(articles: Sequence[int], now: datetime) -> Iterator[tuple[int, int]]:
    lasting = Q(live_until__isnull=True) | Q(live_until__gt=now)
    found = Revision.objects.filter(lasting, article__in=articles, live_from__isnull=False).order_by()
    rows: Iterable[Any] = found.values_list("pk", "first_published")
    for key, first in rows:
        yield place_of(key, first), key


def _forget(rows: Sequence[Findable]) -> None:
    keys = [row.revision_id for row in rows]
    spelling.unlearn(Counter(word for said in _said(keys).values() for word in set(said.words)))
    Findable.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _learn(missing: dict[int, int], zone: tzinfo) -> None:
    Findable.objects.bulk_create(Findable(place=place, revision_id=key) for place, key in missing.items())
    said, filed, put = _said(missing.values()), _filed(list(missing.values()), zone), engine().put_findable
    with connection.cursor() as cursor:
        for place, key in sorted(missing.items()):
            put(cursor, place, Saying(said[key].parts, filed[key]))
    spelling.learn(Counter(word for each in said.values() for word in set(each.words)))


class Said:
    """The words of a revision: as they are written, and the stems of its parts."""

    def __init__(self, headline: str, names: Sequence[str], standfirst: str, body: str) -> None:
        texts = (headline, f"{' '.join(names)} {standfirst}", plain(without_pull_quotes(body)))
        head, opening, rest = (within_bounds(words(text)) for text in texts)
        self.words = [*head, *opening, *rest]
        stems = [[stem(word) for word in part] for part in (head, opening, rest)]
        focus = [each for each, number in Counter(stems[2]).items() if number >= AGAIN_AND_AGAIN and len(each) > 1]
        self.parts = (stems[0], stems[1], focus, stems[2])


def _said(revisions: Any) -> dict[int, Said]:
    names: dict[int, list[str]] = defaultdict(list)
    for key, name in Credit.objects.filter(revision__in=revisions).values_list("revision", "name"):
        names[key].append(name)
    rows = Revision.objects.filter(pk__in=revisions).values_list("pk", "headline", "standfirst", "body")
    return {key: Said(headline, names[key], standfirst, body) for key, headline, standfirst, body in rows}


def _filed(revisions: Sequence[int], zone: tzinfo) -> dict[int, list[str]]:
    """Where each is filed: under its kind, its year, its topics and its authors."""
    found: dict[int, list[str]] = defaultdict(list)
    rows: Iterable[Any] = Revision.objects.filter(pk__in=revisions).values_list("pk", "kind", "first_published")
    for key, kind, first in rows:
        found[key] += [of_kind(kind), in_year(month_of(first, zone)[:4])]
    for key, topic in RevisionTopic.objects.filter(revision__in=revisions).values_list("revision", "topic"):
        found[key].append(on_topic(topic))
    for key, author in Credit.objects.filter(revision__in=revisions).values_list("revision", "author").distinct():
        found[key].append(by_author(author))
    return found
