"""Median and 95th percentile of readers' pages at 50,000 live articles and 150 topics of Zipf popularity.

Builds them in bulk into an empty database of its own, once, then asks each page as a browser would, from the address to
the last byte, in this process and without any cache. No page may ask more than six questions, with the magazine's facts
not yet known, nor any with COUNT or OFFSET:
DEBUG=1 DATA_DIR=/tmp/readers .venv/bin/python .ci/readers_list.py [ARTICLES]
DEBUG=1 DATABASE_URL=postgres://…/empty .venv/bin/python .ci/readers_list.py [ARTICLES]
How the figures grow with the number of articles: .ci/growth.py.
"""

import re
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from desk_list import BATCH, CHANCE, KINDS, NOW, PARAGRAPHS, VOCABULARY, people, sentence
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Sum
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.desk import tallying
from articles.models import Article, Author, Credit, Revision, RevisionTopic, Tally, Topic
from articles.models.article import Stage
from articles.models.findable import place_of
from articles.models.magazine import forget
from articles.search import printing
from articles.text.measure import excerpt

MANY = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
TOPICS, AUTHORS, TIMES, MOST_QUERIES = 150, 2_500, 60, 6
ZIPF = [1 / rank for rank in range(1, TOPICS + 1)]
NEVER_ASKED = re.compile(r"COUNT\(|OFFSET|\"articles_article\"")
LINK = re.compile(r'rel="next" href="([^"]+)"')
UNDER = "“under sanctions”"
RARE = "Quinquereme"


def main() -> None:
    call_command("migrate", verbosity=0)
    if not Article.objects.exists():
        build()
    print(f"{Revision.objects.live(at=datetime.now(NOW.tzinfo)).count():,} live articles, {connection.vendor}")
    measure()


