"""Who works on an article, until when, and for when it is planned: wishes of the desk, no part of the text."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.desk import informing
from articles.desk.access import WORK_ON_ANY, refuse_at_rest
from articles.desk.colleagues import colleagues, having
from articles.desk.meanwhile import check_unchanged
from articles.desk.moments import in_words
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.workflow import log, name_of
from articles.models import Article

AS_IT_IS: Any = object()
COLUMNS = ("assignee_id", "due", "planned_for")


@transaction.atomic
def assign(
    article: Article,
    *,
    by: Any,
    assignee: Any = AS_IT_IS,
    due: date | None = AS_IT_IS,
    planned_for: datetime | None = AS_IT_IS,
    seen: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> None:
    """Set who works on the article, the day it is due and the moment (aware) it is planned for; ``None`` clears one.

    What is not given stays; ``seen`` is what the person saw of these. Nothing of this makes a revision, voids an
    approval or stands in the way of somebody who is writing. Raises :class:`NotAllowed`, :class:`Stale`, or
    :class:`Refused` for an assignee who may not work on the article.
    """
    if not may_assign(by):
        raise NotAllowed(_("You may not assign articles."))
    locked = Article.objects.select_for_update().get(pk=article.pk)
    refuse_at_rest(locked)
    _check_assignee(locked, assignee)
    before = _wishes(locked)
    wished = {"assignee": assignee, "due": due, "planned_for": planned_for}
    given = {name: value for name, value in wished.items() if value is not AS_IT_IS}
    check_unchanged(locked, given, seen or {}, "assign", in_short(locked))
    for name, value in given.items():
        setattr(locked, name, value)
    if _wishes(locked) != before:
        _keep(locked, before, by, now or timezone.now())
    article.assignee, article.due, article.planned_for = locked.assignee, locked.due, locked.planned_for


def may_assign(person: Any) -> bool:
    return bool(person.is_active and person.has_perm(WORK_ON_ANY) and person.has_perm("articles.change_article"))


def assignable(article: Article) -> QuerySet[Any]:
    """The accounts that may work on the article."""
    return colleagues(article).filter(having("articles.change_article"))


def _check_assignee(article: Article, assignee: Any) -> None:
    if assignee is AS_IT_IS or assignee is None or assignee.pk == article.assignee_id:
        return
    if not assignable(article).filter(pk=assignee.pk).exists():
        raise Refused(_("%(who)s may not work on this article.") % {"who": name_of(assignee)})


def _wishes(article: Article) -> tuple[Any, ...]:
    return tuple(getattr(article, name) for name in COLUMNS)


def _keep(article: Article, before: tuple[Any, ...], by: Any, now: datetime) -> None:
    on_desk = article.on_desk or any(_wishes(article))
    Article.objects.filter(pk=article.pk).update(on_desk=on_desk, **dict(zip(COLUMNS, _wishes(article), strict=True)))
    stages = (article.stage, article.stage)
    event = log(article, "assign", by=by, now=now, revision=article.newest(), stages=stages, note=in_short(article))
    if article.assignee_id and article.assignee_id != before[0]:
        informing.of_assignment(article, event)


def in_short(article: Article) -> str:
    """“to Ada Brandt, due 3 March 2026, planned for 5 March 2026, 12:00 UTC”; what is not set is not named."""
    to = _("to %(who)s") % {"who": name_of(article.assignee)} if article.assignee else _("to nobody")
    due = _("due %(day)s") % {"day": date_format(article.due, "j F Y")} if article.due else ""
    planned = _("planned for %(moment)s") % {"moment": in_words(article.planned_for)} if article.planned_for else ""
    return ", ".join(filter(None, (to, due, planned)))
