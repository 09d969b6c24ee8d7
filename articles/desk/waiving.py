"""Waiving a disclaimer that an article owes, and taking that back: each with its event."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.access import may_see, refuse_at_rest
from articles.desk.disclaiming import Standing, standings
from articles.desk.planning import expected
from articles.desk.refusal import NotAllowed, Refused, refuse_if_any
from articles.desk.saving import keep
from articles.desk.workflow import log, name_of, not_before_the_last
from articles.models import Article, Disclaimer, Waiver
from articles.models.waiver import LONGEST_REASON


def may_waive(person: Any, article: Article) -> bool:
    allowed = person.has_perm("articles.waive_disclaimer") and person.has_perm("articles.change_article")
    return bool(person.is_active and allowed and may_see(person, article))


@transaction.atomic
def waive(article: Article, disclaimer: Disclaimer, *, by: Any, reason: str, now: datetime | None = None) -> Waiver:
    """Let the article go without a disclaimer that it owes. Where it is attached it is taken off, which is a change of
    the text: it makes a revision and voids an approval.

    Raises :class:`NotAllowed`, or :class:`Refused` without a reason, for what is not owed or waived already, in the
    trash and on legal hold.
    """
    locked, now = _locked(article, by, now)
    standing = _standing(locked, disclaimer, now)
    refuse_if_any(_obstacles(standing, reason))
    waiver = Waiver.objects.create(
        article=locked, disclaimer=disclaimer, reason=reason.strip(), made=now, by=by, actor=name_of(by)
    )
    _log(locked, "waive_disclaimer", by, now, f"{disclaimer}: {waiver.reason}")
    _save(article, locked, by, now, _("Without the disclaimer “%(name)s”, which was waived"), disclaimer)
    return waiver


@transaction.atomic
def take_back(article: Article, disclaimer: Disclaimer, *, by: Any, now: datetime | None = None) -> None:
    """End the waiver. What is owed again is attached at once, by a revision."""
    locked, now = _locked(article, by, now)
    open_waiver = locked.waivers.open().filter(disclaimer=disclaimer)
    if not open_waiver.update(ended_at=now, ended_by=by, ender=name_of(by)):
        raise Refused(_("“%(name)s” is not waived, or no longer.") % {"name": disclaimer})
    _log(locked, "owe_disclaimer", by, now, str(disclaimer))
    _save(article, locked, by, now, _("The waiver of “%(name)s” was taken back"), disclaimer)


def _locked(article: Article, by: Any, now: datetime | None) -> tuple[Article, datetime]:
    locked = Article.objects.select_for_update().get(pk=article.pk)
    if not may_waive(by, locked):
        raise NotAllowed(_("You may not waive disclaimers."))
    refuse_at_rest(locked)
    return locked, not_before_the_last(locked, now or timezone.now())


def _standing(article: Article, disclaimer: Disclaimer, now: datetime) -> Standing:
    found = (each for each in standings(article, at=expected(article, now=now)) if each.disclaimer == disclaimer)
    return next(found, Standing(disclaimer))


def _obstacles(standing: Standing, reason: str) -> Iterator[str]:
    name = {"name": standing.disclaimer}
    if standing.waiver:
        yield _("%(who)s waived “%(name)s” already.") % {**name, "who": standing.waiver.actor}
    elif not standing.reasons:
        yield _("The article does not owe “%(name)s”. To take it off, clear its box and save.") % name
    if not reason.strip():
        yield _("Write why readers need not be told.")
    if len(reason) > LONGEST_REASON:
        yield _("A reason may have %(most)s characters. Shorten it.") % {"most": LONGEST_REASON}


def _log(article: Article, verb: str, by: Any, now: datetime, note: str) -> None:
    stages = (article.stage, article.stage)
    log(article, verb, by=by, now=now, revision=article.newest(), stages=stages, note=note)


def _save(article: Article, locked: Article, by: Any, now: datetime, note: str, disclaimer: Disclaimer) -> None:
    if locked.waivers.open().filter(disclaimer=disclaimer).exists():
        locked.disclaimers.remove(disclaimer)
    keep(locked, by=by, note=note % {"name": disclaimer}, now=now)
    article.stage, article.version = locked.stage, locked.version
