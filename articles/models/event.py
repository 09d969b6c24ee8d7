"""The log of the desk: who did what to which article or other row, when, and with which words."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """A move of stage or interval, a save, or what became of a row that is not an article, which ``about`` names.

    ``actor`` is the name as text, so it survives the account; ``proof`` is the link by which somebody without one
    answered. Triggers refuse to change or delete an event.
    """

    article = models.ForeignKey(
        "Article", models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("article")
    )
    about = models.CharField(_("about"), max_length=300, blank=True)
    revision = models.ForeignKey(
        "Revision", models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("revision")
    )
    verb = models.CharField(_("what"), max_length=30)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    actor = models.CharField(_("who"), max_length=200)
    at = models.DateTimeField(_("when"))
    from_stage = models.CharField(_("from"), max_length=20, blank=True)
    to_stage = models.CharField(_("to"), max_length=20, blank=True)
    moment = models.DateTimeField(_("takes effect"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    proof = models.ForeignKey(
        "ProofLink", models.PROTECT, null=True, blank=True, related_name="answers", verbose_name=_("proof link")
    )

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name, verbose_name_plural = _("event"), _("events")
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False) | ~Q(about=""), name="an_event_is_about_something"
            )
        ]
        indexes = [
            models.Index(fields=["article", "-at"], name="event_by_article"),
            models.Index(fields=["-at", "-id"], name="event_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.verb}"
