"""Legal hold: an article of which nothing may change, because a court or a lawyer may ask for it as it stands."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.written import Written


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    def open(self) -> "LegalHoldQuerySet":
        """Those that were placed and not lifted."""
        return self.filter(lifted_at__isnull=True)


class LegalHold(models.Model):
    """From ``placed_at`` until ``lifted_at`` (UTC), while which is empty the hold is open; an article has at most one.

    Rows stay as history: triggers refuse to delete one, and to change more of it than that it was lifted.
    """

    article = models.ForeignKey("Article", models.PROTECT, related_name="holds", verbose_name=_("article"))
    placed_at = models.DateTimeField(_("placed"))
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    placer = models.CharField(_("placed by"), max_length=200)
    reason = models.TextField(_("reason"), max_length=2_000)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    lifter = models.CharField(_("lifted by"), max_length=200, blank=True)
    lifted_because = models.TextField(_("reason for lifting"), max_length=2_000, blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-pk"]
        default_permissions = ()
        verbose_name, verbose_name_plural = _("legal hold"), _("legal holds")
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(lifted_at__isnull=True), name="one_open_hold_an_article"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifter="", lifted_because="")
                | (Q(lifted_at__gte=models.F("placed_at")) & ~Q(lifter="") & ~Q(lifted_because="")),
                name="a_hold_says_how_it_was_lifted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placer}: {self.reason}"

    @property
    def told(self) -> str:
        """What whoever would change the article is told: since when, by whom, and whom to ask."""
        return gettext(
            "On legal hold since %(day)s, placed by %(who)s: nothing of it may change until the hold is lifted. "
            "Ask %(who)s or another publisher."
        ) % {"day": date_format(timezone.localtime(self.placed_at), "j F Y"), "who": self.placer}


def open_hold(article: int) -> LegalHold | None:
    """The open hold of the article with the key."""
    return next(iter(OPEN.rows(article)), None)


OPEN = Written(lambda article: LegalHold.objects.open().filter(article=article)[:1], -1)
