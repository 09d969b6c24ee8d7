"""What readers may choose from on the browse page, and what their choice finds."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django_filters import ChoiceFilter, FilterSet, MultipleChoiceFilter, NumberFilter

from articles.models import Kind, Revision, RevisionTopic
from articles.models.revision import RevisionQuerySet
from articles.public.lists import by_author, live_authors, live_topics, on_topic, printed_authors, printed_topics

YEAR = re.compile(r"[12][0-9]{3}")
MATCHES = ("all", "any")


@dataclass(frozen=True)
class Choice:
    """One thing to choose: ``value`` as it stands in the address, ``name`` as people read it.

    It is ``offered`` as long as something can be read by it.
    """

    value: str
    name: str
    pk: int = 0
    offered: bool = True


Choices = dict[str, dict[str, Choice]]


def choices(at: datetime, asked: QueryDict, *, all_there_are: bool = True) -> Choices:
    """Every topic and author ever published, in one query, and every kind, by name of the parameter and value.

    What was ``asked`` for by a former address is found under that, with the value of today. Where nothing is offered,
    only what was asked for need be looked up.
    """
    topics = printed_topics(at).annotate(live=live_topics(at))
    authors = printed_authors(at).annotate(live=live_authors(at))
    first, *others = [
        *_named("topic", topics, asked, all_there_are),
        *_named("author", authors, asked, all_there_are),
    ]
    found: Choices = {
        "topic": {},
        "author": {},
        "kind": {str(kind): Choice(kind, capfirst(str(name))) for kind, name in Kind.choices},
    }
    for parameter, address, *row in first.union(*others, all=True).order_by("name"):
        found[parameter][address] = Choice(*row)
    return found


def offered(known: Choices, chosen: QueryDict) -> dict[str, list[Choice]]:
    """What the form shows: what something can be read by, and what was chosen."""
    return {
        parameter: [
            choice
            for address, choice in found.items()
            if address == choice.value and (choice.offered or address in chosen.getlist(parameter))
        ]
        for parameter, found in known.items()
    }


def _named(parameter: str, rows: QuerySet[Any], asked: QueryDict, all_there_are: bool) -> list[QuerySet[Any]]:
    """All by the address of today, and some again by an address that was asked for. No database keeps a NUL."""
    rows = rows.order_by().annotate(parameter=Value(parameter))
    values = [value for value in asked.getlist(parameter) if "\x00" not in value]
    today = rows if all_there_are else rows.filter(slug__in=values)
    both = (
        today.annotate(address=F("slug")),
        rows.filter(addresses__slug__in=values).annotate(address=F("addresses__slug")),
    )
    return [each.values_list("parameter", "address", "slug", "name", "pk", "live") for each in both]


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
        """All topics: along the index of the first, asking for the others. Any: along the dates of everything."""
        first, *others = (self.offered["topic"][slug].pk for slug in slugs)
        if others and self.data.get("match") == "any":
            return revisions.filter(_placed(topic__in=[first, *others]))
        return on_topic(revisions, first).filter(*(_placed(topic=topic) for topic in others))

    def of_author(self, revisions: RevisionQuerySet, name: str, slug: str) -> RevisionQuerySet:
        return by_author(revisions, self.offered["author"][slug].pk)

    def in_year(self, revisions: RevisionQuerySet, name: str, year: Any) -> RevisionQuerySet:
        """Of a year in the magazine's time zone."""
        start, end = (
            datetime(each, 1, 1, tzinfo=timezone.get_default_timezone()) for each in (int(year), int(year) + 1)
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
    chosen = [
        (parameter, value) for parameter in ("topic", "kind", "author", "year") for value in kept.getlist(parameter)
    ]
    return [Chip(_name(offered, *choice), _without(kept, *choice)) for choice in chosen]


def _name(offered: Choices, parameter: str, value: str) -> str:
    return offered[parameter][value].name if parameter in offered else value


def _without(kept: QueryDict, parameter: str, value: str) -> str:
    rest = kept.copy()
    rest.setlist(parameter, [each for each in rest.getlist(parameter) if each != value])
    if len(rest.getlist("topic")) < 2:
        rest.pop("match", None)
    return rest.urlencode()
