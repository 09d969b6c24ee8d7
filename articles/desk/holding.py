"""Legal hold: placed and lifted, each with a reason. While it is open nothing of the article changes on the desk.

What takes it from readers stays possible, for that is what a court may order: it can be withdrawn and unscheduled.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import intervals
from articles.desk.access import hold_of, may_see, refuse_in_the_trash
from articles.desk.refusal import NotAllowed, Refused, Stale, refuse_if_any
from articles.desk.workflow import log, log_what_is_dropped, name_of, not_before_the_last
from articles.models import Article, LegalHold

LONGEST = LegalHold._meta.get_field("reason").max_length or 0


def may_hold(person: Any, article: Article) -> bool:
    return bool(person.is_active and person.has_perm("articles.hold_article") and may_see(person, article))


@transaction.atomic
def place_hold(article: Article, *, by: Any, reason: str, now: datetime | None = None) -> LegalHold:
    """Let nothing of the article change from ``now`` on (aware), for a ``reason`` that the desk is told.

    What is scheduled is taken back, for readers would be given another text; what they see stays. Raises
    :class:`NotAllowed`, or :class:`Refused` in the trash, without a reason, and where it is on hold already.
    """
    locked, now = _locked(article, by, now)
    refuse_in_the_trash(locked)
    refuse_if_any(_obstacles(reason))
    if held := hold_of(locked):
        raise Refused(_("%(who)s placed this article on hold already.") % {"who": held.placer})
    log_what_is_dropped(locked, by=by, now=now)
    intervals.clear_schedule(locked, now=now)
    hold = LegalHold.objects.create(
        article=locked, placed_at=now, placed_by=by, placer=name_of(by), reason=reason.strip()
    )
    _log(locked, "hold", by, now, hold.reason)
    return hold


@transaction.atomic
def lift_hold(
    article: Article, *, by: Any, reason: str, seen: int | None = None, now: datetime | None = None
) -> LegalHold:
    """Let the article be worked on again from ``now`` on, for a ``reason``; the hold stays as history.

    ``seen`` is the key of the hold that the person means (``None``: do not ask). Raises :class:`NotAllowed`,
    :class:`Stale`, or :class:`Refused` without a reason, and where it is not on hold.
    """
    locked, now = _locked(article, by, now)
    refuse_if_any(_obstacles(reason))
    hold = hold_of(locked)
    if hold is None:
        raise Refused(_("This article is not on hold, or no longer."))
    if seen is not None and seen != hold.pk:
        told = _(
            "%(who)s placed another hold while your form stood open: %(reason)s. Lift it only if you mean that one."
        )
        raise Stale(told % {"who": hold.placer, "reason": hold.reason})
    lifted = {"lifted_at": now, "lifted_by": by, "lifter": name_of(by), "lifted_because": reason.strip()}
    LegalHold.objects.filter(pk=hold.pk).update(**lifted)
    _log(locked, "lift_hold", by, now, reason.strip())
    hold.refresh_from_db()
    return hold


def _locked(article: Article, by: Any, now: datetime | None) -> tuple[Article, datetime]:
    locked = Article.objects.select_for_update().get(pk=article.pk)
    if not may_hold(by, locked):
        raise NotAllowed(_("You may not place this article on legal hold, nor lift it."))
    return locked, not_before_the_last(locked, now or timezone.now())


def _obstacles(reason: str) -> Iterator[str]:
    if not reason.strip():
        yield _("Write the reason: the desk is told, readers are not.")
    elif len(reason.strip()) > LONGEST:
        yield _("A reason may have %(most)s characters. Shorten it.") % {"most": LONGEST}


def _log(article: Article, verb: str, by: Any, now: datetime, note: str) -> None:
    stages = (article.stage, article.stage)
    log(article, verb, by=by, now=now, revision=article.newest(), stages=stages, note=note)
