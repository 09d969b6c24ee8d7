"""The trash: what was never published is put there and comes back whole, as a draft. Nothing leaves it otherwise."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.desk.glance import Glance
from articles.desk.refusal import Refused
from articles.desk.revising import make_revision, text_differs
from articles.desk.saving import free_slug, is_free
from articles.desk.workflow import Move, move
from articles.models import Article


def discard(
    article: Article, *, by: Any, note: str = "", seen: Glance | int | None = None, now: datetime | None = None
) -> None:
    """Put in the trash what was never published. Arguments and refusals as for :func:`articles.desk.workflow.move`.

    The working copy gives up its address, which nobody was ever given; its revisions remember it.
    """
    with move("discard", article, by=by, note=note, seen=seen, now=now) as step:
        _set(step, slug="")
    article.refresh_from_db()


def recover(
    article: Article, *, by: Any, note: str = "", seen: Glance | int | None = None, now: datetime | None = None
) -> None:
    """Bring an article back from the trash, as a draft with all that hung on it.

    Where another article took its address meanwhile, it gets the next free one, by a revision that says so.
    """
    with move("recover", article, by=by, note=note, seen=seen, now=now) as step:
        newest = step.article.newest()
        former = newest.slug if newest else ""
        if former and is_free(former, step.article):
            _set(step, slug=former)
        else:
            _set(step, slug=free_slug(step.article), version=step.article.version + 1)
        if newest is not None and text_differs(step.article, newest):
            told = _("Recovered under another address: the former one was taken")
            step.revision = make_revision(step.article, by=by, now=step.now, note=told)
    article.refresh_from_db()


def _set(step: Move, **columns: Any) -> None:
    """Change the working copy. To go to the trash and to come back count as changes: lists are in that order."""
    columns["changed"] = step.now
    for name, value in columns.items():
        setattr(step.article, name, value)
    try:
        with transaction.atomic():
            Article.objects.filter(pk=step.article.pk).update(**columns)
    except IntegrityError as error:
        raise Refused(_("Another article has just taken the same slug. Try again.")) from error
