"""By what right a picture is published."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    OWN = "own", _("our own")
    COMMISSIONED = "commissioned", _("commissioned")
    AGENCY = "agency", _("agency")
    COURTESY = "courtesy", _("by courtesy")
    PUBLIC_DOMAIN = "public domain", _("public domain")
    CC0 = "CC0 1.0", "CC0 1.0"
    CC_BY = "CC BY 4.0", "CC BY 4.0"
    CC_BY_SA = "CC BY-SA 4.0", "CC BY-SA 4.0"
    CC_BY_ND = "CC BY-ND 4.0", "CC BY-ND 4.0"
    CC_BY_3 = "CC BY 3.0", "CC BY 3.0"
    CC_BY_SA_3 = "CC BY-SA 3.0", "CC BY-SA 3.0"
    CC_BY_2 = "CC BY 2.0", "CC BY 2.0"
    CC_BY_SA_2 = "CC BY-SA 2.0", "CC BY-SA 2.0"
    OTHER = "other", _("other")


NAMING = tuple(licence for licence in Licence if licence.startswith("CC BY"))
"""Licences that demand a credit (Creative Commons, section 3(a))."""
