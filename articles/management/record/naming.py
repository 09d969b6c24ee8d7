"""Which files a row names: by its columns for files, and by what tells a name in another way."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import FileField, Model

from articles.management.record.columns import columns_of
from articles.management.record.layout import name_of_storage
from articles.pictures.sizes import FORMATS, rendition_name, widths

Row = dict[str, Any]
Named = tuple[str, str, bool]
"""Storage, name, and whether the magazine is not whole without the file; others can be made anew from what is."""


def files_of(model: type[Model], row: Row) -> Iterator[Named]:
    """The files that a row names, its values by the names of their columns."""
    for column in columns_of(model):
        if isinstance(column.field, FileField) and row[column.name]:
            yield name_of_storage(column.field.storage), row[column.name], True
    if further := FURTHER.get(model._meta.label):
        yield from further(row)


def _renditions(image: Row) -> Iterator[Named]:
    for width in widths(image["width"]):
        for kind in FORMATS:
            yield "public", rendition_name(image["checksum"], width, kind), False


def _share(revision: Row) -> Iterator[Named]:
    if revision["share"]:
        yield "public", revision["share"], False


FURTHER: dict[str, Callable[[Row], Iterator[Named]]] = {"articles.Image": _renditions, "articles.Revision": _share}
