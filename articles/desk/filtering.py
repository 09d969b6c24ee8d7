"""Filters of the article list, kept under a name: each person's own; who publishes can share one with the desk."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.desk.access import WORK_ON_ANY
from articles.desk.refusal import NotAllowed, Refused
from articles.models import SavedFilter
from articles.models.saved_filter import LONGEST_QUERY, SavedFilterQuerySet

LONGEST_NAME = SavedFilter._meta.get_field("name").max_length or 0


def filters_of(person: Any) -> SavedFilterQuerySet:
    """The person's own, and what is shared with all who work on everybody's articles; with their owners."""
    filters = SavedFilter.objects.select_related("owner")
    return filters.own_or_shared(person) if person.has_perm(WORK_ON_ANY) else filters.own(person)


def may_share(person: Any) -> bool:
    return bool(person.is_active and person.has_perm("articles.publish_article"))


def may_mend(person: Any, saved: SavedFilter) -> bool:
    """Whether the person may rename, share or remove it: their own, and what is shared, for who may share."""
    return bool(saved.owner_id == person.pk or (saved.shared and may_share(person)))


def keep_filter(*, by: Any, name: str, query: str, shared: bool = False) -> SavedFilter:
    """Keep a query string (without ``?``) under a name. Raises :class:`NotAllowed` or :class:`Refused`."""
    if shared:
        _check_may_share(by)
    if len(query) > LONGEST_QUERY:
        raise Refused(_("This filter is too long to be kept. Search for fewer words."))
    return _write(SavedFilter(owner=by, name=_checked(name), query=query, shared=shared))


def rename_filter(saved: SavedFilter, *, by: Any, name: str) -> None:
    _check_may_mend(by, saved)
    saved.name = _checked(name)
    _write(saved)


def share_filter(saved: SavedFilter, *, by: Any, shared: bool) -> None:
    """Share it with the desk, or take that back."""
    _check_may_mend(by, saved)
    _check_may_share(by)
    saved.shared = shared
    _write(saved)


def remove_filter(saved: SavedFilter, *, by: Any) -> None:
    _check_may_mend(by, saved)
    saved.delete()


def _checked(name: str) -> str:
    words = " ".join(name.split())
    if not words:
        raise Refused(_("Give the filter a name."))
    if len(words) > LONGEST_NAME:
        raise Refused(_("A name has at most %(most)s characters.") % {"most": LONGEST_NAME})
    return words


def _write(saved: SavedFilter) -> SavedFilter:
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as error:
        raise Refused(_("There is a filter “%(name)s” already. Choose another name.") % {"name": saved.name}) from error
    return saved


def _check_may_mend(person: Any, saved: SavedFilter) -> None:
    if not may_mend(person, saved):
        raise NotAllowed(_("This filter is somebody else’s."))


def _check_may_share(person: Any) -> None:
    if not may_share(person):
        raise NotAllowed(_("Only who publishes shares filters with the desk."))
