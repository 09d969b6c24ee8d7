"""The right of reply: a request is taken in, decided, answered by an article, its contact cleared. Each is an event."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.desk.access import WORK_ON_ANY, refuse_on_hold
from articles.desk.refusal import NotAllowed, Refused, Stale, refuse_if_any
from articles.desk.workflow import log, name_of, not_before_the_last
from articles.models import Article, ReplyRequest, Revision
from articles.models.reply_request import Decision

TAKE_IN, DECIDE = "articles.add_replyrequest", "articles.decide_replyrequest"
DEEDS = {
    Decision.GRANTED: ("grant_reply", (Decision.PENDING, Decision.DECLINED)),
    Decision.DECLINED: ("decline_reply", (Decision.PENDING,)),
    Decision.WITHDRAWN: ("withdraw_reply", (Decision.PENDING, Decision.GRANTED)),
}
"""THE table of decisions: what each is called in the log, and after which it may come."""


def may_take_in(person: Any) -> bool:
    return bool(person.is_active and person.has_perms((TAKE_IN, WORK_ON_ANY)))


def may_decide(person: Any) -> bool:
    return bool(person.is_active and person.has_perms((DECIDE, WORK_ON_ANY)))


@transaction.atomic
def take_in(
    article: Article,
    *,
    by: Any,
    asked_by: str,
    contested: str,
    received_on: date,
    deadline: date,
    contact: str = "",
    now: datetime | None = None,
) -> ReplyRequest:
    """Keep that somebody asks to reply to an article that readers know; days are those of the magazine's time zone.

    Raises :class:`NotAllowed` or :class:`Refused`.
    """
    locked, now = _locked(article, may_take_in(by), now)
    refuse_if_any(_obstacles(locked, asked_by, contested, received_on, deadline, now))
    _refuse_twice(locked, asked_by.strip(), contested.strip())
    request = ReplyRequest.objects.create(
        article=locked,
        asked_by=asked_by.strip(),
        contact=contact.strip(),
        contested=contested.strip(),
        received_on=received_on,
        deadline=deadline,
        made=now,
        by=by,
        actor=name_of(by),
    )
    until = _("answer owed by %(day)s") % {"day": date_format(deadline, "j F Y")}
    _log(request, "request_reply", by, now, until)
    return request


@transaction.atomic
def decide(
    request: ReplyRequest, decision: str, *, by: Any, reason: str = "", seen: str = "", now: datetime | None = None
) -> ReplyRequest:
    """Grant or decline it, or keep that who asked takes it back; to decline takes a reason, and all of them are kept.

    ``seen`` is the decision that stood when the person looked (``""``: do not ask). Raises as above, :class:`Stale`,
    and on legal hold where readers would see another page.

    A reply that stands by right is no longer marked so when the request is taken back; it stays an article.
    """
    locked, now = _locked(request.article, may_decide(by), now)
    held, reason = ReplyRequest.objects.select_for_update().get(pk=request.pk), reason.strip()
    verb, before = DEEDS[Decision(decision)]
    if held.decision not in before:
        raise Refused(_("This request is %(decision)s already.") % {"decision": held.get_decision_display()})
    if seen and seen != held.decision:
        words = {"who": held.decider, "what": held.get_decision_display()}
        raise Stale(_("%(who)s changed this while your form stood open: %(what)s. Look, then decide again.") % words)
    if decision == Decision.DECLINED and not reason:
        raise Refused(_("Write the reason for which it is declined."))
    held.decision, held.reason = decision, "\n\n".join(filter(None, (held.reason, reason)))
    held.decided_at, held.decided_by, held.decider = now, by, name_of(by)
    if decision == Decision.WITHDRAWN and held.reply:
        _refuse_on_hold(locked, held.reply)
        held.right_until = now
    held.save()
    _log(held, verb, by, now)
    return held


@transaction.atomic
def name_reply(
    request: ReplyRequest, reply: Article, *, by: Any, seen: int | None = None, now: datetime | None = None
) -> ReplyRequest:
    """Let the article stand as the reply by right: at the head of the contested one, while both can be read.

    It must be a reply to it by its own form. ``seen`` is the key of the one that was named when the person looked, 0
    standing for none (``None``: do not ask). Raises as above, and on legal hold, for readers would see another page.
    """
    locked, now = _locked(request.article, may_decide(by), now)
    _refuse_on_hold(locked, reply)
    held = ReplyRequest.objects.select_for_update().get(pk=request.pk)
    refuse_if_any(_in_the_way(held, locked, reply, now))
    if seen is not None and held.reply and held.reply_id != seen:
        raise Stale(_("“%(article)s” was named as the reply while your form stood open.") % {"article": held.reply})
    held.reply, held.right_from = reply, now
    held.save()
    _log(held, "name_reply", by, now)
    return held


@transaction.atomic
def clear_contact(request: ReplyRequest, *, by: Any, now: datetime | None = None) -> ReplyRequest:
    """Forget how to reach who asked; all else stays. Raises as above, and on legal hold, for it may be evidence."""
    locked, now = _locked(request.article, may_take_in(by), now)
    refuse_on_hold(locked)
    held = ReplyRequest.objects.select_for_update().get(pk=request.pk)
    if not held.contact:
        raise Refused(_("There is no contact to clear."))
    held.contact = ""
    held.save()
    _log(held, "clear_contact", by, now)
    return held


def _locked(article: Article, may: bool, now: datetime | None) -> tuple[Article, datetime]:
    if not may:
        raise NotAllowed(_("You may not do this with requests to reply."))
    locked = Article.objects.select_for_update().get(pk=article.pk)
    return locked, not_before_the_last(locked, now or timezone.now())


def _refuse_twice(article: Article, asked_by: str, contested: str) -> None:
    if article.reply_requests.pending().filter(asked_by=asked_by, contested=contested).exists():
        raise Refused(_("This very request waits for a decision already."))


def _refuse_on_hold(article: Article, reply: Article) -> None:
    """The page of either says whether it stands by right."""
    refuse_on_hold(article)
    refuse_on_hold(reply)


def _obstacles(
    article: Article, asked_by: str, contested: str, received_on: date, deadline: date, now: datetime
) -> Iterator[str]:
    if not Revision.objects.published(at=now).filter(article=article).exists():
        yield _("Readers never had this article, so there is nothing to reply to.")
    if not asked_by.strip():
        yield _("Write who asks.")
    if not contested.strip():
        yield _("Write what is contested.")
    if received_on > timezone.localdate(now):
        yield _("It cannot have been received in the future.")
    if deadline < received_on:
        yield _("The deadline lies before the day on which it was received.")


def _in_the_way(request: ReplyRequest, article: Article, reply: Article, now: datetime) -> Iterator[str]:
    if request.decision != Decision.GRANTED:
        yield _("Grant the request first.")
    if request.reply_id == reply.pk:
        yield _("It is the reply already.")
    if reply.reply_to_id != article.pk:
        yield _("On the form of the reply, choose the contested article under “Reply to” first, and save it.")
    shown = Revision.objects.published(at=now).filter(article=request.reply_id)
    if request.reply_id and request.reply_id != reply.pk and shown.exists():
        yield _("Readers had another article as the reply already.")


def _log(request: ReplyRequest, verb: str, by: Any, now: datetime, note: str = "") -> None:
    """Who asked and why stands in the record alone: the log is read by the article's own contributor, too."""
    article = request.article
    log(article, verb, by=by, now=now, revision=article.newest(), stages=(article.stage, article.stage), note=note)
