"""What readers may choose from on the browse page, and what their choice finds."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import BigIntegerField, CharField, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_filters import ChoiceFilter, FilterSet, MultipleChoiceFilter, NumberFilter

from articles.models import Credit, Kind, Revision, RevisionTopic, Tally, clock
from articles.models.numbers import Numbers, number_of, totals
from articles.models.revision import RevisionQuerySet
from articles.models.tally import ALWAYS
from articles.models.written import SOMETIME, Written
from articles.public.lists import by_author, latest, on_topic, printed_authors, printed_topics

YEAR = re.compile(r"[12][0-9]{3}")
RARE = 500
"""Articles, up to which all that is on a topic is looked at."""

MATCHES = ("all", "any")
PARAMETERS = ("topic", "kind", "author", "year")

MOST_AUTHORS = 100
"""How many authors the form offers: those with most articles. Every other is chosen from the A to Z."""


@dataclass(frozen=True)
class Choice:
    """One thing to choose: ``value`` as it stands in the address, ``name`` as people read it.

    It is offered as long as something can be read by it: ``number`` says how many articles.
    """

    value: str
    name: str
    pk: int = 0
    number: int = 0


Choices = dict[str, dict[str, Choice]]


def choices(at: datetime, asked: QueryDict, *, all_there_are: bool = True, numbered: bool = True) -> Choices:
    """Every topic ever published and every kind, by name of the parameter and value, in one query. If they are to be
    ``numbered``, also the authors with most articles and every year, with one query more.

    What was ``asked`` for is there too; by a former address it is found under that, with the value of today. Where
    nothing is offered, only what was asked for need be looked up.
    """
    wanted = {parameter: _wanted(asked, parameter) for parameter in ("topic", "author")}
    kind = all_there_are, numbered, *map(len, wanted.values())
    rows = _names(*kind).tuples(at, *wanted["topic"], *wanted["author"]) if any(kind) else []
    numbers = _numbers(at, rows) if numbered else {}
    found: Choices = {"topic": {}, "author": {}, "kind": _kinds(numbers), "year": _years(numbers)}
    for parameter, address, value, name, key, number, _filed in rows:
        found[parameter][address] = Choice(value, name, key, numbers.get((parameter, str(key)), number or 0))
    return found


def offered(known: Choices, chosen: QueryDict, *, everything: bool = False) -> dict[str, list[Choice]]:
    """What the form shows: what something can be read by, and what was chosen; or everything that is known."""
    return {
        parameter: [
            choice
            for address, choice in found.items()
            if address == choice.value and (everything or choice.number or address in chosen.getlist(parameter))
        ]
        for parameter, found in known.items()
    }


def _wanted(asked: QueryDict, parameter: str) -> list[str]:
    """The values, each once. No database keeps a NUL."""
    return [value for value in dict.fromkeys(asked.getlist(parameter)) if value and "\x00" not in value]


@lru_cache(maxsize=64)
def _names(all_there_are: bool, numbered: bool, topics: int, authors: int) -> Written:
    """The question for what is usual and for so many topics and authors that were asked for."""

    def write(at: datetime, *wanted: str) -> QuerySet[Any, Any]:
        printed, writers = printed_topics(at), printed_authors(at)
        parts = [
            *_named("topic", printed, printed if all_there_are else None, wanted[:topics]),
            *_named("author", writers, writers.filter(pk__in=_prolific(at)) if numbered else None, wanted[topics:]),
        ]
        return parts[0].union(*parts[1:]).order_by("filed", "pk")

    return Written(write, SOMETIME, *(f"value {number}" for number in range(topics + authors)))


def _named(parameter: str, rows: QuerySet[Any], usual: QuerySet[Any] | None, wanted: Sequence[str]) -> list[Any]:
    """The usual ones by the address of today, and what was asked for by whatever address."""
    parts = [] if usual is None else [usual.annotate(address=F("slug"))]
    if wanted:
        parts.append(rows.filter(slug__in=wanted).annotate(address=F("slug")))
        parts.append(rows.filter(addresses__slug__in=wanted).annotate(address=F("addresses__slug")))
    columns = ("parameter", "address", "slug", "name", "pk", "number", "filed")
    told = {"parameter": Value(parameter), "number": Value(0) if usual is not None else _number(parameter)}
    return [each.order_by().annotate(**told).values_list(*columns) for each in parts]


def _number(parameter: str) -> Subquery:
    """How many articles there are, but for what changed by the clock alone: enough to know what is rare."""
    kept = Tally.objects.filter(facet=parameter, since=ALWAYS, key=Cast(OuterRef("pk"), CharField()))
    return Subquery(kept.values("number")[:1])


def _prolific(at: datetime) -> QuerySet[Any]:
    """The keys of the authors with most articles; for now along an index."""
    if clock.is_set():
        counted = printed_authors(at).annotate(total=number_of(Tally.Facet.AUTHOR, "pk", at)).filter(total__gt=0)
        return counted.order_by("-total", "pk").values("pk")[:MOST_AUTHORS]
    kept = Tally.objects.filter(facet=Tally.Facet.AUTHOR, since__lte=at, number__gt=0).order_by("-number", "key")
    return kept.annotate(author=Cast("key", BigIntegerField())).values("author")[:MOST_AUTHORS]


def _numbers(at: datetime, rows: Sequence[tuple[Any, ...]]) -> Numbers:
    """How many articles there are of each choice, authors only as they are offered."""
    authors = [str(key) for parameter, _address, _slug, _name, key, *_rest in rows if parameter == Tally.Facet.AUTHOR]
    return totals(at, *Tally.Facet.values, authors=authors)


def _kinds(numbers: Numbers) -> dict[str, Choice]:
    return {
        str(kind): Choice(kind, capfirst(str(name)), number=numbers.get((Tally.Facet.KIND, kind), 0))
        for kind, name in Kind.choices
    }


def _years(numbers: Numbers) -> dict[str, Choice]:
    """The newest first."""
    found: Counter[str] = Counter()
    for (facet, key), number in numbers.items():
        if facet == Tally.Facet.MONTH:
            found[key[:4]] += number
    return {year: Choice(year, year, number=number) for year, number in sorted(found.items(), reverse=True)}


def understood(asked: QueryDict, known: Choices) -> tuple[QueryDict, bool]:
    """The part of a query string that chooses something, each value once, and whether any choice was unknown.

    Where a former address was asked for, that of today is kept.
    """
    kept, unknown = QueryDict(mutable=True), False
    for parameter, read in _readings(known).items():
        values = [read(value) for value in asked.getlist(parameter) if value]
        chosen = list(dict.fromkeys(filter(None, values)))
        unknown = unknown or not all(values)
        if chosen:
            kept.setlist(parameter, chosen if parameter == "topic" else chosen[-1:])
    return kept, unknown


def _readings(known: Choices) -> dict[str, Callable[[str], str]]:
    """For each parameter, what a value is taken for, ``""`` where it means nothing."""

    def among(choices: dict[str, Choice]) -> Callable[[str], str]:
        return lambda value: choices[value].value if value in choices else ""

    return {
        **{parameter: among(known[parameter]) for parameter in ("topic", "kind", "author")},
        "match": lambda value: value if value in MATCHES else "",
        "year": lambda value: value if YEAR.fullmatch(value) else "",
    }


class Filters(FilterSet):
    """Finds what the understood part of a query string chooses."""

    topic = MultipleChoiceFilter(method="on_topics")
    kind = ChoiceFilter(choices=Kind)
    author = ChoiceFilter(method="of_author")
    year = NumberFilter(method="in_year")

    class Meta:
        model = Revision
        fields: Sequence[str] = []

    def __init__(self, data: QueryDict, queryset: RevisionQuerySet, offered: Choices) -> None:
        super().__init__(data, queryset)
        self.offered = offered
        for parameter in ("topic", "author"):
            self.filters[parameter].extra["choices"] = [(value, value) for value in offered[parameter]]

    def on_topics(self, revisions: RevisionQuerySet, name: str, slugs: list[str]) -> RevisionQuerySet:
        """All topics: along the index of the rarest, asking for the others."""
        topics = sorted((self.offered["topic"][slug] for slug in slugs), key=lambda topic: topic.number)
        first, *others = [topic.pk for topic in topics]
        if others and self.data.get("match") == "any":
            return self._on_any(revisions, topics)
        return on_topic(revisions, first).filter(*(_placed(topic=topic) for topic in others))

    def _on_any(self, revisions: RevisionQuerySet, topics: Sequence[Choice]) -> RevisionQuerySet:
        """All that is on rare topics; with common ones along the dates of everything, where one is soon met."""
        keys, number = [topic.pk for topic in topics], sum(topic.number for topic in topics)
        if number > RARE:
            return revisions.filter(_placed(topic__in=keys))
        return revisions.filter(pk__in=RevisionTopic.objects.filter(topic__in=keys).values("revision"))

    def of_author(self, revisions: RevisionQuerySet, name: str, slug: str) -> RevisionQuerySet:
        """Along the index of the author, unless the walk is that of a topic."""
        author = self.offered["author"][slug].pk
        if self.data.get("topic"):
            return revisions.filter(pk__in=Credit.objects.filter(author=author).values("revision"))
        return by_author(revisions, author)

    def in_year(self, revisions: RevisionQuerySet, name: str, year: Any) -> RevisionQuerySet:
        """Of a year in the magazine's time zone."""
        start, end = (
            datetime(each, 1, 1, tzinfo=timezone.get_current_timezone()) for each in (int(year), int(year) + 1)
        )
        return revisions.filter(dated__gte=start, dated__lt=end)


