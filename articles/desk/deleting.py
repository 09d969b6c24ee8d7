"""What nothing uses may be deleted, and the whole desk reads of it in the log."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.desk.refusal import NotAllowed, Refused
from articles.desk.workflow import log
from articles.models import Author, Declaration, Disclaimer, Rule
from articles.models.uses import is_used


@transaction.atomic
def delete(row: Model, *, by: Any, now: datetime | None = None) -> None:
    """Delete an author, topic, disclaimer or picture. Files stay, for they are named by their content.

    The log keeps the rules of a disclaimer and what an author declared, which fall with them.
    Raises :class:`NotAllowed`, or :class:`Refused` for what a draft, a revision or an article in the trash uses.
    """
    opts = row._meta
    if not by.has_perm(f"{opts.app_label}.delete_{opts.model_name}"):
        raise NotAllowed(_("You may not delete this."))
    stored = type(row)._default_manager.select_for_update().order_by("pk").filter(pk=row.pk).first()
    if stored is None:
        raise Refused(_("“%(row)s” is gone already.") % {"row": row})
    if is_used(stored):
        raise Refused(_("“%(row)s” is used and stays. “Where used” says where.") % {"row": row})
    note = "\n".join(each.told for each in _falling_with(stored))
    stored.delete()
    log(None, "delete", by=by, now=now or timezone.now(), about=named(row), note=note)


def _falling_with(row: Model) -> Iterable[Rule | Declaration]:
    if isinstance(row, Disclaimer):
        return row.rules.all()
    return row.declarations.all() if isinstance(row, Author) else ()


def named(row: Model) -> str:
    """What the log calls a row that is no article: “Topic “The sea””."""
    return f"{capfirst(str(row._meta.verbose_name))} “{row}”"
