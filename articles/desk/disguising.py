"""Who writes under a pen name or anonymously: set and taken back by the few who may know it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import addressing
from articles.desk.deleting import named
from articles.desk.refusal import NotAllowed, Refused, refuse_if_any
from articles.desk.seen import check_seen, digest, signature
from articles.desk.workflow import log
from articles.models import Author, Credit, RealName
from articles.models.alias import Alias
from articles.text.folding import words
from articles.text.order import in_order

PERMISSION = "articles.see_real_name"
TOLD = ("name", "slug", "biography", "affiliation")
"""What readers are told of an author."""


def may_disguise(person: Any) -> bool:
    return bool(person.is_active and person.has_perm(PERMISSION) and person.has_perm("articles.change_author"))


@transaction.atomic
def keep(author: Author, *, by: Any, seen: str | None = None) -> None:
    """Save an author, of whom readers are told nothing that could tell who writes under a pen name.

    Who may not know it may change nothing that readers are told: a refusal would tell them that they guessed right.
    Raises as :func:`articles.desk.addressing.keep`.
    """
    addressing.put_in_order(author)
    disguised = Author.objects.select_for_update().filter(pk=author.pk).exclude(alias=Alias.NONE).first()
    if disguised is not None and signature(disguised) == seen and list(_says(disguised)) != list(_says(author)):
        if not may_disguise(by):
            raise NotAllowed(_("Only who may know who writes under this name may change what readers are told of it."))
        refuse_if_any(_slips(author))
    addressing.keep(author, by=by, seen=seen)


@transaction.atomic
def disguise(
    author: Author,
    *,
    by: Any,
    alias: int,
    name: str = "",
    email: str | None = None,
    seen: str | None = None,
    now: datetime | None = None,
) -> None:
    """Say that the author writes under an :class:`Alias`, and who it is; ``Alias.NONE`` forgets it.

    The address for mail is taken along where no ``email`` is given; the account is unbound: both would tell. The log
    says that it was done, never who it is. ``seen`` is the :func:`state_of` what the person had before them. Raises
    :class:`NotAllowed`, :class:`Stale`, or :class:`Refused` without a name and where readers are told it already.
    """
    if not may_disguise(by):
        raise NotAllowed(_("You may not say who writes under another name."))
    stored = Author.objects.select_for_update().get(pk=author.pk)
    name, known = " ".join(in_order(name).split()), RealName.objects.filter(author=stored).first()
    check_seen(state_of(stored, known), seen)
    email = email_of(stored, known) if email is None else email.strip()
    if alias == Alias.NONE:
        _undo(stored, known, email)
    else:
        refuse_if_any(_obstacles(stored, name))
        RealName.objects.update_or_create(author=stored, defaults={"name": name, "email": email})
        Author.objects.filter(pk=stored.pk).update(alias=alias, email="", account=None)
    log(None, "disguise", by=by, now=now or timezone.now(), about=named(stored), note=str(Alias(alias).label))
    author.refresh_from_db()


def email_of(author: Author, known: RealName | None) -> str:
    """The address for mail, wherever it is kept."""
    return known.email if known else author.email


def state_of(author: Author, known: RealName | None) -> str:
    """What is told of the author here, as one word to compare."""
    return digest(str(author.alias), known.name if known else "", email_of(author, known))


def _undo(author: Author, known: RealName | None, email: str) -> None:
    if author.alias == Alias.NONE:
        raise Refused(_("This author writes under their own name already."))
    if known is None:
        raise Refused(
            _(
                "Who this is was forgotten, so nobody can tell that the name is their own. "
                "If you know, write it and keep that first."
            )
        )
    Author.objects.filter(pk=author.pk).update(alias=Alias.NONE, email=email)
    known.delete()


def _obstacles(author: Author, name: str) -> Iterator[str]:
    if not name:
        yield _("Write who it is: the magazine answers for what it prints.")
    for where, text in _told(author):
        if _tells(text, name):
            yield _(
                "Readers could tell who it is from this: %(where)s. Make a new author with another name and address."
            ) % {"where": where}


def _slips(author: Author) -> Iterator[str]:
    known = RealName.objects.filter(author=author).first()
    for where, text in _says(author):
        if known and _tells(text, known.name):
            yield _("Readers could tell who it is from this: %(where)s. Leave the real name out of it.") % {
                "where": where
            }


def _tells(text: str, name: str) -> bool:
    return bool(name) and set(words(name)) <= set(words(text.replace("-", " ")))


def _says(author: Author) -> Iterator[tuple[str, str]]:
    """What readers are told of the author, each with what it is."""
    for column in TOLD:
        field: Any = Author._meta.get_field(column)
        yield str(field.verbose_name), getattr(author, column)


def _told(author: Author) -> Iterator[tuple[str, str]]:
    """All that is or was told of the author, to readers or on the desk."""
    yield from _says(author)
    for slug in author.addresses.values_list("slug", flat=True):
        yield _("a former address"), slug
    kept = Credit.objects.filter(author=author)
    for words_of_a_credit in kept.values_list("name", "biography", "affiliation").distinct():
        yield _("what was printed, or saved with an article"), " ".join(words_of_a_credit)
