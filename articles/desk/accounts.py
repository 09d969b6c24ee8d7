"""Accounts come and go by a switch: none is deleted, so that its name stays on what the person did."""

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.deleting import named
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.workflow import log


def deactivate(account: Any, *, by: Any, note: str = "", now: datetime | None = None) -> None:
    """Close the account: nobody can log in with it, and open sessions end. All that the person did stays theirs.

    Raises :class:`NotAllowed`, or :class:`Refused` for one's own account and for the last active superuser.
    """
    _switch(account, False, by=by, note=note, now=now)


def reactivate(account: Any, *, by: Any, note: str = "", now: datetime | None = None) -> None:
    """Open the account again. Raises :class:`NotAllowed` or :class:`Refused`."""
    _switch(account, True, by=by, note=note, now=now)


def is_last_superuser(account: Any) -> bool:
    """Whether nobody but the account could still look after accounts."""
    return bool(account.is_superuser and account.is_active) and not _superusers().exclude(pk=account.pk).exists()


@transaction.atomic
def _switch(account: Any, active: bool, *, by: Any, note: str, now: datetime | None) -> None:
    """With the rows of all superusers held, so that of two who switch each other off one is refused."""
    hold_superusers()
    stored = get_user_model()._default_manager.select_for_update().get(pk=account.pk)
    _check(stored, active, by)
    stored.is_active = active
    stored.save(update_fields=["is_active"])
    verb = "reactivate" if active else "deactivate"
    log(None, verb, by=by, now=now or timezone.now(), about=named(stored), note=note.strip())
    account.is_active = active


def hold_superusers() -> None:
    """Lock the rows of all that are active, so that two who close accounts wait for each other."""
    list(_superusers().select_for_update().order_by("pk"))


def _check(account: Any, active: bool, by: Any) -> None:
    if not may_switch(by, account):
        raise NotAllowed(_("You may not do this with this account."))
    if account.is_active == active:
        raise Refused(_("Somebody did this already."))
    if not active and account.pk == by.pk:
        raise Refused(_("This is your own account. Ask another superuser to deactivate it."))
    if not active and is_last_superuser(account):
        raise Refused(_("This is the last active superuser. Make another one first."))


def may_switch(person: Any, account: Any) -> bool:
    """Superusers are switched by superusers only."""
    opts = account._meta
    allowed = person.is_active and person.has_perm(f"{opts.app_label}.change_{opts.model_name}")
    return bool(allowed and (person.is_superuser or not account.is_superuser))


def _superusers() -> Any:
    return get_user_model()._default_manager.filter(is_superuser=True, is_active=True)
