"""Median time and queries of the desk's article list at 100,000 articles with some 150,000 revisions.

Builds them in bulk into an empty database of its own, once, then asks the list as a browser would:
DEBUG=1 DATA_DIR=/tmp/many .venv/bin/python .ci/desk_list.py [ARTICLES]
DEBUG=1 DATABASE_URL=postgres://…/empty .venv/bin/python .ci/desk_list.py [ARTICLES]
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "editorial.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from articles.admin.front import PARAMETER  # noqa: E402
from articles.models import (  # noqa: E402
    Article,
    Author,
    Byline,
    Credit,
    Kind,
    Revision,
    RevisionTopic,
    Topic,
)
from articles.models.article import ArticleTopic, Stage  # noqa: E402
from articles.search import indexing  # noqa: E402

LIST = "/admin/articles/article/"
MANY = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
BATCH = 2_000
TIMES = 7
NOW = datetime.now(UTC)
CHANCE = random.Random(1)  # noqa: S311
SYLLABLES = ("ba", "co", "di", "fe", "gu", "ha", "ki", "lo", "mar", "ne", "or", "pel", "ra", "sin", "tu", "ven")
STATES = ("live", "newer", "change scheduled", "scheduled", "withdrawn", "never")
SHARES = (83_000, 2_000, 20, 30, 1_000, 13_950)
STAGES = {
    "live": (Stage.APPROVED,),
    "newer": (Stage.DRAFT, Stage.IN_REVIEW),
    "never": (*(Stage.DRAFT,) * 40, Stage.IN_REVIEW),
}
KINDS = (*(Kind.OPINION,) * 5, *(Kind.ANALYSIS,) * 4, *Kind)


def main() -> None:
    call_command("migrate", verbosity=0)
    if not Article.objects.exists():
        build()
    print(f"{Article.objects.count():,} articles, {Revision.objects.count():,} revisions, {connection.vendor}")
    measure()


def vocabulary() -> list[str]:
    return sorted({"".join(CHANCE.choices(SYLLABLES, k=CHANCE.choice((2, 3, 3, 4)))) for _ in range(9_000)})


VOCABULARY = vocabulary()
WEIGHTS = [1 / rank for rank in range(1, len(VOCABULARY) + 1)]


def sentence(length: int) -> str:
    return " ".join(CHANCE.choices(VOCABULARY, WEIGHTS, k=length)).capitalize()


PARAGRAPHS = [f"<p>The {sentence(CHANCE.randint(60, 110))}.</p>" for _ in range(4_000)]
"""Every one holds “the”; some hold a word that the measurement looks for."""
for number, paragraph in enumerate(PARAGRAPHS):
    if number % 140 == 0:
        PARAGRAPHS[number] = paragraph.replace("</p>", " under sanctions.</p>")


def build() -> None:
    started = time.monotonic()
    Article._meta.get_field("changed").auto_now = False
    owners, authors, topics = people(), bylines(), subjects()
    numbers = iter(range(MANY))
    while batch := list(islice(numbers, BATCH)):
        add(batch, owners, authors, topics)
        print(f"\r{batch[-1] + 1:,} articles after {time.monotonic() - started:.0f} s", end="", flush=True)
    for done in indexing.rebuild(now=NOW):
        print(f"\r{done:,} in the index after {time.monotonic() - started:.0f} s", end="", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    print()


def people() -> list[User]:
    accounts = User.objects.bulk_create(User(username=f"person-{number}", is_staff=True) for number in range(40))
    for role, account in zip(("publisher", "editor", "contributor"), accounts, strict=False):
        account.groups.add(Group.objects.get(name=role))
    return accounts


def bylines() -> list[Author]:
    return Author.objects.bulk_create(
        Author(name=f"{sentence(1)} Quist{number:04}", slug=f"author-{number}") for number in range(2_000)
    )


def subjects() -> list[Topic]:
    return Topic.objects.bulk_create(Topic(name=f"Topic {number}", slug=f"topic-{number}") for number in range(60))


def add(batch: list[int], owners: list[User], authors: list[Author], topics: list[Topic]) -> None:
    articles = Article.objects.bulk_create(article(number, owners) for number in batch)
    revisions = Revision.objects.bulk_create(
        each for number, one in zip(batch, articles, strict=True) for each in copies(one)
    )
    hang(articles, revisions, authors, topics)


def article(number: int, owners: list[User]) -> Article:
    state = CHANCE.choices(STATES, SHARES)[0]
    made = Article(
        headline=sentence(CHANCE.randint(4, 10)),
        standfirst=sentence(20),
        body="".join(CHANCE.choices(PARAGRAPHS, k=7)) + ("<p>Quinquereme.</p>" if number % 5_000 == 7 else ""),
        kind=CHANCE.choice(KINDS),
        slug=f"article-{number}",
        stage=CHANCE.choice(STAGES.get(state, STAGES["live"])),
        owner=CHANCE.choice(owners),
        version=1,
        changed=NOW - timedelta(minutes=53 * (MANY - number)),
    )
    made.state = state
    return made


def copies(one: Any) -> Iterator[Revision]:
    """The revisions of an article: one, or two where an earlier one was replaced or a newer one waits."""
    published = one.changed
    earlier = {"live_from": published - timedelta(days=1), "live_until": published}
    turns = {
        "live": [earlier if CHANCE.random() < 0.1 else {}, {"live_from": published}],
        "newer": [{"live_from": published}, {}],
        "change scheduled": [
            {"live_from": published, "live_until": NOW + timedelta(days=30)},
            {"live_from": NOW + timedelta(days=30)},
        ],
        "scheduled": [{}, {"live_from": NOW + timedelta(days=30)}],
        "withdrawn": [{}, {"live_from": published, "live_until": published + timedelta(hours=5)}],
        "never": [{}, {}],
    }[one.state]
    if one.state in ("live", "never") and CHANCE.random() < 0.5:
        turns = turns[1:]
    for number, turn in enumerate(turns, start=1):
        yield revision(one, number, **turn)


def revision(one: Any, number: int, **turn: datetime) -> Revision:
    said = {name: getattr(one, name) for name in ("headline", "standfirst", "body", "kind", "slug", "language")}
    first = {"first_published": min(turn["live_from"], one.changed)} if turn else {}
    return Revision(
        article=one,
        number=number,
        saved_as=number,
        made=one.changed,
        actor="Somebody",
        rendered=one.body,
        word_count=590,
        **said,
        **turn,
        **first,
    )


def hang(articles: list[Article], revisions: list[Revision], authors: list[Author], topics: list[Topic]) -> None:
    """Bylines and topics, and what of them the revisions keep; the first topics are the common ones."""
    weights = [1 / (rank + 1) for rank in range(len(topics))]
    by = {one.pk: CHANCE.sample(authors, CHANCE.choice((1, 1, 1, 2))) for one in articles}
    on = {one.pk: list(dict.fromkeys(CHANCE.choices(topics, weights, k=3))) for one in articles}
    Byline.objects.bulk_create(Byline(article=one, author=author) for one in articles for author in by[one.pk])
    ArticleTopic.objects.bulk_create(ArticleTopic(article=one, topic=topic) for one in articles for topic in on[one.pk])
    Credit.objects.bulk_create(
        Credit(revision=each, author=author, name=author.name, first_published=each.first_published)
        for each in revisions
        for author in by[each.article_id]
    )
    RevisionTopic.objects.bulk_create(
        RevisionTopic(revision=each, topic=topic, first_published=each.first_published)
        for each in revisions
        for topic in on[each.article_id]
    )


def asked() -> Iterator[tuple[str, dict[str, Any]]]:
    topics = list(Topic.objects.order_by("pk").values_list("pk", flat=True))
    yield "the list", {}
    yield "page 2", {"p": 2}
    yield "page 200", {"p": 200}
    yield "the last page to be had", {"p": 2_000}
    yield from ((f"stage {stage}", {"stage__exact": stage}) for stage in Stage)
    yield from (
        (f"readers see: {state}", {"seen": state}) for state in ("live", "newer", "scheduled", "withdrawn", "never")
    )
    yield "kind analysis", {"kind__exact": "analysis"}
    yield "kind interview, approved", {"kind__exact": "interview", "stage__exact": "approved"}
    yield "common topic", {"topics__id__exact": topics[0]}
    yield "rare topic", {"topics__id__exact": topics[-1]}
    yield "mine", {"whose": "mine"}
    yield from ((f"changed: {span}", {"changed": span}) for span in ("today", "month", "older"))
    yield from ((f"at the desk: {name}", {PARAMETER: name}) for name in ("waiting", "others", "lately", "newer"))
    for name, place in {"headline": 1, "stage": 2, "kind": 4, "changed": 6}.items():
        yield f"by {name}", {"o": place}
        yield f"by {name}, descending", {"o": -place}
    yield "search, rare word", {"q": "quinquereme"}
    yield "search, word in 1 of 20", {"q": "sanct"}
    yield "search, word in every text", {"q": "the"}
    yield "search, two words", {"q": f"sanctions {VOCABULARY[3]}"}
    yield "search, words in quotation marks", {"q": "“under sanctions”"}
    yield "search, one letter", {"q": "s"}
    yield "search, page 5", {"q": "sanct", "p": 5}
    yield "search, an author's name", {"q": Author.objects.order_by("pk")[9].name}
    yield "search, in drafts", {"q": "sanct", "stage__exact": "draft"}
    yield "search, finds nothing", {"q": "xyzzy"}


def measure() -> None:
    settings.DEBUG = False
    for name in ("person-0", "person-2"):
        client = Client(HTTP_HOST="localhost")
        client.force_login(User.objects.get(username=name))
        print(f"\nas {User.objects.get(username=name).groups.get()}")
        for title, query in asked():
            line(client, title, query)


def line(client: Client, title: str, query: dict[str, Any]) -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(LIST, query)
    asked = len(queries)
    times = [timed(client, query) for _ in range(TIMES)]
    rows = answer.content.count(b'class="action-select"')
    print(f"{title:36}{statistics.median(times):6.0f} ms, best{min(times):6.0f}{asked:4} queries{rows:5} rows")


def timed(client: Client, query: dict[str, Any]) -> float:
    started = time.perf_counter()
    client.get(LIST, query)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
