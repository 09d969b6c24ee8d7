"""By which names the desk finds a topic: its own and its synonyms, of which each names one topic only."""

from collections.abc import Iterable

from articles.models import Synonym, Topic


def namesake(name: str, *, besides: int | None = None) -> Topic | None:
    """The topic, other than the one with the key ``besides``, that the name is taken by, in whatever case.

    Compared here, because SQLite tells upper from lower case only in ASCII.
    """
    taken = [*Topic.objects.values_list("pk", "name"), *Synonym.objects.values_list("topic", "name")]
    found = (key for key, other in taken if key != besides and same(other, name))
    return next((Topic.objects.get(pk=key) for key in found), None)


def remember(topic: Topic, names: Iterable[str]) -> None:
    """Let the topic be found by names that nothing has any more."""
    for name in names:
        if namesake(name) is None:
            Synonym.objects.create(topic=topic, name=name)


def same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
