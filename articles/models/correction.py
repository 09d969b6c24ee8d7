"""What a change to a published article was, and what was put right by it: kept for ever."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from articles.models.act import ACTS, BY_NAME, LISTED, SILENT, Act


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def in_force(self, *, at: datetime) -> "CorrectionQuerySet":
        """Those whose revision came before readers when it was to, up to ``at`` (UTC); one unscheduled never does."""
        return self.filter(at__lte=at, after__live_from=F("at"))

    def shown(self, *, at: datetime) -> "CorrectionQuerySet":
        """What readers are told at ``at`` (UTC), of articles withdrawn since as well, each with its revision."""
        return self.in_force(at=at).exclude(act=SILENT.name)

    def listed(self, *, at: datetime) -> "CorrectionQuerySet":
        """What stands on the page of corrections and in its feed, each with those it is ``superseded_by``; a walk by
        ``dated`` and ``row``.
        """
        walk = self.in_force(at=at).filter(act__in=LISTED).alias(dated=F("at"), row=F("pk"))
        later = Prefetch("successors", Correction.objects.shown(at=at), to_attr="superseded_by")
        return cast(CorrectionQuerySet, walk.prefetch_related(later))

    def for_lists(self) -> "CorrectionQuerySet":
        """With the headline and address of what was corrected."""
        long = ("body", "rendered", "outline", "excerpt", "corrected")
        return self.select_related("after").defer(*(f"after__{name}" for name in long))


class Correction(models.Model):
    """An act of the table :data:`articles.models.act.ACTS`, made with the publishing of the revision ``after``.

    ``before`` is the revision that readers had; ``at`` the instant (UTC) at which they get the other, with which this
    comes into force. Triggers refuse to change or delete it; a later one ``supersedes`` it.
    """

    article = models.ForeignKey(
        "Article", models.PROTECT, related_name="corrections", verbose_name=_("article"), editable=False
    )
    act = models.CharField(_("act"), max_length=20, choices=[(act.name, act.label) for act in ACTS])
    before = models.ForeignKey("Revision", models.PROTECT, related_name="+", verbose_name=_("before"))
    after = models.OneToOneField("Revision", models.PROTECT, related_name="correction", verbose_name=_("after"))
    at = models.DateTimeField(_("in force from"))
    wrong = models.TextField(_("what was wrong"), blank=True)
    right = models.TextField(_("what is right"), blank=True)
    learned = models.TextField(_("how we learned of it"), blank=True)
    learned_on = models.DateField(_("when we learned of it"), null=True, blank=True)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name=_("supersedes")
    )
    made = models.DateTimeField(_("made"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    actor = models.CharField(_("who"), max_length=200)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name, verbose_name_plural = _("correction"), _("corrections")
        constraints = [
            models.CheckConstraint(condition=~Q(before=F("after")), name="a_correction_is_of_two_revisions"),
            models.CheckConstraint(
                condition=Q(act=SILENT.name) | ~Q(wrong="") | ~Q(right=""), name="a_correction_says_something"
            ),
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="correction_by_date"),
            models.Index(fields=["article", "at"], name="correction_by_article"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_of_act.label}: {self.right or self.wrong}"

    @property
    def listed_at(self) -> datetime:
        return self.at

    @property
    def kind_of_act(self) -> Act:
        return BY_NAME[self.act]


@dataclass(frozen=True)
class PutRight:
    """A correction as the page of a revision prints it; ``superseded`` by a later one on the same page."""

    key: int
    act: Act
    at: datetime
    wrong: str
    right: str
    learned: str
    learned_on: date | None
    superseded: bool

    @property
    def words(self) -> str:
        """The statement in one line, for machines."""
        return " ".join(filter(None, (self.wrong, self.right, self.learned)))


def to_print(corrections: Iterable[Correction]) -> list[dict[str, Any]]:
    """What a revision keeps of them, in their order, to be read by :func:`printed`."""
    corrections = list(corrections)
    superseded = {each.supersedes_id for each in corrections}
    return [
        {
            "key": each.pk,
            "act": each.act,
            "at": each.at.isoformat(),
            "wrong": each.wrong,
            "right": each.right,
            "learned": each.learned,
            "learned_on": each.learned_on.isoformat() if each.learned_on else "",
            "superseded": each.pk in superseded,
        }
        for each in corrections
    ]


def printed(kept: Sequence[dict[str, Any]]) -> list[PutRight]:
    return [
        PutRight(
            **{
                **each,
                "act": BY_NAME[each["act"]],
                "at": datetime.fromisoformat(each["at"]),
                "learned_on": date.fromisoformat(each["learned_on"]) if each["learned_on"] else None,
            }
        )
        for each in kept
    ]
