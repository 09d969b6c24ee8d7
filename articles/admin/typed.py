"""What was typed into the form of an article: read beside what is stored, and ready to be sent once more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.desk.comparing import NAMED
from articles.models import Article, Author, Disclaimer, Role, Topic
from articles.models.copy import COLUMNS
from articles.text.cleaning import clean
from articles.text.order import in_order
from articles.text.sources import tidy_lines

INLINES = {"bylines": ("author", "role"), "placements": ("topic",)}
IN_LINES = ("sources", "ai_use")
OF_THE_FORM = frozenset({"csrfmiddlewaretoken", "version"})
MOST_ROWS = 1_000
Key = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One part of an article as stored and as typed: text, the body's HTML, or a list of names."""

    name: str
    label: Any
    stored: Any
    typed: Any

    @property
    def differs(self) -> bool:
        return bool(self.stored != self.typed)

    @property
    def is_list(self) -> bool:
        return isinstance(self.typed, list)


def number(text: str | None) -> int:
    """A number as a browser sends it; 0 for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def fields_of(form: QueryDict) -> dict[str, list[str]]:
    """What a person typed, without the buttons, the token and the empty rows that new ones are copied from."""
    return {name: form.getlist(name) for name in form if not _is_of_the_page(name)}


def _is_of_the_page(name: str) -> bool:
    return name == "csrfmiddlewaretoken" or name.startswith("_") or "__prefix__" in name


def as_typed(fields: Iterable[tuple[str, str]]) -> QueryDict:
    """The fields as a form takes them."""
    typed = QueryDict(mutable=True)
    for name, value in fields:
        typed.appendlist(name, value)
    return typed


def differences(typed: QueryDict, article: Article | None) -> list[Part]:
    """The parts that were typed otherwise than they are stored; for a new article nothing is stored."""
    return [part for part in (*_columns(typed, article), *_hung(typed, article)) if part.differs]


def _columns(typed: QueryDict, article: Article | None) -> Iterator[Part]:
    stored = article or Article()
    for name in COLUMNS:
        field: Any = Article._meta.get_field(name)
        if name in NAMED:
            yield _named(field, getattr(stored, name), typed)
            continue
        before, now = _text(getattr(stored, name)), _tidy(name, typed.get(name, _text(getattr(stored, name))))
        if name != "slug" or now:
            yield Part(name, field.verbose_name, _said(field, before), _said(field, now))
    yield Part("note", _("note on this change"), "", typed.get("note", "").strip())


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _named(field: Any, stored: int | None, typed: QueryDict) -> Part:
    """Any number can be typed, so of what it leads to no more is told than everybody at the desk may know."""
    keys = [stored, number(typed.get(field.name, _text(stored)))]
    names = NAMED[field.attname]({key for key in keys if key})
    before, now = ([names.get(key, str(key))] if key else [] for key in keys)
    return Part(field.name, field.verbose_name, before, now)


def _said(field: Any, value: str) -> str:
    """The label of a choice, any other text as it is."""
    return str(dict(field.flatchoices).get(value, value))


def _tidy(name: str, text: str) -> str:
    """As it would be saved."""
    if name in IN_LINES:
        return tidy_lines(text)
    return clean(text) if name == "body" else " ".join(in_order(text).split())


def _hung(typed: QueryDict, article: Article | None) -> Iterator[Part]:
    bylines = [line.author_id for line in article.bylines.all()] if article else []
    authors = _names(Author, [*bylines, *(key[0] for key in rows(typed, "bylines"))])
    topics = [row.topic_id for row in article.placements.all()] if article else []
    names = _names(Topic, [*topics, *(key[0] for key in rows(typed, "placements"))])
    yield Part(
        "bylines",
        _("authors"),
        [_byline(key, authors) for key in stored_rows(article, "bylines")],
        [_byline(key, authors) for key in rows(typed, "bylines")],
    )
    yield Part(
        "topics",
        _("topics"),
        [names[key[0]] for key in stored_rows(article, "placements")],
        [names.get(key[0], key[0]) for key in rows(typed, "placements")],
    )
    yield _chosen("disclaimers", Disclaimer, typed, article.disclaimers.values_list("pk", flat=True) if article else [])
    yield Part(
        "image",
        Article._meta.get_field("image").verbose_name,
        _numbered(str(article.image_id) if article and article.image_id else ""),
        _numbered(typed.get("image", "")),
    )


def _chosen(name: str, model: type[Model], typed: QueryDict, stored: Iterable[int]) -> Part:
    before, now = [str(key) for key in stored], [key for key in typed.getlist(name) if key]
    field: Any = Article._meta.get_field(name)
    names = _names(model, [*before, *now])
    return Part(
        name,
        field.verbose_name,
        sorted(names[key] for key in before),
        sorted(names.get(key, key) for key in now),
    )


def _numbered(key: str) -> list[str]:
    """Any number can be typed, so nothing is told of the picture itself."""
    return [_("Picture %(number)s") % {"number": key}] if key else []


def _names(model: type[Model], keys: Iterable[Any]) -> dict[str, str]:
    found = model._default_manager.in_bulk({int(key) for key in map(str, keys) if key.isdecimal() and len(key) < 19})
    return {str(key): str(row) for key, row in found.items()}


def _byline(key: Key, authors: dict[str, str]) -> str:
    author, role = key
    name = authors.get(author, author)
    return name if role == Role.AUTHOR else f"{name} ({dict(Role.choices).get(role, role)})"


def rows(typed: QueryDict, prefix: str) -> list[Key]:
    """The rows of an inline in the order in which they would be saved, each once, without those struck out or empty."""
    columns = INLINES[prefix]
    found = []
    for place in range(min(number(typed.get(f"{prefix}-TOTAL_FORMS")), MOST_ROWS)):
        key = tuple(typed.get(f"{prefix}-{place}-{column}", "") for column in columns)
        if key[0] and f"{prefix}-{place}-DELETE" not in typed:
            found.append((number(typed.get(f"{prefix}-{place}-position")) or MOST_ROWS, key))
    return list(dict.fromkeys(key for _place, key in sorted(found, key=lambda row: row[0])))


def stored_rows(article: Article | None, prefix: str) -> dict[Key, int]:
    """The rows of an inline as they are stored, each with its primary key."""
    if article is None:
        return {}
    if prefix == "bylines":
        return {(str(line.author_id), line.role): line.pk for line in article.bylines.all()}
    return {(str(row.topic_id),): row.pk for row in article.placements.all()}


def once_more(typed: QueryDict, article: Article | None, version: int) -> list[tuple[str, str]]:
    """The names and values with which the form is sent again, on top of what is stored now as ``version``.

    Rows of inlines are matched with those that the article has today, whatever rows it had when the form was opened.
    """
    kept = {name: values for name, values in fields_of(typed).items() if not _is_rebased(name)}
    fields = [(name, value) for name, values in kept.items() for value in values]
    hung = [field for prefix in INLINES for field in _rebased(typed, article, prefix)]
    return [*fields, ("version", str(version)), *hung]


def _is_rebased(name: str) -> bool:
    return name in OF_THE_FORM or name.partition("-")[0] in INLINES


def _rebased(typed: QueryDict, article: Article | None, prefix: str) -> Iterator[tuple[str, str]]:
    wanted, stored = rows(typed, prefix), stored_rows(article, prefix)
    places = {key: str(place) for place, key in reversed(list(enumerate(wanted, 1)))}
    new = [(key, str(place)) for place, key in enumerate(wanted, 1) if key not in stored or places[key] != str(place)]
    yield f"{prefix}-TOTAL_FORMS", str(len(stored) + len(new))
    yield f"{prefix}-INITIAL_FORMS", str(len(stored))
    for line, (key, row) in enumerate(stored.items()):
        yield f"{prefix}-{line}-id", str(row)
        yield from _row(f"{prefix}-{line}", prefix, key, places.get(key, "1"))
        if key not in places:
            yield f"{prefix}-{line}-DELETE", "on"
    for line, (key, place) in enumerate(new, len(stored)):
        yield from _row(f"{prefix}-{line}", prefix, key, place)


def _row(start: str, prefix: str, key: Key, place: str) -> Iterator[tuple[str, str]]:
    yield f"{start}-position", place
    for column, value in zip(INLINES[prefix], key, strict=True):
        yield f"{start}-{column}", value


def rows_typed(form: QueryDict, prefix: str, model: type[Model]) -> Iterator[str]:
    """The words of each row of a formset that is new or differs from what is stored; empty ones have none."""
    editable = (column for column in model._meta.concrete_fields if column.editable and not column.is_relation)
    columns: list[Any] = [column for column in editable if not column.primary_key]
    for place in range(min(number(form.get(f"{prefix}-TOTAL_FORMS")), MOST_ROWS)):
        typed = {column: form.get(f"{prefix}-{place}-{column.name}", "") for column in columns}
        is_empty = not any(text for column, text in typed.items() if not column.choices)
        if not is_empty and not _is_stored(typed, model, number(form.get(f"{prefix}-{place}-id"))):
            yield ", ".join(str(dict(column.flatchoices).get(text, text)) for column, text in typed.items() if text)


def _is_stored(typed: dict[Any, str], model: type[Model], key: int) -> bool:
    stored = model._default_manager.filter(pk=key).first()
    return stored is not None and all(column.value_to_string(stored) == text for column, text in typed.items())
