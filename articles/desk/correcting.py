"""What a change to an article that readers know is: asked of whoever publishes it, and kept with it for ever."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles.desk.refusal import NotAllowed, Refused, refuse_if_any
from articles.desk.revising import differs
from articles.desk.workflow import Move, name_of
from articles.models import Article, Correction, Revision
from articles.models.act import ACTS, BY_NAME, SILENT, STATEMENT, Act
from articles.models.correction import CorrectionQuerySet
from articles.text.order import in_order


@dataclass(frozen=True)
class Change:
    """What the person says of it: the name of an act, and the statement, in plain text.

    ``learned_on`` is the day in the magazine's time zone; ``supersedes`` an earlier correction of the article.
    """

    act: str = SILENT.name
    wrong: str = ""
    right: str = ""
    learned: str = ""
    learned_on: date | None = None
    supersedes: Correction | None = None

    @property
    def kind(self) -> Act:
        return BY_NAME[self.act]

    def words(self, name: str) -> str:
        """A part of the statement as it is kept."""
        return in_order(getattr(self, name)).strip()

    def is_said(self, name: str) -> bool:
        value = getattr(self, name)
        return bool(self.words(name) if isinstance(value, str) else value)


def known_to_readers(article: Article, now: datetime) -> Revision | None:
    """The revision that readers see, or saw last; ``None`` for an article that they were never given."""
    return article.revisions.published(at=now).order_by("-live_from", "-number").first()


def is_owed(article: Article, before: Revision | None) -> bool:
    """Whether the working copy says or prints something else than what readers know."""
    return before is not None and differs(article, before)


def to_supersede(article: Article, now: datetime) -> CorrectionQuerySet:
    """What readers are told of the article and no later correction takes the place of."""
    later = Correction.objects.shown(at=now).filter(supersedes=OuterRef("pk"))
    return Correction.objects.shown(at=now).filter(~Exists(later), article=article)


def check(step: Move, before: Revision | None, change: Change | None) -> None:
    """Raise :class:`NotAllowed` or :class:`Refused` where the change is not told as the table of acts demands."""
    if change is None:
        if is_owed(step.article, before):
            raise Refused(_unsaid())
        return
    if change.act not in BY_NAME:
        raise Refused(_unsaid())
    if not step.by.has_perm(change.kind.permission):
        raise NotAllowed(_("You may not publish this: %(act)s.") % {"act": change.kind.label})
    refuse_if_any(obstacles(step, before, change))


def obstacles(step: Move, before: Revision | None, change: Change) -> Iterator[str]:
    act = change.kind
    if before is None and act is not SILENT:
        yield _("Readers were never given this article, so there is nothing to put right. Publish it as it is.")
    for name in act.asks:
        if not change.is_said(name):
            yield _("%(act)s: say %(what)s.") % {"act": act.label, "what": label_of(name)}
    if act is SILENT and any(change.is_said(name) for name in (*STATEMENT, "supersedes")):
        yield _("Readers are told nothing of a silent fix. Choose what else this is, or clear what you wrote.")
    today = timezone.localdate(step.now)
    if change.learned_on and change.learned_on > today:
        yield _("The day on which we learned of it cannot lie in the future.")
    if change.learned_on and before and change.learned_on < _long_before(before):
        yield _("The day on which we learned of it cannot lie years before readers had the article. Look at its year.")
    if change.supersedes and not to_supersede(step.article, step.now).filter(pk=change.supersedes.pk).exists():
        yield _("What this supersedes is not, or no longer, what readers are told of this article.")


def _long_before(known: Revision) -> date:
    """The first of January a year before readers first had the article."""
    first = timezone.localdate(known.first_published)
    return date(first.year - 1, 1, 1)


def keep(step: Move, before: Revision | None, after: Revision, at: datetime, change: Change | None) -> bool:
    """Keep what the change is, in force from ``at`` on, and say it in the event; whether readers get a later date."""
    if before is None or change is None:
        return False
    Correction.objects.create(
        article=step.article,
        act=change.act,
        before=before,
        after=after,
        at=at,
        wrong=change.words("wrong"),
        right=change.words("right"),
        learned=change.words("learned"),
        learned_on=change.learned_on,
        supersedes=change.supersedes,
        made=step.now,
        by=step.by,
        actor=name_of(step.by),
    )
    step.note = "\n".join(filter(None, (in_short(change), step.note)))
    return change.kind.moves_date


def in_short(change: Change) -> str:
    """“Correction: It is six miles. It is eleven miles.”, for the log."""
    said = " ".join(filter(None, (change.words("wrong"), change.words("right"))))
    return f"{change.kind.label}: {said}" if said else f"{change.kind.label}."


def label_of(name: str) -> str:
    column: Any = Correction._meta.get_field(name)
    return str(column.verbose_name)


def _unsaid() -> str:
    acts = get_text_list([str(act.label).lower() for act in ACTS], _("or"))
    return _("Readers know this article. Publish it from its own page, and say what the change is: %(acts)s.") % {
        "acts": acts
    }
