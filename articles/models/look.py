"""What a person on the desk has seen of an article."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Look(models.Model):
    """The newest revision that a person had before them when they last opened the article.

    ``before`` is the newest one of the visit before; it moves on only when somebody else saved in between, so that
    opening the article twice hides nothing.
    """

    article = models.ForeignKey("Article", models.CASCADE, related_name="looks", verbose_name=_("article"))
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="looks", verbose_name=_("account")
    )
    revision = models.ForeignKey("Revision", models.CASCADE, related_name="+", verbose_name=_("revision"))
    before = models.ForeignKey(
        "Revision", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("revision seen before")
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name, verbose_name_plural = _("look"), _("looks")
        constraints = [models.UniqueConstraint(fields=["article", "account"], name="one_look_a_person_and_article")]

    def __str__(self) -> str:
        return f"{self.account}: {self.article}"
