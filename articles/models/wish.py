"""What each person wants to hear by mail, and when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.letter import LetterKind


class Delivery(models.TextChoices):
    AT_ONCE = "at once", _("at once")
    DAILY = "daily", _("once a day")
    NEVER = "never", _("never")


DEFAULT = Delivery.AT_ONCE
"""For who has not chosen: each kind tells of what waits for the person, or of what they wait for."""


class Wish(models.Model):
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="wishes")
    kind = models.CharField(_("kind"), max_length=20, choices=LetterKind)
    delivery = models.CharField(_("delivery"), max_length=10, choices=Delivery)

    class Meta:
        verbose_name, verbose_name_plural = _("mail wish"), _("mail wishes")
        constraints = [models.UniqueConstraint(fields=["account", "kind"], name="one_wish_a_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_delivery_display()}"
