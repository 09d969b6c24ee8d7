"""What can be merged, and all that hangs on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, Q

from articles.desk.access import WORK_ON_ANY
from articles.desk.addressing import Row
from articles.models import (
    ArticleTopic,
    Author,
    AuthorAddress,
    Byline,
    Credit,
    Declaration,
    Errand,
    MenuLink,
    OwedCheck,
    RevisionTopic,
    Rule,
    Slot,
    Synonym,
    Topic,
    TopicAddress,
)


@dataclass(frozen=True)
class Hanging:
    """Rows that follow. ``article`` is the way to their article; of those alike in ``once`` only the first stays."""

    model: type[Model]
    article: str = ""
    once: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mergeable:
    """``noun`` also names the column by which rows hang; of what the ``columns`` say, one value can stay."""

    noun: str
    hanging: tuple[Hanging, ...]
    columns: tuple[str, ...]


MERGEABLE: dict[type[Row], Mergeable] = {
    Topic: Mergeable(
        "topic",
        (
            Hanging(ArticleTopic, "article", ("article",)),
            Hanging(RevisionTopic, "revision__article", ("revision",)),
            Hanging(Slot),
            Hanging(MenuLink),
            Hanging(Rule),
            Hanging(OwedCheck),
            Hanging(Synonym),
            Hanging(TopicAddress),
        ),
        ("description",),
    ),
    Author: Mergeable(
        "author",
        (
            Hanging(Byline, "article", ("article", "role")),
            Hanging(Credit, "revision__article"),
            Hanging(Declaration),
            Hanging(Errand),
            Hanging(Rule),
            Hanging(AuthorAddress),
        ),
        ("biography", "affiliation", "email", "account"),
    ),
}
"""THE table. Credits are never taken together: each keeps the name and the biography that were printed."""


def may_merge(person: Any, model: type[Row]) -> bool:
    """Whoever merges changes everybody's articles, and sees what only those see who may change the rows."""
    noun = MERGEABLE[model].noun
    wanted = (f"articles.merge_{noun}", f"articles.change_{noun}", WORK_ON_ANY)
    return bool(person.is_active and person.has_perms(wanted))


def drawing_on(rows: Iterable[Row], model: type[Row]) -> Q:
    """The condition on articles to have one of the rows, in their working copy or in any revision."""
    mergeable, found = MERGEABLE[model], Q()
    keys = [row.pk for row in rows]
    for hanging in mergeable.hanging:
        if hanging.article:
            using = hanging.model._default_manager.filter(**{f"{mergeable.noun}__in": keys})
            found |= Q(pk__in=using.values(hanging.article))
    return found


def successors(model: type[Row], keys: Iterable[int]) -> dict[int, Row]:
    """For each of the keys whose row was merged, by that key, the row that it was merged into."""
    found = model._default_manager.filter(addresses__merged__in=set(keys)).annotate(once=F("addresses__merged"))
    return {row.once: row for row in found}
