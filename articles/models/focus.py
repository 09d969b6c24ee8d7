"""What stays in sight of a picture where a page crops it."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

STEP = 5
"""Percent: how fine the classes of the stylesheet are."""

WITHIN = MaxValueValidator(100)


class Focus(models.Model):
    """The point that stays in sight where a picture is cropped, in percent from its left and its upper edge."""

    focus_x = models.PositiveSmallIntegerField(
        _("from the left, in percent"), default=50, blank=True, validators=[WITHIN]
    )
    focus_y = models.PositiveSmallIntegerField(
        _("from the top, in percent"), default=50, blank=True, validators=[WITHIN]
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(focus_x__lte=100, focus_y__lte=100), name="focus_within_%(class)s")
        ]

    @property
    def focus(self) -> str:
        """As two classes of the stylesheet, to the nearest twentieth; ``""`` for the middle, where it is anyway."""
        across, down = (STEP * round(each / STEP) for each in (self.focus_x, self.focus_y))
        return "" if across == down == 50 else f"fx{across} fy{down}"
