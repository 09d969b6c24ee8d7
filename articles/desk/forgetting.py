"""Somebody asks that the magazine forget them: what is personal goes, the record stays whole."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.accounts import hold_superusers, is_last_superuser, may_switch
from articles.desk.deleting import named
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.workflow import log
from articles.models import Article, Author, LegalHold, ManuscriptFile, ProofLink, RealName, ReplyRequest
from articles.models.personal import OF_AN_ACCOUNT, OF_AN_AUTHOR, Personal, going

REMOVED = "…"
FORGOTTEN = "forgotten-{}"
"""What an account is called afterwards: by its key."""
Held = list[tuple[Any, int]]
"""What is held of a person: its label, and how often."""


def may_forget(person: Any, row: Model) -> bool:
    """An author: who may delete authors. An account: who may switch it off."""
    if isinstance(row, Author):
        return bool(person.is_active and person.has_perm("articles.delete_author"))
    return may_switch(person, row)


def forget(row: Any, *, by: Any, note: str = "", now: datetime | None = None) -> Held:
    """Remove what the tables of :mod:`articles.models.personal` let go of an author or an account; gives what it was.

    Raises :class:`NotAllowed`, or :class:`Refused` where nothing is left to remove. The caller ends the sessions of an
    account; its password lets nobody in any more.
    """
    verb = _forget_author if isinstance(row, Author) else _forget_account
    return verb(row, by=by, note=note.strip(), now=now or timezone.now())


@transaction.atomic
def forget_address(email: str, *, by: Any, note: str = "", now: datetime | None = None) -> None:
    """Remove an e-mail address of somebody who is neither author nor account: from proof links, requests to reply and
    manuscripts.

    Raises :class:`NotAllowed` or :class:`Refused`.
    """
    if not (by.is_active and by.has_perm("articles.delete_author")):
        raise NotAllowed(_("You may not do this: forget a person."))
    check_address(email)
    if not held_by_address(email):
        raise Refused(_("Nothing is left that could be removed."))
    _remove_address(email)
    log(
        None,
        "forget",
        by=by,
        now=now or timezone.now(),
        about=_("An e-mail address"),
        note=_without(email, note).strip(),
    )


def check_address(email: str) -> None:
    """Raise :class:`Refused` for what is no whole e-mail address."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(
            _("“%(typed)s” is no whole e-mail address, such as ada@example.org.") % {"typed": email}
        ) from error


def held_of(row: Any) -> Held:
    """What would go, each with how often it is there."""
    counts = _counted_of_author(row) if isinstance(row, Author) else _counted_of_account(row)
    return [(each.label, count) for each, count in counts if count]


def held_by_address(email: str) -> Held:
    """Where the address stands beside authors and accounts, each with how often it is there."""
    return [(each.label, count) for each in going(OF_AN_AUTHOR) if (count := _counted_of_address(email, each))]


@transaction.atomic
def _forget_author(author: Author, *, by: Any, note: str, now: datetime) -> Held:
    stored = Author.objects.select_for_update().get(pk=author.pk)
    held = _checked(stored, by)
    for email in _addresses_of(stored):
        _remove_address(email)
        note = _without(email, note)
    RealName.objects.filter(author=stored).delete()
    Author.objects.filter(pk=stored.pk).update(email="", account=None)
    log(None, "forget", by=by, now=now, about=named(stored), note=note)
    author.refresh_from_db()
    return held


@transaction.atomic
def _forget_account(account: Any, *, by: Any, note: str, now: datetime) -> Held:
    hold_superusers()
    stored = get_user_model()._default_manager.select_for_update().get(pk=account.pk)
    held = _checked(stored, by)
    _refuse_own_and_last(stored, by)
    address = stored.email
    for column in going(OF_AN_ACCOUNT):
        _let_go(column, stored)
    _close(stored)
    _remove_address(address)
    log(None, "forget", by=by, now=now, about=_("Account %(key)s") % {"key": stored.pk}, note=_without(address, note))
    account.refresh_from_db()
    return held


def _checked(row: Any, by: Any) -> Held:
    if not may_forget(by, row):
        raise NotAllowed(_("You may not do this: forget a person."))
    held = held_of(row)
    if not held:
        raise Refused(_("Nothing is left that could be removed."))
    return held


def _refuse_own_and_last(account: Any, by: Any) -> None:
    if account.pk == by.pk:
        raise Refused(_("This is your own account. Ask another superuser to have it forgotten."))
    if is_last_superuser(account):
        raise Refused(_("This is the last active superuser. Make another one first."))


