"""Why an article was taken from its readers, at whose wish, and what stands at its address instead."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from articles.models.event import Event
from articles.models.revision import Revision


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    def hiding(self, *, at: datetime) -> "WithdrawalQuerySet":
        """Those after which not even the headline is told at ``at`` (UTC): until the article is published again."""
        again = Revision.objects.filter(article=OuterRef("article"), live_from__gte=OuterRef("at"), live_from__lte=at)
        return self.filter(~Exists(again), shows_headline=False, at__lte=at)


class Withdrawal(models.Model):
    """The ``revision`` that readers had was ended ``at`` that instant (UTC), with ``note`` for readers.

    ``reason``, ``asked_by`` and ``decided_by`` are for the desk; the two may be persons outside, the first empty where
    nobody asked. Without ``shows_headline`` readers are told the note alone. Triggers refuse to change or delete it.
    Withdrawals of former times are events only, whose note readers are told together with the headline.
    """

    article = models.ForeignKey("Article", models.PROTECT, related_name="withdrawals", verbose_name=_("article"))
    revision = models.ForeignKey("Revision", models.PROTECT, related_name="withdrawals", verbose_name=_("revision"))
    at = models.DateTimeField(_("withdrawn"))
    reason = models.TextField(_("reason"), max_length=5_000)
    asked_by = models.CharField(_("who asked for it"), max_length=200, blank=True)
    decided_by = models.CharField(_("who decided"), max_length=200)
    note = models.TextField(_("public note"), max_length=5_000)
    shows_headline = models.BooleanField(_("readers still see the headline"), default=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    actor = models.CharField(_("who"), max_length=200)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()
        verbose_name, verbose_name_plural = _("withdrawal"), _("withdrawals")
        indexes = [
            models.Index(fields=["article", "-at"], name="withdrawal_by_article"),
            models.Index(fields=["article"], name="withdrawal_hiding", condition=models.Q(shows_headline=False)),
        ]

    def __str__(self) -> str:
        return f"{self.decided_by}: {self.reason}"


class Farewell:
    """What stands where an article was: the ``note``, ``None`` where it only expired, and whether the headline does."""

    def __init__(self, revision: Revision, at: datetime) -> None:
        """Of the ``revision`` that readers had last, at ``at`` (UTC), in two queries."""
        event = _withdrawn(revision, at)
        record: Any = Withdrawal.objects.filter(article=revision.article_id, at=event.at).first() if event else None
        self.note: str | None = record.note if record else event.note if event else None
        self.shows_headline: bool = record.shows_headline if record else True


def _withdrawn(revision: Revision, at: datetime) -> Event | None:
    """The event, where somebody withdrew the article when its last turn ended or since."""
    ends = Revision.objects.filter(article=revision.article_id, live_until__lte=at).order_by("-live_until")
    last = models.Subquery(ends.values("live_until")[:1])
    return Event.objects.filter(article=revision.article_id, verb="withdraw", at__gte=last, at__lte=at).first()
