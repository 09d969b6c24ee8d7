"""An errand: many live articles to be printed anew, one by one; a row keeps how far it has come."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.author import Author
from articles.models.disclaimer import Disclaimer

LONGEST_REASON = 2_000


class ErrandQuerySet(models.QuerySet["Errand"]):
    def open(self) -> "ErrandQuerySet":
        """Those that did not come to their end."""
        return self.filter(ended__isnull=True)


class Errand(models.Model):
    """For a ``disclaimer``: print it with what owes it (``adds``), its newest words where others stand (``rewords``).
    For an ``author``: print ``name`` where ``former`` stands.

    ``place`` is the key of the last article that was looked at; articles are taken by their keys, and each one’s
    printing and this row’s progress are one transaction. ``refused`` are keys of articles with the sentences that
    stood in the way. Where somebody stopped it before its end, ``stopper`` is their name.
    """

    disclaimer = models.ForeignKey(
        Disclaimer, models.PROTECT, null=True, related_name="errands", verbose_name=_("disclaimer")
    )
    adds, rewords = models.BooleanField(default=False), models.BooleanField(default=False)
    author = models.ForeignKey(Author, models.PROTECT, null=True, related_name="errands", verbose_name=_("author"))
    former = models.CharField(_("former name"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON)
    made = models.DateTimeField(_("made"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    actor = models.CharField(_("who"), max_length=200)
    place = models.BigIntegerField(default=0)
    last = models.BigIntegerField(default=0)
    printed = models.PositiveIntegerField(_("printed anew"), default=0)
    refused = models.JSONField(_("refused"), default=list, blank=True)
    ended = models.DateTimeField(_("ended"), null=True, blank=True)
    stopper = models.CharField(_("who stopped it"), max_length=200, blank=True)

    objects = ErrandQuerySet.as_manager()

    class Meta:
        ordering = ["-made", "-pk"]
        default_permissions = ()
        verbose_name, verbose_name_plural = _("errand"), _("errands")
        constraints = [
            models.CheckConstraint(
                condition=Q(disclaimer__isnull=False, author__isnull=True)
                | Q(disclaimer__isnull=True, author__isnull=False),
                name="an_errand_is_for_one_thing",
            ),
            models.UniqueConstraint(
                fields=["disclaimer"], condition=Q(ended__isnull=True), name="one_open_errand_a_disclaimer"
            ),
            models.UniqueConstraint(
                fields=["author"], condition=Q(ended__isnull=True), name="one_open_errand_an_author"
            ),
        ]

    def __str__(self) -> str:
        return str(self.disclaimer) if self.disclaimer else f"{self.former} → {self.name}"