def build() -> None:
    started = time.monotonic()
    owner = people()[0]
    topics = Topic.objects.bulk_create(
        Topic(name=f"{sentence(2)} {n}", slug=f"topic-{n}", description=sentence(12)) for n in range(TOPICS)
    )
    authors = Author.objects.bulk_create(
        Author(name=f"{sentence(1)} Quist{n:04}", slug=f"author-{n}", biography=sentence(30)) for n in range(AUTHORS)
    )
    numbers = iter(range(MANY))
    while batch := list(islice(numbers, BATCH)):
        add(batch, owner, topics, authors)
        print(f"\r{batch[-1] + 1:,} articles after {time.monotonic() - started:.0f} s", end="", flush=True)
    tallying.recount(now=NOW, zone=UTC)
    for done in printing.rebuild(now=NOW, zone=UTC):
        print(f"\r{done:,} can be found after {time.monotonic() - started:.0f} s", end="", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    print()


def add(batch: list[int], owner: Any, topics: list[Topic], authors: list[Author]) -> None:
    """Live articles of twenty years, one in twenty printed twice, and now and then one that is yet to come."""
    articles = Article.objects.bulk_create(article(number, owner) for number in batch)
    revisions = Revision.objects.bulk_create(
        each for number, one in zip(batch, articles, strict=True) for each in turns(number, one)
    )
    on = {one.pk: list(dict.fromkeys(CHANCE.choices(topics, ZIPF, k=3))) for one in articles}
    by = {one.pk: authors[min(int(CHANCE.expovariate(1 / 400)), AUTHORS - 1)] for one in articles}
    RevisionTopic.objects.bulk_create(
        RevisionTopic(revision=each, topic=topic, position=position, first_published=each.first_published)
        for each in revisions
        for position, topic in enumerate(on[each.article_id], start=1)
    )
    Credit.objects.bulk_create(
        Credit(
            revision=each,
            author=by[each.article_id],
            name=by[each.article_id].name,
            first_published=each.first_published,
        )
        for each in revisions
    )


def article(number: int, owner: Any) -> Article:
    body = "".join(CHANCE.choices(PARAGRAPHS, k=7)) + (f"<p>{RARE}.</p>" if number % 5_000 == 7 else "")
    return Article(
        headline=sentence(CHANCE.randint(4, 10)),
        standfirst=sentence(20),
        body=body,
        kind=CHANCE.choice(KINDS),
        slug=f"article-{number}",
        stage=Stage.APPROVED,
        owner=owner,
        version=1,
        on_desk=False,
    )


def turns(number: int, one: Article) -> Iterator[Revision]:
    first = NOW - timedelta(minutes=210 * (MANY - number))
    if number % 997 == 0:
        yield revision(one, 1, first, live_from=NOW + timedelta(days=30), first_published=NOW + timedelta(days=30))
    elif number % 20 == 0:
        yield revision(one, 1, first, live_from=first, live_until=first + timedelta(hours=1), first_published=first)
        yield revision(one, 2, first, live_from=first + timedelta(hours=1), first_published=first)
    else:
        yield revision(one, 1, first, live_from=first, first_published=first)


def revision(one: Article, number: int, made: datetime, **turn: datetime) -> Revision:
    said = {name: getattr(one, name) for name in ("headline", "standfirst", "body", "kind", "slug", "language")}
    words = {"rendered": one.body, "excerpt": excerpt(one.body), "word_count": 590}
    return Revision(article=one, number=number, saved_as=number, made=made, actor="Somebody", **words, **said, **turn)


def pages() -> Iterator[tuple[str, str]]:
    common, second, *_more, rare = (Topic.objects.get(pk=key).slug for key in by_number(Tally.Facet.TOPIC))
    prolific, *_others = (Author.objects.get(pk=key).slug for key in by_number(Tally.Facet.AUTHOR)[:2])
    rows = Revision.objects.live(at=NOW).order_by("first_published", "pk")
    oldest, tenth = list(rows[:40])[-1], list(rows.order_by("pk")[:10])[-1]
    middling = list(rows.order_by("-first_published")[:600])[-1].first_published
    deep = f"older={int(oldest.first_published.timestamp() * 1_000_000)}-{oldest.pk}"
    frequent = VOCABULARY[0]
    yield "front", "/"
    yield "article", tenth.get_absolute_url()
    yield "topic, commonest", f"/topics/{common}/"
    yield "topic, rarest", f"/topics/{rare}/"
    yield "topics", "/topics/"
    yield "browse", "/articles/"
    yield "two topics, all: both common", f"/articles/?topic={common}&topic={second}"
    yield "two topics, all: common and rare", f"/articles/?topic={common}&topic={rare}"
    yield "two topics, any: both common", f"/articles/?topic={common}&topic={second}&match=any"
    yield "two topics, any: two rare", f"/articles/?topic={rare}&topic=topic-140&match=any"
    yield "topic, kind, author, year", f"/articles/?topic={common}&kind=opinion&author={prolific}&year={NOW.year - 1}"
    yield "kind and year", f"/articles/?kind=review&year={NOW.year - 7}"
    yield "nothing fits", f"/articles/?topic={rare}&author={prolific}&kind=news&year={NOW.year}"
    yield "author, most articles", f"/authors/{prolific}/"
    yield "authors", "/authors/"
    yield "authors, from q", "/authors/?from=q"
    yield "archive", "/archive/"
    yield "archive, a month", f"/archive/{middling:%Y/%m}/"
    yield "search, word in every text", "/search/?q=the"
    yield "search, frequent word", f"/search/?q={frequent}"
    yield "search, word in 1 of 20", "/search/?q=sanctions"
    yield "search, rare word", f"/search/?q={RARE}"
    yield "search, phrase", f"/search/?q={UNDER}"
    yield "search, common phrase", f"/search/?q=“The {VOCABULARY[0]}”"
    yield "search, two words", f"/search/?q=sanctions {VOCABULARY[40]}"
    yield "search, without a word", f"/search/?q=sanctions -{VOCABULARY[0]}"
    yield "search, common word, rare topic", f"/search/?q=the&topic={rare}"
    yield "search, common word, year", f"/search/?q=the&year={NOW.year - 9}"
    yield "search, mistyped", "/search/?q=snactions"
    yield "search, finds nothing", "/search/?q=xyzzyx"
    yield "search, deep", "/search/?q=sanctions&further=3-" + str(place_of(0, NOW - timedelta(days=6_000)))
    yield "deepest page of all", f"/articles/?{deep}"
    yield "deepest page of a topic", f"/topics/{common}/?{deep}"


def by_number(facet: str) -> list[int]:
    totals = Tally.objects.filter(facet=facet, since__lte=NOW).values("key").annotate(total=Sum("number"))
    return [int(row["key"]) for row in totals.order_by("-total")]


@dataclass
class Measured:
    """Milliseconds of the clock and of the processor; questions, articles and bytes of the page."""

    median: float
    p95: float
    cpu: float
    queries: int
    articles: int
    size: int


def measure() -> None:
    settings.DEBUG = False
    client = Client(HTTP_HOST="localhost")
    client.get("/")
    print(f"{'':36}{'median':>8}{'p95':>8}{'CPU':>8} ms")
    for title, path in pages():
        found = measured(client, path)
        print(
            f"{title:36}{found.median:8.1f}{found.p95:8.1f}{found.cpu:8.1f}"
            f"{found.queries:4} queries{found.articles:4} rows{found.size:8,} bytes",
            flush=True,
        )


def measured(client: Client, path: str) -> Measured:
    forget()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    asked = [query["sql"] for query in captured]
    if answer.status_code != 200 or len(asked) > MOST_QUERIES or any(map(NEVER_ASKED.search, asked)):
        raise SystemExit(f"{path} answers {answer.status_code} after {len(asked)} queries: " + "\n".join(asked))
    times, spent = zip(*(timed(client, path) for _ in range(TIMES)), strict=True)
    p95 = sorted(times)[int(TIMES * 0.95)]
    size, articles = len(answer.content), answer.content.count(b"<article")
    return Measured(statistics.median(times), p95, statistics.median(spent), len(asked), articles, size)


def timed(client: Client, path: str) -> tuple[float, float]:
    started, used = time.perf_counter(), time.process_time()
    client.get(path)
    return (time.perf_counter() - started) * 1000, (time.process_time() - used) * 1000


if __name__ == "__main__":
    main()
