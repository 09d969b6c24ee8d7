"""What readers may choose from on the browse page, and what their choice finds."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django_filters import ChoiceFilter, FilterSet, MultipleChoiceFilter, NumberFilter

from articles.models import Kind, Revision, RevisionTopic
from articles.models.revision import RevisionQuerySet
from articles.public.lists import by_author, on_topic, printed_authors, printed_topics

YEAR = re.compile(r"[12][0-9]{3}")
MATCHES = ("all", "any")


@dataclass(frozen=True)
class Choice:
    """One thing to choose: ``value`` as it stands in the address, ``name`` as people read it."""

    value: str
    name: str
    pk: int = 0


Choices = dict[str, dict[str, Choice]]


def choices(at: datetime) -> Choices:
    """Every topic and author ever published, in one query, and every kind, by name of the parameter and value."""
    topics, authors = _named("topic", printed_topics(at)), _named("author", printed_authors(at))
    found: Choices = {
        "topic": {},
        "author": {},
        "kind": {str(kind): Choice(kind, capfirst(str(name))) for kind, name in Kind.choices},
    }
    for parameter, value, name, pk in topics.union(authors, all=True).order_by("name"):
        found[parameter][value] = Choice(value, name, pk)
    return found


def _named(parameter: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().annotate(parameter=Value(parameter)).values_list("parameter", "slug", "name", "pk")


def understood(asked: QueryDict, offered: Choices) -> tuple[QueryDict, bool]:
    """The part of a query string that chooses something, each value once, and whether any choice was unknown."""
    kept, unknown = QueryDict(mutable=True), False
    for parameter, knows in _tests(offered).items():
        values = dict.fromkeys(value for value in asked.getlist(parameter) if value)
        known = [value for value in values if knows(value)]
        unknown = unknown or len(known) < len(values)
        if known:
            kept.setlist(parameter, known if parameter == "topic" else known[-1:])
    return kept, unknown


def _tests(offered: Choices) -> dict[str, Callable[[str], Any]]:
    return {
        **{parameter: offered[parameter].__contains__ for parameter in ("topic", "kind", "author")},
        "match": MATCHES.__contains__,
        "year": YEAR.fullmatch,
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