def _placed(**topic: Any) -> Exists:
    return Exists(RevisionTopic.objects.filter(revision=OuterRef("pk"), **topic))


@dataclass(frozen=True)
class Chip:
    """A choice that was made, and the query string without it."""

    name: str
    query: str


def chips(kept: QueryDict, offered: Choices) -> list[Chip]:
    chosen = [(parameter, value) for parameter in PARAMETERS for value in kept.getlist(parameter)]
    return [Chip(_name(offered, *choice), _without(kept, *choice).urlencode()) for choice in chosen]


def ways_out(kept: QueryDict, known: Choices, at: datetime) -> list[Chip]:
    """For choices that find nothing together, what finds something: any of the topics, or without one. One query."""
    ways = {Chip(_("Any of these topics"), _any(kept).urlencode()): _any(kept)} if _could_be_any(kept) else {}
    for parameter in PARAMETERS:
        for value in kept.getlist(parameter):
            rest = _without(kept, parameter, value)
            if rest:
                label = _("Without %(choice)s") % {"choice": _name(known, parameter, value)}
                ways[Chip(label, rest.urlencode())] = rest
    return [way for way, finds in zip(ways, _finding(list(ways.values()), known, at), strict=True) if finds]


def _finding(queries: Sequence[QueryDict], known: Choices, at: datetime) -> Sequence[bool]:
    """Whether each finds anything, asked in one query."""
    asked = {f"way_{number}": Exists(Filters(query, latest(at), known).qs) for number, query in enumerate(queries)}
    found = Revision.objects.order_by().annotate(**asked).values_list(*asked).first() if asked else None
    return found or [False] * len(queries)


def _could_be_any(kept: QueryDict) -> bool:
    return len(kept.getlist("topic")) > 1 and kept.get("match") != "any"


def _any(kept: QueryDict) -> QueryDict:
    query = kept.copy()
    query["match"] = "any"
    return query


def _name(offered: Choices, parameter: str, value: str) -> str:
    return offered[parameter][value].name if value in offered[parameter] else value


def _without(kept: QueryDict, parameter: str, value: str) -> QueryDict:
    rest = kept.copy()
    rest.setlist(parameter, [each for each in rest.getlist(parameter) if each != value])
    if len(rest.getlist("topic")) < 2:
        rest.pop("match", None)
    return QueryDict(rest.urlencode(), mutable=True)
