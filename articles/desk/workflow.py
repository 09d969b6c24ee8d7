"""THE workflow table: verb, from stage, to stage, permission, conditions; and the one way a verb is carried out."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk import conditions, informing
from articles.desk.access import is_discarded, may_change, may_see
from articles.desk.glance import Glance
from articles.desk.moments import in_words
from articles.desk.refusal import NotAllowed, Refused, Stale, refuse_if_any
from articles.models import Article, Event, ProofLink, Revision
from articles.models.article import Stage
from articles.models.written import Written
from articles.text.measure import shorten
from articles.text.order import in_order

Condition = Callable[[Article, datetime], Iterator[str]]
ON_THE_DESK = (Stage.DRAFT, Stage.IN_REVIEW, Stage.APPROVED)
LET_OUT = (conditions.not_under_embargo, conditions.not_expired)
PRINTED = (conditions.disclaimed, *LET_OUT)
_LATEST = Written(lambda article: Event.objects.filter(article=article).order_by("-at").values_list("at")[:1], -1)
LONGEST_NAME = Event._meta.get_field("actor").max_length or 0
LONGEST_ABOUT = Event._meta.get_field("about").max_length or 0


@dataclass(frozen=True)
class Verb:
    """A row of the table. ``to`` is ``None`` where the stage stays; ``asks`` names what the person must give along.

    ``conditions`` hold when the verb is used, those of ``printing`` at the instant at which readers get the text.
    ``on_hold`` lets it be used on an article that is on legal hold. One that ``unschedules`` drops what is scheduled.
    """

    name: str
    label: Any
    done: Any
    permission: str
    stages: tuple[Stage, ...]
    to: Stage | None = None
    conditions: tuple[Condition, ...] = ()
    asks: tuple[str, ...] = ()
    asking: Any = ""
    printing: tuple[Condition, ...] = ()
    on_hold: bool = False
    unschedules: bool = False


WORKFLOW = (
    Verb(
        "submit",
        gettext_lazy("Submit for review"),
        gettext_lazy("sent to review"),
        "submit_article",
        (Stage.DRAFT,),
        Stage.IN_REVIEW,
        (conditions.has_text,),
    ),
    Verb(
        "take_back",
        gettext_lazy("Take back"),
        gettext_lazy("taken back"),
        "submit_article",
        (Stage.IN_REVIEW,),
        Stage.DRAFT,
    ),
    Verb(
        "ask_for_changes",
        gettext_lazy("Ask for changes"),
        gettext_lazy("sent back with a note"),
        "review_article",
        (Stage.IN_REVIEW, Stage.APPROVED),
        Stage.DRAFT,
        (conditions.newest_waits,),
        ("note",),
        gettext_lazy("What should be changed?"),
    ),
    Verb(
        "approve",
        gettext_lazy("Approve"),
        gettext_lazy("approved"),
        "review_article",
        (Stage.IN_REVIEW,),
        Stage.APPROVED,
    ),
    Verb(
        "publish",
        gettext_lazy("Publish now"),
        gettext_lazy("published"),
        "publish_article",
        (Stage.APPROVED,),
        None,
        (conditions.newest_is_not_live, conditions.ready),
        printing=PRINTED,
        unschedules=True,
    ),
    Verb(
        "schedule",
        gettext_lazy("Schedule"),
        gettext_lazy("scheduled"),
        "publish_article",
        (Stage.APPROVED,),
        None,
        (conditions.newest_is_not_live, conditions.ready),
        ("moment",),
        gettext_lazy("When should readers see it?"),
        (conditions.licensed, *PRINTED),
        unschedules=True,
    ),
    Verb(
        "correct",
        gettext_lazy("Correct or retract"),
        gettext_lazy("published with a word to readers"),
        "publish_article",
        (Stage.APPROVED,),
        None,
        (conditions.newest_is_live, conditions.ready),
        ("change",),
        gettext_lazy("What should readers be told?"),
        PRINTED,
    ),
    Verb(
        "unschedule",
        gettext_lazy("Unschedule"),
        gettext_lazy("taken off the schedule"),
        "publish_article",
        ON_THE_DESK,
        None,
        (conditions.is_scheduled,),
        on_hold=True,
        unschedules=True,
    ),
    Verb(
        "withdraw",
        gettext_lazy("Withdraw"),
        gettext_lazy("withdrawn"),
        "publish_article",
        ON_THE_DESK,
        None,
        (conditions.is_told_of,),
        ("note",),
        gettext_lazy("What should readers be told? This note is public."),
        on_hold=True,
        unschedules=True,
    ),
    Verb(
        "restore",
        gettext_lazy("Restore"),
        gettext_lazy("restored from an earlier revision"),
        "change_article",
        ON_THE_DESK,
        Stage.DRAFT,
        (),
        ("revision",),
    ),
    Verb(
        "discard",
        gettext_lazy("Put in the trash"),
        gettext_lazy("put in the trash"),
        "change_article",
        ON_THE_DESK,
        Stage.DISCARDED,
        (conditions.never_published,),
    ),
    Verb(
        "recover",
        gettext_lazy("Recover"),
        gettext_lazy("recovered from the trash"),
        "change_article",
        (Stage.DISCARDED,),
        Stage.DRAFT,
    ),
)
BY_NAME = {verb.name: verb for verb in WORKFLOW}


@dataclass
class Move:
    """A verb on its way: the locked article, the clock, and what the log will say of it."""

    verb: Verb
    article: Article
    by: Any
    now: datetime
    note: str = ""
    revision: Revision | None = None
    moment: datetime | None = None


@contextmanager
def move(
    verb: str | Verb,
    article: Article,
    *,
    by: Any,
    note: str = "",
    seen: Glance | int | None = None,
    now: datetime | None = None,
) -> Iterator[Move]:
    """Carry out a verb: lock the row, refuse or let the block do its work, change the stage, log it, all or nothing.

    ``verb`` is a name in the table, or a row that has no button and so no place in it; ``by`` is a user; ``seen`` what
    the person looked at, or only the number of its newest revision (``None``: do not ask); ``now`` the clock, an aware
    datetime. Raises :class:`NotAllowed`, :class:`Stale` or :class:`Refused`.
    """
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        row = verb if isinstance(verb, Verb) else BY_NAME[verb]
        step = Move(row, locked, by, not_before_the_last(locked, now or timezone.now()), in_order(note).strip())
        _check(step, seen)
        step.revision = locked.newest()
        yield step
        _finish(step)
    article.stage, article.version = locked.stage, locked.version


def not_before_the_last(article: Article, now: datetime) -> datetime:
    """The clock, or the instant of the last event where this machine's clock runs behind another's."""
    found: list[datetime] = [latest for (latest,) in _LATEST.tuples(article.pk)]
    return max([now, *found])


def offered(article: Article, person: Any, *, now: datetime | None = None) -> list[tuple[Verb, list[str]]]:
    """The verbs that the person may use at this stage, each with the sentences that stand in its way. What several of
    them demand is asked once.
    """
    at = now or timezone.now()
    ask = cache(lambda condition: tuple(condition(article, at)))
    return [
        (verb, list(_obstacles(verb, ask)))
        for verb in WORKFLOW
        if is_allowed(verb, article, person) and article.stage in verb.stages
    ]


def is_allowed(verb: Verb, article: Article, person: Any) -> bool:
    """Whether the person has the permission and the article is theirs to use it on; to change one is the stricter.

    In the trash nobody may change an article: there it is enough to see it.
    """
    is_stricter = verb.permission == "change_article" and not is_discarded(article)
    on_this_article = may_change if is_stricter else may_see
    return bool(
        person.is_active and person.has_perm(f"articles.{verb.permission}") and on_this_article(person, article)
    )


def obstacles(verb: Verb, article: Article, now: datetime) -> Iterator[str]:
    """What stands in the way now; of a moment that the verb asks for, :func:`check_printing` says it."""
    return _obstacles(verb, lambda condition: condition(article, now))


def _obstacles(verb: Verb, ask: Callable[[Condition], Iterable[str]]) -> Iterator[str]:
    if not verb.on_hold:
        yield from ask(conditions.not_on_hold)
    for condition in verb.conditions if "moment" in verb.asks else (*verb.conditions, *verb.printing):
        yield from ask(condition)


def check_printing(step: Move, at: datetime) -> None:
    """Raise :class:`Refused` where readers may not get the text from ``at`` on."""
    refuse_if_any(sentence for condition in step.verb.printing for sentence in condition(step.article, at))


def log_what_is_dropped(article: Article, *, by: Any, now: datetime, actor: str = "") -> None:
    """What was scheduled and gives way is told as an event of its own, with the moment that it had."""
    for revision in article.revisions.scheduled(at=now):
        words: dict[str, Any] = {"stages": (article.stage, article.stage), "moment": revision.live_from, "actor": actor}
        log(article, "unschedule", by=by, now=now, revision=revision, **words)


def _check(step: Move, seen: Glance | int | None) -> None:
    verb, article = step.verb, step.article
    if not is_allowed(verb, article, step.by):
        raise NotAllowed(_("You may not do this: %(verb)s.") % {"verb": verb.label})
    if article.stage not in verb.stages:
        raise Refused(
            _("“%(verb)s” is not possible while the article is %(stage)s.")
            % {"verb": verb.label, "stage": article.get_stage_display()}
        )
    check_seen(article, seen.number if isinstance(seen, Glance) else seen)
    if verb.unschedules and isinstance(seen, Glance):
        _check_schedule(article, seen.scheduled, step.now)
    if "note" in verb.asks and not step.note:
        raise Refused(_("Write a note: %(asking)s") % {"asking": verb.asking})
    refuse_if_any(obstacles(verb, article, step.now))


def check_seen(article: Article, seen: int | None) -> None:
    """Raise :class:`Stale` where a newer text than ``seen`` was saved; ``None``: do not ask.

    What was only printed anew since is no other text, so nobody has to look again.
    """
    newest = article.last_saved() if seen is not None else None
    if seen is not None and newest is not None and newest.number > seen:
        raise Stale(
            _("%(who)s saved revision %(number)s while you were looking at an older one. Read it, then decide again.")
            % {"who": newest.actor, "number": newest.number}
        )


def _check_schedule(article: Article, seen: datetime | None, now: datetime) -> None:
    """Raise :class:`Stale` where something is scheduled for another moment than ``seen``."""
    moment = article.revisions.scheduled(at=now).values_list("live_from", flat=True).first()
    if moment is None or moment == seen:
        return
    who = article.events.filter(verb="schedule").order_by("-at", "-pk").first()
    raise Stale(
        _("%(who)s scheduled this for %(moment)s while you were looking at it. Read it, then decide again.")
        % {"who": who.actor if who else _("Somebody"), "moment": in_words(moment)}
    )


def _finish(step: Move) -> None:
    article, before = step.article, step.article.stage
    if step.verb.to is not None and step.verb.to != before:
        article.stage = step.verb.to
        Article.objects.filter(pk=article.pk).update(stage=article.stage, on_desk=not is_discarded(article))
    event = log(
        article,
        step.verb.name,
        by=step.by,
        now=step.now,
        revision=step.revision,
        stages=(before, article.stage),
        moment=step.moment,
        note=step.note,
    )
    informing.of_move(article, event)


def log(
    article: Article | None,
    verb: str,
    *,
    by: Any,
    now: datetime,
    about: str = "",
    revision: Revision | None = None,
    stages: tuple[str, str] = ("", ""),
    moment: datetime | None = None,
    note: str = "",
    actor: str = "",
    proof: ProofLink | None = None,
) -> Event:
    """Write the event; the caller is in the transaction of what it tells.

    ``about`` names what is no article, ``actor`` who did it without an account; ``proof`` is the link that they
    answered by.
    """
    return Event.objects.create(
        article=article,
        about=shorten(about, LONGEST_ABOUT),
        revision=revision,
        verb=verb,
        by=by,
        actor=actor or name_of(by),
        at=now,
        from_stage=stages[0],
        to_stage=stages[1],
        moment=moment,
        note=note,
        proof=proof,
    )


def name_of(person: Any) -> str:
    """The name that stays in the record when the account is gone."""
    return shorten(str(person.get_full_name() or person.get_username()), LONGEST_NAME)