def _let_go(column: Personal, account: Any) -> None:
    """Rows that only serve the person go; a reference that may be empty is emptied."""
    if column.model is type(account):
        return
    rows = _rows(column, account)
    if column.field.null:
        rows.update(**{column.name: None})
    else:
        rows.delete()


def _rows(column: Personal, account: Any) -> QuerySet[Any]:
    """An article on legal hold stays as it is."""
    rows = column.model._base_manager.filter(**{column.name: account})
    return rows.exclude(pk__in=LegalHold.objects.open().values("article")) if column.model is Article else rows


def _close(account: Any) -> None:
    account.username = FORGOTTEN.format(account.pk)
    account.first_name = account.last_name = account.email = ""
    account.last_login, account.is_active, account.is_staff, account.is_superuser = None, False, False, False
    account.set_unusable_password()
    account.save()


def _remove_address(email: str) -> None:
    """From proof links, with the rest of how to reach who asked to reply, and from what was said of manuscripts, with
    the files that hold it.

    What lies on legal hold stays as it is.
    """
    _proof_links(email).update(email="")
    _requests(email).update(contact="")
    for kept in _manuscripts(email):
        if kept.file:
            transaction.on_commit(partial(kept.file.storage.delete, str(kept.file.name)))
        kept.report = _without(email, kept.report)
        kept.file = ""
        kept.save(update_fields=["report", "file"])


def _proof_links(email: str) -> QuerySet[ProofLink]:
    return _free(ProofLink.objects.filter(email__iexact=email).exclude(email=""))


def _requests(email: str) -> QuerySet[ReplyRequest]:
    return _naming(email, ReplyRequest.objects.all(), "contact")


def _manuscripts(email: str) -> QuerySet[ManuscriptFile]:
    """Those whose report names the address, as it does of every one that was found in a file."""
    return _naming(email, ManuscriptFile.objects.all(), "report")


def _naming(email: str, rows: QuerySet[Any], column: str) -> QuerySet[Any]:
    """Those that are not on legal hold and name the address; nothing where there is no address to look for.

    The database only looks for what stands before the sign: ASCII, as Django checks addresses, for SQLite compares
    nothing else without case.
    """
    local, sign, _domain = email.rpartition("@")
    if not sign:
        return rows.none()
    likely = _free(rows).filter(**{f"{column}__icontains": local + sign}).values_list("pk", column)
    return rows.filter(pk__in=[key for key, text in likely if _whole(email).search(text)])


def _free(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.exclude(article__in=LegalHold.objects.open().values("article"))


def _whole(email: str) -> re.Pattern[str]:
    """Finds the address in a text, in whatever case, but never as a part of a longer one, which is somebody else’s."""
    return re.compile(rf"(?<![\w.+%-])(?<!\w['’]){re.escape(email)}(?![\w-]|\.\w)", re.IGNORECASE)


def _without(email: str, text: str) -> str:
    """The text with an ellipsis in place of the address; also of the reason, for the log is kept."""
    return _whole(email).sub(REMOVED, text) if email else text


def _counted_of_address(email: str, column: Personal) -> int:
    if column.model is ProofLink:
        return _proof_links(email).count()
    if column.model is ReplyRequest:
        return _requests(email).count()
    if column.model is ManuscriptFile:
        held = _manuscripts(email)
        return (held.exclude(file="") if column.name == "file" else held).count()
    return 0


def _addresses_of(author: Author) -> set[str]:
    """The author’s own, and the one that is kept with who writes under another name."""
    kept = RealName.objects.filter(author=author).values_list("email", flat=True)
    return {email for email in (author.email, *kept) if email}


def _counted_of_author(author: Author) -> Iterator[tuple[Personal, int]]:
    for column in going(OF_AN_AUTHOR):
        if column.model is Author:
            yield column, int(bool(getattr(author, column.field.attname)))
        elif column.model is RealName:
            yield column, RealName.objects.filter(author=author).exclude(**{column.name: ""}).count()
        else:
            yield column, sum(_counted_of_address(email, column) for email in _addresses_of(author))


def _counted_of_account(account: Any) -> Iterator[tuple[Personal, int]]:
    for column in going(OF_AN_ACCOUNT):
        if column.model is not type(account):
            yield column, _rows(column, account).count()
        else:
            yield column, int(_is_held(column.name, account))


def _is_held(name: str, account: Any) -> bool:
    if name == "username":
        return bool(account.username != FORGOTTEN.format(account.pk))
    return bool(account.has_usable_password() if name == "password" else getattr(account, name))
