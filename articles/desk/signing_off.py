"""Sign-offs of the checks that an article owes: given, waived, taken back; each is of one text and of no other."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import informing, intervals
from articles.desk.access import hold_of, may_see, refuse_at_rest
from articles.desk.moments import in_words
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.revising import make_revision, text_differs
from articles.desk.standing import Standing, standings, wrote
from articles.desk.workflow import check_seen, log, log_what_is_dropped, name_of, not_before_the_last
from articles.models import Article, Event, ProofLink, Revision, SignOff
from articles.models.check import BY_NAME, WAIVE, Check
from articles.models.sign_off import Deed, SignOffQuerySet

LONGEST_NOTE = 2_000


def may_sign(person: Any, article: Article, check: Check) -> bool:
    """Whether the person may sign such a check of such an article; whether they may judge this text is asked later."""
    return bool(person.is_active and person.has_perm(check.permission) and may_see(person, article))


def may_waive(person: Any, article: Article) -> bool:
    return bool(person.is_active and person.has_perm(WAIVE) and may_see(person, article))


@transaction.atomic
def sign(
    article: Article, name: str, *, by: Any, note: str = "", seen: int | None = None, now: datetime | None = None
) -> SignOff:
    """Sign off the check ``name`` for the text as it stands; it holds as long as the article says the same.

    ``seen`` is the number of the newest revision that the person read. Raises :class:`NotAllowed`, :class:`Stale`, or
    :class:`Refused`: where the check is not owed or holds already, where it is the person's own text and a second
    person is asked for, and where an author's word is recorded without a note of how it came.
    """
    check = BY_NAME[name]
    if not may_sign(by, article, check):
        raise NotAllowed(_("You may not sign this off: %(check)s.") % {"check": check.label})
    if check.from_outside and not note.strip():
        raise Refused(_("Write how and when the approval came: by letter, by telephone."))
    return _decide(article, check, Deed.SIGNED, by=by, note=note, seen=seen, now=now)


@transaction.atomic
def waive(
    article: Article, name: str, *, by: Any, note: str, seen: int | None = None, now: datetime | None = None
) -> SignOff:
    """Let the text as it stands go without the check, for the reason in ``note``. Arguments and refusals as for
    :func:`sign`.
    """
    check = BY_NAME[name]
    if not may_waive(by, article):
        raise NotAllowed(_("You may not waive checks."))
    if not note.strip():
        raise Refused(_("Write why the check is waived."))
    return _decide(article, check, Deed.WAIVED, by=by, note=note, seen=seen, now=now)


@transaction.atomic
def take_back(article: Article, name: str, *, by: Any, note: str = "", now: datetime | None = None) -> SignOff:
    """Take one's own sign-off or waiver back, also of what is not owed any more; its row stays.

    Raises :class:`Refused` where none of the person's holds, and where the text is scheduled, for nothing would hold
    that back.
    """
    locked, now = _hold(article, now)
    kept = given_by(by, locked).filter(check_name=name).first() if may_see(by, locked) else None
    if kept is None:
        raise Refused(_("No sign-off or waiver of yours holds here: %(check)s.") % {"check": BY_NAME[name].label})
    _check_length(note)
    _refuse_if_scheduled(locked, kept.revision, now)
    return _take_back(locked, kept, by=by, actor=name_of(by), note=note.strip(), now=now)


def given_by(person: Any, article: Article) -> SignOffQuerySet:
    """What the person signed off or waived that holds for the text as it stands, owed or not."""
    newest = article.newest()
    own = article.sign_offs.standing().filter(by=person)
    return own.filter(revision__text_number=newest.text_number) if newest else own.none()


def check_may_let_sign(article: Article, name: str, *, by: Any, now: datetime) -> None:
    """Raise :class:`NotAllowed` or :class:`Refused` where the person may not let somebody outside sign the check.

    Whoever may not judge a text may choose nobody else for it, but for the author, whose word is theirs alone.
    """
    check = BY_NAME[name]
    if not may_sign(by, article, check):
        raise NotAllowed(_("You may not sign this off: %(check)s.") % {"check": check.label})
    standing = _find(article, check)
    if standing and not check.from_outside:
        _refuse_own_text(article, standing, by, now)


def against_proof(link: ProofLink, *, now: datetime) -> str:
    """Why an approval by the link signs nothing off as matters stand, for the desk; empty where it does, or none is
    asked for.

    Whoever made the link may have changed the text since. Where the check is not owed now, it may be again.
    """
    if not link.signs:
        return ""
    check, words = BY_NAME[link.signs], {"check": link.get_signs_display(), "who": link.actor}
    if hold_of(link.article):
        return _("It signs nothing off while the article is on legal hold: %(check)s.") % words
    if check.from_outside or link.by is None or not wrote(link.by, link.article, now=now):
        return ""
    standing = _find(link.article, check)
    if standing and not standing.owed.needs_second:
        return ""
    told = _("It signs nothing off: the text is by %(who)s, who made the link. A colleague must make one: %(check)s.")
    return told % words


def by_proof(link: ProofLink, revision: Revision, *, approved: bool, note: str, now: datetime) -> bool:
    """What an answer by a proof link means for the check that the link signs; gives whether anything changed.

    An approval signs it off for the text of the revision, unless :func:`against_proof` says why not. To ask for changes
    takes back all that the link signed, also on legal hold; a scheduled text that then lacks it is unscheduled, for
    nothing else would stop it, and what somebody outside says is not refused. The caller has the article's row and logs
    the answer.
    """
    words: dict[str, Any] = {"actor": link.name, "note": note, "now": now}
    return _sign_by_proof(link, revision, **words) if approved else _take_back_by_proof(link, **words)


def _decide(
    article: Article, check: Check, deed: Deed, *, by: Any, note: str, seen: int | None, now: datetime | None
) -> SignOff:
    _check_length(note)
    locked, now = _hold(article, now)
    check_seen(locked, seen)
    newest = locked.newest()
    revision = make_revision(locked, by=by, now=now) if newest is None or text_differs(locked, newest) else newest
    _check(locked, check, _find(locked, check), by, now)
    kept = SignOff.objects.create(
        article=locked,
        revision=revision,
        check_name=check.name,
        deed=deed,
        by=by,
        actor=name_of(by),
        at=now,
        note=note.strip(),
    )
    informing.of_sign_off(locked, _log(kept, "waive" if deed == Deed.WAIVED else "sign_off"))
    return kept


def _sign_by_proof(link: ProofLink, revision: Revision, *, actor: str, note: str, now: datetime) -> bool:
    if link.sign_offs.standing().filter(revision=revision).exists() or against_proof(link, now=now):
        return False
    words = {"by": None, "actor": actor, "note": note, "at": now, "proof": link}
    SignOff.objects.create(article_id=link.article_id, revision=revision, check_name=link.signs, **words)
    return True


def _take_back_by_proof(link: ProofLink, *, actor: str, note: str, now: datetime) -> bool:
    signed = list(link.sign_offs.standing())
    for kept in signed:
        _keep_taken_back(kept, by=None, actor=actor, note=note, now=now)
    if signed:
        _stop(link, note, now)
    return bool(signed)


def _stop(link: ProofLink, note: str, now: datetime) -> None:
    """Unschedule what lacks the check of the link now."""
    article = link.article
    scheduled = article.revisions.scheduled(at=now).first()
    standing = _find(article, BY_NAME[link.signs], scheduled) if scheduled else None
    if scheduled and scheduled.live_from and standing and standing.holds is None:
        log_what_is_dropped(article, by=None, actor=link.name, now=now)
        intervals.clear_schedule(article, now=now)
        informing.of_stop(article, link, scheduled.live_from, words=note, now=now)


def _check_length(note: str) -> None:
    if len(note.strip()) > LONGEST_NOTE:
        raise Refused(_("A note may have %(most)s characters. Shorten it.") % {"most": LONGEST_NOTE})


def _hold(article: Article, now: datetime | None) -> tuple[Article, datetime]:
    """The locked row, and the clock."""
    locked = Article.objects.select_for_update().get(pk=article.pk)
    refuse_at_rest(locked)
    return locked, not_before_the_last(locked, now or timezone.now())


def _find(article: Article, check: Check, revision: Revision | None = None) -> Standing | None:
    return next((each for each in standings(article, revision) if each.owed.check is check), None)


def _check(article: Article, check: Check, standing: Standing | None, by: Any, now: datetime) -> None:
    if standing is None:
        raise Refused(_("This article does not owe it: %(check)s.") % {"check": check.label})
    if standing.holds:
        words = {"check": check.label, "who": standing.holds.actor}
        raise Refused(_("%(who)s has settled this for the text as it stands: %(check)s.") % words)
    _refuse_own_text(article, standing, by, now)


def _refuse_own_text(article: Article, standing: Standing, by: Any, now: datetime) -> None:
    if standing.owed.needs_second and wrote(by, article, now=now):
        raise Refused(
            _("This text is yours, and a second person must judge it: %(check)s. Ask a colleague.")
            % {"check": standing.owed.check.label}
        )


def _refuse_if_scheduled(article: Article, revision: Revision, now: datetime) -> None:
    scheduled = article.revisions.scheduled(at=now).filter(text_number=revision.text_number).first()
    if scheduled and scheduled.live_from:
        raise Refused(
            _("This text is scheduled for %(moment)s, and to take this back would not stop it. Unschedule it first.")
            % {"moment": in_words(scheduled.live_from)}
        )


def _take_back(article: Article, kept: SignOff, *, by: Any, actor: str, note: str, now: datetime) -> SignOff:
    taken = _keep_taken_back(kept, by=by, actor=actor, note=note, now=now)
    informing.of_sign_off(article, _log(taken, "take_back_sign_off"))
    return taken


def _keep_taken_back(kept: SignOff, *, by: Any, actor: str, note: str, now: datetime) -> SignOff:
    return SignOff.objects.create(
        article_id=kept.article_id,
        revision_id=kept.revision_id,
        check_name=kept.check_name,
        deed=Deed.TAKEN_BACK,
        takes_back=kept,
        by=by,
        actor=actor,
        at=now,
        note=note,
    )


def _log(kept: SignOff, verb: str) -> Event:
    article, told = kept.article, ": ".join(filter(None, (str(kept.check_of_it.label), kept.note)))
    stages = (article.stage, article.stage)
    return log(article, verb, by=kept.by, now=kept.at, revision=kept.revision, stages=stages, note=told)
