"""What differs between two copies of an article: any two of its revisions, or its working copy."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.db.models import Field, Model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.desk.copies import Contents, Person, contents_of
from articles.desk.threads import names_of
from articles.models import Article, Author, Disclaimer, Image, Revision, Series, Topic, Wording
from articles.text.difference import Row, compare, compare_items, compare_lines
from articles.text.runs import Run

NAMED: dict[str, Callable[[Collection[int]], dict[int, str]]] = {
    "series_id": lambda keys: {key: series.name for key, series in Series.objects.in_bulk(keys).items()},
    "reply_to_id": lambda keys: names_of(keys, timezone.now()),
}
"""What the rows are called that a column leads to."""


@dataclass(frozen=True)
class Difference:
    """A field that differs. ``label`` names it for people; in a list each leaf of the runs is one item.

    ``pictures`` are the numbers of the lead picture before and after, where they differ.
    """

    label: str
    runs: tuple[Run, ...]
    is_list: bool = False
    pictures: tuple[int | None, int | None] | None = None


@dataclass(frozen=True)
class Comparison:
    """Only what differs: the fields, and the rows of the body where the bodies differ."""

    fields: list[Difference]
    body: list[Row] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fields or self.body)


def compare_copies(old: Article | Revision, new: Article | Revision) -> Comparison:
    """What ``new`` says otherwise than ``old``. Both are of one article; nothing is changed, nobody is asked."""
    before, after = contents_of(old), contents_of(new)
    same_body = before.columns["body"] == after.columns["body"]
    return Comparison(
        [difference for difference in _fields(before, after) if difference.runs],
        [] if same_body else compare(before.columns["body"], after.columns["body"]),
    )


def _fields(before: Contents, after: Contents) -> Iterator[Difference]:
    yield from _texts(before, after)
    yield from _byline(before.people, after.people)
    yield from _topics(before.topics, after.topics)
    yield from _notices(before.notices, after.notices)
    yield from _pictures(before, after)


def _texts(before: Contents, after: Contents) -> Iterator[Difference]:
    """The columns but the body; a choice is one thing, a text is compared by words."""
    for name, old in before.columns.items():
        new = after.columns[name]
        if name == "body" or old == new:
            continue
        label = _label(Article, name)
        if name in NAMED:
            names = NAMED[name]({key for key in (old, new) if key})
            yield _items(label, *([names[key]] if key else [] for key in (old, new)))
        elif choices := dict(_column(Article, name).flatchoices):
            yield Difference(label, compare_items([str(choices.get(old, old))], [str(choices.get(new, new))]))
        else:
            yield Difference(label, compare_lines(_said(old), _said(new)))


def _said(value: Any) -> str:
    return "" if value is None else str(value)


def _byline(before: Sequence[Person], after: Sequence[Person]) -> Iterator[Difference]:
    everybody = [*before, *after]
    yield _items(_label(Article, "authors"), _signed(before, everybody), _signed(after, everybody))
    old, new = {person.key: person for person in before}, {person.key: person for person in after}
    for key in {**old, **new}:
        one, other = old.get(key), new.get(key)
        who = (other or old[key]).name
        for name in ("alias", "affiliation", "biography"):
            yield _line(
                _("%(field)s of %(what)s") % {"field": _label(Author, name), "what": who},
                getattr(one, name, ""),
                getattr(other, name, ""),
            )


def _signed(people: Iterable[Person], everybody: Iterable[Person]) -> list[str]:
    """Each person's line as printed; namesakes get their numbers, for they are not the same author."""
    keys: dict[str, set[int]] = defaultdict(set)
    for person in everybody:
        keys[person.name].add(person.key)
    return [
        f"{person.role} {person.name}" + (f" ({person.key})" if len(keys[person.name]) > 1 else "") for person in people
    ]


def _topics(before: Sequence[int], after: Sequence[int]) -> Iterator[Difference]:
    names = {key: topic.name for key, topic in Topic.objects.in_bulk({*before, *after}).items()}
    yield _items(_label(Article, "topics"), [names[key] for key in before], [names[key] for key in after])


def _notices(before: dict[int, tuple[str, str, str]], after: dict[int, tuple[str, str, str]]) -> Iterator[Difference]:
    found = Disclaimer.objects.in_bulk({*before, *after})
    names = {key: found[key].name for key in sorted(found, key=lambda key: found[key].name)}
    yield _items(
        _label(Article, "disclaimers"),
        [name for key, name in names.items() if key in before],
        [name for key, name in names.items() if key in after],
    )
    for key, name in names.items():
        old, new = before.get(key, ("", "", "")), after.get(key, ("", "", ""))
        yield _line(_of_disclaimer(Wording, "text", name), old[0], new[0])
        if key in before and key in after:
            yield _items(_of_disclaimer(Disclaimer, "place", name), [old[1]], [new[1]])
            yield _items(_of_disclaimer(Disclaimer, "purpose", name), [old[2]], [new[2]])


def _of_disclaimer(model: type[Model], field_name: str, name: str) -> str:
    return _("%(field)s of %(what)s") % {"field": _label(model, field_name), "what": f"“{name}”"}


def _pictures(before: Contents, after: Contents) -> Iterator[Difference]:
    old, new = {each.number: each for each in before.pictures}, {each.number: each for each in after.pictures}
    if before.lead != after.lead:
        runs = compare_items(_numbered(before.lead), _numbered(after.lead))
        yield Difference(_label(Article, "image"), runs, is_list=True, pictures=(before.lead, after.lead))
    for number in sorted({**old, **new}):
        for name in ("alt", "caption", "credit", "licence"):
            yield _line(
                _("%(field)s of picture %(number)s") % {"field": _label(Image, name), "number": number},
                getattr(old.get(number), name, ""),
                getattr(new.get(number), name, ""),
            )
        if number in old and number in new:
            label = _("Focus of picture %(number)s") % {"number": number}
            yield _line(label, old[number].focus, new[number].focus)


def _numbered(lead: int | None) -> list[str]:
    return [_("Picture %(number)s") % {"number": lead}] if lead else []


def _items(label: str, old: Sequence[str], new: Sequence[str]) -> Difference:
    return Difference(label, compare_items(old, new) if old != new else (), is_list=True)


def _line(label: str, old: str, new: str) -> Difference:
    return Difference(label, compare_lines(old, new) if old != new else ())


def _label(model: type[Model], name: str) -> str:
    return str(capfirst(_column(model, name).verbose_name))


def _column(model: type[Model], name: str) -> "Field[Any, Any]":
    return cast("Field[Any, Any]", model._meta.get_field(name))
