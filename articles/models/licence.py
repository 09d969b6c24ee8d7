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


DEEDS: dict[str, str] = {
    Licence.PUBLIC_DOMAIN: "https://creativecommons.org/publicdomain/mark/1.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_BY_ND: "https://creativecommons.org/licenses/by-nd/4.0/",
    Licence.CC_BY_3: "https://creativecommons.org/licenses/by/3.0/",
    Licence.CC_BY_SA_3: "https://creativecommons.org/licenses/by-sa/3.0/",
    Licence.CC_BY_2: "https://creativecommons.org/licenses/by/2.0/",
    Licence.CC_BY_SA_2: "https://creativecommons.org/licenses/by-sa/2.0/",
}
"""THE table of licences that readers are told, for they may use the picture by them, each with its terms. By what other
right the magazine prints a picture is a matter between it and who made that.
"""


NAMING = tuple(licence for licence in Licence if licence.startswith("CC BY"))
"""Licences that demand a credit (Creative Commons, section 3(a))."""
