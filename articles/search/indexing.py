"""Keeping the index: in the transaction of whatever makes a revision, or begins or ends what readers see."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, Q

from articles.models import Article, Author, Byline, Credit, IndexEntry, Revision
from articles.models.revision import RevisionQuerySet, newer_on_the_desk
from articles.search.engines import engine
from articles.text.folding import words
from articles.text.measure import plain

BATCH = 500
MOST_BYTES = 500_000
"""Of the words of a part. PostgreSQL refuses a vector of 1 MB, and short words take 8 bytes of it for 5 of theirs."""

Names = dict[int, list[str]]


def refresh(articles: Sequence[int], *, now: datetime) -> None:
    """Bring the entries of the articles with these keys into line with their revisions at the instant ``now`` (UTC).

    The caller is in the transaction of the change; asks a constant number of questions, and one for each new entry.
    """
    wanted = dict(_to_be_found(now).filter(article__in=articles).values_list("pk", "article"))
    known = IndexEntry.objects.filter(article__in=articles)
    known.exclude(pk__in=wanted).delete()
    missing = wanted.keys() - set(known.values_list("pk", flat=True))
    IndexEntry.objects.bulk_create(IndexEntry(revision_id=key, article_id=wanted[key]) for key in missing)
    if missing:
        _put(Revision.objects.filter(pk__in=missing))


def rewrite(articles: Sequence[int], *, now: datetime) -> None:
    """As :func:`refresh`, but entries that are there are made anew."""
    IndexEntry.objects.filter(article__in=articles).delete()
    refresh(articles, now=now)


def rename(author: Author, *, now: datetime) -> None:
    """Let the articles of an author be found by the name that the author has now."""
    rewrite(list(author.articles.values_list("pk", flat=True)), now=now)


def rebuild(*, now: datetime) -> Iterator[int]:
    """Make the whole index anew, a transaction for each batch; gives the number of articles done so far."""
    keys = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            rewrite(keys[start : start + BATCH], now=now)
        yield min(start + BATCH, len(keys))


def _to_be_found(now: datetime) -> RevisionQuerySet:
    """What the working copies say, and what is live or will be."""
    lasting = Q(live_until__isnull=True) | Q(live_until__gt=now)
    return Revision.objects.filter(Q(lasting, live_from__isnull=False) | ~Exists(newer_on_the_desk()))


def _put(revisions: RevisionQuerySet) -> None:
    put, names = engine().put, _names(revisions)
    with connection.cursor() as cursor:
        for key, article, *texts in revisions.values_list("pk", "article", "headline", "standfirst", "body"):
            put(cursor, key, _parts(names[article], *texts))


def _parts(names: list[str], headline: str, standfirst: str, body: str) -> list[list[str]]:
    """Headline, names, standfirst and body in words, in the order in which they count."""
    return [within_bounds(words(text)) for text in (headline, " ".join(names), standfirst, plain(body))]


def within_bounds(found: list[str]) -> list[str]:
    return " ".join(found).encode()[:MOST_BYTES].decode(errors="ignore").split()


def _names(revisions: RevisionQuerySet) -> Names:
    """By article: as its byline has them today, and as they were printed."""
    found: Names = defaultdict(list)
    lines = Byline.objects.filter(article__in=revisions.values("article")).values_list("article", "author__name")
    printed = Credit.objects.filter(revision__in=revisions).values_list("revision__article", "name")
    for article, name in dict.fromkeys((*lines, *printed)):
        found[article].append(name)
    return found
