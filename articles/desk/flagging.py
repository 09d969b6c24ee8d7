"""Marks on an article, by which rules ask more of it: no part of its text."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles.desk.access import WORK_ON_ANY, refuse_at_rest
from articles.desk.moments import in_words
from articles.desk.owing import Owed, owed_by
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.standing import standings, unsigned, wrote
from articles.desk.workflow import log, name_of, not_before_the_last
from articles.models import Article, ArticleFlag
from articles.models.check import Flag


def may_flag(person: Any) -> bool:
    return bool(person.is_active and person.has_perm(WORK_ON_ANY) and person.has_perm("articles.change_article"))


@transaction.atomic
def flag(
    article: Article,
    flags: Collection[str],
    *,
    by: Any,
    shown: Collection[str] | None = None,
    note: str = "",
    now: datetime | None = None,
) -> None:
    """Let the article have these :class:`Flag` marks and no others. Nothing of this makes a revision or voids anything.

    ``shown`` are the marks that the person looked at: what they did not see, they do not take away (``None``: they saw
    them all). Raises :class:`NotAllowed`, or :class:`Refused` where what is scheduled would owe a check that it lacks,
    and where a mark goes to be rid of a check.
    """
    if not may_flag(by):
        raise NotAllowed(_("You may not mark articles."))
    locked = Article.objects.select_for_update().get(pk=article.pk)
    refuse_at_rest(locked)
    now = not_before_the_last(locked, now or timezone.now())
    before = set(locked.flags.values_list("flag", flat=True))
    after = _meant(set(flags), before if shown is None else set(shown), before)
    if before == after:
        return
    lacking = [each.owed for each in standings(locked) if each.holds is None] if before - after else []
    locked.flags.exclude(flag__in=after).delete()
    ArticleFlag.objects.bulk_create(
        ArticleFlag(article=locked, flag=each, by=by, actor=name_of(by), at=now) for each in after - before
    )
    _refuse_evasion(locked, lacking, by=by, note=note, now=now)
    _refuse_if_scheduled(locked, now)
    told = "\n".join(filter(None, (in_short(after), note.strip())))
    log(locked, "flag", by=by, now=now, revision=locked.newest(), stages=(locked.stage, locked.stage), note=told)


def in_short(flags: Collection[str]) -> str:
    return ", ".join(str(each.label) for each in Flag if each in flags) or _("no marks")


def _meant(flags: set[str], shown: set[str], before: set[str]) -> set[str]:
    """The marks that are there, changed by what the person changed of those that they were shown."""
    return (before - (shown - flags)) | (flags - shown)


def _refuse_evasion(article: Article, lacking: Collection[Owed], *, by: Any, note: str, now: datetime) -> None:
    """A mark that goes takes the checks with it that were owed for it alone and were not signed off: that wants a
    reason, and somebody else where a second person is to judge the text.
    """
    still = {each.check for each in owed_by(article)} if lacking else set()
    gone = [each for each in lacking if each.check not in still]
    names = {"checks": get_text_list([str(each.check.label) for each in gone], _("and"))}
    if any(each.needs_second for each in gone) and wrote(by, article, now=now):
        sentence = _(
            "This text is yours, and a second person must judge it: %(checks)s. Leave the mark to a colleague."
        )
        raise Refused(sentence % names)
    if gone and not note.strip():
        raise Refused(_("Say why the mark goes: what is owed for it goes too: %(checks)s.") % names)


def _refuse_if_scheduled(article: Article, now: datetime) -> None:
    for revision in article.revisions.scheduled(at=now):
        if revision.live_from and (sentences := list(unsigned(article, revision))):
            first = _("It is scheduled for %(moment)s, and a mark would not stop it. Unschedule it first.")
            raise Refused(first % {"moment": in_words(revision.live_from)}, *sentences)
