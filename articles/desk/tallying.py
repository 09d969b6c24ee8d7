"""Keeping the numbers beside readers' choices: in the transaction of whatever changes what readers see, and when."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import QuerySet

from articles.models import Credit, Imprint, Revision, RevisionTopic, Tally
from articles.models.tally import ALWAYS, month_of

BATCH = 2_000
TURN = ("first_published", "live_from", "live_until")
Place = tuple[str, str]
Steps = Counter[tuple[str, str, datetime]]
"""By how many a facet's key grows at a moment."""

GROW = """INSERT INTO articles_tally (facet, key, since, number) VALUES {rows}
ON CONFLICT (facet, key, since) DO UPDATE SET number = articles_tally.number + excluded.number"""


@contextmanager
def tallied(articles: Sequence[int], *, now: datetime) -> Iterator[ZoneInfo]:
    """Whatever changes inside of what readers see of these articles, and when, the numbers follow it.

    The caller is in the transaction of the change. Rows are always taken in the same order, so that two changes wait
    for each other and never both. Gives the time zone by which months are counted, which nobody changes meanwhile.
    """
    zone = hold_zone()
    before = steps_of(articles, zone)
    yield zone
    change = _settled(steps_of(articles, zone), now)
    change.subtract(_settled(before, now))
    change.update(_passed(now))
    _grow([(*place, number) for place, number in sorted(change.items()) if number])


def hold_zone() -> ZoneInfo:
    """The magazine's time zone, which nobody changes until the end of the transaction."""
    list(Imprint.objects.select_for_update(no_key=True).filter(number=1).values_list("pk"))
    return Imprint.objects.zone()


def steps_of(articles: Sequence[int], zone: ZoneInfo) -> Steps:
    """Each revision that has an interval adds one where it begins and takes one where it ends."""
    revisions = Revision.objects.filter(article__in=articles, live_from__isnull=False).order_by()
    rows: list[Any] = list(revisions.values_list("pk", "kind", *TURN))
    hung = _hung([row[0] for row in rows])
    steps: Steps = Counter()
    for pk, kind, first, *turn in rows:
        for facet, key in (*hung[pk], (Tally.Facet.KIND, kind), (Tally.Facet.MONTH, month_of(first, zone))):
            _step(steps, facet, key, *turn)
    return steps


def _step(steps: Steps, facet: str, key: str, start: datetime, end: datetime | None) -> None:
    steps[facet, key, start] += 1
    if end:
        steps[facet, key, end] -= 1


def differences(*, now: datetime, zone: ZoneInfo) -> Steps:
    """By how much each kept number is too small, every article looked at; empty when all is well."""
    found = _counted_anew(now, zone)
    kept = Tally.objects.values_list("facet", "key", "since", "number")
    found.subtract(_settled(Counter({(facet, key, since): number for facet, key, since, number in kept}), now))
    return Counter({place: number for place, number in found.items() if number})


def recount(*, now: datetime, zone: ZoneInfo) -> None:
    """Make all the numbers anew."""
    with transaction.atomic():
        _replace(Tally.objects.all(), _counted_anew(now, zone))


def recount_months(*, now: datetime, zone: ZoneInfo) -> None:
    """Make the numbers of months anew. The caller is in the transaction that changes the time zone."""
    steps = Steps()
    for first, *turn in Revision.objects.filter(live_from__isnull=False).order_by().values_list(*TURN).iterator():
        _step(steps, Tally.Facet.MONTH, month_of(first, zone), *turn)
    _replace(Tally.objects.filter(facet=Tally.Facet.MONTH), _settled(steps, now))


def _replace(tallies: QuerySet[Tally], steps: Steps) -> None:
    tallies.delete()
    rows = (Tally(facet=facet, key=key, since=since, number=n) for (facet, key, since), n in steps.items() if n)
    Tally.objects.bulk_create(rows, batch_size=500)


def _counted_anew(now: datetime, zone: ZoneInfo) -> Steps:
    revisions = Revision.objects.filter(live_from__isnull=False).order_by("article")
    keys = list(revisions.values_list("article", flat=True).distinct())
    found: Steps = Counter()
    for start in range(0, len(keys), BATCH):
        found.update(_settled(steps_of(keys[start : start + BATCH], zone), now))
    return found


def _hung(revisions: Sequence[int]) -> dict[int, set[Place]]:
    """The topics and authors of each revision, each once."""
    found: dict[int, set[Place]] = defaultdict(set)
    topics = RevisionTopic.objects.filter(revision__in=revisions).order_by().values_list("revision", "topic")
    authors = Credit.objects.filter(revision__in=revisions).order_by().values_list("revision", "author")
    for facet, rows in ((Tally.Facet.TOPIC, topics), (Tally.Facet.AUTHOR, authors)):
        for revision, key in rows:
            found[revision].add((facet, str(key)))
    return found


def _settled(steps: Steps, now: datetime) -> Steps:
    """What has come to pass by ``now`` taken together."""
    settled: Steps = Counter()
    for (facet, key, since), number in steps.items():
        settled[str(facet), key, since if since > now else ALWAYS] += number
    return settled


def _passed(now: datetime) -> Steps:
    """Take what has come to pass meanwhile out of the table, to be added to what has always been."""
    passed = Tally.objects.filter(since__gt=ALWAYS, since__lte=now).select_for_update(skip_locked=True, no_key=True)
    rows = list(passed)
    Tally.objects.filter(pk__in=[row.pk for row in rows]).delete()
    steps: Steps = Counter()
    for row in rows:
        steps[row.facet, row.key, ALWAYS] += row.number
    return steps


def _grow(rows: Sequence[tuple[str, str, datetime, int]]) -> None:
    adapt = connection.ops.adapt_datetimefield_value
    values = [value for facet, key, since, number in rows for value in (facet, key, adapt(since), number)]
    if values:
        with connection.cursor() as cursor:
            cursor.execute(GROW.format(rows=", ".join(["(%s, %s, %s, %s)"] * len(rows))), values)
        Tally.objects.filter(number=0, key__in={key for _facet, key, *_rest in rows}).delete()
