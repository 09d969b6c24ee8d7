"""Proof links for people without an account: made, revoked, opened, and answered."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import informing, signing_off
from articles.desk.access import WORK_ON_ANY, may_see, refuse_at_rest
from articles.desk.moments import in_words
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.workflow import log, name_of
from articles.models import Answer, Article, Event, ProofLink, Revision
from articles.models.proof_link import digest

USUAL_DAYS, MOST_DAYS = 14, 90
SECRET_BYTES = 24
"""192 bits: beyond guessing, and the address still fits on a line of a letter."""
LONGEST = 10_000
MOST_ANSWERS = 20
"""By one link: who was given it may change their mind, and nobody can flood the desk."""


class Closed(Refused):
    """The link has expired or was revoked."""


@transaction.atomic
def make_link(
    article: Article,
    *,
    by: Any,
    name: str,
    email: str = "",
    revision: Revision | None = None,
    signs: str = "",
    days: int = USUAL_DAYS,
    now: datetime | None = None,
) -> tuple[ProofLink, str]:
    """A link for the person ``name``, and its secret, which is told this once and never stored.

    It shows the ``revision``, for ``None`` always the newest one, for so many ``days``, 1 to 90. ``signs`` names the
    check that the person signs off by approving the text. Raises :class:`NotAllowed`, or :class:`Refused` for nobody,
    other days, a revision of another article, or in the trash; for a check, as :func:`signing_off.check_may_let_sign`.
    """
    now, name = now or timezone.now(), " ".join(name.split())
    locked = Article.objects.select_for_update().get(pk=article.pk)
    _check_may_make(locked, by, name, revision, days)
    if signs:
        signing_off.check_may_let_sign(locked, signs, by=by, now=now)
    token = secrets.token_urlsafe(SECRET_BYTES)
    link = ProofLink.objects.create(
        article=locked,
        revision=revision,
        signs=signs,
        name=name,
        email=email,
        digest=digest(token),
        made=now,
        by=by,
        actor=name_of(by),
        expires=now + timedelta(days=days),
    )
    until = _("For %(name)s, until %(moment)s") % {"name": name, "moment": in_words(link.expires)}
    log(locked, "make_proof", by=by, now=now, revision=revision, stages=_stages(locked), note=until)
    return link, token


@transaction.atomic
def revoke(link: ProofLink, *, by: Any, now: datetime | None = None) -> None:
    """Close the link for good. Raises :class:`NotAllowed`, or :class:`Refused` when somebody else did so already."""
    now, article = now or timezone.now(), Article.objects.select_for_update().get(pk=link.article_id)
    if not may_revoke(by, link):
        raise NotAllowed(_("You may not revoke this link."))
    revoked = {"revoked_at": now, "revoked_by": by, "revoker": name_of(by)}
    if not ProofLink.objects.filter(pk=link.pk, revoked_at=None).update(**revoked):
        raise Refused(_("This link was revoked already."))
    note = _("For %(name)s") % {"name": link.name}
    log(article, "revoke_proof", by=by, now=now, revision=link.revision, stages=_stages(article), note=note)
    link.refresh_from_db()


def opened(link: ProofLink, *, now: datetime | None = None) -> None:
    """Count that the proof was asked for: by the person, or by a mail server that follows links."""
    ProofLink.objects.filter(pk=link.pk).update(openings=F("openings") + 1, last_opened=now or timezone.now())


@transaction.atomic
def answer(link: ProofLink, verb: str, *, seen: int, note: str = "", now: datetime | None = None) -> Event:
    """Record what the person says of the revision with the number ``seen``, whatever was saved since, also on legal
    hold: what they say is never lost, see :func:`signing_off.by_proof` for what it does.

    ``verb`` is an :class:`Answer`. The latest answer of a link is the one that stands; the same one sent twice is
    recorded once, unless it now signs off what it did not. The article keeps its stage: an approval of the desk is
    another matter. Raises :class:`Closed`, or :class:`Refused` for an unknown answer, for changes without a note, and
    for a revision that the link never showed.
    """
    now, article = now or timezone.now(), Article.objects.select_for_update().get(pk=link.article_id)
    link = ProofLink.objects.select_for_update().get(pk=link.pk)
    _check_open(link, now)
    check_answer(verb, note)
    revision = link.revisions().filter(number=seen).first()
    if revision is None:
        raise Refused(_("This link does not show that revision. Open it anew."))
    last, note, approved = link.answers.first(), note.strip(), verb == Answer.APPROVED
    settled = bool(link.signs) and signing_off.by_proof(link, revision, approved=approved, note=note, now=now)
    if last and not settled and (last.verb, last.note, last.revision_id) == (verb, note, revision.pk):
        return last
    if link.answers.count() >= MOST_ANSWERS:
        raise Refused(_("You have answered often by this link. Write to the magazine instead."))
    told: dict[str, Any] = {"stages": _stages(article), "note": note, "actor": link.name, "proof": link}
    event = log(article, verb, by=None, now=now, revision=revision, **told)
    beside = signing_off.against_proof(link, now=now) if approved else ""
    informing.of_proof(article, event, link, revision, beside)
    return event


def check_answer(verb: str, note: str) -> None:
    """Raise :class:`Refused` for an answer that says too little or too much."""
    if verb not in Answer.values:
        raise Refused(_("Say whether you approve the text or ask for changes."))
    if verb == Answer.CHANGES and not note.strip():
        raise Refused(_("Write what should be changed."))
    if len(note) > LONGEST:
        raise Refused(_("A note may have %(most)s characters. Shorten it.") % {"most": LONGEST})


def may_make(person: Any, article: Article) -> bool:
    """Who may change articles, and sees this one: a contributor for their own, also while it is in review."""
    return bool(person.is_active and person.has_perm("articles.change_article") and may_see(person, article))


def may_revoke(person: Any, link: ProofLink) -> bool:
    """Who made the link, or who works on everybody’s articles."""
    is_own = link.by_id is not None and link.by_id == person.pk
    return may_make(person, link.article) and (is_own or person.has_perm(WORK_ON_ANY))


def _check_may_make(article: Article, by: Any, name: str, revision: Revision | None, days: int) -> None:
    if not may_make(by, article):
        raise NotAllowed(_("You may not make proof links for this article."))
    refuse_at_rest(article)
    if not name:
        raise Refused(_("Write for whom the link is."))
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_("A proof link lasts 1 to %(most)s days.") % {"most": MOST_DAYS})
    if revision is not None and revision.article_id != article.pk:
        raise Refused(_("That revision belongs to another article."))


def _check_open(link: ProofLink, now: datetime) -> None:
    if not link.is_open(at=now):
        raise Closed(_("This link is closed."))


def _stages(article: Article) -> tuple[str, str]:
    return article.stage, article.stage
