"""How a value of a column is written in JSON, and read again only if it is exactly one that the column may hold."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.utils import validate_file_name
from django.db.models import Field, Model

LARGEST = 2**63 - 1
NATURAL: dict[type[Model], tuple[str, ...]] = {
    ContentType: ("app_label", "model"),
    Permission: ("content_type__app_label", "content_type__model", "codename"),
}
"""Rows that every database has under keys of its own: named by these columns."""


class Misfit(ValueError):
    """The value is none that the column may hold."""


@dataclass(frozen=True)
class Kind:
    """``name`` is what the format calls it, ``of`` the type that JSON gives; ``longest`` is told, in characters."""

    name: str
    of: type
    write: Callable[[Any], Any] = lambda value: value
    read: Callable[[Any], Any] = lambda value: value
    longest: int | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table: its name in the database, what it holds, and whether it may be null."""

    name: str
    field: "Field[Any, Any]"
    kind: Kind
    null: bool

    @property
    def said(self) -> str:
        """As the manifest tells of it: ``text(200)``, with ``?`` where it may be null."""
        longest = f"({self.kind.longest})" if self.kind.longest else ""
        return f"{self.kind.name}{longest}{'?' if self.null else ''}"

    def write(self, value: Any) -> Any:
        return None if value is None else self.kind.write(value)

    def read(self, value: Any, *, may_lack: bool = False) -> Any:
        """Raises :class:`Misfit`. With ``may_lack`` null stands for what was left out."""
        if value is None and (self.null or may_lack):
            return None
        if self.kind.of is not object and type(value) is not self.kind.of:
            raise Misfit(f"it must be {self.said}")
        try:
            return self.kind.read(value)
        except (ValueError, ArithmeticError, SuspiciousFileOperation) as error:
            raise Misfit(f"it must be {self.said}: {error}") from error


@cache
def columns_of(model: type[Model]) -> tuple[Column, ...]:
    """Every column of the model’s table in the order of the model, without those that the database computes."""
    fields = (field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False))
    return tuple(Column(field.attname, field, kind_of(field), field.null) for field in fields)


def kind_of(field: Any) -> Kind:
    """Raises :class:`LookupError` for a field of a type that the format does not know yet."""
    if field.related_model in NATURAL:
        return Kind(f"name of a {field.related_model.__name__}", list, read=_strings)
    if field.is_relation:
        return kind_of(field.target_field)
    kind = KINDS.get(field.get_internal_type())
    if kind is None:
        raise LookupError(f"An archive does not know how to hold a {field.get_internal_type()}: {field}.")
    return Kind(kind.name, kind.of, kind.write, kind.read, field.max_length) if kind.of is str else kind


def _whole(value: int) -> int:
    if abs(value) > LARGEST:
        raise Misfit("the number is too large")
    return value


def _text(value: str) -> str:
    value.encode()
    if "\0" in value:
        raise Misfit("it has the character 0")
    return value


def _file_name(value: str) -> str:
    """Of a file in a storage, below its root; ``""`` for none."""
    return safe_name(_text(value)) if value else ""


def safe_name(name: str) -> str:
    """The name, or :class:`Misfit` where it could lead out of a folder: by a root, a parent, a backslash."""
    parts = name.split("/")
    if not name.isprintable() or "\\" in name or any(part in ("", ".", "..") for part in parts):
        raise Misfit(f"“{name[:100]}” is no name of a file")
    return str(validate_file_name(name, allow_relative_path=True))


def _write_instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _read_instant(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise Misfit("it names no time zone")
    return moment.astimezone(UTC)


def _json(value: Any) -> Any:
    """Any value; no text in it may have what a database refuses."""
    if isinstance(value, str):
        _text(value)
    for inner in [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ():
        _json(inner)
    return value


def _sorted(value: Any) -> Any:
    """With the members of objects in the order of their names: PostgreSQL has an order of its own."""
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(inner) for inner in value] if isinstance(value, list) else value


def _strings(value: list[Any]) -> tuple[str, ...]:
    if not all(isinstance(part, str) for part in value):
        raise Misfit("its parts must be text")
    return tuple(map(_text, value))


WHOLE, TEXT = Kind("integer", int, read=_whole), Kind("text", str, read=_text)
KINDS: dict[str, Kind] = {
    **dict.fromkeys(("AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField"), WHOLE),
    **dict.fromkeys(("SmallIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField"), WHOLE),
    "PositiveBigIntegerField": WHOLE,
    **dict.fromkeys(("CharField", "TextField", "SlugField", "GenericIPAddressField"), TEXT),
    "FileField": Kind("file", str, read=_file_name),
    "BooleanField": Kind("boolean", bool),
    "FloatField": Kind("number", float),
    "DateTimeField": Kind("instant", str, _write_instant, _read_instant),
    "DateField": Kind("date", str, date.isoformat, date.fromisoformat),
    "TimeField": Kind("time", str, time.isoformat, time.fromisoformat),
    "DurationField": Kind(
        "microseconds", int, lambda value: value // timedelta(microseconds=1), lambda n: timedelta(microseconds=n)
    ),
    "DecimalField": Kind("decimal", str, str, Decimal),
    "UUIDField": Kind("uuid", str, str, UUID),
    "BinaryField": Kind(
        "base64", str, lambda value: b64encode(value).decode(), lambda text: b64decode(text, validate=True)
    ),
    "JSONField": Kind("json", object, _sorted, _json),
}
"""THE table of what a column can hold, by Django’s name for its type in the database."""
