"""Carrying a disclaimer or a new name to what is live: begun by a decision, gone on with in batches, never twice; it
ends behind the last article, or where somebody stops it.
"""

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.prospects import candidates, change_for
from articles.desk.refusal import NotAllowed, Refused, refuse_if_any
from articles.desk.reprinting import reprint
from articles.desk.workflow import log, name_of
from articles.models import Author, Credit, Disclaimer, Errand, Revision
from articles.models.errand import LONGEST_REASON

SECONDS, BATCH = 8.0, 100
"""How long a request goes on: a server gives up after thirty seconds. How many are looked for at a time."""


def may_apply(person: Any) -> bool:
    return bool(
        person.is_active
        and person.has_perms(["articles.change_disclaimer", "articles.publish_article", "articles.work_on_any_article"])
    )


def may_rename(person: Any) -> bool:
    return bool(
        person.is_active
        and person.has_perms(["articles.rename_author", "articles.publish_article", "articles.work_on_any_article"])
    )


@transaction.atomic
def apply(
    disclaimer: Disclaimer, *, by: Any, reason: str, adds: bool, rewords: bool, now: datetime | None = None
) -> Errand:
    """Begin to print a disclaimer on live articles that owe it (``adds``) and its newest words where others stand
    (``rewords``). Nothing is printed yet: :func:`go_on` does it.

    Raises :class:`NotAllowed`, or :class:`Refused` without a reason, with nothing to do, and while one is open.
    """
    if not may_apply(by):
        raise NotAllowed(_("You may not print disclaimers on what is published."))
    Disclaimer.objects.select_for_update(no_key=True).get(pk=disclaimer.pk)
    refuse_if_any(_obstacles(reason, Errand.objects.open().filter(disclaimer=disclaimer)))
    if not (adds or rewords):
        raise Refused(_("Choose at least one of the two."))
    return _begin(Errand(disclaimer=disclaimer, adds=adds, rewords=rewords), by, reason, now)


@transaction.atomic
def carry_name(author: Author, former: str, *, by: Any, reason: str, now: datetime | None = None) -> Errand:
    """Begin to print the author's name of today where ``former`` was printed, on all that is live. Former revisions
    keep it, and no other author's credits change. Raises as :func:`apply`.
    """
    if not may_rename(by):
        raise NotAllowed(_("You may not carry a name into the past."))
    author = _held(author)
    refuse_if_any(_obstacles(reason, Errand.objects.open().filter(author=author)))
    if former not in former_names(author, at=now or timezone.now()):
        raise Refused(_("“%(name)s” stands on nothing that is live. Choose a name that does.") % {"name": former})
    return _begin(Errand(author=author, former=former, name=author.name), by, reason, now)


def _held(author: Author) -> Author:
    """Against another who begins at the same moment, and against a merge."""
    found = Author.objects.select_for_update(no_key=True).filter(pk=author.pk).first()
    if found is None:
        raise Refused(_("“%(author)s” was merged or deleted in the meantime.") % {"author": author})
    return found


def former_names(author: Author, *, at: datetime) -> list[str]:
    """Other names of the author than today's under which live articles stand."""
    live = Revision.objects.live(at=at).values("pk")
    printed = Credit.objects.filter(author=author, first_published__isnull=False, revision__in=live)
    return sorted(set(printed.exclude(name=author.name).order_by().values_list("name", flat=True).distinct()))


def go_on(errand: Errand, *, by: Any, seconds: float = SECONDS) -> Iterator[tuple[Revision, str]]:
    """Print anew what is left, article by article, for so many seconds or to the end; yields each live revision that
    was looked at, with why it was refused, ``""`` where it was not.

    Each article and the progress are one transaction, which locks the errand and then the article: broken off at any
    point, it goes on behind the last one that is printed. Of two who go on with the same errand, each takes another
    article; what has ended stays so. Raises :class:`NotAllowed`.
    """
    _refuse_others(errand, by)
    until = time.monotonic() + seconds
    while time.monotonic() < until and not errand.ended:
        found = list(candidates(errand, at=timezone.now(), after=errand.place)[:BATCH])
        if not found:
            _end(errand)
        for row in found:
            if (told := _print(errand, row, by)) is not None:
                yield row, told
            if errand.ended or time.monotonic() >= until:
                return


@transaction.atomic
def stop(errand: Errand, *, by: Any, reason: str, now: datetime | None = None) -> None:
    """End it here: what is printed stays so, what is left keeps what it has, and another may begin.

    Raises :class:`NotAllowed`, or :class:`Refused` without a reason and where it has ended.
    """
    _refuse_others(errand, by)
    errand.refresh_from_db(from_queryset=Errand.objects.select_for_update())
    refuse_if_any(_unreasonable(reason))
    if errand.ended:
        raise Refused(_("It has ended already."))
    errand.ended, errand.stopper = now or timezone.now(), name_of(by)
    errand.save(update_fields=["ended", "stopper"])
    log(None, "stop_errand", by=by, now=errand.ended, about=str(errand), note=reason.strip())


def _refuse_others(errand: Errand, person: Any) -> None:
    if not (may_rename(person) if errand.author_id else may_apply(person)):
        raise NotAllowed(_("You may not go on with this."))


@transaction.atomic
def _print(errand: Errand, row: Revision, by: Any) -> str | None:
    """``None`` where somebody else went past this article in the meantime, or to the end."""
    errand.refresh_from_db(from_queryset=Errand.objects.select_for_update())
    if errand.place >= row.article_id or errand.ended:
        return None
    told = ""
    try:
        now = timezone.now()
        change = change_for(errand, at=now)
        errand.printed += reprint(row.article, by=by, reason=errand.reason, change=change, now=now) is not None
    except Refused as refusal:
        told = str(refusal)
        errand.refused = [*errand.refused, [row.article_id, told]]
    errand.place = row.article_id
    errand.save(update_fields=["place", "printed", "refused"])
    return told


def _end(errand: Errand) -> None:
    """Not where it became another author's in the meantime, by a merge: of that one it goes on."""
    Errand.objects.open().filter(pk=errand.pk, author=errand.author_id).update(ended=timezone.now())
    errand.refresh_from_db()


def _unreasonable(reason: str) -> Iterator[str]:
    if not reason.strip():
        yield _("Write the reason: it stands in the log.")
    if len(reason) > LONGEST_REASON:
        yield _("A reason may have %(most)s characters. Shorten it.") % {"most": LONGEST_REASON}


def _obstacles(reason: str, others: Any) -> Iterator[str]:
    yield from _unreasonable(reason)
    if other := others.first():
        yield _("%(who)s began this already, and it is not at its end. Go on with that, or stop it.") % {
            "who": other.actor
        }


def _begin(errand: Errand, by: Any, reason: str, now: datetime | None) -> Errand:
    errand.made, errand.by, errand.actor, errand.reason = now or timezone.now(), by, name_of(by), reason.strip()
    errand.last = Revision.objects.live(at=errand.made).aggregate(last=Max("article"))["last"] or 0
    errand.save()
    log(None, "begin_errand", by=by, now=errand.made, about=str(errand), note=errand.reason)
    return errand
