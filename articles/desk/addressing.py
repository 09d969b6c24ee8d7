"""Addresses of topics, authors and series: each leads to one row for ever, under whatever slug that stands today."""

from itertools import count
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.refusal import NotAllowed, Refused, Stale
from articles.desk.seen import overtaken, signature
from articles.models import Author, Series, Topic
from articles.search import indexing
from articles.text.order import all_in_order
from articles.text.slugs import slugify

Row = Topic | Author | Series


@transaction.atomic
def keep(row: Row, *, by: Any, seen: str | None = None) -> None:
    """Save a new or changed topic, author or series, whose former address goes on leading there.

    ``seen`` is the :func:`articles.desk.seen.signature` of the row as the person had it before them, ``None`` for a new
    one: every column is written, so none may have changed since. Raises :class:`NotAllowed`, :class:`Stale`, or
    :class:`Refused` when it has no name, the row is gone or the address is another's.
    """
    model = type(row)
    if not by.has_perm(f"articles.{'change' if row.pk else 'add'}_{model._meta.model_name}"):
        raise NotAllowed(_("You may not change this."))
    stored = model._default_manager.select_for_update().filter(pk=row.pk).first()
    if row.pk and stored is None:
        raise Refused(_("“%(name)s” was merged or deleted while you wrote.") % {"name": row})
    if stored is not None and signature(stored) != seen:
        raise Stale(overtaken())
    put_in_order(row)
    if not row.name.strip():
        raise Refused(_("Write a name."))
    row.save()
    claim(row, *([stored.slug] if stored else []), row.slug)
    if isinstance(row, Author) and stored is not None and stored.name != row.name:
        indexing.rename(row, now=timezone.now())


def put_in_order(row: Row) -> None:
    """Take out of its words what turns the order of what follows them: before anything is said of them."""
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.fields}
    for name, value in all_in_order(columns).items():
        setattr(row, name, value)


def claim(row: Row, *slugs: str) -> None:
    """Note the slugs as addresses of the stored row, or raise :class:`Refused` for one that is another's."""
    for slug in slugs:
        try:
            with transaction.atomic():
                row.addresses.get_or_create(slug=slug)
        except IntegrityError as error:
            raise Refused(taken(type(row), slug, besides=row.pk)) from error


def taken(model: type[Row], slug: str, besides: int | None = None) -> str:
    """A sentence that says whose the slug is or was; ``""`` when no row but ``besides`` has or had it."""
    others = _others(model, besides)
    if owner := others.filter(slug=slug).first():
        return _("“%(name)s” has this address. Choose another.") % {"name": owner}
    if owner := others.filter(addresses__slug=slug).first():
        return _("This was an address of “%(name)s”, and readers’ links still lead there. Choose another.") % {
            "name": owner
        }
    return ""


def free_slug(model: type[Row], name: str, *, besides: int | None = None) -> str:
    """An address made from the name that no other row has or had; ``""`` for a name without letter or digit."""
    base, others = slugify(name), _others(model, besides)
    candidates = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(
        slug for slug in candidates if not slug or not others.filter(Q(slug=slug) | Q(addresses__slug=slug)).exists()
    )


def _others(model: type[Row], besides: int | None) -> QuerySet[Any]:
    rows: QuerySet[Any] = model._default_manager.all()
    return rows if besides is None else rows.exclude(pk=besides)
