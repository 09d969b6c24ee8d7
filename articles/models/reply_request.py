"""Right of reply: who asked to answer an article, what the desk decided, and the reply that readers get for it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Decision(models.TextChoices):
    PENDING = "pending", _("pending")
    GRANTED = "granted", _("granted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn by who asked")


class ReplyRequestQuerySet(models.QuerySet["ReplyRequest"]):
    def pending(self) -> "ReplyRequestQuerySet":
        return self.filter(decision=Decision.PENDING)

    def in_force(self, *, at: datetime) -> "ReplyRequestQuerySet":
        """Those whose reply stands by right at ``at`` (UTC), whether readers see it then or not."""
        return self.filter(Q(right_until__isnull=True) | Q(right_until__gt=at), right_from__lte=at)


class ReplyRequest(models.Model):
    """A request to reply to ``article``. ``contact`` is for the desk alone and may be cleared; the rest stays.

    ``reply`` is the article that answers. It stands by right from ``right_from`` on, when it was named, until
    ``right_until`` (UTC), if the request was withdrawn then. See :mod:`articles.desk.replying`.
    """

    article = models.ForeignKey(
        "Article", models.PROTECT, related_name="reply_requests", verbose_name=_("contested article")
    )
    asked_by = models.CharField(_("who asks"), max_length=200)
    contact = models.TextField(
        _("contact"), max_length=1_000, blank=True, help_text=_("For the desk only; it can be cleared later.")
    )
    contested = models.TextField(_("what is contested"), max_length=5_000)
    received_on = models.DateField(_("received on"))
    deadline = models.DateField(_("deadline"), help_text=_("By which day an answer is owed."))
    decision = models.CharField(_("decision"), max_length=20, choices=Decision, default=Decision.PENDING)
    reason = models.TextField(_("reason"), max_length=5_000, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decider = models.CharField(_("decided by"), max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    reply = models.ForeignKey(
        "Article", models.PROTECT, null=True, blank=True, related_name="reply_for", verbose_name=_("reply")
    )
    right_from = models.DateTimeField(null=True, blank=True)
    right_until = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(_("made"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    actor = models.CharField(_("who"), max_length=200)

    objects = ReplyRequestQuerySet.as_manager()

    class Meta:
        ordering = ["deadline", "pk"]
        verbose_name, verbose_name_plural = _("request to reply"), _("right of reply")
        default_permissions = ("add", "view")
        permissions = [("decide_replyrequest", _("Can decide on the right of reply"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision=Decision.PENDING, decided_at__isnull=True)
                | (~Q(decision=Decision.PENDING) & Q(decided_at__isnull=False)),
                name="a_decided_request_says_when",
            ),
            models.CheckConstraint(
                condition=Q(reply__isnull=True, right_from__isnull=True)
                | Q(reply__isnull=False, right_from__isnull=False),
                name="a_reply_by_right_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(reply__isnull=True) | ~Q(reply=F("article")), name="no_reply_by_right_is_to_itself"
            ),
        ]
        indexes = [models.Index(fields=["deadline"], name="request_by_deadline", condition=Q(decision="pending"))]

    def __str__(self) -> str:
        return self.asked_by
