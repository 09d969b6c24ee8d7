"""Why disclaimers are printed: the rules, and what authors declared. Each change of either is told in the log."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.deleting import named
from articles.desk.refusal import NotAllowed
from articles.desk.workflow import log, name_of
from articles.models import Declaration, Rule

Ground = Rule | Declaration
KEEPING = {Rule: "articles.change_disclaimer", Declaration: "articles.change_author"}
DROPPING = {Rule: "articles.change_disclaimer", Declaration: "articles.delete_author"}
VERBS = {Rule: ("rule", "drop_rule"), Declaration: ("declare", "drop_declaration")}


def may_drop(person: Any, kind: type[Ground]) -> bool:
    return bool(person.has_perm(DROPPING[kind]))


@transaction.atomic
def keep(ground: Ground, *, by: Any, now: datetime | None = None) -> None:
    """Save a new one or a changed one, and log what it says and what it said before.

    Whoever may not delete a declaration may still say when it ended. Raises :class:`NotAllowed`.
    """
    kind = type(ground)
    former: Any = kind._default_manager.filter(pk=ground.pk).first()
    if not by.has_perm(KEEPING[kind]):
        raise NotAllowed(_("You may not say what disclaimers are owed for."))
    if not (may_drop(by, kind) or former is None or _only_ends(ground, former)):
        raise NotAllowed(_("What was declared stays as it was entered. You may say when it ended."))
    if former is None and isinstance(ground, Declaration):
        ground.by, ground.actor = by, name_of(by)
    ground.save()
    before = [_("Before: %(what)s") % {"what": former.told}] if former else []
    _log(ground, VERBS[kind][0], by, now, "\n".join([ground.told, *before]))


@transaction.atomic
def drop(ground: Ground, *, by: Any, now: datetime | None = None) -> None:
    """Delete it, and log what it said. Raises :class:`NotAllowed`."""
    if not may_drop(by, type(ground)):
        raise NotAllowed(_("You may not delete this."))
    told = ground.told
    ground.delete()
    _log(ground, VERBS[type(ground)][1], by, now, told)


def _only_ends(ground: Ground, former: Ground) -> bool:
    names = [field.attname for field in ground._meta.concrete_fields if field.name != "until"]
    return all(getattr(ground, name) == getattr(former, name) for name in names)


def _log(ground: Ground, verb: str, by: Any, now: datetime | None, told: str) -> None:
    row = ground.disclaimer if isinstance(ground, Rule) else ground.author
    log(None, verb, by=by, now=now or timezone.now(), about=named(row), note=told)
