"""Waivers: somebody who may has decided that an article need not carry a disclaimer that it owes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.disclaimer import Disclaimer

LONGEST_REASON = 2_000


class WaiverQuerySet(models.QuerySet["Waiver"]):
    def open(self) -> "WaiverQuerySet":
        """Those that nobody took back."""
        return self.filter(ended_at__isnull=True)


class Waiver(models.Model):
    """From ``made`` until ``ended_at`` (UTC), while which is empty it holds: one at most of a pair.

    Rows stay as history: triggers refuse to delete one, and to change more of it than that it was taken back.
    """

    article = models.ForeignKey("Article", models.PROTECT, related_name="waivers", verbose_name=_("article"))
    disclaimer = models.ForeignKey(Disclaimer, models.PROTECT, related_name="waivers", verbose_name=_("disclaimer"))
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON)
    made = models.DateTimeField(_("made"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    actor = models.CharField(_("who"), max_length=200)
    ended_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    ender = models.CharField(_("taken back by"), max_length=200, blank=True)

    objects = WaiverQuerySet.as_manager()

    class Meta:
        ordering = ["-made", "-pk"]
        default_permissions = ()
        verbose_name, verbose_name_plural = _("waiver"), _("waivers")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "disclaimer"], condition=Q(ended_at__isnull=True), name="one_open_waiver"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_waived_disclaimer_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.disclaimer}: {self.reason}"
