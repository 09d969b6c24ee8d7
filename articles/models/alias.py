"""Under what kind of name somebody writes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Alias(models.IntegerChoices):
    NONE = 0, _("own name")
    PEN_NAME = 1, _("pen name")
    ANONYMOUS = 2, _("anonymous")


ALIASES = {Alias.NONE: "", Alias.PEN_NAME: "pen name", Alias.ANONYMOUS: "anonymous"}
"""What machines are told of each."""
