"""The outbox: letters to people of the desk, written with what they tell of, sent later."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MOST_ATTEMPTS = 12


class LetterKind(models.TextChoices):
    """What a letter is about. Each person chooses for each kind: see :class:`articles.models.wish.Wish`."""

    SUBMITTED = "submitted", _("An article was sent to review")
    CHANGES = "changes", _("Changes are asked for")
    APPROVED = "approved", _("An article was approved")
    PUBLISHED = "published", _("An article was published, scheduled or withdrawn")
    ASSIGNED = "assigned", _("An article was assigned to me")
    NOTE = "note", _("A note for me: my name, my thread or my article")
    PROOF = "proof", _("A proof was answered")
    SIGN_OFF = "sign-off", _("A check was signed off or waived, or is owed anew after a change")


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self, *, at: datetime) -> "LetterQuerySet":
        """What is to be sent at the instant ``at``, or to be tried again, the oldest first."""
        return self.filter(sent=None, attempts__lt=MOST_ATTEMPTS, due__lte=at).order_by("due", "pk")


class Letter(models.Model):
    """A letter to one person. ``due`` (UTC) is when to send it, or to try again; a ``daily`` one goes with others."""

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="letters", verbose_name=_("recipient")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=LetterKind)
    subject = models.CharField(_("subject"), max_length=400)
    body = models.TextField(_("text"))
    about = models.ForeignKey(
        "Article", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("article")
    )
    made = models.DateTimeField(_("made"))
    daily = models.BooleanField(_("in the daily letter"), default=False)
    due = models.DateTimeField(_("due"))
    sent = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-made", "-pk"]
        verbose_name, verbose_name_plural = _("letter"), _("letters")
        indexes = [models.Index(fields=["due", "id"], name="letter_waiting", condition=Q(sent__isnull=True))]

    def __str__(self) -> str:
        return self.subject
